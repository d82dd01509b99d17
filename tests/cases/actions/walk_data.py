"""Sensible data for every action of every kind of case, so that random walks go far."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from cases.actions.offers import Offer
from cases.models import Case
from cases.services.archive import missing_pieces
from cases.services.serving import to_serve
from tests.cases.civil_story import Civil
from tests.cases.compensation_story import CHECKLIST, Compensation
from tests.cases.conftest import Story


def _own(case: Case, *posts: str) -> list[str]:
    """People of the case's procuratorate by their posts."""
    return [f"{case.procuratorate.code}.{post}" for post in posts]


def _officers(case: Case) -> list[str]:
    return _own(case, "handler", "assistant")


def _items(case: Case, **fields: Any) -> list[dict[str, Any]]:
    recommendation = case.recommendations.order_by("-id").first()
    count = recommendation.items.count() if recommendation else 1
    return [{"no": no, **fields} for no in range(1, count + 1)]


def _look_back(case: Case, today: str) -> dict[str, Any]:
    items = _items(case, finding="relapsed")
    return {
        "on": today,
        "officers": _officers(case),
        "items": items,
        "conclusion": "relapsed",
    }


def _judgment(case: Case, today: str) -> dict[str, Any]:
    civil = case.kind != "administrative"
    order = {"text": "支付修复费用", "amount": "1000.00"} if civil else {"text": "履职"}
    return {
        "on": today,
        "court_number": "（2026）京初1号",
        "served_on": today,
        "outcome": "upheld" if civil else "perform",
        "orders": [order | {"perform_by": "2027-06-30"}],
    }


def _claims(case: Case, today: str) -> dict[str, Any]:
    del today
    perform = {"kind": "perform", "text": "依法履职"}
    restore = {"kind": "restoration_cost", "text": "支付修复费用", "amount": "1000.00"}
    return {"claims": [perform if case.kind == "administrative" else restore]}


def _court(case: Case, today: str) -> dict[str, Any]:
    """The court a suit may go to: for civil cases an intermediate one (Interp. 5)."""
    del today
    code = case.criminal_court.code if case.criminal_court else ""
    own = "bj3-court" if case.kind in {"civil", "compensation", "support"} else "cy-court"
    return {"court": code or own}


#: What may be proposed, and on which ground a case is closed, by its kind.
PROPOSALS: Final = {
    "administrative": ("recommend", "organ_performed"),
    "civil": ("notice", "interest_protected"),
    "incidental": ("notice", "interest_protected"),
    "support": ("support", "others_sued"),
    "compensation": ("negotiate", "compensation_settled"),
}


def _proposal(case: Case, today: str) -> dict[str, Any]:
    del today
    return {"findings": "x", "proposal": PROPOSALS[case.kind][0]}


def _ground(case: Case, today: str) -> dict[str, Any]:
    del today
    return {"ground": PROPOSALS[case.kind][1]}


#: Sensible data for each action, so that walks go far; what is missing here is sent empty.
DATA: dict[str, Callable[[Case, str], dict[str, Any]]] = {
    "serve_filing_decision": lambda _, today: {"served_on": today, "method": "direct"},
    "record_consultation": lambda _, today: {"held_on": today, "form": "meeting", "minutes": "x"},
    "plan_inquiry": lambda *_: {"approach": "x", "evidence_sought": "y"},
    "conclude_inquiry": _proposal,
    "issue_recommendation": lambda *_: {
        "source_of_case": "x",
        "facts": "x",
        "failure": "x",
        "legal_basis": "x",
        "items": [{"text": "一"}, {"text": "二"}],
    },
    "serve_recommendation": lambda _, today: {
        "served_on": today,
        "method": "left",
        "witness": "x",
    },
    "serve_document": lambda case, today: {
        "document": str(to_serve(case)[0].kind),
        "served_on": today,
        "method": "electronic",
    },
    "confirm_receipt": lambda *_: {},
    "object_to_recommendation": lambda *_: {"ground": "x"},
    "answer_objection": lambda *_: {"upheld": True, "reason": "x"},
    "submit_reply": lambda case, today: {
        "kind": "rectified",
        "statement": "x",
        "received_on": today,
        "items": _items(case, measure="x", status="done"),
    },
    "record_follow_up": lambda case, today: {
        "on": today,
        "officers": _officers(case),
        "note": "x",
    },
    "suspend_review": lambda _, today: {"reason": "x", "from": today},
    "resume_review": lambda _, today: {"on": today},
    "extend_review": lambda *_: {"reason": "x"},
    "conclude_review": lambda *_: {"proposal": "sue", "failure_kind": "no_reply"},
    "commission_appraisal": lambda _, today: {
        "institution": "x",
        "matter": "y",
        "commissioned_on": today,
    },
    "receive_appraisal": lambda _, today: {"received_on": today, "conclusion": "x"},
    "close_case": _ground,
    "look_back": _look_back,
    "reopen_case": lambda case, _: {
        "reason": "x",
        "look_back": case.look_backs.order_by("-id").values_list("pk", flat=True).first(),
    },
    "file_suit": lambda case, today: {
        **_court(case, today),
        **_claims(case, today),
        "delivered_on": today,
    },
    "docket": lambda _, today: {"docketed_on": today, "court_number": "（2026）京0105行初1号"},
    "refuse_docketing": lambda _, today: {"on": today, "reason": "x"},
    "serve_complaint": lambda _, today: {"served_on": today},
    "submit_defence": lambda _, today: {"statement": "x", "received_on": today},
    "forward_defence": lambda _, today: {"on": today},
    "give_hearing_notice": lambda _, today: {"hearing_at": f"{today}T15:00", "received_on": today},
    "reply_appearance": lambda case, today: {"attendants": _own(case, "handler"), "on": today},
    "hold_trial": lambda _, today: {"on": today},
    "suspend_trial": lambda _, today: {"ground": "x", "from": today},
    "resume_trial": lambda _, today: {"on": today},
    "extend_trial": lambda *_: {"approved_by": "北京市高级人民法院", "reason": "x"},
    "alter_claims": lambda case, today: {**_claims(case, today), "reason": "x"},
    "withdraw_suit": lambda *_: {"reason": "x"},
    "allow_withdrawal": lambda _, today: {"on": today},
    "enter_judgment": _judgment,
    "appeal": lambda _, today: {"on": today},
    "docket_appeal": lambda _, today: {"docketed_on": today, "court_number": "（2026）京终1号"},
    "rule_on_docketing": lambda case, today: {
        "upheld": bool(case.pk % 2),
        "on": today,
        "court_number": "（2026）京终1号",
    },
    "enter_final_judgment": _judgment,
    "protest": lambda _, today: {"ground": "x", "on": today},
    "report_performance": lambda _, today: {"items": [{"order": 1, "done": True, "on": today}]},
    "transfer_to_enforcement": lambda _, today: {"on": today},
    "record_enforcement": lambda _, today: {"on": today, "measure": "x"},
    "record_payment": lambda _, today: {"amount": "10.00", "on": today, "account": "treasury"},
    "complete_enforcement": lambda _, today: {"on": today, "result": "x"},
    "submit_withdrawal": lambda _, today: {"on": today},
    "apply_for_enforcement": lambda _, today: {"by": "x", "on": today},
    "archive_case": lambda case, today: {
        "on": today,
        "pages": 1,
        "missing_reason": [{"piece": each.code, "reason": "x"} for each in missing_pieces(case)],
    },
    "record_cost": lambda _, today: {"kind": "appraisal", "amount": "10.00", "on": today},
    "entrust_inquiry": lambda _, today: {"to": "hd", "matter": "x", "received_on": today},
    "supervise": lambda *_: {"reason": "x"},
    "ask_about": lambda *_: {"question": "何时回复？"},
    "answer_question": lambda _, today: {"answer": "三日内", "on": today},
    "record_hours": lambda _, today: {"hours": "0.25", "on": today},
    "report_on_supervision": lambda _, today: {"on": today, "report": "x"},
    "name_substitute": lambda case, today: {
        "person": _own(case, "handler2")[0],
        "from": today,
        "until": today,
    },
    "apply_for_recusal": lambda case, today: {
        "person": _own(case, "handler2")[0],
        "ground": "x",
        "received_on": today,
    },
    "decide_recusal": lambda case, today: {"upheld": bool(case.pk % 2), "on": today},
    "request_reconsideration": lambda _, today: {"received_on": today},
    "decide_reconsideration": lambda _, today: {"upheld": True, "on": today},
    "publish_notice": lambda _, today: {
        "medium": "检察日报",
        "published_on": today,
        "facts": "x",
        "contact": "y",
    },
    "ask_relatives": lambda _, today: {"relatives": [{"name": "某甲"}], "asked_on": today},
    "record_plaintiff_response": lambda case, today: {
        "who": "某甲" if case.pk % 2 else "某基金会",
        "what": "declines",
        "on": today,
    },
    "support_suit": lambda case, today: {
        **_court(case, today),
        "plaintiff": "自然之友环境研究所",
        "plaintiff_kind": "social_organisation",
        "means": ["opinion"],
        "submitted_on": today,
        "checklist": CHECKLIST,
    },
    "record_supported_outcome": lambda _, today: {"outcome": "upheld", "on": today},
    "withdraw_support": lambda *_: {"ground": "settled"},
    "submit_support_withdrawal": lambda _, today: {"on": today},
    "start_negotiation": lambda _, today: {"right_holder": "cy-env", "obligor": "x", "on": today},
    "record_agreement": lambda _, today: {
        "on": today,
        "amount": "1000.00",
        "court": "bj3-court",
        "perform_by": "2027-06-30",
    },
    "fail_negotiation": lambda _, today: {"on": today, "reason": "x"},
    "right_holder_sues": lambda _, today: {"court": "bj3-court", "on": today},
    "ask_for_confirmation": lambda _, today: {"court": "bj3-court", "on": today},
    "publish_agreement": lambda _, today: {"published_on": today},
    "confirm_agreement": lambda _, today: {"on": today, "court_number": "（2026）京民特1号"},
    "mediate": lambda _, today: {"agreement": "x", "amount": "1000.00", "on": today},
    "admit_plaintiff": lambda _, today: {"who": "某基金会", "on": today},
    "inform_department": lambda _, today: {"department": "cy-env", "on": today},
}
#: What takes the case out of the hands of the people of these walks.
LEADS_AWAY: Final = {"withdraw_draft", "assign_team", "take_up", "hand_down", "designate"}


def data_for(offer: Offer, case: Case, today: str) -> dict[str, Any]:
    """The fields of an offered action."""
    if offer.draft is not None:
        reason = {"reason": "x"} if offer.name == "send_back_draft" else {}
        again = {"data": offer.draft.data} if offer.name == "revise_draft" else {}
        return {"draft": offer.draft.pk, **reason, **again}
    make = DATA.get(offer.name)
    return make(case, today) if make is not None else {}


_CY = ("cy.handler", "cy.head", "cy.chief")
_BJ3 = ("bj3.handler", "bj3.head", "bj3.chief")
_COURTS = ("bj3-court.clerk", "bj3-court.judge")


class Walk(NamedTuple):
    """Where the walks of a kind of case begin, and who takes part in them."""

    start: Callable[[], Story]
    people: tuple[str, ...]


def _incidental() -> Story:
    prosecution = {"number": "（2026）京0105刑初9号", "court": "cy-court"}
    return Compensation().filed("incidental", criminal_case=prosecution)


WALKS: Final = {
    "administrative": Walk(
        lambda: Story().to_inquiring(),
        (*_CY, "cy-water.officer", "cy-court.clerk", "bj3-court.judge", *_BJ3),
    ),
    "civil": Walk(
        lambda: Civil().filed(), (*_BJ3, *_COURTS, "cy-env.officer", "bj-court.judge", "bj.chief")
    ),
    "incidental": Walk(_incidental, (*_CY, "cy-court.clerk", "cy-court.judge", *_COURTS)),
    "support": Walk(lambda: Compensation().filed("support"), (*_CY, *_COURTS)),
    "compensation": Walk(lambda: Compensation().filed(), (*_CY, "cy-env.officer", *_COURTS)),
}


def started(kind: str) -> tuple[Story, Case]:
    """A story of a kind, and its case."""
    story = WALKS[kind].start()
    if story.case is None:
        raise LookupError("the story has no case")
    return story, story.case

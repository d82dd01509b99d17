"""Whatever people do in whatever order, a case stays within its table and its ledger stays true."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.actor import Actor
from cases.actions import perform
from cases.actions.offers import Offer, offers
from cases.actions.registry import table_of
from cases.domain.lifecycle import rows_for
from cases.domain.rulebook import rule_version
from cases.models import Case, Deadline, DeadlineStatus, Draft, Event
from cases.services.calendars import current_calendar
from cases.services.periods import computation
from cases.services.serving import to_serve
from cases.sweep import sweep
from pilit.law.errors import DomainError
from tests.cases.conftest import Story, actor_of

PEOPLE = (
    "cy.handler",
    "cy.head",
    "cy.chief",
    "cy-water.officer",
    "cy-court.clerk",
    "bj3-court.judge",
    "bj3.handler",
    "bj3.head",
    "bj3.chief",
)
OFFICERS = ["cy.handler", "cy.assistant"]


def _items(case: Case, **fields: Any) -> list[dict[str, Any]]:
    recommendation = case.recommendations.order_by("-id").first()
    count = recommendation.items.count() if recommendation else 1
    return [{"no": no, **fields} for no in range(1, count + 1)]


def _look_back(case: Case, today: str) -> dict[str, Any]:
    items = _items(case, finding="relapsed")
    return {"on": today, "officers": OFFICERS, "items": items, "conclusion": "relapsed"}


def _judgment(case: Case, today: str) -> dict[str, Any]:
    del case
    return {
        "on": today,
        "court_number": "（2026）京行初1号",
        "served_on": today,
        "outcome": "perform",
        "orders": [{"text": "履职", "perform_by": "2027-06-30"}],
    }


CLAIMS = [{"kind": "perform", "text": "依法履职"}]
#: Sensible data for each action, so that walks go far; what is missing here is sent empty.
DATA: dict[str, Callable[[Case, str], dict[str, Any]]] = {
    "serve_filing_decision": lambda _, today: {"served_on": today, "method": "direct"},
    "record_consultation": lambda _, today: {"held_on": today, "form": "meeting", "minutes": "x"},
    "plan_inquiry": lambda *_: {"approach": "x", "evidence_sought": "y"},
    "conclude_inquiry": lambda *_: {"findings": "x", "proposal": "recommend"},
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
    "object_to_recommendation": lambda *_: {"ground": "x"},
    "answer_objection": lambda *_: {"upheld": True, "reason": "x"},
    "submit_reply": lambda case, today: {
        "kind": "rectified",
        "statement": "x",
        "received_on": today,
        "items": _items(case, measure="x", status="done"),
    },
    "record_follow_up": lambda _, today: {"on": today, "officers": OFFICERS, "note": "x"},
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
    "close_case": lambda *_: {"ground": "organ_performed"},
    "look_back": _look_back,
    "reopen_case": lambda case, _: {
        "reason": "x",
        "look_back": case.look_backs.order_by("-id").values_list("pk", flat=True).first(),
    },
    "file_suit": lambda _, today: {"court": "cy-court", "claims": CLAIMS, "delivered_on": today},
    "docket": lambda _, today: {"docketed_on": today, "court_number": "（2026）京0105行初1号"},
    "refuse_docketing": lambda _, today: {"on": today, "reason": "x"},
    "serve_complaint": lambda _, today: {"served_on": today},
    "submit_defence": lambda _, today: {"statement": "x", "received_on": today},
    "forward_defence": lambda _, today: {"on": today},
    "give_hearing_notice": lambda _, today: {"hearing_at": f"{today}T15:00", "received_on": today},
    "reply_appearance": lambda _, today: {"attendants": ["cy.handler"], "on": today},
    "hold_trial": lambda _, today: {"on": today},
    "suspend_trial": lambda _, today: {"ground": "x", "from": today},
    "resume_trial": lambda _, today: {"on": today},
    "extend_trial": lambda *_: {"approved_by": "北京市高级人民法院", "reason": "x"},
    "alter_claims": lambda *_: {"claims": CLAIMS, "reason": "x"},
    "withdraw_suit": lambda *_: {"reason": "x"},
    "allow_withdrawal": lambda _, today: {"on": today},
    "enter_judgment": _judgment,
    "appeal": lambda _, today: {"on": today},
    "enter_final_judgment": _judgment,
    "protest": lambda _, today: {"ground": "x", "on": today},
    "report_performance": lambda _, today: {"items": [{"order": 1, "done": True, "on": today}]},
    "transfer_to_enforcement": lambda _, today: {"on": today},
    "record_enforcement": lambda _, today: {"on": today, "measure": "x"},
    "record_payment": lambda _, today: {"amount": "10.00", "on": today, "account": "treasury"},
    "complete_enforcement": lambda _, today: {"on": today, "result": "x"},
    "submit_withdrawal": lambda _, today: {"on": today},
    "apply_for_enforcement": lambda _, today: {"by": "x", "on": today},
    "record_cost": lambda _, today: {"kind": "appraisal", "amount": "10.00", "on": today},
    "entrust_inquiry": lambda _, today: {"to": "hd", "matter": "x", "received_on": today},
    "supervise": lambda *_: {"reason": "x"},
    "report_on_supervision": lambda _, today: {"on": today, "report": "x"},
    "name_substitute": lambda _, today: {"person": "cy.handler2", "from": today, "until": today},
    "apply_for_recusal": lambda _, today: {
        "person": "cy.handler2",
        "ground": "x",
        "received_on": today,
    },
    "decide_recusal": lambda case, today: {"upheld": bool(case.pk % 2), "on": today},
    "request_reconsideration": lambda _, today: {"received_on": today},
    "decide_reconsideration": lambda _, today: {"upheld": True, "on": today},
}
#: What takes the case out of the hands of the people of these walks.
LEADS_AWAY = {"withdraw_draft", "assign_team", "take_up", "hand_down", "designate"}


def _data(offer: Offer, case: Case, today: str) -> dict[str, Any]:
    if offer.draft is not None:
        reason = {"reason": "x"} if offer.name == "send_back_draft" else {}
        again = {"data": offer.draft.data} if offer.name == "revise_draft" else {}
        return {"draft": offer.draft.pk, **reason, **again}
    make = DATA.get(offer.name)
    return make(case, today) if make is not None else {}


class _Undo(Exception):
    """Rolls one example back."""


def _check(case: Case, before: str, action: str) -> None:
    if case.state != before:
        moves = {
            target
            for row in rows_for(table_of(case), action)
            for target in (row.target, row.otherwise)
            if before in row.sources
        }
        assert case.state in moves, f"{before} --{action}--> {case.state}"
    calendar = current_calendar()
    for deadline in Deadline.objects.filter(case=case):
        if deadline.status in (DeadlineStatus.RUNNING, DeadlineStatus.SUSPENDED):
            assert deadline.due_on == computation(deadline, calendar).end
            if case.state == "closed":
                assert rule_version(deadline.rule_version).house, deadline.code
    if case.state == "closed":
        assert not case.drafts.filter(status__in=Draft.OPEN).exists()


@pytest.mark.django_db
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    choices=st.lists(
        st.tuples(st.integers(0, 400), st.sampled_from((0, 0, 1, 3, 20, 45))),
        min_size=10,
        max_size=70,
    )
)
def test_random_walks_stay_within_the_table(
    directory: None, choices: list[tuple[int, int]]
) -> None:
    del directory
    try:
        with transaction.atomic():
            _walk(choices)
            raise _Undo
    except _Undo:
        pass


def _walk(choices: list[tuple[int, int]]) -> None:
    story = Story().to_inquiring()
    case = story.case
    assert case is not None
    for pick, days in choices:
        story.clock += dt.timedelta(days=days, minutes=7)
        if days > 1:
            before = case.state
            sweep(story.clock)
            case.refresh_from_db()
            _check(case, before, "judgment_takes_effect")
        actor = actor_of(PEOPLE[pick % len(PEOPLE)], story.clock)
        if not Case.objects.visible_to(actor).filter(pk=case.pk).exists():
            continue
        open_to = [
            offer
            for offer in offers(case, actor, story.clock)
            if offer.blocked is None and offer.name not in LEADS_AWAY
        ]
        if open_to:
            _take(story, case, actor, open_to[pick // len(PEOPLE) % len(open_to)])


def _take(story: Story, case: Case, actor: Actor, offer: Offer) -> None:
    before, version, events = case.state, case.version, Event.objects.count()
    drafted = offer.draft.action if offer.draft is not None else ""
    today = timezone.localdate(story.clock).isoformat()
    try:
        perform(offer.name, case, actor, _data(offer, case, today), story.clock)
    except DomainError:
        case.refresh_from_db()
        assert (case.state, case.version, Event.objects.count()) == (before, version, events)
        return
    case.refresh_from_db()
    assert case.version > version
    assert Event.objects.count() > events
    _check(case, before, drafted if offer.name == "decide_draft" else offer.name)


def test_every_action_of_a_case_has_sensible_data_here() -> None:
    named = {row.action for row in table_of(Case(kind="administrative"))}
    steps = {"revise_draft", "withdraw_draft", "review_draft", "send_back_draft", "decide_draft"}
    clock = {"reply_period_ends", "judgment_takes_effect"}
    others = {
        *LEADS_AWAY,
        "transfer_for_suit",
        "answer_entrusted_inquiry",
        "name_respondent",
        "record_measure",
        "add_evidence",
        "hold_hearing",
        "record_with_superior",
    }
    assert named - steps - clock - others - {"recommend_to_court"} == set(DATA)

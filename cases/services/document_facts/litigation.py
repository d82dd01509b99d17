"""Documents to the courts: complaint, who appears, altered claims, withdrawal, appeal."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from agencies.models import Organisation
from cases.documents.facts import Facts
from cases.models import Claim, Hearing, PartyRole, Suit
from cases.models.choices import FailureKind
from cases.services.document_facts.asked import Asked
from cases.services.document_facts.base import (
    OFFICES,
    Found,
    findings,
    is_civil,
    joined,
    label_of,
    lines,
    named_organisation,
    offenders,
    officers,
    organ_name,
    sentence,
    subject_name,
    under,
)
from cases.services.document_facts.recommendation import standing
from cases.services.document_facts.review import before_suit, follow_up, harm
from cases.services.people import court_of

#: What those who appear do there (Rules 49, 51).
_PRESENTS: Final = "宣读起诉书，出示、说明证据并质证，参加法庭调查和辩论，发表出庭意见"
_ASSISTS: Final = "协助检察官出庭"


def complaint(asked: Asked) -> Found:
    """Plaintiff, defendant, claims, facts and reasons (Rules 46)."""
    sued = _defendants(asked)
    case = asked.case
    return {
        "court.name": named_organisation(asked.text("court")),
        "claims": _claims(asked),
        "facts": _facts(asked),
        "before_suit": before_suit(asked),
        "reasons": _reasons(asked),
        **_defendant(asked),
        "defendants": sued,
        "copies_count": len(sued) or None,
        "criminal.number": case.criminal_number or None,
        "criminal.accused": joined(str(row["name"]) for row in sued),
    }


def _facts(asked: Asked) -> str:
    """The harm as it was recommended or announced; of a wrong also what the inquiry found of it."""
    known, found = harm(asked.case), findings(asked.case)
    if not is_civil(asked):
        return known
    return found if known.rstrip("。") in found else lines(sentence(known), sentence(found))


def _defendants(asked: Asked) -> list[Facts]:
    organ = organ_name(asked)
    if organ is not None:
        return [{"name": organ, "details": None}]
    # Where it has its seat, or what identifies a person, the drafter adds (Rules 46).
    return [{"name": name, "details": None} for name, _kind in offenders(asked)]


def _defendant(asked: Asked) -> Found:
    return {"defendant.name": joined(str(row["name"]) for row in _defendants(asked)) or None}


def _claims(asked: Asked) -> list[Facts]:
    return [
        {"text": _claim(str(row.get("text", "")), row.get("amount"))}
        for row in asked.rows("claims")
        if str(row.get("text", "")).strip()
    ]


def _claim(text: str, amount: Any) -> str:
    """A claim, with the sum where it is not in its words."""
    plain = f"{amount}".partition(".")[0]
    if not amount or plain in text:
        return text
    return f"{text.rstrip('。')}（{Decimal(str(amount)):,.2f}元）"


def _reasons(asked: Asked) -> str:
    """Why a suit is brought: how the duty was failed, or the wrong; the facts stand before it."""
    case, whom = asked.case, subject_name(asked)
    if is_civil(asked):
        return f"{whom}{case.cause}，损害社会公共利益，应当依法承担民事责任。"
    row = standing(asked)
    ended = case.conclusions.filter(failure_kind__gt="").order_by("-id").first()
    failure = label_of(FailureKind, ended.failure_kind) if ended else ""
    how = f"，{failure}，符合{under('Rules 82')}规定的情形" if failure else ""
    law = f"{whom}履行职责的有关法律依据：{row.legal_basis.rstrip('。')}。" if row else ""
    found = follow_up(case, to_outsiders=True)
    return lines(law, found, f"{whom}{case.cause}{how}。")


# -- on trial


def _suit(asked: Asked) -> Suit | None:
    rows = asked.case.suits.select_related("court__parent").order_by("-id")
    return rows.pending().first() or rows.first()


def _before_court(asked: Asked, court: Organisation | None = None) -> Found:
    suit = _suit(asked)
    court = court or (suit.court if suit else None)
    return {
        "court.name": court.name if court else None,
        "court.case_number": (suit.court_number or None) if suit else None,
        "complaint.number": suit.number if suit else None,
        **_defendant(asked),
    }


def appearance(asked: Asked) -> Found:
    """Who appears in court, in which office, with what duties (Rules 49)."""
    suit = _suit(asked)
    row = Hearing.objects.filter(suit=suit).order_by("-id").first()
    second = row is not None and row.instance > 1
    people = officers(asked, asked.names("attendants"))
    higher = court_of(asked.case, PartyRole.APPEAL_COURT) if second else None
    return {
        **_before_court(asked, higher),
        "hearing.notice_on": row.notice_received_on if row else None,
        "hearing.at": row.hearing_at if row else None,
        "attendants": [{**person, "duties": _duties(str(person["office"]))} for person in people],
    }


def _duties(office: str) -> str:
    return _ASSISTS if office == OFFICES["assistant"] else _PRESENTS


def alteration(asked: Asked) -> Found:
    """The claims as they were and as they are (Rules 84)."""
    suit = _suit(asked)
    return {
        **_before_court(asked),
        "reasons": asked.text("reason"),
        "claims_before": _earlier(suit.claims.all(), done=bool(asked.effects)) if suit else [],
        "claims": _claims(asked),
    }


def _earlier(rows: Iterable[Claim], *, done: bool) -> list[Facts]:
    """The claims that stood before: those altered last once it is done, else those that stand."""
    claims = sorted(rows, key=lambda row: row.pk)
    if done:
        claims = [row for row in claims if row.altered_on is not None]
    last: list[Claim] = []
    for row in reversed(claims):
        if last and row.no >= last[-1].no:
            break
        last.append(row)
    return [{"text": _claim(row.text, row.amount)} for row in reversed(last)]


def withdrawal(asked: Asked) -> Found:
    """Every claim has been met (Rules 84, 99)."""
    return {**_before_court(asked), "reasons": asked.text("reason")}


def appeal(asked: Asked) -> Found:
    """Against what the court below decided (Rules 59)."""
    suit, sued = _suit(asked), _defendants(asked)
    if suit is not None and suit.is_refused:
        return _appeal_against_refusal(asked, suit, sued)
    judgment = suit.judgments.order_by("-id").first() if suit else None
    decision = "裁定" if judgment and judgment.is_ruling else "判决"
    below = f"{suit.court.name}{judgment.court_number}{decision}" if suit and judgment else ""
    return {
        **_before_court(asked, suit.court.parent if suit else None),
        "appellees": sued,
        "court_below.name": suit.court.name if suit else None,
        "court_below.case_number": judgment.court_number if judgment else None,
        "court_below.on": judgment.on if judgment else None,
        "court_below.decision": decision,
        "requests": [{"text": f"撤销{below}，依法改判。"}] if below else [],
        "reasons": asked.text("reason"),
        "copies_count": len(sued) or None,
    }


def _appeal_against_refusal(asked: Asked, suit: Suit, sued: list[Facts]) -> Found:
    """Against the refusal to docket: the court below is to be ordered to docket (ALL-I 109)."""
    court, number = suit.court.name, suit.refusal_number
    return {
        **_before_court(asked, suit.court.parent),
        "appellees": sued,
        "court_below.name": court,
        "court_below.case_number": number or None,
        "court_below.on": suit.refused_on,
        "court_below.decision": "不予立案裁定",
        "requests": [{"text": f"撤销{court}{number}裁定，指令{court}依法立案。"}],
        "reasons": asked.text("reason"),
        "copies_count": len(sued) or None,
    }

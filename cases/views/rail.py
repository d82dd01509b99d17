"""The rail of stages: where an administrative case stands, and on which days it came there."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.translation import gettext as _

from cases.domain.vocabulary import CaseState
from cases.models import Case, Recommendation, Reply, Suit
from pilit.law.texts import N_
from pilit.web.texts import short_date, translated

type Mark = Literal["done", "now", "skipped", "ahead"]


@dataclass(frozen=True, slots=True)
class Stop:
    """One stage: its mark, and under it the day it was reached or how long it has lasted."""

    label: str
    mark: Mark
    note: str = ""


STAGES: Final = (
    ("clue", N_("Clue")),
    ("filed", N_("Filing")),
    ("inquiry", N_("Inquiry")),
    ("recommendation", N_("Recommendation")),
    ("reply", N_("Written reply")),
    ("follow_up", N_("Follow-up")),
    ("suit", N_("Filing of the suit")),
    ("trial", N_("Trial")),
    ("enforcement", N_("Enforcement")),
    ("closed", N_("Closed")),
)
_STANDS: Final[Mapping[CaseState, str]] = {
    CaseState.INQUIRING: "inquiry",
    CaseState.RECOMMENDED: "recommendation",
    CaseState.AWAITING_REPLY: "reply",
    CaseState.FOLLOWING_UP: "follow_up",
    CaseState.SUSPENDED: "follow_up",
    CaseState.SUIT_FILED: "suit",
    CaseState.ON_TRIAL: "trial",
    CaseState.JUDGED: "trial",
    CaseState.ON_APPEAL: "trial",
    CaseState.IN_FORCE: "enforcement",
    CaseState.ENFORCING: "enforcement",
    CaseState.CLOSED: "closed",
}


def rail(
    case: Case,
    recommendation: Recommendation | None,
    replies: list[Reply],
    inquiry_ended: dt.date | None,
    suit: Suit | None,
    in_force: dt.date | None,
    today: dt.date,
) -> list[Stop]:
    """The stages of a case with their days; one passed over (a case closed early) is skipped."""
    decided = (recommendation.served_on or recommendation.decided_on) if recommendation else None
    reached: dict[str, dt.date | None] = {
        "clue": case.clue.reported_on,
        "filed": case.filed_on,
        "inquiry": inquiry_ended,
        "recommendation": decided,
        "reply": replies[-1].received_on if replies else None,
        "follow_up": None,
        "suit": suit.delivered_on if suit else None,
        "trial": suit.docketed_on if suit else None,
        "enforcement": in_force,
        "closed": case.closed_on,
    }
    stands = [name for name, _label in STAGES].index(_STANDS[CaseState(case.state)])
    stops = []
    for position, (name, label) in enumerate(STAGES):
        day = reached[name]
        note = short_date(day, today) if day else ""
        if position == stands and case.is_open:
            note = note_of_stay(case, today)
        elif name == "recommendation" and recommendation and recommendation.served_on:
            note = _("served %(day)s") % {"day": note}
        stops.append(Stop(translated(label), _mark(name, position, stands, day, reached), note))
    return stops


def _mark(
    name: str,
    position: int,
    stands: int,
    day: dt.date | None,
    reached: Mapping[str, dt.date | None],
) -> Mark:
    if position == stands:
        return "now"
    if position > stands:
        return "ahead"
    followed = name == "follow_up" and (reached["suit"] or reached["reply"]) is not None
    inquired = name == "inquiry" and reached["recommendation"] is not None
    unanswered = name == "reply" and reached["recommendation"] is not None
    return "done" if day or followed or inquired or unanswered else "skipped"


def note_of_stay(case: Case, today: dt.date) -> str:
    """Since how many days the case stands where it stands."""
    return _("day %(days)s") % {"days": (today - case.state_since).days + 1}

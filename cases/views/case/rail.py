"""The rail of stages: where a case of each kind stands, and on which days it came there."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.translation import gettext as _

from cases.domain.vocabulary import CaseKind, CaseState
from cases.models import Case
from pilit.law.texts import N_
from pilit.web.texts import short_date, translated

type Mark = Literal["done", "now", "skipped", "ahead"]
type Reached = Mapping[str, dt.date | None]
"""The day on which each stage was reached, by name."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One stage: its mark, and under it the day it was reached or how long it has lasted."""

    label: str
    mark: Mark
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a kind of case. ``shown_by``: the later stages that show it was passed through.

    One that is only ``sometimes`` on the way has its place only where the case went that way.
    """

    name: str
    label: str
    shown_by: tuple[str, ...] = ()
    sometimes: bool = False


_OPENING: Final = (
    Stage("clue", N_("Clue")),
    Stage("filed", N_("Filing")),
)
_CLOSED: Final = Stage("closed", N_("Closed"))
_SUPPORT: Final = Stage("support", N_("Support of a suit"), sometimes=True)
_NEGOTIATION: Final = Stage("negotiation", N_("Negotiation"), sometimes=True)
_NOTICE: Final = Stage("notice", N_("Public notice"))

ADMINISTRATIVE: Final = (
    *_OPENING,
    Stage("inquiry", N_("Inquiry"), ("recommendation",)),
    Stage("recommendation", N_("Recommendation")),
    Stage("reply", N_("Written reply"), ("recommendation",)),
    Stage("follow_up", N_("Follow-up"), ("suit", "reply")),
    Stage("suit", N_("Filing of the suit")),
    Stage("trial", N_("Trial")),
    Stage("enforcement", N_("Enforcement")),
    _CLOSED,
)
CIVIL: Final = (
    *_OPENING,
    Stage("inquiry", N_("Inquiry"), ("notice", "negotiation", "support")),
    _NOTICE,
    _NEGOTIATION,
    Stage("review", N_("Review for suit"), ("suit",)),
    _SUPPORT,
    Stage("suit", N_("Filing of the suit")),
    Stage("trial", N_("Trial")),
    Stage("enforcement", N_("Enforcement")),
    _CLOSED,
)
SUPPORT: Final = (
    *_OPENING,
    Stage("inquiry", N_("Inquiry"), ("support",)),
    Stage("support", N_("Support of a suit")),
    Stage("outcome", N_("Outcome of the suit")),
    _CLOSED,
)
COMPENSATION: Final = (
    *_OPENING,
    Stage("inquiry", N_("Inquiry"), ("negotiation", "support")),
    Stage("negotiation", N_("Negotiation"), ("agreement",)),
    Stage("agreement", N_("Agreement")),
    Stage("confirmation", N_("Judicial confirmation")),
    _SUPPORT,
    Stage("enforcement", N_("Performance")),
    _CLOSED,
)
STAGES: Final[Mapping[CaseKind, tuple[Stage, ...]]] = {
    CaseKind.ADMINISTRATIVE: ADMINISTRATIVE,
    CaseKind.CIVIL: CIVIL,
    CaseKind.INCIDENTAL: CIVIL,
    CaseKind.SUPPORT: SUPPORT,
    CaseKind.COMPENSATION: COMPENSATION,
}

_STANDS: Final[Mapping[CaseState, str]] = {
    CaseState.INQUIRING: "inquiry",
    CaseState.RECOMMENDED: "recommendation",
    CaseState.AWAITING_REPLY: "reply",
    CaseState.FOLLOWING_UP: "follow_up",
    CaseState.SUSPENDED: "follow_up",
    CaseState.NOTICED: "notice",
    CaseState.NEGOTIATING: "negotiation",
    CaseState.AGREED: "agreement",
    CaseState.SUPPORTING: "support",
    CaseState.SUIT_FILED: "suit",
    CaseState.ON_TRIAL: "trial",
    CaseState.JUDGED: "trial",
    CaseState.ON_APPEAL: "trial",
    CaseState.IN_FORCE: "enforcement",
    CaseState.ENFORCING: "enforcement",
    CaseState.CLOSED: "closed",
}
#: Where a kind of case stands in a state, as far as that is elsewhere than above.
_ELSEWHERE: Final[Mapping[tuple[CaseKind, CaseState], str]] = {
    **{
        (kind, state): stage
        for kind in (CaseKind.CIVIL, CaseKind.INCIDENTAL)
        for state, stage in (
            (CaseState.FOLLOWING_UP, "review"),
            (CaseState.AGREED, "negotiation"),
        )
    },
    (CaseKind.SUPPORT, CaseState.FOLLOWING_UP): "support",
    (CaseKind.COMPENSATION, CaseState.FOLLOWING_UP): "negotiation",
}


def rail(case: Case, reached: Reached, notes: Mapping[str, str], today: dt.date) -> list[Stop]:
    """The stages of a case with their days; one passed over (a case closed early) is skipped.

    ``notes`` says more than the day under a stage that is done.
    """
    now = _stands(case, reached)
    stages = _stages(CaseKind(case.kind), now, reached)
    stands = [stage.name for stage in stages].index(now)
    stops = []
    for position, stage in enumerate(stages):
        day = reached.get(stage.name)
        if position == stands and case.is_open:
            note = note_of_stay(case, today)
        else:
            note = notes.get(stage.name) or (short_date(day, today) if day else "")
        stops.append(Stop(translated(stage.label), _mark(stage, position - stands, reached), note))
    return stops


def _stands(case: Case, reached: Reached) -> str:
    kind, state = CaseKind(case.kind), CaseState(case.state)
    if state is CaseState.SUPPORTING and kind is CaseKind.SUPPORT and reached.get("outcome"):
        return "outcome"
    if state is CaseState.AGREED and kind is CaseKind.COMPENSATION and reached.get("published"):
        return "confirmation"
    if state is CaseState.ON_APPEAL and not reached.get("trial"):
        return "suit"  # against the refusal to docket it
    return _ELSEWHERE.get((kind, state), _STANDS[state])


def _stages(kind: CaseKind, now: str, reached: Reached) -> Sequence[Stage]:
    """The stages on the way of this case, in the order in which it takes them."""
    stages = [
        stage
        for stage in STAGES[kind]
        if not stage.sometimes or stage.name == now or reached.get(stage.name)
    ]
    began, noticed = reached.get("negotiation"), reached.get("notice")
    if _NEGOTIATION in stages and began and (noticed is None or began < noticed):
        stages.remove(_NEGOTIATION)
        stages.insert(stages.index(_NOTICE), _NEGOTIATION)
    return stages


def _mark(stage: Stage, ahead: int, reached: Reached) -> Mark:
    if ahead == 0:
        return "now"
    if ahead > 0:
        return "ahead"
    passed = any(reached.get(name) for name in (stage.name, *stage.shown_by))
    return "done" if passed else "skipped"


def note_of_stay(case: Case, today: dt.date) -> str:
    """Since how many days the case stands where it stands."""
    return _("day %(days)s") % {"days": (today - case.state_since).days + 1}

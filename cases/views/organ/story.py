"""Where a case stands and what happened so far, told to the organ from what it knows."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Appeal, ReplyKind
from cases.models.choices import ClosingGround
from cases.views.case.rail import Mark, Stop
from cases.views.organ.facet import Addressed, OrganFacet, Stage, SuitFile
from pilit.law.texts import N_
from pilit.web.texts import full_date, moment_text, short_date, translated

STAGE_LABELS: Final = {
    Stage.INFORMED: N_("Case filed"),
    Stage.TO_REPLY: N_("Your reply is awaited"),
    Stage.REPLIED: N_("Replied; followed up"),
    Stage.SUED: N_("On trial"),
    Stage.JUDGED: N_("Judged"),
    Stage.APPEALED: N_("On appeal"),
    Stage.IN_FORCE: N_("Judgment in force"),
    Stage.ENFORCING: N_("Enforcement"),
    Stage.CLOSED: N_("Closed"),
}
REPLY_KINDS: Final = {
    ReplyKind.RECTIFIED: N_("We have rectified"),
    ReplyKind.PLAN: N_(
        "For objective reasons we cannot finish in time and submit a plan of rectification"
    ),
    ReplyKind.NO_VIOLATION: N_("There was no unlawful exercise of powers and no failure to act"),
}
"""The three kinds of reply in the words of the organ (Opinions 5(4))."""

_STOPS: Final = (
    ("filed", N_("Case filed")),
    ("recommendation", N_("Recommendation")),
    ("reply", N_("Written reply")),
    ("follow_up", N_("Follow-up")),
    ("trial", N_("Trial")),
    ("enforcement", N_("Enforcement")),
    ("closed", N_("Closed")),
)
_STANDS: Final = {
    Stage.INFORMED: "filed",
    Stage.TO_REPLY: "reply",
    Stage.REPLIED: "follow_up",
    Stage.SUED: "trial",
    Stage.JUDGED: "trial",
    Stage.APPEALED: "trial",
    Stage.IN_FORCE: "enforcement",
    Stage.ENFORCING: "enforcement",
    Stage.CLOSED: "closed",
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the story: a Beijing date and what happened on it."""

    on: dt.date
    text: str


def rail_of(facet: OrganFacet, today: dt.date) -> list[Stop]:
    """The stages as the organ knows them, with their days."""
    card, suit = facet.standing, facet.suit
    judgment = suit.last_judgment if suit else None
    reached: dict[str, dt.date | None] = {
        "filed": facet.filing.served_on if facet.filing else facet.case.filed_on,
        "recommendation": card.row.served_on if card else None,
        "reply": card.last_reply.received_on if card and card.last_reply else None,
        "trial": suit.row.docketed_on if suit else None,
        "enforcement": judgment.in_force_on if judgment else None,
        "closed": facet.case.closed_on,
    }
    names = [name for name, _label in _STOPS]
    stands = names.index(_STANDS[facet.stage])
    stops = []
    for position, (name, label) in enumerate(_STOPS):
        day = reached.get(name)
        passed = day is not None or (name == "follow_up" and card is not None)
        mark: Mark = "ahead"
        if position == stands:
            mark = "now"
        elif position < stands:
            mark = "done" if passed else "skipped"
        stops.append(Stop(translated(label), mark, short_date(day, today) if day else ""))
    return stops


def standing_text(facet: OrganFacet) -> str:
    """Where the case stands, in a sentence."""
    card, suit = facet.standing, facet.suit
    match facet.stage:
        case Stage.INFORMED:
            return _("%(who)s has filed this case and is inquiring. Please cooperate with it.") % {
                "who": facet.case.procuratorate.name
            }
        case Stage.TO_REPLY | Stage.REPLIED if card:
            return _reply_text(card)
        case Stage.CLOSED:
            return _closed_text(facet)
        case _ if suit:
            return _suit_text(facet.stage, suit)
    return ""


def _reply_text(card: Addressed) -> str:
    reply = card.last_reply
    if reply is not None:
        return _("You replied in writing on %(day)s: %(kind)s.") % {
            "day": full_date(reply.received_on),
            "kind": translated(REPLY_KINDS[ReplyKind(reply.kind)]),
        }
    served = {"day": full_date(card.row.served_on) if card.row.served_on else ""}
    if card.open_objection is not None:
        return _("Your objection is being examined. The period for your reply runs on.")
    return _("The recommendation was served on you on %(day)s.") % served


def _closed_text(facet: OrganFacet) -> str:
    day = full_date(facet.case.closed_on) if facet.case.closed_on else ""
    if facet.case.closing_ground:
        ground = str(ClosingGround(facet.case.closing_ground).label)
        return _("Closed on %(day)s: %(ground)s.") % {"day": day, "ground": ground}
    return _("Closed on %(day)s.") % {"day": day}


def _suit_text(stage: Stage, suit: SuitFile) -> str:
    judgment = suit.last_judgment
    if stage is Stage.APPEALED:
        return _("An appeal or protest was filed; the higher court tries the case.")
    if judgment is not None and judgment.in_force_on is not None:
        return _("The judgment %(number)s has been in force since %(day)s.") % {
            "number": judgment.court_number,
            "day": full_date(judgment.in_force_on),
        }
    if judgment is not None:
        return _("%(court)s gave judgment: %(outcome)s. It was served on %(day)s.") % {
            "court": judgment.court.name,
            "outcome": judgment.get_outcome_display(),
            "day": full_date(judgment.served_on),
        }
    return _("The procuratorate has sued. %(court)s docketed the suit: %(number)s.") % {
        "court": suit.row.court.name,
        "number": suit.row.court_number,
    }


def story(facet: OrganFacet) -> list[Happened]:
    """What happened, newest first."""
    lines = [*_before_suit(facet)]
    for suit in facet.suits:
        lines += _of_suit(suit)
    lines += [
        Happened(row.on, _("You reported on order %(no)s") % {"no": row.order.no})
        for row in facet.reports
        if row.order is not None
    ]
    lines += [Happened(row.on, _("The court took a step of enforcement")) for row in facet.steps]
    if facet.case.closed_on:
        lines.append(Happened(facet.case.closed_on, _("The case was closed")))
    return sorted(lines, key=lambda line: line.on, reverse=True)


def _before_suit(facet: OrganFacet) -> Iterator[Happened]:
    if facet.filing is not None:
        yield Happened(facet.filing.served_on, _("The filing decision was served on you"))
    for card in facet.recommendations:
        number = {"number": card.row.number}
        if card.row.served_on:
            yield Happened(card.row.served_on, _("%(number)s was served on you") % number)
        for row in card.objections:
            yield Happened(row.stated_on, _("You objected to the recommendation"))
            if row.answered_on:
                told = _("Your objection was upheld") if row.upheld else _("It was not upheld")
                yield Happened(row.answered_on, told)
        for reply in card.replies:
            yield Happened(reply.received_on, _("You replied in writing"))
        if card.row.withdrawn_on:
            yield Happened(card.row.withdrawn_on, _("%(number)s was withdrawn") % number)


def _of_suit(suit: SuitFile) -> Iterator[Happened]:
    row = suit.row
    if row.docketed_on:
        told = _("The court docketed the suit: %(number)s") % {"number": row.court_number}
        yield Happened(row.docketed_on, told)
    if row.complaint_served_on:
        yield Happened(row.complaint_served_on, _("The complaint was served on you"))
    for defence in suit.defences:
        yield Happened(defence.received_on, _("You filed your defence"))
    for hearing in suit.hearings:
        day = hearing.held_on or timezone.localdate(hearing.hearing_at)
        when = {"moment": moment_text(hearing.hearing_at)}
        told = _("The hearing was held") if hearing.held_on else _("Hearing on %(moment)s") % when
        yield Happened(day, told)
    for stay in suit.stays:
        yield Happened(stay.starts_on, _("The trial was stayed"))
        if stay.ends_on:
            yield Happened(stay.ends_on, _("The trial was resumed"))
    yield from _of_judgments(suit)
    if row.withdrawn_on:
        yield Happened(row.withdrawn_on, _("The court allowed the withdrawal of the suit"))


def _of_judgments(suit: SuitFile) -> Iterator[Happened]:
    for judgment in suit.judgments:
        told = _("The judgment was served: %(outcome)s") % {
            "outcome": judgment.get_outcome_display()
        }
        yield Happened(judgment.served_on, told)
        if judgment.in_force_on:
            yield Happened(judgment.in_force_on, _("The judgment took effect"))
    for appeal in suit.appeals:
        yield Happened(appeal.on, translated(_APPEALS[Appeal.By(appeal.by)]))


_APPEALS: Final = {
    Appeal.By.PROCURATORATE: N_("The procuratorate appealed"),
    Appeal.By.DEFENDANT: N_("You appealed"),
    Appeal.By.PROTEST: N_("The higher procuratorate protested the judgment"),
}

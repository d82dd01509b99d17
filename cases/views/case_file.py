"""What a case file shows from inside; the number of queries does not grow with the file."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.domain.vocabulary import CaseState
from cases.models import (
    Case,
    Conclusion,
    ItemStatus,
    LookBack,
    LookBackItem,
    Recommendation,
    RecommendationItem,
    Reply,
    ReplyItem,
    StoredFile,
    Suit,
)
from cases.views.rail import Stop, rail
from pilit.web.texts import full_date, sentences


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One recommended item, the organ's latest answer to it, and what the last look-back found."""

    item: RecommendationItem
    answer: ReplyItem | None
    answered_on: dt.date | None
    finding: LookBackItem | None
    looked_on: dt.date | None


@dataclass(frozen=True, slots=True)
class RecommendationCard:
    """The standing recommendation, or the last one."""

    row: Recommendation
    lines: list[ItemLine]
    replies: list[Reply]

    @property
    def files(self) -> list[StoredFile]:
        """The attachments of all replies."""
        return [file for reply in self.replies for file in reply.files.all()]


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done in the case, by its day; ``kind`` says how it is shown."""

    kind: str
    on: dt.date
    row: Any


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The parts of the page."""

    recommendation: RecommendationCard | None
    suits: list[Suit]
    stops: list[Stop]
    standing: str
    acts: list[Act]
    people: dict[str, Sequence[Any]]

    @property
    def measures(self) -> int:
        """How many measures were taken."""
        return sum(act.kind == "measure" for act in self.acts)

    @property
    def evidence(self) -> int:
        """How many pieces of evidence there are."""
        return sum(act.kind == "evidence" for act in self.acts)

    @property
    def team_names(self) -> list[str]:
        """Who works on the case, the lead first."""
        return [member.person.name for member in self.people["team"]]


def case_file(case: Case, today: dt.date) -> CaseFile:
    """Gather the file of a case as it stands on ``today``, a Beijing date."""
    look_backs = list(case.look_backs.prefetch_related("items", "officers"))
    recommendation = _recommendation(case, look_backs)
    suits = list(
        case.suits.select_related("court").prefetch_related(
            "claims",
            "defences",
            "hearings__attendants",
            "judgments__orders",
            "judgments__court",
            "appeals",
        )
    )
    conclusions = list(case.conclusions.select_related("author"))
    ended = next((row.on for row in conclusions if row.stage == Conclusion.Stage.INQUIRY), None)
    suit = suits[-1] if suits else None
    in_force = next(
        (row.in_force_on for each in suits for row in each.judgments.all() if row.in_force_on), None
    )
    row = recommendation.row if recommendation else None
    replies = recommendation.replies if recommendation else []
    return CaseFile(
        recommendation=recommendation,
        suits=suits,
        stops=rail(case, row, replies, ended, suit, in_force, today),
        standing=where_it_stands(case, recommendation, suit),
        acts=_acts(case, conclusions, look_backs),
        people=_people(case),
    )


def _recommendation(case: Case, look_backs: list[LookBack]) -> RecommendationCard | None:
    row = (
        case.recommendations.select_related("organ")
        .prefetch_related("items", "objections", "replies__items", "replies__files")
        .order_by("-id")
        .first()
    )
    if row is None:
        return None
    replies = list(row.replies.all())
    answers = {
        item.no: (item, reply.received_on) for reply in replies for item in reply.items.all()
    }
    findings = {item.no: (item, look.on) for look in look_backs for item in look.items.all()}
    lines = []
    for item in row.items.all():
        answer, answered_on = answers.get(item.no, (None, None))
        finding, looked_on = findings.get(item.no, (None, None))
        lines.append(ItemLine(item, answer, answered_on, finding, looked_on))
    return RecommendationCard(row, lines, replies)


def _acts(case: Case, conclusions: list[Conclusion], look_backs: list[LookBack]) -> list[Act]:
    """What was done from the inquiry to the look-back, in the order of its days."""
    acts = [
        *(Act("plan", row.made_on, row) for row in case.plans.order_by("id")),
        *(Act("measure", row.on, row) for row in case.measures.prefetch_related("officers")),
        *(
            Act("evidence", row.obtained_on, row)
            for row in case.evidence.select_related("filed_by").prefetch_related("files")
        ),
        *(Act("appraisal", row.commissioned_on, row) for row in case.appraisals.order_by("id")),
        *(Act("consultation", row.held_on, row) for row in case.consultations.order_by("id")),
        *(Act("hearing", row.on, row) for row in case.public_hearings.order_by("id")),
        *(Act("conclusion", row.on, row) for row in conclusions),
        *(Act("follow_up", row.on, row) for row in case.follow_ups.prefetch_related("officers")),
        *(Act("look_back", row.on, row) for row in look_backs),
    ]
    return sorted(acts, key=lambda act: act.on)


def _people(case: Case) -> dict[str, Sequence[Any]]:
    return {
        "team": list(
            case.team.filter(until__isnull=True).select_related("person").order_by("-is_lead", "id")
        ),
        "parties": list(case.parties.select_related("organisation").order_by("id")),
        "offenders": list(case.offenders.order_by("id")),
        "services": list(case.services.select_related("addressee")),
        "records": list(case.superior_records.select_related("superior").order_by("on", "id")),
    }


def where_it_stands(case: Case, card: RecommendationCard | None, suit: Suit | None) -> str:
    """The last thing that happened and what is waited for, in a sentence or two."""
    state = CaseState(case.state)
    if state is CaseState.INQUIRING:
        return _("Case filed on %(day)s; the inquiry is under way.") % {
            "day": full_date(case.filed_on)
        }
    if state is CaseState.RECOMMENDED and card:
        return _(
            "The recommendation %(number)s was decided on %(day)s and is to be served on %(organ)s."
        ) % {
            "number": card.row.number,
            "day": full_date(card.row.decided_on),
            "organ": card.row.organ.name,
        }
    if state is CaseState.AWAITING_REPLY and card and card.row.served_on:
        return _("Served on %(organ)s on %(day)s; its written reply is awaited.") % {
            "organ": card.row.organ.name,
            "day": full_date(card.row.served_on),
        }
    if state in (CaseState.FOLLOWING_UP, CaseState.SUSPENDED) and card:
        return _reply_text(card)
    if suit is not None:
        return _suit_text(case, suit)
    if case.closed_on:
        return _("Closed on %(day)s.") % {"day": full_date(case.closed_on)}
    return ""


def _reply_text(card: RecommendationCard) -> str:
    if not card.replies:
        return _("%(organ)s has not replied in writing.") % {"organ": card.row.organ.name}
    reply = card.replies[-1]
    said = _("%(organ)s replied in writing on %(day)s: %(kind)s.") % {
        "organ": card.row.organ.name,
        "day": full_date(reply.received_on),
        "kind": reply.get_kind_display(),
    }
    done = sum(1 for line in card.lines if line.answer and line.answer.status == ItemStatus.DONE)
    counted = ngettext(
        "Of %(all)d item, %(done)d is done.",
        "Of %(all)d items, %(done)d are done.",
        len(card.lines),
    ) % {"all": len(card.lines), "done": done}
    return sentences(said, counted)


def _suit_text(case: Case, suit: Suit) -> str:
    judgment = next(iter(reversed(list(suit.judgments.all()))), None)
    values = {"court": suit.court.name, "day": full_date(suit.delivered_on)}
    if case.closed_on:
        return _("Closed on %(day)s.") % {"day": full_date(case.closed_on)}
    if judgment is not None:
        return _("%(court)s gave judgment on %(day)s: %(outcome)s.") % {
            "court": judgment.court.name,
            "day": full_date(judgment.on),
            "outcome": judgment.get_outcome_display(),
        }
    if suit.docketed_on is None:
        return (
            _("The complaint was delivered to %(court)s on %(day)s; docketing is awaited.") % values
        )
    values["day"] = full_date(suit.docketed_on)
    return _("%(court)s docketed the suit on %(day)s.") % values

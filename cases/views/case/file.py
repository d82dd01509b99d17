"""What a case file shows from inside; the number of queries does not grow with the file."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.domain.vocabulary import CIVIL_KINDS
from cases.models import Case, Conclusion, Evidence, LookBack, ServiceRecord
from cases.services.serving import Decided, to_serve
from cases.views.case.cards import (
    BetweenCard,
    NegotiationCard,
    NoticeCard,
    RecusalLine,
    SuitCard,
    SupportCard,
    TeamCard,
    between_of,
    look_backs_of,
    negotiations_of,
    notice_of,
    recusals_of,
    suits_of,
    supported_of,
    team_of,
)
from cases.views.case.rail import Reached, Stop, rail
from cases.views.case.recommended import RecommendationCard, recommendation_of
from cases.views.deadlines import Dues
from cases.views.standing import Story, where_it_stands
from pilit.web.texts import short_date


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
    notice: NoticeCard | None
    negotiations: list[NegotiationCard]
    supported: list[SupportCard]
    suits: list[SuitCard]
    look_backs: list[LookBack]
    conclusions: list[Conclusion]
    between: BetweenCard
    recusals: list[RecusalLine]
    team: TeamCard
    stops: list[Stop]
    standing: str
    acts: list[Act]
    people: dict[str, Sequence[Any]]
    services: list[ServiceRecord]
    to_serve: list[Decided]
    enforcement: dict[str, Sequence[Any]]

    @property
    def is_enforced(self) -> bool:
        """Whether anything was reported, applied for, enforced or recommended to the court."""
        return any(self.enforcement.values())

    @property
    def measures(self) -> int:
        """How many measures were taken."""
        return sum(act.kind == "measure" for act in self.acts)

    @property
    def evidence(self) -> int:
        """How many pieces of evidence there are."""
        return sum(act.kind == "evidence" for act in self.acts)

    @property
    def taken_over(self) -> list[Evidence]:
        """The evidence that comes from a criminal investigation (Rules 88)."""
        rows = (act.row for act in self.acts if act.kind == "evidence")
        return [row for row in rows if row.criminal_number]


def case_file(case: Case, today: dt.date, dues: Dues) -> CaseFile:
    """Gather the file of a case as it stands on ``today``, a Beijing date."""
    look_backs = look_backs_of(case)
    civil = case.kind in CIVIL_KINDS
    story = Story(
        case=case,
        recommendation=None if civil else recommendation_of(case, look_backs),
        suit=next(iter(reversed(suits := suits_of(case, dues))), None),
        notice=notice_of(case, dues) if civil else None,
        negotiations=negotiations_of(case, dues) if civil else [],
        supported=supported_of(case) if civil else [],
    )
    conclusions = list(case.conclusions.select_related("author"))
    return CaseFile(
        recommendation=story.recommendation,
        notice=story.notice,
        negotiations=story.negotiations,
        supported=story.supported,
        suits=suits,
        look_backs=look_backs,
        conclusions=conclusions,
        between=between_of(case, dues),
        recusals=recusals_of(case, dues),
        team=team_of(case, today),
        stops=rail(case, _reached(story, conclusions), _notes(story, today), today),
        standing=where_it_stands(story),
        acts=_acts(case, conclusions, look_backs),
        people=_people(case),
        services=_services(case),
        to_serve=to_serve(case),
        enforcement=_enforcement(case),
    )


def _reached(story: Story, conclusions: list[Conclusion]) -> Reached:
    """The day on which each stage of the rail was reached."""
    case, agreement = story.case, story.agreement
    inquiry = (row.on for row in conclusions if row.stage == Conclusion.Stage.INQUIRY)
    review = (row.on for row in conclusions if row.stage == Conclusion.Stage.REVIEW)
    supported = story.supported[-1].row if story.supported else None
    return {
        "clue": case.clue.reported_on,
        "filed": case.filed_on,
        "inquiry": next(inquiry, None),
        "notice": story.notice.asked_on if story.notice else None,
        "negotiation": story.negotiations[0].row.started_on if story.negotiations else None,
        "agreement": agreement.on if agreement else None,
        "published": agreement.published_on if agreement else None,
        "confirmation": agreement.confirmed_on if agreement else None,
        "review": next(review, None),
        "support": supported.submitted_on if supported else None,
        "outcome": supported.ended_on if supported else None,
        "closed": case.closed_on,
        **_reached_by_reply(story.recommendation),
        **_reached_in_court(story.suit),
        **_in_force(story),
    }


def _reached_by_reply(card: RecommendationCard | None) -> Reached:
    if card is None:
        return {}
    return {
        "recommendation": card.row.served_on or card.row.decided_on,
        "reply": card.replies[-1].received_on if card.replies else None,
    }


def _reached_in_court(suit: SuitCard | None) -> Reached:
    if suit is None:
        return {}
    return {"suit": suit.row.delivered_on, "trial": suit.row.docketed_on}


def _in_force(story: Story) -> Reached:
    """The day from which there is something to perform: a judgment, a mediation, an agreement."""
    days = [story.agreement.confirmed_on] if story.agreement else []
    if story.suit is not None:
        days += [story.suit.mediation.on] if story.suit.mediation else []
        days += [judgment.in_force_on for judgment in story.suit.row.judgments.all()]
    return {"enforcement": next((day for day in days if day), None)}


def _notes(story: Story, today: dt.date) -> dict[str, str]:
    """What stands under a stage in place of the bare day."""
    card, negotiation = story.recommendation, story.negotiation
    notes = {}
    if card is not None and card.row.served_on is not None:
        day = short_date(card.row.served_on, today)
        notes["recommendation"] = _("served %(day)s") % {"day": day}
    if negotiation is not None and negotiation.row.failed_on is not None:
        day = short_date(negotiation.row.failed_on, today)
        notes["negotiation"] = _("failed %(day)s") % {"day": day}
    return notes


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
        "parties": list(case.parties.select_related("organisation").order_by("id")),
        "offenders": list(case.offenders.order_by("id")),
        "records": list(case.superior_records.select_related("superior").order_by("on", "id")),
    }


def _services(case: Case) -> list[ServiceRecord]:
    rows = case.services.select_related("addressee", "recorded_by", "received_by", "legal")
    return list(rows.prefetch_related("present", "files"))


def _enforcement(case: Case) -> dict[str, Sequence[Any]]:
    reports = case.performancereports.select_related("order").prefetch_related("files")
    return {
        "reports": list(reports.order_by("on", "id")),
        "steps": list(case.enforcementsteps.all()),
        "applications": list(case.enforcementapplications.all()),
        "recommendations": list(case.court_recommendations.order_by("id")),
    }

"""The cards of a case file that only some cases have, gathered by few queries for each card."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from django.db.models import Prefetch

from cases.domain.clocks import NOTICE
from cases.models import (
    Agreement,
    Case,
    CaseQuestion,
    Claim,
    CoPlaintiff,
    Entrustment,
    LookBack,
    Means,
    Mediation,
    Negotiation,
    PlaintiffResponse,
    PublicNotice,
    RecusalApplication,
    Relative,
    ResponseKind,
    Suit,
    SupportedSuit,
    TeamMember,
)
from cases.views.case.claims import Claims
from cases.views.deadlines import Due, Dues
from cases.views.wording import deadline_label

QUESTIONS: Final = Prefetch(
    "questions", CaseQuestion.objects.select_related("asked_by", "place", "answered_by", "about")
)
"""The questions of a case, asked for by what may be done and by what is shown."""


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """How eligible plaintiffs, right-holders or relatives were asked, and what they answered."""

    row: PublicNotice | None
    due: Due | None
    relatives: list[Relative]
    responses: list[PlaintiffResponse]

    @property
    def asked_on(self) -> dt.date | None:
        """The day of the notice, or on which the last relatives were asked."""
        if self.row is not None:
            return self.row.published_on
        return max((each.asked_on for each in self.relatives), default=None)

    @property
    def took_over(self) -> PlaintiffResponse | None:
        """The last response by which another sues or begins to ask for compensation."""
        kinds = (ResponseKind.SUES, ResponseKind.STARTS_COMPENSATION)
        return next((each for each in reversed(self.responses) if each.what in kinds), None)


@dataclass(frozen=True, slots=True)
class NegotiationCard:
    """A negotiation with the agreement reached, and the notice the court gives of it."""

    row: Negotiation
    agreement: Agreement | None
    due: Due | None


@dataclass(frozen=True, slots=True)
class SupportCard:
    """A suit of somebody else that is or was supported, and by which means."""

    row: SupportedSuit
    means: list[str]

    @classmethod
    def of(cls, row: SupportedSuit) -> Self:
        """The suit with its means in words."""
        return cls(row, [str(Means(each).label) for each in row.means])


@dataclass(frozen=True, slots=True)
class SuitCard:
    """A suit with its claims, and the mediation agreement if there is one."""

    row: Suit
    claims: Claims
    mediation: Mediation | None
    mediation_due: Due | None
    co_plaintiffs: list[CoPlaintiff]


@dataclass(frozen=True, slots=True)
class EntrustmentLine:
    """An inquiry entrusted to another procuratorate and the end of its period."""

    row: Entrustment
    due: Due | None


@dataclass(frozen=True, slots=True)
class RecusalLine:
    """An application for recusal; ``due`` is the end of the period that runs for it."""

    row: RecusalApplication
    due: Due | None


@dataclass(frozen=True, slots=True)
class TeamCard:
    """Who works on the case, who stands in, and what those who left wrote for those who follow."""

    members: list[TeamMember]
    substitutes: list[TeamMember]
    handovers: list[TeamMember]

    @property
    def names(self) -> list[str]:
        """Who works on the case, the lead first."""
        return [member.person.name for member in self.members]


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question of who leads or supervises, what it is about and the end of the period for its
    answer.
    """

    row: CaseQuestion
    about: str
    due: Due | None


@dataclass(frozen=True, slots=True)
class BetweenCard:
    """What passed between procuratorates, and what was asked."""

    moves: Sequence[Any]
    supervisions: Sequence[Any]
    entrustments: list[EntrustmentLine]
    questions: list[QuestionLine]

    @property
    def is_empty(self) -> bool:
        """Whether the case has stayed where it was filed, and nobody supervised it or asked."""
        return not (self.questions or self._passed)

    @property
    def is_asked_alone(self) -> bool:
        """Whether there are questions and nothing else."""
        return bool(self.questions) and not self._passed

    @property
    def _passed(self) -> bool:
        return bool(self.moves or self.supervisions or self.entrustments)


def notice_of(case: Case, dues: Dues) -> NoticeCard:
    """Who was asked before a suit, and their answers; by three queries."""
    return NoticeCard(
        row=case.notices.order_by("-id").first(),
        due=dues.of(NOTICE),
        relatives=list(case.relatives.all()),
        responses=list(case.responses.all()),
    )


def negotiations_of(case: Case, dues: Dues) -> list[NegotiationCard]:
    """The negotiations on compensation, in their order; by two queries."""
    rows = case.negotiations.select_related("right_holder", "court")
    due = dues.of("confirmation_notice")
    cards = []
    for row in rows.prefetch_related("agreements__court"):
        agreement = next(iter(row.agreements.all()), None)
        published = agreement is not None and agreement.published_on is not None
        cards.append(NegotiationCard(row, agreement, due if published else None))
    return cards


def supported_of(case: Case) -> list[SupportCard]:
    """The suits of others that are or were supported; by two queries."""
    rows = case.supported_suits.select_related("court").prefetch_related("checks")
    return [SupportCard.of(row) for row in rows]


def suits_of(case: Case, dues: Dues) -> list[SuitCard]:
    """The suits with everything under them."""
    rows = case.suits.select_related("court", "department").prefetch_related(
        "claims",
        "defences",
        "hearings__attendants",
        "trial_suspensions",
        "judgments__orders",
        "judgments__court",
        "appeals",
        "mediations",
        "co_plaintiffs",
    )
    return [_suit_card(row, dues) for row in rows]


def _suit_card(row: Suit, dues: Dues) -> SuitCard:
    claims: list[Claim] = list(row.claims.all())
    mediation = next(iter(row.mediations.all()), None)
    return SuitCard(
        row=row,
        claims=Claims.of(claims),
        mediation=mediation,
        mediation_due=dues.of("mediation_notice") if mediation else None,
        co_plaintiffs=list(row.co_plaintiffs.all()),
    )


def between_of(case: Case, dues: Dues) -> BetweenCard:
    """Moves, supervision, entrusted inquiries and questions; by three queries, and one where the
    questions are not at hand (:data:`QUESTIONS`).
    """
    entrustments = case.entrustments.select_related("to", "answered_by")
    return BetweenCard(
        moves=list(case.moves.select_related("origin", "receiver")),
        supervisions=list(case.supervisions.select_related("superior")),
        entrustments=[EntrustmentLine(row, dues.with_id(row.deadline_id)) for row in entrustments],
        questions=[_question_line(row, dues) for row in case.questions.all()],
    )


def _question_line(row: CaseQuestion, dues: Dues) -> QuestionLine:
    about = deadline_label(row.about.code) if row.about is not None else ""
    return QuestionLine(row, about, dues.with_id(row.deadline_id))


def recusals_of(case: Case, dues: Dues) -> list[RecusalLine]:
    """Applications for recusal with the period that runs for each; by one query."""
    lines = []
    for row in case.recusal_applications.select_related("person", "applicant"):
        due = None
        if row.decided_on is None:
            due = dues.with_id(row.deadline_id)
        elif row.reconsideration_received_on and row.reconsidered_on is None:
            due = dues.with_id(row.reconsideration_deadline_id)
        lines.append(RecusalLine(row, due))
    return lines


def team_of(case: Case, today: dt.date) -> TeamCard:
    """The team as it is today, and the notes of those who have left it; by one query."""
    rows = list(case.team.select_related("person").order_by("-is_lead", "id"))
    return TeamCard(
        members=[row for row in rows if row.until is None and not row.is_substitute],
        substitutes=[row for row in rows if row.is_substitute and _stands_in(row, today)],
        handovers=[row for row in rows if row.handover_note],
    )


def _stands_in(row: TeamMember, today: dt.date) -> bool:
    return row.until is None or row.until >= today


def look_backs_of(case: Case) -> list[LookBack]:
    """The look-backs with their items, officers and photos; by four queries."""
    return list(case.look_backs.prefetch_related("items", "officers", "files"))

"""What an organ sees of a case: what was addressed to it, what it sent, and the suit against it.

The recommendation from its service on, the suit from its docketing on. Between two acts served on
the organ the case looks to it as the last one left it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from agencies.actor import Actor
from cases.domain.vocabulary import CaseState
from cases.models import (
    Appeal,
    Case,
    Defence,
    EnforcementStep,
    Evidence,
    Hearing,
    Judgment,
    LegalDocument,
    Objection,
    Payment,
    PerformanceReport,
    Recommendation,
    RecommendationItem,
    Reply,
    ReplyItem,
    ServiceRecord,
    Suit,
)
from cases.models.litigation import Claim
from cases.models.trial import TrialSuspension
from cases.services.case_index.papers import Papers
from cases.services.organ_reply import TEMPLATE
from cases.views.facets import seen
from cases.views.organ.asks import may_do


class Stage(StrEnum):
    """Where a case stands in the eyes of the organ."""

    INFORMED = "informed"
    TO_REPLY = "to_reply"
    REPLIED = "replied"
    SUED = "sued"
    JUDGED = "judged"
    APPEALED = "appealed"
    IN_FORCE = "in_force"
    ENFORCING = "enforcing"
    CLOSED = "closed"


_IN_COURT: Final = {
    CaseState.ON_TRIAL: Stage.SUED,
    CaseState.JUDGED: Stage.JUDGED,
    CaseState.ON_APPEAL: Stage.APPEALED,
    CaseState.IN_FORCE: Stage.IN_FORCE,
    CaseState.ENFORCING: Stage.ENFORCING,
    CaseState.CLOSED: Stage.CLOSED,
}
"""States that every party knows. All others are the procuratorate's own business."""


def public_stage(case: Case, *, sued: bool) -> Stage | None:
    """The stage every party knows; ``None`` where it follows from what was served and sent.

    ``sued``: a docketed suit is pending. The appeal against a refusal to docket one is the
    procuratorate's own business.
    """
    stage = _IN_COURT.get(CaseState(case.state))
    return None if stage is Stage.APPEALED and not sued else stage


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One recommended item and the organ's latest answer to it."""

    item: RecommendationItem
    answer: ReplyItem | None
    reply: Reply | None


@dataclass(frozen=True, slots=True)
class Addressed:
    """A recommendation served on the organ, with what the organ sent on it."""

    row: Recommendation
    lines: list[ItemLine]
    replies: list[Reply]
    objections: list[Objection]
    papers: Mapping[int, LegalDocument]
    """The document of each reply, to print and seal, by the key of the reply."""
    may_seal: bool
    """Whether the sealed scan of a reply may be handed in now."""

    @property
    def sent(self) -> list[tuple[Reply, LegalDocument | None]]:
        """The replies, each with its document."""
        return [(reply, self.papers.get(reply.pk)) for reply in self.replies]

    @property
    def last_reply(self) -> Reply | None:
        """The latest reply."""
        return self.replies[-1] if self.replies else None

    @property
    def open_objection(self) -> Objection | None:
        """The objection that is being examined."""
        return next((row for row in self.objections if row.answered_on is None), None)


@dataclass(slots=True)
class SuitFile:
    """A docketed suit and what the defendant may read of it."""

    row: Suit
    claims: list[Claim]
    defences: list[Defence] = field(default_factory=list)
    hearings: list[Hearing] = field(default_factory=list)
    stays: list[TrialSuspension] = field(default_factory=list)
    judgments: list[Judgment] = field(default_factory=list)
    appeals: list[Appeal] = field(default_factory=list)

    @property
    def last_judgment(self) -> Judgment | None:
        """The latest judgment or ruling."""
        return self.judgments[-1] if self.judgments else None


@dataclass(frozen=True, slots=True)
class OrganFacet:
    """The whole facet of one case."""

    case: Case
    services: list[ServiceRecord]
    recommendations: list[Addressed]
    suits: list[SuitFile]
    evidence: list[Evidence]
    reports: list[PerformanceReport]
    steps: list[EnforcementStep]
    payments: list[Payment]

    @property
    def filing(self) -> ServiceRecord | None:
        """The service of the filing decision."""
        kind = ServiceRecord.Document.FILING_DECISION
        return next((each for each in self.services if each.document == kind), None)

    @property
    def standing(self) -> Addressed | None:
        """The recommendation that stands."""
        return next((each for each in self.recommendations if each.row.withdrawn_on is None), None)

    @property
    def suit(self) -> SuitFile | None:
        """The latest suit."""
        return self.suits[-1] if self.suits else None

    @property
    def stage(self) -> Stage:
        """Where the case stands, from what the organ knows."""
        sued = self.suit is not None and self.suit.row.withdrawn_on is None
        public = public_stage(self.case, sued=sued)
        if public is not None:
            return public
        if self.standing is None:
            return Stage.INFORMED
        return Stage.REPLIED if self.standing.replies else Stage.TO_REPLY


def organ_facet(actor: Actor, case: Case) -> OrganFacet:
    """Gather the facet, by a number of queries that does not grow with the file."""
    services = seen(ServiceRecord, actor, case).select_related("received_by", "legal")
    evidence = seen(Evidence, actor, case).prefetch_related("files")
    reports = seen(PerformanceReport, actor, case).select_related("order")
    return OrganFacet(
        case=case,
        services=list(services),
        recommendations=addressed_to(actor, case),
        suits=suits_against(actor, case),
        evidence=list(evidence),
        reports=list(reports.prefetch_related("files").order_by("on", "id")),
        steps=list(seen(EnforcementStep, actor, case)),
        payments=list(seen(Payment, actor, case).order_by("on", "id")),
    )


def addressed_to(actor: Actor, case: Case) -> list[Addressed]:
    """The recommendations served on the actor's organ, oldest first."""
    rows = seen(Recommendation, actor, case).select_related("organ").prefetch_related("items")
    replies = list(
        seen(Reply, actor, case)
        .select_related("submitted_by")
        .prefetch_related("items", "files", "scans")
        .order_by("id")
    )
    objections = list(seen(Objection, actor, case))
    made = Papers(seen(LegalDocument, actor, case).filter(code=TEMPLATE).order_by("id"))
    papers = {reply.pk: legal for reply, legal in made.pair(replies, TEMPLATE) if legal}
    sealable = may_do("attach_signed_reply", case)
    return [
        _addressed(
            row,
            [each for each in replies if each.recommendation_id == row.pk],
            [each for each in objections if each.recommendation_id == row.pk],
            papers,
            sealable=sealable,
        )
        for row in rows.order_by("id")
    ]


def _addressed(
    row: Recommendation,
    replies: list[Reply],
    objections: list[Objection],
    papers: Mapping[int, LegalDocument],
    *,
    sealable: bool,
) -> Addressed:
    answers = {answer.no: (answer, reply) for reply in replies for answer in reply.items.all()}
    lines = [ItemLine(item, *answers.get(item.no, (None, None))) for item in row.items.all()]
    may_seal = sealable and row.withdrawn_on is None
    return Addressed(row, lines, replies, objections, papers, may_seal)


def suits_against(actor: Actor, case: Case) -> list[SuitFile]:
    """The docketed suits, oldest first."""
    rows = seen(Suit, actor, case).select_related("court").prefetch_related("claims")
    files = {
        row.pk: SuitFile(row, [claim for claim in row.claims.all() if claim.altered_on is None])
        for row in rows.order_by("id")
    }
    if not files:
        return []
    for defence in seen(Defence, actor, case):
        files[defence.suit_id].defences.append(defence)
    for hearing in seen(Hearing, actor, case):
        files[hearing.suit_id].hearings.append(hearing)
    for stay in seen(TrialSuspension, actor, case):
        files[stay.suit_id].stays.append(stay)
    judgments = seen(Judgment, actor, case).select_related("court").prefetch_related("orders")
    for judgment in judgments.order_by("id"):
        files[judgment.suit_id].judgments.append(judgment)
    for appeal in seen(Appeal, actor, case):
        files[appeal.suit_id].appeals.append(appeal)
    return list(files.values())

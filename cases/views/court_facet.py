"""What a court sees of a case: the complaint delivered to it and all that is done in the suit.

Of what came before, only the recommendation as it was served; of the inquiry and of the
procuratorate's own deliberation, nothing.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from django.db.models import Q, QuerySet

from agencies.actor import Actor
from agencies.models import OrganisationKind
from cases.domain.vocabulary import CaseState
from cases.models import (
    Appeal,
    Case,
    CourtRecommendation,
    Defence,
    EnforcementStep,
    Hearing,
    Instance,
    Judgment,
    PartyRole,
    Payment,
    PerformanceReport,
    Recommendation,
    Suit,
)
from cases.models.litigation import Claim, TrialSuspension
from cases.views.facets import seats_at, seen
from pilit.law.texts import N_


class Stage(StrEnum):
    """Where a suit stands before the court."""

    DELIVERED = "delivered"
    REFUSED = "refused"
    ON_TRIAL = "on_trial"
    JUDGED = "judged"
    ON_APPEAL = "on_appeal"
    IN_FORCE = "in_force"
    ENFORCING = "enforcing"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


STAGE_LABELS: Final = {
    Stage.DELIVERED: N_("To be docketed"),
    Stage.ON_TRIAL: N_("On trial"),
    Stage.JUDGED: N_("Judged, appeal period running"),
    Stage.ON_APPEAL: N_("On appeal"),
    Stage.IN_FORCE: N_("In force, to be performed"),
    Stage.ENFORCING: N_("Enforcement"),
    Stage.CLOSED: N_("Closed"),
    Stage.WITHDRAWN: N_("Withdrawn"),
    Stage.REFUSED: N_("Not docketed"),
}
OVER: Final = frozenset({Stage.REFUSED, Stage.WITHDRAWN, Stage.CLOSED})
_STATES: Final = {
    CaseState.ON_TRIAL: Stage.ON_TRIAL,
    CaseState.JUDGED: Stage.JUDGED,
    CaseState.ON_APPEAL: Stage.ON_APPEAL,
    CaseState.IN_FORCE: Stage.IN_FORCE,
    CaseState.ENFORCING: Stage.ENFORCING,
}


def suits_before(actor: Actor) -> QuerySet[Suit]:
    """The suits that are or were before the actor's court, of first or of second instance."""
    courts = seats_at(actor, OrganisationKind.COURT)
    appealed = Case.objects.facet_of(actor).filter(
        parties__organisation__in=courts, parties__role=PartyRole.APPEAL_COURT
    )
    own = Q(court__in=courts) | Q(case__in=appealed.values("pk"))
    return Suit.objects.visible_to(actor).filter(own)


def stage_of(suit: Suit, case: Case) -> Stage:
    """Where a suit stands, from its own facts and the acts of the courts."""
    if suit.refused_on is not None:
        return Stage.REFUSED
    if suit.withdrawn_on is not None:
        return Stage.WITHDRAWN
    if suit.docketed_on is None:
        return Stage.DELIVERED
    return _STATES.get(CaseState(case.state), Stage.CLOSED)


@dataclass(slots=True)
class SuitFile:
    """One suit with everything filed and done in it."""

    row: Suit
    claims: list[Claim]
    earlier_claims: list[Claim]
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
class CourtFacet:
    """The whole facet of one case."""

    case: Case
    suits: list[SuitFile]
    recommendations: list[Recommendation]
    recommended_to_court: list[CourtRecommendation]
    reports: list[PerformanceReport]
    steps: list[EnforcementStep]
    payments: list[Payment]
    is_appeal_court: bool

    @property
    def suit(self) -> SuitFile | None:
        """The latest suit."""
        return self.suits[-1] if self.suits else None

    @property
    def stage(self) -> Stage | None:
        """Where the latest suit stands."""
        return stage_of(self.suit.row, self.case) if self.suit else None


def court_facet(actor: Actor, case: Case) -> CourtFacet:
    """Gather the facet, by a number of queries that does not grow with the file."""
    courts = seats_at(actor, OrganisationKind.COURT)
    reports = seen(PerformanceReport, actor, case).select_related("order")
    return CourtFacet(
        case=case,
        suits=_suits(actor, case),
        recommendations=list(
            seen(Recommendation, actor, case).select_related("organ").prefetch_related("items")
        ),
        recommended_to_court=list(seen(CourtRecommendation, actor, case).order_by("id")),
        reports=list(reports.prefetch_related("files").order_by("on", "id")),
        steps=list(seen(EnforcementStep, actor, case)),
        payments=list(seen(Payment, actor, case).order_by("on", "id")),
        is_appeal_court=case.parties.filter(
            organisation__in=courts, role=PartyRole.APPEAL_COURT
        ).exists(),
    )


def _suits(actor: Actor, case: Case) -> list[SuitFile]:
    rows = suits_before(actor).filter(case=case).select_related("court").prefetch_related("claims")
    files: dict[int, SuitFile] = {}
    for row in rows.order_by("id"):
        claims = list(row.claims.all())
        standing = [claim for claim in claims if claim.altered_on is None]
        files[row.pk] = SuitFile(row, standing, [each for each in claims if each.altered_on])
    for defence in seen(Defence, actor, case).filter(suit__in=files):
        files[defence.suit_id].defences.append(defence)
    hearings = seen(Hearing, actor, case).filter(suit__in=files).prefetch_related("attendants")
    for hearing in hearings:
        files[hearing.suit_id].hearings.append(hearing)
    for stay in seen(TrialSuspension, actor, case).filter(suit__in=files):
        files[stay.suit_id].stays.append(stay)
    judgments = seen(Judgment, actor, case).filter(suit__in=files).select_related("court")
    for judgment in judgments.prefetch_related("orders").order_by("id"):
        files[judgment.suit_id].judgments.append(judgment)
    for appeal in seen(Appeal, actor, case).filter(suit__in=files):
        files[appeal.suit_id].appeals.append(appeal)
    return list(files.values())


def own_instances(actor: Actor) -> Q:
    """Hearings before the actor's own court, of the instance in which it tries the case now."""
    courts = seats_at(actor, OrganisationKind.COURT)
    appealed = Case.objects.filter(
        parties__organisation__in=courts, parties__role=PartyRole.APPEAL_COURT
    )
    first = Q(instance=Instance.FIRST, suit__case__state=CaseState.ON_TRIAL)
    second = Q(instance=Instance.SECOND, suit__case__state=CaseState.ON_APPEAL)
    return (first & Q(suit__court__in=courts)) | (second & Q(suit__case__in=appealed.values("pk")))

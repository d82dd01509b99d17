"""What a right-holder sees of a case: its negotiation, the agreement and what was paid on it.

Nothing of the inquiry, of the procuratorate's deliberation, of other organs or of a suit that is
not its own. The state of the case is read only where the right-holder's own acts led to it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from agencies.actor import Actor
from agencies.models import OrganisationKind
from cases.domain.vocabulary import CaseState
from cases.models import (
    Agreement,
    Case,
    CaseParty,
    EnforcementApplication,
    EnforcementStep,
    Evidence,
    Negotiation,
    PartyRole,
    PerformanceReport,
)
from cases.querysets import CaseQuerySet
from cases.views.case.money import MoneyCard, money_of_agreement
from cases.views.facets import seats_at, seen
from pilit.law.texts import N_


class Stage(StrEnum):
    """Where a case stands in the eyes of the right-holder."""

    INVITED = "invited"
    NEGOTIATING = "negotiating"
    AGREED = "agreed"
    FAILED = "failed"
    SUED = "sued"
    IN_FORCE = "in_force"
    ENFORCING = "enforcing"
    CLOSED = "closed"


STAGE_LABELS: Final = {
    Stage.INVITED: N_("To be negotiated"),
    Stage.NEGOTIATING: N_("Negotiating compensation"),
    Stage.AGREED: N_("Agreed, to be confirmed"),
    Stage.FAILED: N_("Negotiation failed"),
    Stage.SUED: N_("You have sued"),
    Stage.IN_FORCE: N_("In force, to be performed"),
    Stage.ENFORCING: N_("Enforcement"),
    Stage.CLOSED: N_("Closed"),
}


def held_by(actor: Actor) -> CaseQuerySet:
    """The cases in which an organ of the actor is right-holder."""
    organs = seats_at(actor, OrganisationKind.ORGAN)
    parties = CaseParty.objects.filter(organisation__in=organs, role=PartyRole.RIGHT_HOLDER)
    return Case.objects.facet_of(actor).filter(pk__in=parties.values("case"))


def is_right_holder(actor: Actor, case: Case) -> bool:
    """Whether an organ of the actor is right-holder of the case."""
    return held_by(actor).filter(pk=case.pk).exists()


def stage_of(case: Case, negotiation: Negotiation | None, agreement: Agreement | None) -> Stage:
    """Where it stands, from the acts the right-holder knows of."""
    if case.closed_on is not None:
        return Stage.CLOSED
    if negotiation is None:
        return Stage.INVITED
    if negotiation.failed_on is not None:
        return Stage.SUED if negotiation.sued_on is not None else Stage.FAILED
    if agreement is None:
        return Stage.NEGOTIATING
    if agreement.confirmed_on is None:
        return Stage.AGREED
    return Stage.ENFORCING if case.state == CaseState.ENFORCING else Stage.IN_FORCE


@dataclass(frozen=True, slots=True)
class RightHolderFacet:
    """The whole facet of one case."""

    case: Case
    negotiation: Negotiation | None
    agreement: Agreement | None
    reports: list[PerformanceReport]
    applications: list[EnforcementApplication]
    steps: list[EnforcementStep]
    evidence: list[Evidence]
    card: MoneyCard

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        return stage_of(self.case, self.negotiation, self.agreement)


def right_holder_facet(actor: Actor, case: Case) -> RightHolderFacet:
    """Gather the facet, by a number of queries that does not grow with the file."""
    negotiations = seen(Negotiation, actor, case).select_related("right_holder", "court")
    agreements = seen(Agreement, actor, case).select_related("court")
    # Of what is enforced, only what is enforced under its own agreement; not a judgment's orders.
    reports = seen(PerformanceReport, actor, case).filter(order__isnull=True)
    evidence = seen(Evidence, actor, case).prefetch_related("files")
    return RightHolderFacet(
        case=case,
        negotiation=negotiations.order_by("-id").first(),
        agreement=agreements.order_by("-id").first(),
        reports=list(reports.prefetch_related("files").order_by("on", "id")),
        applications=list(seen(EnforcementApplication, actor, case)),
        steps=list(seen(EnforcementStep, actor, case)),
        evidence=list(evidence),
        card=money_of_agreement(case, actor),
    )

"""Why a case is before a court, and where it stands there.

A suit was delivered to it, an agreement on compensation is to be confirmed by it, or the
procuratorate supports a suit that another has brought before it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import Q, QuerySet

from agencies.actor import Actor
from agencies.models import OrganisationKind
from cases.domain.rulebook import Responsible
from cases.domain.vocabulary import CaseState
from cases.models import Agreement, Case, PartyRole, Suit, SupportedSuit
from cases.models.litigation import SuitQuerySet
from cases.views.deadlines import Due
from cases.views.facets import seats_at
from pilit.law.texts import N_


class Stage(StrEnum):
    """Where a case stands before the court."""

    DELIVERED = "delivered"
    TO_CONFIRM = "to_confirm"
    SUPPORTED = "supported"
    REFUSED = "refused"
    ON_TRIAL = "on_trial"
    JUDGED = "judged"
    ON_APPEAL = "on_appeal"
    IN_FORCE = "in_force"
    ENFORCING = "enforcing"
    WITHDRAWN = "withdrawn"
    SUPPORT_OVER = "support_over"
    CLOSED = "closed"


STAGE_LABELS: Final = {
    Stage.DELIVERED: N_("To be docketed"),
    Stage.TO_CONFIRM: N_("Agreement to be confirmed"),
    Stage.SUPPORTED: N_("Suit supported by the procuratorate"),
    Stage.ON_TRIAL: N_("On trial"),
    Stage.JUDGED: N_("Judged, appeal period running"),
    Stage.ON_APPEAL: N_("On appeal"),
    Stage.IN_FORCE: N_("In force, to be performed"),
    Stage.ENFORCING: N_("Enforcement"),
    Stage.CLOSED: N_("Closed"),
    Stage.WITHDRAWN: N_("Withdrawn"),
    Stage.REFUSED: N_("Not docketed"),
    Stage.SUPPORT_OVER: N_("Support ended"),
}
OVER: Final = frozenset({Stage.REFUSED, Stage.WITHDRAWN, Stage.SUPPORT_OVER, Stage.CLOSED})
_STATES: Final = {
    CaseState.AGREED: Stage.TO_CONFIRM,
    CaseState.ON_TRIAL: Stage.ON_TRIAL,
    CaseState.JUDGED: Stage.JUDGED,
    CaseState.ON_APPEAL: Stage.ON_APPEAL,
    CaseState.IN_FORCE: Stage.IN_FORCE,
    CaseState.ENFORCING: Stage.ENFORCING,
}


def is_of_court(due: Due) -> bool:
    """Whether the court itself has to act; else it watches over a private defendant's period."""
    return due.rule.responsible is Responsible.COURT


def suits_before(actor: Actor) -> SuitQuerySet:
    """The suits that are or were before the actor's court, of first or of second instance."""
    courts = seats_at(actor, OrganisationKind.COURT)
    appealed = Case.objects.facet_of(actor).filter(
        parties__organisation__in=courts, parties__role=PartyRole.APPEAL_COURT
    )
    own = Q(court__in=courts) | Q(case__in=appealed.values("pk"))
    return Suit.objects.visible_to(actor).filter(own)


def agreements_before(actor: Actor) -> QuerySet[Agreement]:
    """The agreements that the actor's court is asked to confirm, or has confirmed."""
    courts = seats_at(actor, OrganisationKind.COURT)
    return Agreement.objects.visible_to(actor).filter(court__in=courts)


def supported_before(actor: Actor) -> QuerySet[SupportedSuit]:
    """The suits of others before the actor's court that the procuratorate supports."""
    courts = seats_at(actor, OrganisationKind.COURT)
    return SupportedSuit.objects.visible_to(actor).filter(court__in=courts)


@dataclass(frozen=True, slots=True)
class Matter:
    """What of a case is before the court: the latest of each kind."""

    case: Case
    suit: Suit | None = None
    agreement: Agreement | None = None
    supported: SupportedSuit | None = None

    @property
    def stage(self) -> Stage:
        """Where it stands, from its own facts and the acts of the courts."""
        if self.suit is not None:
            return stage_of(self.suit, self.case)
        if self.agreement is not None:
            return _STATES.get(CaseState(self.case.state), Stage.CLOSED)
        if self.supported is None or self.case.closed_on is not None:
            return Stage.CLOSED
        over = self.supported.ended_on or self.supported.withdrawal_submitted_on
        return Stage.SUPPORT_OVER if over else Stage.SUPPORTED

    @property
    def is_refused(self) -> bool:
        """Whether what is before it is a suit the court of first instance refused to docket."""
        return self.suit is not None and self.suit.is_refused

    @property
    def number(self) -> str:
        """The number the court knows it by."""
        if self.suit is not None:
            return self.suit.court_number or self.suit.number
        if self.agreement is not None:
            return self.agreement.court_number or self.case.number
        if self.supported is not None:
            return self.supported.court_number or self.supported.number
        return self.case.number


def stage_of(suit: Suit, case: Case) -> Stage:
    """Where a suit stands."""
    if suit.is_refused:
        appealed = case.state == CaseState.ON_APPEAL and suit.is_refusal_appealed
        return Stage.ON_APPEAL if appealed else Stage.REFUSED
    if suit.withdrawn_on is not None:
        return Stage.WITHDRAWN
    if suit.docketed_on is None:
        return Stage.DELIVERED
    return _STATES.get(CaseState(case.state), Stage.CLOSED)


def matters_before(actor: Actor, cases: Iterable[Case]) -> dict[int, Matter]:
    """What of each case is before the actor's court, by its id; four queries for all."""
    rows = list(cases)
    suits = suits_before(actor).filter(case__in=rows).prefetch_related("appeals").order_by("id")
    agreements = agreements_before(actor).filter(negotiation__case__in=rows)
    supported = supported_before(actor).filter(case__in=rows).order_by("id")
    by_suit = {row.case_id: row for row in suits}
    by_agreement = {
        row.negotiation.case_id: row
        for row in agreements.select_related("negotiation").order_by("id")
    }
    by_support = {row.case_id: row for row in supported}
    found = {}
    for case in rows:
        each = (by_suit.get(case.pk), by_agreement.get(case.pk), by_support.get(case.pk))
        if any(each):
            found[case.pk] = Matter(case, *each)
    return found


def any_before(actor: Actor) -> Q:
    """The cases of which anything is before the actor's court."""
    return (
        Q(pk__in=suits_before(actor).values("case"))
        | Q(pk__in=agreements_before(actor).values("negotiation__case"))
        | Q(pk__in=supported_before(actor).values("case"))
    )


def in_stage(stage: Stage, actor: Actor) -> Q:
    """The cases of a stage, by the latest suit before the court; else by what else is before it."""
    suits = suits_before(actor)
    pending = suits.pending()
    no_suit = ~Q(pk__in=suits.values("case"))
    agreed = no_suit & Q(pk__in=agreements_before(actor).values("negotiation__case"))
    helped = no_suit & Q(closed_on__isnull=True)
    going_on = supported_before(actor).filter(
        ended_on__isnull=True, withdrawal_submitted_on__isnull=True
    )
    match stage:
        case Stage.DELIVERED:
            return Q(pk__in=pending.filter(docketed_on__isnull=True).values("case"))
        case Stage.REFUSED:
            refused = Q(pk__in=suits.refused().values("case")) & ~_refusal_appealed(suits)
            return refused & ~Q(pk__in=pending.values("case"))
        case Stage.WITHDRAWN:
            withdrawn = suits.filter(withdrawn_on__isnull=False)
            return Q(pk__in=withdrawn.values("case")) & ~Q(pk__in=pending.values("case"))
        case Stage.SUPPORTED:
            return helped & ~agreed & Q(pk__in=going_on.values("case"))
        case Stage.SUPPORT_OVER:
            over = Q(pk__in=supported_before(actor).values("case"))
            return helped & ~agreed & over & ~Q(pk__in=going_on.values("case"))
        case Stage.CLOSED:
            state = Q(closed_on__isnull=False)
            helped = no_suit & Q(pk__in=supported_before(actor).values("case"))
            docketed = pending.filter(docketed_on__isnull=False).values("case")
            return state & (Q(pk__in=docketed) | agreed | helped)
        case _:
            states = [state for state, each in _STATES.items() if each is stage]
            docketed = pending.filter(docketed_on__isnull=False).values("case")
            found = Q(state__in=states) & (Q(pk__in=docketed) | agreed)
            return found | _refusal_appealed(suits) if stage is Stage.ON_APPEAL else found


def _refusal_appealed(suits: SuitQuerySet) -> Q:
    """The cases in which an appeal against a refusal to docket waits for its ruling."""
    appealed = suits.refused().filter(appeals__isnull=False, appeals__ruled_on__isnull=True)
    return Q(state=CaseState.ON_APPEAL, pk__in=appealed.values("case"))

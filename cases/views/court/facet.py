"""What a court sees of a case: the complaint delivered to it and all that is done in the suit; the
agreement it is asked to confirm; the suit that is supported before it.

Of what came before, only the recommendation as it was served; of the inquiry and of the
procuratorate's own deliberation, nothing.
"""

from dataclasses import dataclass, field

from django.db.models import Q

from agencies.actor import Actor
from agencies.models import OrganisationKind
from cases.domain.vocabulary import CaseState
from cases.models import (
    Agreement,
    Appeal,
    Case,
    CoPlaintiff,
    CourtRecommendation,
    Defence,
    EnforcementApplication,
    EnforcementStep,
    Hearing,
    Instance,
    Judgment,
    Mediation,
    Offender,
    PartyRole,
    Payment,
    PerformanceReport,
    Recommendation,
    Suit,
    TrialSuspension,
)
from cases.views.case.cards import SupportCard
from cases.views.case.claims import Claims
from cases.views.court.stage import Matter, agreements_before, suits_before, supported_before
from cases.views.facets import seats_at, seen


@dataclass(slots=True)
class SuitFile:
    """One suit with everything filed and done in it."""

    row: Suit
    claims: Claims
    mediation: Mediation | None = None
    co_plaintiffs: list[CoPlaintiff] = field(default_factory=list)
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
    defendants: list[str]
    agreement: Agreement | None
    supported: list[SupportCard]
    applications: list[EnforcementApplication]
    reports: list[PerformanceReport]
    steps: list[EnforcementStep]
    payments: list[Payment]
    is_appeal_court: bool

    @property
    def suit(self) -> SuitFile | None:
        """The latest suit."""
        return self.suits[-1] if self.suits else None

    @property
    def matter(self) -> Matter:
        """What of the case is before the court."""
        return Matter(
            case=self.case,
            suit=self.suit.row if self.suit else None,
            agreement=self.agreement,
            supported=self.supported[-1].row if self.supported else None,
        )


def court_facet(actor: Actor, case: Case) -> CourtFacet:
    """Gather the facet, by a number of queries that does not grow with the file."""
    courts = seats_at(actor, OrganisationKind.COURT)
    reports = seen(PerformanceReport, actor, case).select_related("order")
    agreements = agreements_before(actor).filter(negotiation__case=case).order_by("-id")
    agreement = agreements.select_related("negotiation__right_holder", "court").first()
    supported = supported_before(actor).filter(case=case).order_by("id")
    return CourtFacet(
        case=case,
        suits=_suits(actor, case),
        recommendations=list(
            seen(Recommendation, actor, case).select_related("organ").prefetch_related("items")
        ),
        recommended_to_court=list(seen(CourtRecommendation, actor, case).order_by("id")),
        defendants=_defendants(actor, case, agreement),
        agreement=agreement,
        supported=[SupportCard.of(row) for row in supported.select_related("court")],
        applications=list(seen(EnforcementApplication, actor, case)),
        reports=list(reports.prefetch_related("files").order_by("on", "id")),
        steps=list(seen(EnforcementStep, actor, case)),
        payments=list(seen(Payment, actor, case).order_by("on", "id")),
        is_appeal_court=case.parties.filter(
            organisation__in=courts, role=PartyRole.APPEAL_COURT
        ).exists(),
    )


def _defendants(actor: Actor, case: Case, agreement: Agreement | None) -> list[str]:
    """Who stands on the other side: the organ, the wrongdoers sued, whoever owes by agreement."""
    if case.respondent is not None:
        return [case.respondent.name]
    sued = [row.name for row in seen(Offender, actor, case).order_by("id")]
    return sued or ([agreement.negotiation.obligor] if agreement else [])


def _suits(actor: Actor, case: Case) -> list[SuitFile]:
    rows = suits_before(actor).filter(case=case).select_related("court", "department")
    files: dict[int, SuitFile] = {}
    for row in rows.prefetch_related("claims", "appeals").order_by("id"):
        files[row.pk] = SuitFile(row, Claims.of(row.claims.all()))
    for mediation in seen(Mediation, actor, case).filter(suit__in=files):
        files[mediation.suit_id].mediation = mediation
    for joined in seen(CoPlaintiff, actor, case).filter(suit__in=files):
        files[joined.suit_id].co_plaintiffs.append(joined)
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


def own_hearings(actor: Actor) -> Q:
    """Hearings before the actor's own court, in whichever instance it tries or tried the case."""
    courts = seats_at(actor, OrganisationKind.COURT)
    appealed = Case.objects.filter(
        parties__organisation__in=courts, parties__role=PartyRole.APPEAL_COURT
    )
    first = Q(instance=Instance.FIRST, suit__court__in=courts)
    return first | Q(instance=Instance.SECOND, suit__case__in=appealed.values("pk"))


def own_instances(actor: Actor) -> Q:
    """As :func:`own_hearings`, of the instance in which the court tries the case now."""
    first = Q(instance=Instance.FIRST, suit__case__state=CaseState.ON_TRIAL)
    second = Q(instance=Instance.SECOND, suit__case__state=CaseState.ON_APPEAL)
    return (first | second) & own_hearings(actor)

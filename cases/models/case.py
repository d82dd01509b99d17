"""A case (案件), its parties, team and offenders."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from cases.domain.vocabulary import (
    CASE_KIND_LABELS,
    CASE_STATE_LABELS,
    CIVIL_KINDS,
    DOMAIN_LABELS,
    CaseKind,
    CaseState,
    Domain,
    case_state_label,
)
from cases.models.base import CaseChild, OwnedByProcuratorate
from cases.models.clue import Clue, Place
from cases.querysets import CaseChildQuerySet, CaseQuerySet

CASE_KIND_CHOICES = [(kind.value, _(CASE_KIND_LABELS[kind])) for kind in CaseKind]
CASE_STATE_CHOICES = [(state.value, _(CASE_STATE_LABELS[state])) for state in CaseState]


class Case(OwnedByProcuratorate, Place):
    """A case. It changes only through actions; ``version`` counts them."""

    number = models.CharField(_("Case number"), max_length=40, unique=True)
    clue = models.ForeignKey(
        Clue, on_delete=models.PROTECT, related_name="cases", verbose_name=_("Clue")
    )
    kind = models.CharField(_("Kind"), max_length=16, choices=CASE_KIND_CHOICES)
    state = models.CharField(
        _("State"),
        max_length=16,
        choices=CASE_STATE_CHOICES,
        default=CaseState.INQUIRING,
    )
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(_("Title"), max_length=200)
    cause = models.CharField(_("Cause"), max_length=300)
    domain = models.CharField(
        _("Domain"), max_length=24, choices=[(d.value, _(DOMAIN_LABELS[d])) for d in Domain]
    )
    respondent = models.ForeignKey(
        "agencies.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Respondent organ"),
    )
    against_matter = models.BooleanField(_("Filed against the matter"), default=False)
    # Empty while nobody has the case: it came from elsewhere, or its handler was recused. Until the
    # head names a handler, nobody works on it.
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Handler"),
    )
    # The criminal prosecution that an incidental suit goes with (Interp. 20; Rules 97).
    criminal_number = models.CharField(_("Criminal case number"), max_length=60, blank=True)
    criminal_court = models.ForeignKey(
        "agencies.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Court of the criminal case"),
    )
    filed_on = models.DateField(_("Filed on"))
    state_since = models.DateField(_("In this state since"))
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    closing_ground = models.CharField(_("Ground for closing"), max_length=24, blank=True)
    outcome_note = models.TextField(_("Note"), blank=True)
    # what lists sort by and dashboards count; written with the ledger, in the same transaction
    next_due_on = models.DateField(_("Next due"), null=True, blank=True, editable=False)
    next_due_rule = models.CharField(max_length=48, blank=True, editable=False)
    search_text = models.TextField(editable=False, default="")
    search = SearchVectorField(null=True, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("Case")
        permissions = (("work_on_case", _("Can work on a single case by exception")),)
        constraints = (
            models.CheckConstraint(
                name="case_closed_has_its_day",
                condition=models.Q(state="closed", closed_on__isnull=False)
                | (~models.Q(state="closed") & models.Q(closed_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="case_administrative_has_a_respondent",
                condition=~models.Q(kind="administrative")
                | models.Q(respondent__isnull=False)
                # Rules 29: which organ failed is still to be found out.
                | models.Q(against_matter=True, state__in=("inquiring", "closed")),
            ),
            models.CheckConstraint(
                name="case_incidental_names_its_prosecution",
                condition=~models.Q(kind="incidental")
                | (~models.Q(criminal_number="") & models.Q(criminal_court__isnull=False)),
            ),
        )
        indexes = (
            models.Index(fields=("procuratorate", "-id"), name="case_own_newest"),
            models.Index(fields=("municipal", "-id"), name="case_municipal_newest"),
            models.Index(fields=("provincial", "-id"), name="case_provincial_newest"),
            *(
                models.Index(
                    fields=(scope, "next_due_on", "id"),
                    name=f"case_{scope}_urgent",
                    condition=~models.Q(state="closed"),
                )
                for scope in ("procuratorate", "municipal", "provincial")
            ),
            models.Index(fields=("region", "-id"), name="case_region_newest"),
            GinIndex(fields=("search",), name="case_search"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def state_label(self) -> str:
        """The state as a message id, for translation where it is shown."""
        return case_state_label(self.kind, self.state)

    @property
    def is_open(self) -> bool:
        """Whether the case is not closed."""
        return self.state != CaseState.CLOSED


class CaseGrant(UserObjectPermissionBase):
    """An exceptional grant of one case to one person (loaned procurator, expert, supervising
    superior).

    A direct-foreign-key permission model of django-guardian: no generic key, so the list can join
    it.
    """

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE)


class PartyRole(models.TextChoices):
    RESPONDENT = "respondent", _("Respondent organ")
    COURT = "court", _("Court of first instance")
    APPEAL_COURT = "appeal_court", _("Court of second instance")
    RIGHT_HOLDER = "right_holder", _("Right-holder")
    ENTRUSTED = "entrusted", _("Entrusted procuratorate")


#: Whoever has a part in the suit; an entrusted procuratorate or a right-holder has none.
LITIGANTS = (PartyRole.RESPONDENT, PartyRole.COURT, PartyRole.APPEAL_COURT)


def litigant_q(path: str, organisation_ids: frozenset[int]) -> models.Q:
    """Rows whose case, at the end of ``path``, has one of the organisations as a litigant."""
    return models.Q(
        **{
            f"{path}parties__organisation__in": organisation_ids,
            f"{path}parties__role__in": LITIGANTS,
        }
    )


class CaseParty(CaseChild):
    """An organisation outside the procuratorates that has a facet of the case, and since when."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=16, choices=PartyRole.choices)
    since = models.DateField()

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("case", "organisation", "role"), name="one_party_per_role"
            ),
        )
        indexes = (models.Index(fields=("organisation", "-case"), name="party_newest_case"),)

    def __str__(self) -> str:
        return f"{self.organisation_id} as {self.role} of {self.case_id}"


class TeamQuerySet(CaseChildQuerySet["TeamMember"]):
    def on(self, day: dt.date) -> Self:
        """Those who are on the team on a Beijing date, substitutes included."""
        return self.filter(
            models.Q(until__isnull=True) | models.Q(until__gte=day, is_substitute=True),
            since__lte=day,
        )


class TeamMember(CaseChild):
    """A member of the team on a case (Rules 6).

    ``until`` is empty while they are on it; of a substitute it is the last day they stand in.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="team")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_lead = models.BooleanField(_("Lead"), default=False)
    assigned = models.BooleanField(_("Assigned by the head"), default=False)
    is_substitute = models.BooleanField(_("Substitute"), default=False)
    handover_note = models.TextField(_("Handover note"), blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("case", "person"),
                condition=models.Q(until__isnull=True),
                name="once_on_a_team",
            ),
            models.UniqueConstraint(
                fields=("case",),
                condition=models.Q(until__isnull=True, is_lead=True),
                name="one_lead_on_a_case",
            ),
            models.CheckConstraint(
                name="team_substitute_has_an_end",
                condition=models.Q(is_substitute=False) | models.Q(until__gte=models.F("since")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} on {self.case_id}"


class Offender(CaseChild):
    """A wrongdoer whose conduct harmed the public interest; the organ failed to stop them."""

    class Kind(models.TextChoices):
        COMPANY = "company", _("Company")
        PERSON = "person", _("Person")
        ORGANISATION = "organisation", _("Other organisation")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="offenders")
    name = models.CharField(_("Name"), max_length=200)
    kind = models.CharField(_("Kind"), max_length=16, choices=Kind.choices)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("Offender")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The courts a civil suit was delivered to: there they are the defendants."""
        appealed = models.Q(
            case__parties__organisation__in=organisation_ids,
            case__parties__role=PartyRole.APPEAL_COURT,
        )
        courts = models.Q(case__suits__court__in=organisation_ids) | appealed
        return courts & models.Q(case__kind__in=CIVIL_KINDS)

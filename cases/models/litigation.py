"""The suit, from the complaint to the last judgment. Both parties and the court see it."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.domain.vocabulary import CaseKind
from cases.models.base import CaseChild
from cases.models.case import Case, PartyRole, litigant_q
from cases.querysets import CaseChildQuerySet


class ClaimKind(models.TextChoices):
    """Claims in an administrative suit (Rules 83) and in a civil one (Rules 98)."""

    CONFIRM_ILLEGAL = "confirm_illegal", _("Confirm the conduct illegal")
    CONFIRM_VOID = "confirm_void", _("Confirm the act void")
    REVOKE = "revoke", _("Revoke the act")
    REVOKE_PARTLY = "revoke_partly", _("Revoke the act in part")
    PERFORM = "perform", _("Order performance of the statutory duty")
    ALTER = "alter", _("Alter the act")
    CEASE = "cease", _("Cease the infringement")
    REMOVE = "remove", _("Remove the obstruction")
    ELIMINATE_DANGER = "eliminate_danger", _("Eliminate the danger")
    RESTORE = "restore", _("Restore the environment")
    RESTORATION_COST = "restoration_cost", _("Pay the cost of restoration")
    SERVICE_LOSS = "service_loss", _("Compensate the loss of services until restored")
    PERMANENT_LOSS = "permanent_loss", _("Compensate the permanent loss of function")
    COMPENSATE = "compensate", _("Compensate losses")
    PUNITIVE = "punitive", _("Punitive damages")
    RECALL = "recall", _("Recall and dispose of products")
    APOLOGISE = "apologise", _("Apologise")
    RESTORE_REPUTATION = "restore_reputation", _("Restore reputation")
    COSTS = "costs", _("Bear the costs of appraisal and experts")

    @classmethod
    def for_kind(cls, kind: str) -> tuple["ClaimKind", ...]:
        """The claims the law gives for a kind of case."""
        administrative = (
            cls.CONFIRM_ILLEGAL,
            cls.CONFIRM_VOID,
            cls.REVOKE,
            cls.REVOKE_PARTLY,
            cls.PERFORM,
            cls.ALTER,
        )
        if kind == CaseKind.ADMINISTRATIVE:
            return administrative
        return tuple(each for each in cls if each not in administrative)


class Instance(models.IntegerChoices):
    FIRST = 1, _("First instance")
    SECOND = 2, _("Second instance")


def parties_of(path: str, organisation_ids: frozenset[int]) -> models.Q:
    """Respondent and courts of the case: those whose suit it is."""
    return litigant_q(path, organisation_ids)


def appealed_to(path: str, organisation_ids: frozenset[int]) -> models.Q:
    """Rows whose case, at the end of ``path``, was appealed to one of the courts."""
    return models.Q(
        **{
            f"{path}parties__organisation__in": organisation_ids,
            f"{path}parties__role": PartyRole.APPEAL_COURT,
        }
    )


#: The court did not refuse to docket, or a higher one set its refusal aside.
_NOT_REFUSED = models.Q(refused_on__isnull=True) | models.Q(refusal_set_aside_on__isnull=False)
#: At most one suit of a case is so.
_PENDING = models.Q(withdrawn_on__isnull=True) & _NOT_REFUSED


class SuitQuerySet(CaseChildQuerySet["Suit"]):
    def pending(self) -> Self:
        """Suits neither refused at the court's door nor withdrawn; at most one on a case."""
        return self.filter(_PENDING)

    def refused(self) -> Self:
        """Suits the court refused to docket, whose refusal stands."""
        return self.exclude(_NOT_REFUSED)


class Suit(CaseChild):
    """A suit: the complaint as delivered, what became of it at the court's door."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="suits")
    number = models.CharField(_("Number of the complaint"), max_length=40, unique=True)
    court = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT, related_name="+")
    delivered_on = models.DateField(_("Delivered on"))
    docketed_on = models.DateField(_("Docketed on"), null=True, blank=True)
    court_number = models.CharField(_("Docket number"), max_length=60, blank=True)
    refused_on = models.DateField(null=True, blank=True)
    refusal_reason = models.TextField(blank=True)
    refusal_number = models.CharField(max_length=60, blank=True)
    refusal_served_on = models.DateField(null=True, blank=True)
    # On appeal the higher court ordered the court below to docket (ALL-I 109).
    refusal_set_aside_on = models.DateField(null=True, blank=True)
    complaint_served_on = models.DateField(null=True, blank=True)
    withdrawal_decided_on = models.DateField(null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    # Of an environmental civil case: the department told of it (Env-I 12).
    department = models.ForeignKey(
        "agencies.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    department_informed_on = models.DateField(null=True, blank=True)

    objects = SuitQuerySet.as_manager()

    class Meta:
        verbose_name = _("Suit")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("case",), condition=_PENDING, name="one_pending_suit"),
            models.CheckConstraint(
                name="suit_docketed_after_delivered",
                condition=models.Q(docketed_on__isnull=True)
                | models.Q(docketed_on__gte=models.F("delivered_on")),
            ),
        )

    def __str__(self) -> str:
        return self.court_number or self.number

    @property
    def is_refused(self) -> bool:
        """Whether the court refused to docket it and the refusal stands."""
        return self.refused_on is not None and self.refusal_set_aside_on is None

    @property
    def is_refusal_appealed(self) -> bool:
        """Whether an appeal against that waits for its ruling. Reads ``appeals``."""
        return self.is_refused and any(row.ruled_on is None for row in self.appeals.all())

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The courts and the defendant; the defendant only once the suit is docketed."""
        return (
            models.Q(court__in=organisation_ids)
            | appealed_to("case__", organisation_ids)
            | (parties_of("case__", organisation_ids) & models.Q(docketed_on__isnull=False))
        )


class SuitChild(CaseChild):
    """A row under a suit; whoever is party to the docketed suit sees it."""

    case_path = "suit__case"

    class Meta:
        abstract = True

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The courts and the defendant of the suit; the defendant only once it is docketed."""
        return (
            models.Q(suit__court__in=organisation_ids)
            | appealed_to("suit__case__", organisation_ids)
            | (
                parties_of("suit__case__", organisation_ids)
                & models.Q(suit__docketed_on__isnull=False)
            )
        )


class Claim(SuitChild):
    suit = models.ForeignKey(Suit, on_delete=models.CASCADE, related_name="claims")
    no = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=ClaimKind.choices)
    text = models.TextField()
    amount = models.DecimalField(
        _("Amount (yuan)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    altered_on = models.DateField(null=True, blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("no", "id")

    def __str__(self) -> str:
        return f"{self.no}. {self.text}"


class CoPlaintiff(SuitChild):
    """Another eligible plaintiff admitted to an environmental civil case (Env-I 10)."""

    suit = models.ForeignKey(Suit, on_delete=models.CASCADE, related_name="co_plaintiffs")
    who = models.CharField(max_length=200)
    on = models.DateField()

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.who


class Mediation(SuitChild):
    """A mediation agreement: published for 30 days, then in force (Env-I 25; Rules 99).

    It may not reduce the claims: ``amount`` is what the defendant pays in all.
    """

    suit = models.ForeignKey(Suit, on_delete=models.CASCADE, related_name="mediations")
    agreement = models.TextField(blank=True)
    amount = models.DecimalField(
        _("Amount (yuan)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    published_on = models.DateField()
    on = models.DateField(null=True, blank=True)
    perform_by = models.DateField(null=True, blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("suit",), name="one_mediation"),
            models.CheckConstraint(
                name="mediation_in_force_after_published",
                condition=models.Q(on__isnull=True) | models.Q(on__gt=models.F("published_on")),
            ),
        )

    def __str__(self) -> str:
        return f"mediation published {self.published_on}"

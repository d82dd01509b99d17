"""Judgments of either instance, what they order, and appeals against them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.domain.vocabulary import CaseKind
from cases.models.litigation import Instance, Suit, SuitChild, parties_of
from cases.querysets import CaseChildQuerySet


class Outcome(models.TextChoices):
    """Outcomes of an administrative suit (Interp. 25) and of a civil one."""

    CONFIRM_ILLEGAL = "confirm_illegal", _("Conduct confirmed illegal")
    CONFIRM_VOID = "confirm_void", _("Act confirmed void")
    REVOKE = "revoke", _("Act revoked")
    REVOKE_PARTLY = "revoke_partly", _("Act revoked in part")
    PERFORM = "perform", _("Performance ordered")
    ALTER = "alter", _("Act altered")
    DISMISS = "dismiss", _("Claims dismissed")
    UPHELD = "upheld", _("Claims upheld")
    UPHELD_PARTLY = "upheld_partly", _("Claims upheld in part")
    DISMISSED = "dismissed", _("Claims dismissed")

    @classmethod
    def for_kind(cls, kind: str) -> tuple["Outcome", ...]:
        """The outcomes a kind of case can have."""
        civil = (cls.UPHELD, cls.UPHELD_PARTLY, cls.DISMISSED)
        if kind == CaseKind.ADMINISTRATIVE:
            return tuple(each for each in cls if each not in civil)
        return civil


class Judgment(SuitChild):
    """A judgment or ruling of either instance."""

    suit = models.ForeignKey(Suit, on_delete=models.CASCADE, related_name="judgments")
    instance = models.PositiveSmallIntegerField(choices=Instance.choices)
    court = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT, related_name="+")
    is_ruling = models.BooleanField(default=False)
    on = models.DateField()
    court_number = models.CharField(max_length=60)
    served_on = models.DateField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    upheld_below = models.BooleanField(null=True)
    # One judgment for the prosecution and the suit incidental to it (Interp. 20).
    criminal_part = models.TextField(_("Criminal part"), blank=True)
    in_force_on = models.DateField(null=True, blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("Judgment")
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="judgment_served_after_given",
                condition=models.Q(served_on__gte=models.F("on")),
            ),
        )

    def __str__(self) -> str:
        return self.court_number


class JudgmentOrder(SuitChild):
    """What a judgment orders, by when, and whether it was done."""

    case_path = "judgment__suit__case"

    judgment = models.ForeignKey(Judgment, on_delete=models.CASCADE, related_name="orders")
    no = models.PositiveSmallIntegerField()
    text = models.TextField()
    perform_by = models.DateField(null=True, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    payee = models.CharField(max_length=120, blank=True)
    performed_on = models.DateField(null=True, blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("no",)
        constraints = (
            models.UniqueConstraint(fields=("judgment", "no"), name="judgment_order_once"),
        )

    def __str__(self) -> str:
        return f"{self.no}. {self.text}"

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The courts and the defendant of the suit."""
        return parties_of("judgment__suit__case__", organisation_ids)


class Appeal(SuitChild):
    """An appeal, or a protest that reopens the trial (抗诉, Rules 64).

    Against the refusal to docket a suit it ends in a ruling of its own: ``refusal_upheld`` or not.
    """

    class By(models.TextChoices):
        PROCURATORATE = "procuratorate", _("Procuratorate")
        DEFENDANT = "defendant", _("Defendant")
        PROTEST = "protest", _("Protest by the higher procuratorate")

    suit = models.ForeignKey(Suit, on_delete=models.CASCADE, related_name="appeals")
    by = models.CharField(max_length=16, choices=By.choices)
    on = models.DateField()
    number = models.CharField(max_length=40, blank=True)
    copy_received_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    # By the court of second instance (CPL 183).
    docketed_on = models.DateField(null=True, blank=True)
    court_number = models.CharField(max_length=60, blank=True)
    ruled_on = models.DateField(null=True, blank=True)
    refusal_upheld = models.BooleanField(null=True)
    ruling_reason = models.TextField(blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="appeal_docketed_after_made",
                condition=models.Q(docketed_on__isnull=True)
                | models.Q(docketed_on__gte=models.F("on")),
            ),
            models.CheckConstraint(
                name="appeal_ruled_one_way",
                condition=models.Q(ruled_on__isnull=True, refusal_upheld__isnull=True)
                | models.Q(ruled_on__isnull=False, refusal_upheld__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.by} {self.on}"

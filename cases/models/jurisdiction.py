"""Between procuratorates: cases that move, supervision, entrusted inquiries (Rules 11-18, 43)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.base import CaseChild
from cases.models.case import Case
from cases.models.deadline import Deadline
from cases.querysets import CaseChildQuerySet


class CaseMove(CaseChild):
    """A case that passed from one procuratorate to another, with its history."""

    class Kind(models.TextChoices):
        TRANSFER_FOR_SUIT = "transfer_for_suit", _("Transferred for suit")
        HAND_DOWN = "hand_down", _("Handed down")
        TAKE_UP = "take_up", _("Taken up")
        DESIGNATE = "designate", _("Designated")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="moves")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    number = models.CharField(_("Number"), max_length=40, blank=True)
    origin = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField()
    reason = models.TextField(blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("receiver", "case"), name="case_move_receiver"),)
        constraints = (
            models.CheckConstraint(
                name="case_moves_elsewhere",
                condition=~models.Q(origin=models.F("receiver")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}"


class Supervision(CaseChild):
    """A superior supervises a case and may ask for a report by a day (督办, Rules 11)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="supervisions")
    number = models.CharField(_("Number"), max_length=40, unique=True)
    superior = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField()
    on = models.DateField()
    report_by = models.DateField(_("Report by"), null=True, blank=True)
    # Several superiors may supervise one case, each with a clock of its own.
    deadline = models.ForeignKey(Deadline, null=True, on_delete=models.PROTECT, related_name="+")
    reported_on = models.DateField(null=True, blank=True)
    report = models.TextField(blank=True)
    # The case passed out of the superior's area, or to the superior itself.
    lifted_on = models.DateField(null=True, blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("case", "superior"),
                condition=models.Q(reported_on__isnull=True, lifted_on__isnull=True),
                name="one_open_supervision",
            ),
        )

    def __str__(self) -> str:
        return self.number


class Entrustment(CaseChild):
    """An inquiry another procuratorate is entrusted with, and its answer (Rules 43)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="entrustments")
    to = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT, related_name="+")
    matter = models.TextField(_("Persons, matters and requirements"))
    entrusted_on = models.DateField()
    received_on = models.DateField(_("Letter received on"))
    # Several procuratorates may be entrusted at once, each with a clock of its own.
    deadline = models.ForeignKey(Deadline, null=True, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    findings = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("case", "to"),
                condition=models.Q(answered_on__isnull=True),
                name="one_open_entrustment",
            ),
            models.CheckConstraint(
                name="entrustment_answered_after_received",
                condition=models.Q(answered_on__isnull=True)
                | models.Q(answered_on__gte=models.F("received_on")),
            ),
        )

    def __str__(self) -> str:
        return f"entrusted to {self.to_id}"

    @classmethod
    def entrusted_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The procuratorate the letter went to."""
        return models.Q(to__in=organisation_ids)

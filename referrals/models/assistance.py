"""A request to an organ for assistance in an inquiry, and what is done where it is refused."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models import Matter
from referrals.domain.assistance import (
    ASSISTANCE_KINDS,
    ASSISTANCE_STATES,
    CLOSED_UNANSWERED,
    WAYS,
    AssistanceKind,
    AssistanceState,
    Way,
)
from referrals.querysets.assistance import AssistanceQuerySet

ASSISTANCE_KIND_CHOICES = [(each.value, each.value) for each in AssistanceKind]
"""Named for the API's document."""


def _whole(day: str, words: str) -> models.CheckConstraint:
    """That a day has its words, and words their day."""
    neither = models.Q(**{f"{day}__isnull": True, words: ""})
    both = models.Q(**{f"{day}__isnull": False}) & ~models.Q(**{words: ""})
    return models.CheckConstraint(name=f"assistance_{words}_whole", condition=neither | both)


class Assistance(Matter):
    """What an organ is asked for in a case, and its answer.

    The organ sees what it was asked and what it answered or why it refused. What the procuratorate
    recorded as obstruction, and what it did about that, is its own affair (0014).
    ``procuratorate`` is the one that asked, also once the case has passed to another.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="assistances")
    organ = models.ForeignKey(
        "agencies.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Organ"),
    )
    kind = models.CharField(max_length=12, choices=ASSISTANCE_KIND_CHOICES)
    request = models.TextField()
    asked_on = models.DateField()
    answer_by = models.DateField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    refusal = models.TextField(blank=True)
    refused_on = models.DateField(null=True, blank=True)
    withdrawal = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = AssistanceQuerySet.as_manager()  # type: ignore[misc]  # the stubs give the parent one

    class Meta:
        verbose_name = _("Request for assistance")
        verbose_name_plural = _("Requests for assistance")
        constraints = (
            models.CheckConstraint(
                name="assistance_answer_after_it_was_asked",
                condition=models.Q(answer_by__gte=models.F("asked_on")),
            ),
            _whole("refused_on", "refusal"),
            _whole("withdrawn_on", "withdrawal"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        """By whom, of whom it is asked."""
        return f"{self.procuratorate.short_name} → {self.organ.short_name}"

    @property
    def state_label(self) -> str:
        """The state as a message id."""
        if self.state == AssistanceState.CLOSED and self.answered_on is None:
            return CLOSED_UNANSWERED
        return ASSISTANCE_STATES[AssistanceState(self.state)]

    @property
    def kind_label(self) -> str:
        """The kind as a message id."""
        return ASSISTANCE_KINDS[AssistanceKind(self.kind)]


class Obstruction(models.Model):
    """That an organ refused or obstructed, as the procuratorate saw it (Rules 45)."""

    assistance = models.ForeignKey(
        Assistance, on_delete=models.CASCADE, related_name="obstructions"
    )
    on = models.DateField()
    what = models.TextField()

    class Meta:
        ordering = ("on", "id")
        constraints = (
            models.CheckConstraint(name="obstruction_says_what", condition=~models.Q(what="")),
        )

    def __str__(self) -> str:
        return f"{self.assistance_id} {self.on}"


class ObstructionReport(models.Model):
    """That a refusal or obstruction was brought to somebody, in one of the ways of Rules 45."""

    assistance = models.ForeignKey(Assistance, on_delete=models.CASCADE, related_name="reports")
    way = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Way])
    to = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"{self.assistance_id} {self.way}"

    @property
    def way_label(self) -> str:
        """The way as a message id."""
        return WAYS[Way(self.way)]

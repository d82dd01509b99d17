"""What happens at the trial: the defence, hearings, stays, and recommendations to the court."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.base import CaseChild
from cases.models.case import Case
from cases.models.litigation import Instance, Suit, SuitChild
from cases.querysets import CaseChildQuerySet


class Defence(SuitChild):
    suit = models.ForeignKey(Suit, on_delete=models.CASCADE, related_name="defences")
    statement = models.TextField()
    received_on = models.DateField()
    evidence = models.JSONField(default=list)
    forwarded_on = models.DateField(null=True, blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"defence {self.received_on}"


class Hearing(SuitChild):
    """A hearing: the notice to appear, who appears for the procuratorate, and that it was held."""

    suit = models.ForeignKey(Suit, on_delete=models.CASCADE, related_name="hearings")
    instance = models.PositiveSmallIntegerField(choices=Instance.choices, default=Instance.FIRST)
    hearing_at = models.DateTimeField(_("Hearing at"))
    notice_received_on = models.DateField(null=True, blank=True)
    appearance_on = models.DateField(null=True, blank=True)
    attendants = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    held_on = models.DateField(null=True, blank=True)
    organ_head_attended = models.BooleanField(null=True)
    delegate = models.CharField(max_length=120, blank=True)
    absence_reason = models.TextField(blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("hearing_at", "id")

    def __str__(self) -> str:
        return f"hearing {self.hearing_at:%Y-%m-%d %H:%M}"


class TrialSuspension(SuitChild):
    suit = models.ForeignKey(Suit, on_delete=models.CASCADE, related_name="trial_suspensions")
    ground = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("suit",),
                condition=models.Q(ends_on__isnull=True),
                name="one_open_trial_suspension",
            ),
        )

    def __str__(self) -> str:
        return f"trial suspended {self.starts_on}"


class CourtRecommendation(CaseChild):
    """A recommendation to the court on its procedure (Rules 66)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="court_recommendations")
    ground = models.TextField()
    items = models.JSONField(default=list)
    decided_on = models.DateField()

    objects = CaseChildQuerySet.as_manager()

    def __str__(self) -> str:
        return f"recommendation to the court {self.decided_on}"

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The court it is addressed to."""
        return models.Q(case__suits__court__in=organisation_ids)

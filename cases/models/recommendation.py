"""The recommendation (检察建议), the organ's objection and reply, follow-up."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.base import CaseChild
from cases.models.case import Case
from cases.querysets import CaseChildQuerySet


class Recommendation(CaseChild):
    """A recommendation with the parts Rules 75 requires. The organ sees it from the day it is
    served.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="recommendations")
    number = models.CharField(_("Number"), max_length=40, unique=True)
    organ = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT, related_name="+")
    urgent = models.BooleanField(_("Urgent: the harm is still spreading"))
    source_of_case = models.TextField(_("Source of the case"))
    facts = models.TextField(_("Facts of the harm"))
    failure = models.TextField(_("Facts and reasons of the failure"))
    legal_basis = models.TextField(_("Legal basis"))
    other_matters = models.TextField(_("Other matters"), blank=True)
    decided_on = models.DateField()
    served_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("Recommendation")
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="recommendation_served_after_decided",
                condition=models.Q(served_on__isnull=True)
                | models.Q(served_on__gte=models.F("decided_on")),
            ),
            models.UniqueConstraint(
                fields=("case",),
                condition=models.Q(withdrawn_on__isnull=True),
                name="one_standing_recommendation",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The organ it is addressed to, once served; the court once the suit is filed."""
        return models.Q(organ__in=organisation_ids, served_on__isnull=False) | models.Q(
            case__suits__court__in=organisation_ids, served_on__isnull=False
        )


class RecommendationItem(CaseChild):
    case_path = "recommendation__case"

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="items"
    )
    no = models.PositiveSmallIntegerField()
    text = models.TextField()

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("no",)
        constraints = (
            models.UniqueConstraint(
                fields=("recommendation", "no"), name="recommendation_item_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.no}. {self.text}"

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """As the recommendation itself."""
        served = models.Q(recommendation__served_on__isnull=False)
        return served & (
            models.Q(recommendation__organ__in=organisation_ids)
            | models.Q(recommendation__case__suits__court__in=organisation_ids)
        )


class Objection(CaseChild):
    """The organ's written objection to a recommendation and its answer (Rec. 22, 23)."""

    case_path = "recommendation__case"

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="objections"
    )
    ground = models.TextField()
    stated_on = models.DateField()
    upheld = models.BooleanField(null=True)
    reason = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("recommendation",),
                condition=models.Q(answered_on__isnull=True),
                name="one_open_objection",
            ),
        )

    def __str__(self) -> str:
        return f"objection {self.stated_on}"

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The organ that objected."""
        return models.Q(recommendation__organ__in=organisation_ids)


class ReplyKind(models.TextChoices):
    """The three kinds of reply (Opinions 5(4))."""

    RECTIFIED = "rectified", _("Rectified")
    PLAN = "plan", _("Rectification plan")
    NO_VIOLATION = "no_violation", _("No violation")


class ItemStatus(models.TextChoices):
    DONE = "done", _("Done")
    IN_PROGRESS = "in_progress", _("In progress")
    NOT_STARTED = "not_started", _("Not started")


class Reply(CaseChild):
    """A written reply. ``posted_on`` is the postmark; where there is one it decides lateness (CPL
    85).
    """

    case_path = "recommendation__case"

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="replies"
    )
    kind = models.CharField(max_length=12, choices=ReplyKind.choices)
    statement = models.TextField()
    received_on = models.DateField()
    posted_on = models.DateField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("Reply")
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="reply_received_after_posted",
                condition=models.Q(posted_on__isnull=True)
                | models.Q(received_on__gte=models.F("posted_on")),
            ),
        )

    def __str__(self) -> str:
        return f"reply {self.received_on}"

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The organ that replied."""
        return models.Q(recommendation__organ__in=organisation_ids)


class ReplyItem(CaseChild):
    case_path = "reply__recommendation__case"

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="items")
    no = models.PositiveSmallIntegerField()
    measure = models.TextField()
    status = models.CharField(max_length=12, choices=ItemStatus.choices)
    finish_by = models.DateField(null=True, blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("no",)
        constraints = (models.UniqueConstraint(fields=("reply", "no"), name="reply_item_once"),)

    def __str__(self) -> str:
        return f"{self.no}: {self.status}"

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The organ that replied."""
        return models.Q(reply__recommendation__organ__in=organisation_ids)


class FollowUp(CaseChild):
    """A follow-up after the recommendation (Rules 77)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="follow_ups")
    on = models.DateField()
    officers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    note = models.TextField()

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"follow-up {self.on}"


class ReviewSuspension(CaseChild):
    """A suspension of the review (Rules 78); ``resumed_on`` is empty while it lasts."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="review_suspensions")
    reason = models.TextField()
    starts_on = models.DateField()
    resumed_on = models.DateField(null=True, blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("case",),
                condition=models.Q(resumed_on__isnull=True),
                name="one_open_suspension",
            ),
            models.CheckConstraint(
                name="resumed_after_suspended",
                condition=models.Q(resumed_on__isnull=True)
                | models.Q(resumed_on__gte=models.F("starts_on")),
            ),
        )

    def __str__(self) -> str:
        return f"suspended {self.starts_on}"

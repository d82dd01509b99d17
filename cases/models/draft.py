"""Drafts: decisions of the chief on their way, and forms not yet sent."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.clue import Clue
from cases.querysets import DraftQuerySet


class Draft(models.Model):
    """An action waiting for its decision: drafted, reviewed, then decided; or sent back (Rules
    5-8).

    Three different people, held by the database. The action takes effect with the decision.
    """

    class Status(models.TextChoices):
        DRAFTED = "drafted", _("Awaiting review")
        REVIEWED = "reviewed", _("Awaiting decision")
        SENT_BACK = "sent_back", _("Sent back")
        DECIDED = "decided", _("Decided")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    OPEN = (Status.DRAFTED, Status.REVIEWED, Status.SENT_BACK)

    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="drafts")
    clue = models.ForeignKey(Clue, null=True, on_delete=models.CASCADE, related_name="drafts")
    action = models.CharField(max_length=48)
    data = models.JSONField()
    # what the handler wrote into the documents: {template: {name of the section: value}}
    sections = models.JSONField(default=dict)
    # what was said of its passages when it was sent back: {template: {name of the section: text}}
    remarks = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFTED)
    # where the reviewing head and the deciding chief sit
    review_at = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    decide_at = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    drafter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField()
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)
    review_opinion = models.TextField(blank=True)
    decider = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decision_opinion = models.TextField(blank=True)
    sent_back_reason = models.TextField(blank=True)
    sent_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_back_at = models.DateTimeField(null=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("Draft decision")
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="draft_of_a_clue_or_a_case",
                condition=models.Q(case__isnull=False, clue__isnull=True)
                | models.Q(case__isnull=True, clue__isnull=False),
            ),
            models.CheckConstraint(
                name="three_people_decide",
                condition=(
                    models.Q(reviewer__isnull=True) | ~models.Q(reviewer=models.F("drafter"))
                )
                & (
                    models.Q(decider__isnull=True)
                    | (
                        ~models.Q(decider=models.F("drafter"))
                        & ~models.Q(decider=models.F("reviewer"))
                    )
                ),
            ),
            models.CheckConstraint(
                name="decided_was_reviewed",
                condition=~models.Q(status="decided")
                | models.Q(reviewer__isnull=False, decider__isnull=False, decided_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("case", "action"),
                condition=models.Q(status__in=("drafted", "reviewed", "sent_back")),
                name="one_open_draft_per_case_action",
            ),
            models.UniqueConstraint(
                fields=("clue", "action"),
                condition=models.Q(status__in=("drafted", "reviewed", "sent_back")),
                name="one_open_draft_per_clue_action",
            ),
        )
        indexes = (
            models.Index(
                fields=("review_at", "id"),
                name="draft_to_review",
                condition=models.Q(status="drafted"),
            ),
            models.Index(
                fields=("decide_at", "id"),
                name="draft_to_decide",
                condition=models.Q(status="reviewed"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.action} {self.status}"


class DraftVersion(models.Model):
    """What a draft said before it was revised."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="versions")
    no = models.PositiveSmallIntegerField()
    data = models.JSONField()
    sections = models.JSONField(default=dict)
    until = models.DateTimeField()

    class Meta:
        ordering = ("no",)
        constraints = (models.UniqueConstraint(fields=("draft", "no"), name="draft_version_once"),)

    def __str__(self) -> str:
        return f"version {self.no} of draft {self.draft_id}"


class FormDraft(models.Model):
    """What a person typed into an action's form and has not sent: nothing typed is lost."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    action = models.CharField(max_length=48)
    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="+")
    clue = models.ForeignKey(Clue, null=True, on_delete=models.CASCADE, related_name="+")
    matter = models.ForeignKey(
        "cases.Matter", null=True, on_delete=models.CASCADE, related_name="+"
    )
    data = models.JSONField(default=dict)
    sections = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "action", "case", "clue", "matter"),
                nulls_distinct=False,
                name="one_form_draft",
            ),
        )

    def __str__(self) -> str:
        return f"{self.action} of {self.person_id}"

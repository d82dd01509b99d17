"""The deadline ledger: each entry computed from facts, never counted down; and the reminders it
caused.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.clue import Clue
from cases.models.matter import Matter, one_target
from cases.querysets import DeadlineQuerySet


class DeadlineStatus(models.TextChoices):
    RUNNING = "running", _("Running")
    SUSPENDED = "suspended", _("Suspended")
    MET = "met", _("Met")
    MISSED = "missed", _("Missed")
    LAPSED = "lapsed", _("Lapsed")  # a right that was not used; nobody's failure
    CANCELLED = "cancelled", _("Cancelled")


class Deadline(models.Model):
    """One statutory (or house) period of one clue, case or matter.

    ``due_on`` is the last day, a Beijing date, computed by ``cases.services.ledger`` from the start
    fact, the version of the rule its clock started under, the suspensions, extensions and the
    calendar of rest days. It is empty while a suspension is open. ``fires_at`` is the next moment
    the sweep has something to do with it.
    """

    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="deadlines")
    clue = models.ForeignKey(Clue, null=True, on_delete=models.CASCADE, related_name="deadlines")
    matter = models.ForeignKey(
        Matter, null=True, on_delete=models.CASCADE, related_name="deadlines"
    )
    code = models.CharField(max_length=48)
    rule_version = models.CharField(max_length=72)
    start_on = models.DateField()
    proof = models.ForeignKey(
        "cases.ServiceRecord",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deadlines",
    )
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    stated_end = models.DateField(null=True, blank=True)
    responsible = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(
        max_length=10, choices=DeadlineStatus.choices, default=DeadlineStatus.RUNNING
    )
    due_on = models.DateField(null=True, blank=True)
    provisional = models.BooleanField(default=False)
    calendar_version = models.CharField(max_length=64, blank=True)
    own_length = models.JSONField(
        null=True, blank=True
    )  # a house period the procuratorate set itself
    met_on = models.DateField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=200, blank=True)
    fires_at = models.DateTimeField(null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("Deadline")
        verbose_name_plural = _("Deadlines")
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="deadline_of_one_target",
                condition=one_target(),
            ),
            models.CheckConstraint(
                name="deadline_running_has_an_end",
                condition=~models.Q(status__in=("running", "missed"))
                | models.Q(due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="deadline_met_has_its_day",
                condition=~models.Q(status="met") | models.Q(met_on__isnull=False),
            ),
            models.CheckConstraint(
                name="deadline_ended_fires_no_more",
                condition=models.Q(status__in=("running", "missed"))
                | models.Q(fires_at__isnull=True),
            ),
        )
        indexes = (
            models.Index(
                fields=("fires_at", "id"),
                name="deadline_fires",
                condition=models.Q(fires_at__isnull=False),
            ),
            models.Index(fields=("responsible", "status", "due_on"), name="deadline_responsible"),
            # What is overdue is counted when it is asked for: each day makes something so.
            models.Index(
                fields=("due_on", "id"),
                name="deadline_waited_for",
                condition=models.Q(fires_at__isnull=False, met_on__isnull=True),
            ),
            # What was waited for until it was done or cancelled, for comparing with an earlier day.
            models.Index(
                fields=("met_on",),
                name="deadline_met",
                condition=models.Q(met_on__isnull=False),
            ),
            models.Index(
                fields=("cancelled_on",),
                name="deadline_cancelled",
                condition=models.Q(cancelled_on__isnull=False),
            ),
            models.Index(
                fields=("id",), name="deadline_provisional", condition=models.Q(provisional=True)
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.due_on} {self.status}"


class DeadlineSuspension(models.Model):
    """Days that do not count: from ``starts_on`` up to, not including, ``ends_on`` (Rules 48, 78;
    ALL-I 50).
    """

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="suspensions")
    source = models.CharField(max_length=40)
    basis = models.CharField(max_length=60)
    reason = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="deadline_suspension_ends_after_it_starts",
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.UniqueConstraint(
                fields=("deadline", "source"), name="deadline_suspended_once_per_source"
            ),
        )

    def __str__(self) -> str:
        return f"{self.starts_on} to {self.ends_on}"


class DeadlineExtension(models.Model):
    """An extension, granted once per step of the rule by a named office-holder."""

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="extensions")
    step = models.PositiveSmallIntegerField()
    granted_on = models.DateField()
    granted_by = models.CharField(max_length=32)
    basis = models.CharField(max_length=60)
    days = models.PositiveSmallIntegerField(default=0)
    months = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("deadline", "step"), name="deadline_extended_once_per_step"
            ),
        )

    def __str__(self) -> str:
        return f"step {self.step} on {self.granted_on}"


class Reminder(models.Model):
    """A reminder: at most one per deadline, stage and person, whatever dies in between."""

    class Status(models.TextChoices):
        SENT = "sent", _("Sent")
        SUPERSEDED = "superseded", _("Superseded")

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="reminders")
    stage = models.CharField(max_length=16)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    status = models.CharField(max_length=10, choices=Status.choices)
    due_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("deadline", "stage", "recipient"), name="reminded_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.stage} to {self.recipient_id}"


class RestDayArrangement(models.Model):
    """The State Council's arrangement of rest days and adjusted working days for one year.

    Entered in the administration for a year the calendar library does not know; deadlines that
    depend on it are recomputed (``cases.services.calendars``).
    """

    year = models.PositiveSmallIntegerField(_("Year"), unique=True)
    rest_days = ArrayField(models.DateField(), verbose_name=_("Rest days"))
    working_days = ArrayField(
        models.DateField(), verbose_name=_("Adjusted working days"), blank=True
    )
    source = models.CharField(_("Source"), max_length=200)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    entered_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("Arrangement of rest days")
        verbose_name_plural = _("Arrangements of rest days")
        ordering = ("-year",)

    def __str__(self) -> str:
        return str(self.year)


class HousePeriod(models.Model):
    """A house period a procuratorate sets for itself, instead of the default of the rule book."""

    procuratorate = models.ForeignKey(
        "agencies.Organisation", on_delete=models.CASCADE, related_name="+"
    )
    code = models.CharField(max_length=48)
    days = models.PositiveSmallIntegerField(default=0)
    months = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("House period")
        verbose_name_plural = _("House periods")
        constraints = (
            models.UniqueConstraint(fields=("procuratorate", "code"), name="one_house_period"),
            models.CheckConstraint(
                name="house_period_has_a_length",
                condition=models.Q(days__gt=0) | models.Q(months__gt=0),
            ),
        )

    def __str__(self) -> str:
        return self.code

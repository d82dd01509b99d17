"""The event log: append-only, chained, one chain per procuratorate. It survives the case."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.querysets import EventQuerySet


class EventStage(models.TextChoices):
    """How far the action had come: a decision of the chief passes through drafts."""

    DONE = "done", _("Done")
    DRAFTED = "drafted", _("Drafted")
    REVIEWED = "reviewed", _("Reviewed")
    SENT_BACK = "sent_back", _("Sent back")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class EventChain(models.Model):
    """The head of a procuratorate's chain; locked last by whoever appends."""

    shard = models.OneToOneField(
        "agencies.Organisation", primary_key=True, on_delete=models.PROTECT
    )
    length = models.BigIntegerField(default=0)
    head = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"chain {self.shard_id}: {self.length}"


class Event(models.Model):
    """Something that happened: who did what, when it occurred and when it was recorded.

    ``data`` is what was put in (never what is sealed), ``effects`` what followed. ``digest`` is the
    SM3 of the event's canonical text and its predecessor's digest. UPDATE and DELETE are refused by
    a trigger and by grants.
    """

    shard = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    seq = models.BigIntegerField()
    case = models.ForeignKey(
        "cases.Case",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="events",
    )
    clue = models.ForeignKey(
        "cases.Clue",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="events",
    )
    matter = models.ForeignKey(
        "cases.Matter",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="events",
    )
    action = models.CharField(max_length=48)
    stage = models.CharField(max_length=10, choices=EventStage.choices, default=EventStage.DONE)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    actor_name = models.CharField(max_length=120)
    actor_post = models.CharField(max_length=120, blank=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    written_at = models.DateTimeField(db_default=Now(), editable=False)
    data = models.JSONField(default=dict)
    effects = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("Event")
        verbose_name_plural = _("Events")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("shard", "seq"), name="event_once_in_its_chain"),
        )
        indexes = (
            models.Index(fields=("case", "-id"), name="event_case_newest"),
            models.Index(fields=("clue", "-id"), name="event_clue_newest"),
            models.Index(
                fields=("matter", "-id"),
                name="event_matter_newest",
                condition=models.Q(matter__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.shard_id}/{self.seq} {self.action}"


class Reading(models.Model):
    """That a case or clue was opened: by whom and when. Kept once per person and hour."""

    case = models.ForeignKey(
        "cases.Case", null=True, on_delete=models.CASCADE, related_name="readings"
    )
    clue = models.ForeignKey(
        "cases.Clue", null=True, on_delete=models.CASCADE, related_name="readings"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    hour = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "person", "hour"), name="read_once_an_hour"),
            models.UniqueConstraint(
                fields=("clue", "person", "hour"), name="clue_read_once_an_hour"
            ),
            models.CheckConstraint(
                name="reading_of_one_thing",
                condition=models.Q(case__isnull=False, clue__isnull=True)
                | models.Q(case__isnull=True, clue__isnull=False),
            ),
        )
        # What a person has looked at last.
        indexes = (models.Index(fields=("person", "-hour"), name="reading_latest"),)

    def __str__(self) -> str:
        return f"{self.person_id} read {self.case_id or self.clue_id}"

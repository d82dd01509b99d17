"""Joint meetings of a mechanism (联席会议; Opinions 7): who attended, and the tasks decided on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models import Matter
from referrals.domain.joint_meeting import (
    MEETING_STATES,
    TASK_PROGRESS,
    MeetingState,
    TaskProgress,
)
from referrals.querysets.mechanism import JointMeetingQuerySet


class JointMeeting(Matter):
    """A meeting called for a moment; held on a day, or called off.

    ``agenda`` has one item a line. ``procuratorate`` is that of the mechanism.
    """

    of_mechanism = models.ForeignKey(
        "referrals.Mechanism", on_delete=models.CASCADE, related_name="meetings"
    )
    subject = models.CharField(max_length=200)
    meets_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    agenda = models.TextField()
    held_on = models.DateField(null=True, blank=True)
    deliberation = models.TextField(blank=True)
    cancel_reason = models.TextField(blank=True)

    objects = JointMeetingQuerySet.as_manager()  # type: ignore[misc]  # the stubs give the parent one

    class Meta:
        verbose_name = _("Joint meeting")
        verbose_name_plural = _("Joint meetings")
        constraints = (
            models.CheckConstraint(
                name="joint_meeting_held_says_what",
                condition=models.Q(held_on__isnull=True, deliberation="")
                | models.Q(held_on__isnull=False, cancel_reason="") & ~models.Q(deliberation=""),
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        """What it is called."""
        return self.subject

    @property
    def state_label(self) -> str:
        """The state as a message id."""
        return MEETING_STATES[MeetingState(self.state)]

    @property
    def agenda_items(self) -> list[str]:
        """The items of the agenda."""
        return self.agenda.splitlines()


class Attendance(models.Model):
    """Whether an organisation attended, and who for it."""

    meeting = models.ForeignKey(JointMeeting, on_delete=models.CASCADE, related_name="attendances")
    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    attended = models.BooleanField()
    who = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "organisation"), name="attendance_once_a_meeting"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} at {self.meeting_id}"


class JointTask(models.Model):
    """What a meeting decided that somebody does by a day. ``no`` counts within the meeting.

    ``deadline`` is that day in the ledger of the meeting, to be kept by ``owner``. ``dropped_on``:
    the owner left or the mechanism ended before it was done.
    """

    meeting = models.ForeignKey(JointMeeting, on_delete=models.CASCADE, related_name="tasks")
    no = models.PositiveSmallIntegerField()
    owner = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    deadline = models.ForeignKey(
        "cases.Deadline", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("Task of a joint meeting")
        verbose_name_plural = _("Tasks of joint meetings")
        ordering = ("meeting", "no")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "no"), name="joint_task_once"),
            models.CheckConstraint(
                name="joint_task_done_or_dropped",
                condition=models.Q(done_on__isnull=True) | models.Q(dropped_on__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id}/{self.no}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None and self.dropped_on is None


class TaskReport(models.Model):
    """What the owner of a task reports."""

    task = models.ForeignKey(JointTask, on_delete=models.CASCADE, related_name="reports")
    on = models.DateField()
    progress = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in TaskProgress]
    )
    text = models.TextField()
    files = models.ManyToManyField("cases.StoredFile", related_name="+", verbose_name=_("Files"))

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"{self.task_id} {self.on}"

    @property
    def progress_label(self) -> str:
        """How far it is, a message id."""
        return TASK_PROGRESS[TaskProgress(self.progress)]

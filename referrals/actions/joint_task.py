"""Who took on a task of a joint meeting reports on it; and the minutes (Opinions 7)."""

from typing import Annotated, Any

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from cases.actions.base import Options, choices
from cases.actions.fields import ActionData, ArrivalDay, Ask, Files, Line, Prose
from cases.services.files import take
from pilit.law.errors import Invalid, WrongState
from pilit.law.texts import N_
from referrals.actions.in_mechanism import CHOOSE
from referrals.actions.joint_meeting import OnMeeting
from referrals.domain.joint_meeting import TASK_PROGRESS, TaskProgress
from referrals.models import JointTask, TaskReport
from referrals.sort import JOINT_MEETING

SHOWN = 60
"""So many characters of a task are shown where one is chosen."""


@JOINT_MEETING.register
class ReportTask(OnMeeting):
    """The owner of a task reports that it is done, or how far it is."""

    name = "report_task"
    label = N_("Report on a task")
    consequence = N_(
        "The procuratorate is told, and all members see the report. Once it is reported done, the "
        "period is met and no reminder comes any more."
    )

    class Data(ActionData):
        task: Annotated[int, Ask(_("Task"), widget="choice")]
        on: Annotated[ArrivalDay, Ask(_("Reported on"))]
        progress: Annotated[TaskProgress, Ask(_("How far it is"))]
        text: Annotated[Prose, Ask(_("What was done on the task"), widget="textarea")]
        files: Annotated[Files, Ask(_("Files"), widget="files")] = ()

    def tasks(self) -> list[JointTask]:
        """The open tasks of those for whom one acts, the most urgent first."""
        rows = self.meeting.tasks.filter(
            owner__in=self.own, done_on__isnull=True, dropped_on__isnull=True
        )
        return list(rows.select_related("deadline", "owner").order_by("due_on", "no"))

    def precheck(self) -> None:
        if not self.tasks():
            raise WrongState(N_("No task of this meeting is open for your organisation."))

    def options(self) -> Options:
        shown = Truncator
        return {
            "task": choices(
                (row.no, f"{row.no}. {shown(row.text).chars(SHOWN)}") for row in self.tasks()
            ),
            "progress": choices((each.value, _(TASK_PROGRESS[each])) for each in TaskProgress),
        }

    def initial(self) -> dict[str, Any]:
        return {
            "task": next((str(row.no) for row in self.tasks()), ""),
            "on": self.today.isoformat(),
        }

    def task(self) -> JointTask:
        """The task chosen. Raises :class:`Invalid` at ``task``."""
        for row in self.tasks():
            if row.no == self.data.task:
                return row
        raise Invalid(errors={"task": [CHOOSE]})

    def guard(self) -> None:
        self.task()
        self.refuse_before("on", self.meeting.held_on)

    def effect(self) -> None:
        row, data = self.task(), self.data
        report = TaskReport.objects.create(
            task=row, on=data.on, progress=data.progress, text=data.text
        )
        wanted = list(dict.fromkeys(data.files))
        if wanted:
            take(self, wanted, "files", matter=self.meeting)
            report.files.set(wanted)
        if data.progress == TaskProgress.DONE:
            row.done_on = data.on
            row.save(update_fields=["done_on"])
            if row.deadline is not None:
                self.ledger_of(self.meeting).fulfil(row.deadline, data.on)
        reported = N_("%(title)s: %(owner)s reported on task %(no)s")
        places = [self.mechanism.procuratorate]
        self.tell_places(places, reported, owner=row.owner.short_name, no=str(row.no))


@JOINT_MEETING.register
class DrawUpMinutes(OnMeeting):
    """The minutes become a document, made from what was recorded."""

    name = "draw_up_minutes"
    label = N_("Draw up the minutes")
    consequence = N_("The minutes become a document and stay as they are; all members see them.")

    class Data(ActionData):
        host: Annotated[Line, Ask(_("Who presided"))]
        taken_by: Annotated[Line, Ask(_("Who took the minutes"))]

    def initial(self) -> dict[str, Any]:
        return {"taken_by": self.actor.user.name if self.actor.user is not None else ""}

    def effect(self) -> None:
        self.tell_members(N_("The minutes were drawn up: %(title)s"))

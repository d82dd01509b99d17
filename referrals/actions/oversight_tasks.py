"""Opinions become tasks with an owner and a day, their results go to the body, which closes."""

from functools import cached_property
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from agencies.models import Post, User
from cases.actions.base import Options
from cases.actions.fields import (
    ActionData,
    Ask,
    Files,
    OptionalLine,
    OptionalProse,
    PlannedDay,
    Prose,
)
from cases.actions.notices import tell
from cases.domain.lifecycle import Transition
from cases.querysets import INSIDE_POSTS
from cases.services.files import take
from cases.services.people import holders
from pilit.law.errors import Invalid, WrongState
from pilit.law.texts import N_
from referrals.actions.oversight import PASSED, OversightAction
from referrals.domain.oversight import TASK
from referrals.models import OversightTask
from referrals.querysets.oversight import bodies_of
from referrals.sort import OVERSIGHT


@OVERSIGHT.register
class SetOversightTask(OversightAction):
    """What is to be done on an opinion."""

    name = "set_oversight_task"
    label = N_("Set a follow-up task")
    consequence = N_("Its result is reported to the body. Who is named is told at once.")

    class Data(ActionData):
        what: Annotated[Prose, Ask(_("Task"), widget="textarea")]
        owner: Annotated[
            OptionalLine,
            Ask(_("Person responsible"), _("Empty: the procuratorate as a whole."), "person"),
        ] = ""
        due_on: Annotated[PlannedDay, Ask(_("To be done by"))]

    def unasked(self) -> frozenset[str]:
        return frozenset({"owner"}) if bodies_of(self.actor) else frozenset()

    def options(self) -> Options:
        return {"owner": [(each.username, each.name) for each in self._people]}

    @cached_property
    def _people(self) -> list[User]:
        return holders(self.matter.procuratorate_id, INSIDE_POSTS, self.today)

    @cached_property
    def owner(self) -> User | None:
        """Who is named. Raises :class:`Invalid` for who is not of the procuratorate."""
        if not self.data.owner:
            return None
        found = next((each for each in self._people if each.username == self.data.owner), None)
        if found is None or self.is_body:
            raise Invalid(errors={"owner": [N_("The procuratorate names one of its own people.")]})
        return found

    def guard(self) -> None:
        if self.data.due_on < self.today:
            raise Invalid(errors={"due_on": [PASSED]})
        self.owner  # noqa: B018 - refused before anything is written

    def effect(self) -> None:
        row, data = self.matter, self.data
        OversightTask.objects.create(
            oversight=row,
            no=row.tasks.count() + 1,
            what=data.what,
            owner=self.owner,
            set_on=self.today,
            due_on=data.due_on,
            deadline=self.ledger.start(TASK, self.today, stated_end=data.due_on),
        )
        if self.owner is not None:
            tell(self, [self.owner], self.name, N_("A follow-up task is yours: %(title)s"))
        self.tell_other_side(row, N_("A follow-up task was set: %(title)s"))


@OVERSIGHT.register
class ReportOversightTask(OversightAction):
    """What came of a task; by its owner, or who leads."""

    name = "report_oversight_task"
    label = N_("Report the result of a task")
    consequence = N_("The body is told at once, and sees the result.")

    class Data(ActionData):
        task: Annotated[int, Ask(_("Task"), widget="choice")]
        result: Annotated[Prose, Ask(_("Result"), widget="textarea")]
        files: Annotated[Files, Ask(_("Files"), widget="files")] = ()

    def open_tasks(self) -> list[OversightTask]:
        """The tasks without a result that are the actor's to report on."""
        rows = self.matter.tasks.filter(reported_on=None)
        place = self.matter.procuratorate_id
        if self.actor.holds(Post.HEAD, Post.CHIEF, organisation_id=place) is None:
            rows = rows.filter(owner=self.actor.user)
        return list(rows.select_related("deadline"))

    def precheck(self) -> None:
        if not self.open_tasks():
            raise WrongState(N_("No follow-up task is open."))

    def options(self) -> Options:
        return {
            "task": [(str(each.no), f"{each.no}. {each.what[:80]}") for each in self.open_tasks()]
        }

    def initial(self) -> dict[str, Any]:
        rows = self.open_tasks()
        return {"task": rows[0].no} if len(rows) == 1 else {}

    @cached_property
    def task(self) -> OversightTask:
        """The task chosen. Raises :class:`Invalid`."""
        found = next((each for each in self.open_tasks() if each.no == self.data.task), None)
        if found is None:
            raise Invalid(errors={"task": [N_("Choose an open task.")]})
        return found

    def guard(self) -> None:
        self.task  # noqa: B018 - refused before anything is written

    def leads_to(self, entry: Transition) -> str | None:
        left = self.matter.tasks.filter(reported_on=None).exclude(pk=self.task.pk)
        return entry.target if left.exists() else entry.otherwise

    def effect(self) -> None:
        task, data = self.task, self.data
        task.result, task.reported_on = data.result, self.today
        task.save(update_fields=["result", "reported_on"])
        if data.files:
            take(self, list(dict.fromkeys(data.files)), "files", matter=self.matter)
        if task.deadline is not None:
            self.ledger.fulfil(task.deadline, self.today)
        self.tell_other_side(self.matter, N_("The result of a task was reported: %(title)s"))


@OVERSIGHT.register
class CloseOversight(OversightAction):
    """The body is content."""

    name = "close_oversight"
    label = N_("Close it")
    consequence = N_("Nothing more is expected of the procuratorate.")

    class Data(ActionData):
        remark: Annotated[
            OptionalProse, Ask(_("Remark"), _("The procuratorate sees it."), "textarea")
        ] = ""

    def precheck(self) -> None:
        if self.matter.tasks.filter(reported_on=None).exists():
            raise WrongState(N_("A follow-up task is still open."))

    def effect(self) -> None:
        self.matter.closed_on, self.matter.remark = self.today, self.data.remark
        self.tell_other_side(self.matter, N_("Closed: %(title)s"))

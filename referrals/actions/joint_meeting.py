"""Joint meetings are called, held or called off; what they decide becomes tasks (Opinions 7)."""

import datetime as dt
from typing import Annotated, Any, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from agencies.models import Organisation
from cases.actions.base import Options
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Line,
    Moment,
    OptionalLine,
    OrganisationCode,
    PlannedDay,
    Prose,
)
from cases.domain.rulebook import rule
from cases.services.calendars import current_calendar
from cases.services.duties import length_set_by
from cases.services.numbering import give_number
from pilit.law.errors import DateOutOfOrder, Invalid
from pilit.law.lengths import Length
from pilit.law.texts import N_
from referrals.actions.in_mechanism import InMechanism
from referrals.domain.joint_meeting import TASK, MeetingState
from referrals.models import Attendance, JointMeeting, JointTask
from referrals.sort import JOINT_MEETING, MECHANISM

SERIES: Final = "公联席"


@MECHANISM.register
class CallMeeting(InMechanism):
    """The procuratorate calls a joint meeting of all members."""

    name = "call_meeting"
    label = N_("Call a joint meeting")
    consequence = N_("All members are told at once: when, where, what about.")

    class Data(ActionData):
        subject: Annotated[Line, Ask(_("Name of the meeting"))]
        meets_at: Annotated[Moment, Ask(_("It meets at"), widget="moment")]
        place: Annotated[Line, Ask(_("Place of the meeting"))]
        agenda: Annotated[tuple[Line, ...], Field(min_length=1, max_length=50), Ask(_("Agenda"))]

    def effect(self) -> None:
        data, mechanism = self.data, self.mechanism
        self.made = JointMeeting.objects.create(
            sort=JOINT_MEETING.name,
            procuratorate=mechanism.procuratorate,
            number=give_number(mechanism.procuratorate, SERIES, self.today),
            state=MeetingState.CALLED,
            author=self.person(),
            of_mechanism=mechanism,
            subject=data.subject,
            meets_at=data.meets_at,
            place=data.place,
            agenda="\n".join(data.agenda),
        )
        self.effects["meeting"] = self.made.number
        day = timezone.localdate(data.meets_at)
        called = N_("You are called to a joint meeting on %(on)s: %(title)s")
        self.tell_members(called, on={"date": day.isoformat()})


class OnMeeting(InMechanism):
    """An action on a joint meeting."""

    @property
    def meeting(self) -> JointMeeting:
        """The meeting acted on."""
        if not isinstance(self.target, JointMeeting):
            raise TypeError(f"{self.name} acts on a joint meeting")
        return self.target


@JOINT_MEETING.register
class CancelMeeting(OnMeeting):
    """A meeting that was called is called off."""

    name = "cancel_meeting"
    label = N_("Call the meeting off")
    consequence = N_("All members are told at once, with the reason.")

    class Data(ActionData):
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def effect(self) -> None:
        self.meeting.cancel_reason = self.data.reason
        self.tell_members(N_("The joint meeting is called off: %(title)s"))


class AttendanceRow(BaseModel):
    """Whether a participant attended."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    member: Annotated[OrganisationCode, Ask(_("Participant"))]
    attended: Annotated[bool, Ask(_("Attended"))] = False
    who: Annotated[OptionalLine, Ask(_("Who attended"), _("Names and posts."))] = ""


class DecisionRow(BaseModel):
    """What was decided, who does it, by when."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    text: Annotated[Prose, Ask(_("What was decided"), widget="textarea")]
    owner: Annotated[OrganisationCode, Ask(_("Who does it"), widget="choice")]
    due_on: Annotated[
        PlannedDay | None,
        Ask(_("To be done by"), _("Left empty: by the day the house rule proposes.")),
    ] = None


@JOINT_MEETING.register
class HoldMeeting(OnMeeting):
    """The meeting was held: attendance, what was discussed, what was decided."""

    name = "hold_meeting"
    label = N_("Record the meeting")
    consequence = N_(
        "Each task stands in the work of whoever took it on, with reminders, until it is reported "
        "done. The minutes are drawn up from what you record here."
    )
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Meeting held on"))]
        attendance: Annotated[
            tuple[AttendanceRow, ...],
            Field(min_length=1, max_length=50),
            Ask(_("Attendance at the meeting")),
        ]
        deliberation: Annotated[Prose, Ask(_("What was discussed"), widget="textarea")]
        decisions: Annotated[
            tuple[DecisionRow, ...],
            Field(max_length=50),
            Ask(_("Tasks decided on"), _("Leave it out where nothing is to be done.")),
        ] = ()

    def options(self) -> Options:
        offered = self.participant_choices()
        return {"attendance.member": offered, "decisions.owner": offered}

    def initial(self) -> dict[str, Any]:
        planned = timezone.localdate(self.meeting.meets_at)
        return {
            "on": min(planned, self.today).isoformat(),
            "attendance": [{"member": code} for code in self.participants],
        }

    def guard(self) -> None:
        seen: set[str] = set()
        for index, row in enumerate(self.data.attendance):
            field = f"attendance.{index}.member"
            self.participant(field, row.member)
            if row.member in seen:
                raise Invalid(errors={field: [N_("It is named twice.")]})
            seen.add(row.member)
        if not any(row.attended for row in self.data.attendance):
            raise Invalid(errors={"attendance": [N_("Say who attended.")]})
        for index, decision in enumerate(self.data.decisions):
            self.participant(f"decisions.{index}.owner", decision.owner)
            if decision.due_on is not None and decision.due_on < self.data.on:
                raise DateOutOfOrder(
                    errors={f"decisions.{index}.due_on": [N_("Before the meeting.")]}
                )

    def proposed(self) -> dt.date:
        """The day proposed for tasks: a house rule, which a procuratorate may set."""
        entry = rule(TASK, self.data.on)
        own = length_set_by(self.meeting.procuratorate_id, entry)
        return entry.proposed_end(self.data.on, current_calendar(), Length(**own) if own else None)

    def effect(self) -> None:
        meeting, data = self.meeting, self.data
        meeting.held_on, meeting.deliberation = data.on, data.deliberation
        came = {row.member: row for row in data.attendance}
        Attendance.objects.bulk_create(
            Attendance(
                meeting=meeting,
                organisation=place,
                attended=code in came and came[code].attended,
                who=came[code].who if code in came else "",
            )
            for code, place in self.participants.items()
        )
        owners: dict[int, Organisation] = {}
        proposed = self.proposed()
        for no, row in enumerate(data.decisions, 1):
            owner = self.participants[row.owner]
            owners[owner.pk] = owner
            due_on = row.due_on or proposed
            JointTask.objects.create(
                meeting=meeting,
                no=no,
                owner=owner,
                text=row.text,
                due_on=due_on,
                deadline=self.ledger_of(meeting).start(
                    TASK, data.on, stated_end=due_on, responsible=owner
                ),
            )
        self.effects["tasks"] = len(data.decisions)
        self.tell_places(owners.values(), N_("%(title)s: the meeting gave you a task"))

"""PURE: joint meetings (联席会议; Opinions 7) and the tasks they decide on, as a table."""

from enum import StrEnum
from typing import Final

from cases.domain.lifecycle.table import Table, Who, row
from pilit.law.texts import N_

TASK: Final = "joint_meeting_task"
"""The code of the period in which a task is carried out: until the day the meeting decided on."""


class MeetingState(StrEnum):
    CALLED = "called"
    HELD = "held"
    MINUTED = "minuted"
    CANCELLED = "cancelled"


class TaskProgress(StrEnum):
    """How far the owner of a task is."""

    DONE = "done"
    UNDER_WAY = "under_way"


MEETING_STATES = {
    MeetingState.CALLED: N_("Called, not held yet"),
    MeetingState.HELD: N_("Held, minutes to be drawn up"),
    MeetingState.MINUTED: N_("Held, with minutes"),
    MeetingState.CANCELLED: N_("Called off"),
}
TASK_PROGRESS = {
    TaskProgress.DONE: N_("Carried out"),
    TaskProgress.UNDER_WAY: N_("Under way"),
}

_S = MeetingState
_BASIS = "Opinions 7"
_OURS = Who.PROCURATORATE

# A meeting begins with ``call_meeting`` on its mechanism.
MEETING_TABLE: Table = (
    row({_S.CALLED}, "hold_meeting", _S.HELD, _OURS, _BASIS),
    row({_S.CALLED}, "cancel_meeting", _S.CANCELLED, _OURS, _BASIS),
    row({_S.HELD}, "draw_up_minutes", _S.MINUTED, _OURS, _BASIS),
    row({_S.HELD, _S.MINUTED}, "report_task", None, (_OURS, Who.MEMBER), _BASIS),
)

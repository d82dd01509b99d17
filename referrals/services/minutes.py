"""What the minutes of a joint meeting (联席会议纪要) are made of: all that was recorded of it."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from cases.documents.facts import Facts, overlaid
from referrals.models import JointMeeting

if TYPE_CHECKING:
    from cases.actions.base import Action

ABSENT = "未出席"
ATTENDED = "出席"


def facts(action: "Action", at: dt.datetime) -> Facts:
    """The facts of the minutes."""
    del at
    meeting = action.target
    if not isinstance(meeting, JointMeeting):
        raise TypeError("minutes go with a joint meeting")
    known: dict[str, Any] = {
        "procuratorate.name": meeting.procuratorate.name,
        "mechanism.name": meeting.of_mechanism.name,
        "meeting.name": meeting.subject,
        "meeting.held_on": meeting.held_on,
        "meeting.place": meeting.place,
        "meeting.host": action.data.host or None,
        "meeting.taken_by": action.data.taken_by or None,
        "meeting.deliberation": meeting.deliberation,
        "date": action.today,
        "agenda": tuple({"text": text} for text in meeting.agenda_items),
        "attended": tuple(
            {
                "name": row.organisation.name,
                "came": ATTENDED if row.attended else ABSENT,
                "who": row.who or None,
            }
            for row in meeting.attendances.select_related("organisation")
        ),
        "decided": tuple(
            {"text": row.text, "owner": row.owner.name, "due_on": row.due_on}
            for row in meeting.tasks.select_related("owner")
        ),
    }
    return overlaid({}, known)

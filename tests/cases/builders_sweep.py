"""What the tests of the sweep share: deadlines of a story, moments around their end."""

import datetime as dt

from cases.models import Deadline, Reminder
from tests.cases.conftest import Story, moment

REPLY = "recommendation_reply"
REVIEW = "review_for_suit_administrative"


def deadline_of(story: Story, code: str = REPLY) -> Deadline:
    """The deadline of a story's case under a code."""
    assert story.case is not None
    return story.case.deadlines.get(code=code)


def reminded(deadline: Deadline, stage: str, status: str = Reminder.Status.SENT) -> set[str]:
    """The user names of those who were reminded at a rung."""
    rows = deadline.reminders.filter(stage=stage, status=status)
    return set(rows.values_list("recipient__username", flat=True))


def due_at(deadline: Deadline, offset: int, time: str = "08:00") -> dt.datetime:
    """A moment so many days after the last day."""
    assert deadline.due_on is not None
    return moment(f"{deadline.due_on + dt.timedelta(days=offset)}T{time}")


def await_reply(story: Story) -> Story:
    """Served, and nothing else is due: only the reply period is of interest."""
    story.to_awaiting_reply()
    assert story.case is not None
    story.act(".handler", "record_with_superior", what="recommendation", on=story.today)
    return story

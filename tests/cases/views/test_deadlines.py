"""The deadlines of a case file: what still asks for something, and what has ended."""

import pytest

from cases.models import Case, DeadlineStatus
from cases.views.deadlines import Dues, dues_of
from pilit.web.clock import beijing_date
from tests.cases.conftest import Story

pytestmark = pytest.mark.django_db

REPLY = "recommendation_reply"


def shown(story: Story) -> Dues:
    """The deadlines as they stand in the case file."""
    assert story.case is not None
    return dues_of(Case.objects.get(pk=story.case.pk))


def test_a_reply_that_never_came_is_over_once_the_suit_is_filed(story: Story) -> None:
    story.to_awaiting_reply().later(80)
    assert REPLY in {due.row.code for due in shown(story).late(beijing_date(story.clock))}
    story.decided(
        "file_suit",
        court=f"{story.place}-court",
        claims=[{"kind": "perform", "text": "判令被告依法履行职责"}],
        delivered_on=story.today,
    )
    found = shown(story)
    assert REPLY not in {due.row.code for due in found.open}
    missed = next(due for due in found.ended if due.row.code == REPLY)
    assert missed.row.status == DeadlineStatus.MISSED
    assert missed.is_moot

"""What people are told of an action, in the language they read."""

import pytest
from django.utils import translation

from agencies.models import Notification
from tests.cases.conftest import Story


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "For your review: File a case – 混凝土企业未经批准取水"),
        ("zh-hans", "请您审核：立案（混凝土企业未经批准取水）"),
    ],
)
def test_the_action_of_a_draft_is_named_in_the_readers_language(
    story: Story, language: str, text: str
) -> None:
    story.to_assessed()
    story.act(
        ".handler", "file_case", kind="administrative", respondent="cy-water", cause="怠于履职"
    )
    told = Notification.objects.get(kind="draft_to_review")
    with translation.override(language):
        assert told.text == text


def test_every_notification_reads_as_words(story: Story) -> None:
    story.to_following_up()
    for told in Notification.objects.all():
        assert not set("{}%") & set(told.text), told.text

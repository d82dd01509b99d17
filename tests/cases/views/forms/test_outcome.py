"""What an action's doer is told of the periods that follow: no more than they may see."""

from django.utils.translation import override

from cases.views.forms.outcome import follow_up
from tests.cases.conftest import Story, actor_of


def test_an_organ_is_not_told_of_the_review_its_reply_starts(story: Story) -> None:
    story.to_awaiting_reply().later(40)
    done = story.reply()
    assert done.event is not None
    started = {change["code"] for change in done.event.effects["deadlines"]}
    assert "review_for_suit_administrative" in started
    today = story.clock.date()
    with override("zh-hans"):
        inside = follow_up(done, actor_of("cy.handler", story.clock), today)
        outside = follow_up(done, actor_of("cy-water.officer", story.clock), today)
    assert any("审查起诉" in line for line in inside)
    assert outside == []

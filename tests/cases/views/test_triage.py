"""The score of clues in their pages: with reasons, at the same cost, and of nothing not shown."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.models import User
from cases.domain.triage import Part
from cases.models import Clue, DeadlineStatus
from cases.services.triage import scores
from tests.cases.conftest import Story, actor_of
from tests.cases.views.conftest import Browser

pytestmark = pytest.mark.django_db
Open = Callable[[str], Browser]


def url(clue: Clue) -> str:
    return reverse("cases:clue", kwargs={"number": clue.number})


def points(clue: Clue, who: str, story: Story) -> dict[Part, int]:
    found = scores([clue], actor_of(who, story.clock), timezone.localdate(story.clock))
    return {part.part: part.points for part in found[clue.pk].parts}


def test_the_page_tells_the_points_and_why_and_that_they_decide_nothing(
    browser: Open, story: Story
) -> None:
    clue = story.to_registered(source="media", narrative="长期向河道排污").clue
    assert clue is not None
    person = browser("cy.handler").at(story.clock)
    page = person.open(url(clue))
    for text in ("It came from media", "The points decide nothing", "河道", "长期"):
        assert text in page
    assert "of 100 points" in person.open("/clues/")
    filed = story.to_inquiring().clue
    assert filed is not None
    assert "The points decide nothing" not in person.open(url(filed))


def test_the_list_costs_the_same_however_many_clues(browser: Open, story: Story) -> None:
    story.to_registered()
    person = browser("cy.handler").at(story.clock)
    person.open("/clues/")
    one = person.queries("/clues/")
    for number in range(3):
        Story("cy", "water").to_registered(title=f"另一条线索{number}")
    assert person.queries("/clues/") == one


def test_others_of_the_place_and_the_organ_count_among_what_one_sees(
    stories: Callable[..., Story],
) -> None:
    mine = stories("cy").to_registered()
    other = stories("cy").to_registered(title="又一处")
    clue = mine.clue
    assert clue is not None
    assert other.clue is not None
    assert points(clue, "cy.handler", mine)[Part.RECURRENCE] == 8
    Clue.objects.filter(pk=other.clue.pk).update(state="merged", merged_into=clue)
    found = points(clue, "cy.handler", mine)
    assert (found[Part.RECURRENCE], found[Part.ATTENTION]) == (0, 4)


def test_the_organs_record_is_that_of_cases_one_sees(stories: Callable[..., Story]) -> None:
    late = stories("cy").to_awaiting_reply()
    assert late.case is not None
    late.case.deadlines.filter(code="recommendation_reply").update(status=DeadlineStatus.MISSED)
    mine = stories("cy").to_registered(title="又一处")
    assert mine.clue is not None
    assert points(mine.clue, "cy.handler", late)[Part.RECORD] == 4
    late.case.recusals.create(
        person=User.objects.get(username="cy.handler"),
        decided_on=late.clock.date(),
        ground="近亲属",
    )
    assert points(mine.clue, "cy.handler", late)[Part.RECORD] == 0

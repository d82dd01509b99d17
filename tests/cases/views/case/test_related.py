"""What belongs to the same harm: sister cases and merged clues, as far as the viewer sees them."""

from collections.abc import Callable

import pytest
from django.template.loader import render_to_string

from cases.models import Case
from cases.views.case.related import AT_MOST, near, related_to
from tests.cases.conftest import Story, actor_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sisters(story: Story) -> tuple[Case, Case]:
    """Two cases of one clue, against the water and the environment bureau."""
    story.to_inquiring()
    first, story.case = story.case, None
    made = story.decided(
        "file_case", kind="administrative", respondent="cy-env", cause="怠于履职"
    ).made
    assert isinstance(first, Case)
    assert isinstance(made, Case)
    return first, made


def test_sister_cases_see_each_other(story: Story, sisters: tuple[Case, Case]) -> None:
    first, second = sisters
    actor = actor_of("cy.head", story.clock)
    assert related_to(first, actor).cases == [second]
    assert related_to(second, actor).cases == [first]


def test_a_sister_one_does_not_see_is_not_named(story: Story, sisters: tuple[Case, Case]) -> None:
    first, second = sisters
    story.case = second
    story.act(
        ".head", "apply_for_recusal", person="cy.handler2", ground="亲属", received_on=story.today
    )
    story.act(".chief", "decide_recusal", upheld=True, on=story.today)
    assert not related_to(first, actor_of("cy.handler2", story.clock))
    assert not related_to(first, actor_of("cy-water.officer", story.clock)).cases


def test_clues_merged_also_by_way_of_another(story: Story) -> None:
    story.to_registered()
    furthest = story.clue
    story.to_registered()
    middle = story.clue
    assert furthest is not None
    assert middle is not None
    story.act(".handler", "merge_clue", furthest, into=middle.number, reason="同类")
    story.to_inquiring()
    case, clue = story.case, story.clue
    assert case is not None
    assert clue is not None
    story.act(".handler", "merge_clue", middle, into=clue.number, reason="同类")
    found = related_to(case, actor_of("cy.head", story.clock))
    assert found.clues == [furthest, middle]
    assert not related_to(case, actor_of("cy-water.officer", story.clock))


def test_the_card_names_them(story: Story, sisters: tuple[Case, Case]) -> None:
    first, second = sisters
    found = related_to(first, actor_of("cy.head", story.clock))
    html = render_to_string("cases/_related.html", {"related": found, "today": story.clock.date()})
    assert second.number in html
    assert first.number not in html


def test_of_the_same_organ_or_place(story: Story, stories: Callable[..., Story]) -> None:
    case = story.to_inquiring().case
    assert case is not None
    same_organ = stories().to_registered(place={"address": "别处", "region": "110105"})
    elsewhere = {"address": "朝阳路", "region": "110105", "lng": "116.50", "lat": "39.90"}
    same_place = stories("cy", "env").to_registered()
    far = stories("cy", "env").to_registered(place=elsewhere)
    near_by = stories("cy", "urban").to_registered(
        place=elsewhere | {"address": "朝阳路北", "lng": "116.503"}
    )
    actor = actor_of("cy.head", story.clock)
    found = near(case, actor)
    assert found.organ_clues.rows == [same_organ.clue]
    assert found.place_clues.rows == [same_place.clue]
    assert far.clue is not None
    assert near(far.clue, actor).place_clues.rows == [near_by.clue]
    assert near(far.clue, actor).organ_clues.rows == [same_place.clue]
    assert same_organ.clue is not None
    assert near(same_organ.clue, actor).organ_cases.rows == [case]


def test_what_one_does_not_see_is_not_near(story: Story, sisters: tuple[Case, Case]) -> None:
    first, second = sisters
    story.case = None
    other = story.to_inquiring().case
    assert other is not None
    assert near(other, actor_of("cy.head", story.clock)).place_cases.rows == [second, first]
    assert not near(other, actor_of("hd.head", story.clock))
    assert not near(other, actor_of("cy-water.officer", story.clock))


def test_there_are_more_than_are_shown(story: Story) -> None:
    case = story.to_inquiring().case
    assert case is not None
    for _ in range(AT_MOST + 1):
        story.to_registered()
    found = near(case, actor_of("cy.head", story.clock)).place_clues
    assert len(found.rows) == AT_MOST
    assert found.more

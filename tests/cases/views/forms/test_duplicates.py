"""What may be registered already: shown while a clue is typed, asked about before it is sent."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from cases.models import Clue
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
FORM, PART = reverse("cases:register_clue"), reverse("cases:duplicates")
SAME = {
    "title": "工厂夜间向亮马河排放黑色污水",
    "narrative": "亮马河边的工厂又在夜里排放黑色污水，气味刺鼻。",
    "source": "report",
    "domain": "environment",
    "place-address": "亮马桥路十二号",
    "place-region": "110105",
    "reported_on": "2026-01-12",
}


@pytest.fixture
def registered(story: Story) -> Story:
    """A clue of Chaoyang about a factory at the Liangma."""
    place = {"address": "亮马桥路十二号", "region": "110105"}
    text = "工厂每天夜里向亮马河排放黑色污水，气味刺鼻，已有两个星期。"
    return story.to_registered(title="亮马河黑色污水", narrative=text, place=place)


def sent(person: Browser, **changes: Any) -> Any:
    """The form filled in and sent."""
    return person.send(FORM, {**person.open(FORM).hidden(), **SAME, **changes})


def test_it_is_shown_while_the_form_is_filled_in(browser: Open, registered: Story) -> None:
    assert registered.clue is not None
    person = browser("cy.handler").at(registered.clock)
    page = person.send(PART, SAME)
    assert "1 clue may be about the same harm" in page
    assert "same place" in page
    assert reverse("cases:clue", kwargs={"number": registered.clue.number}) in page
    assert "checked" not in page
    assert "checked" in person.send(PART, {**SAME, "_apart": registered.clue.number})
    other = {**SAME, "title": "超市卖过期奶粉", "narrative": "货架上没有标签，店员说不知道。"}
    assert "same harm" not in person.send(PART, other)
    assert "same harm" not in person.send(PART, {"title": "河"})


def test_what_one_may_not_see_counts_as_nothing(browser: Open, registered: Story) -> None:
    assert "same harm" not in browser("hd.handler").at(registered.clock).send(PART, SAME)
    assert "same harm" in browser("bj3.handler").at(registered.clock).send(PART, SAME)
    for who in ("cy-water.officer", "npc.deputy"):
        assert browser(who).at(registered.clock).send(PART, SAME).status == 403
    assert sent(browser("hd.handler").at(registered.clock)).status == 200
    assert Clue.objects.count() == 2


def test_sent_it_is_held_until_somebody_has_looked(browser: Open, registered: Story) -> None:
    assert registered.clue is not None
    person = browser("cy.handler").at(registered.clock)
    held = sent(person)
    assert held.status == 422
    assert "This may be registered already" in held
    assert SAME["narrative"] in held, "nothing typed is lost"
    assert Clue.objects.count() == 1
    assert sent(person, _apart="another").status == 422
    wrong = sent(person, reported_on="")
    assert "This may be registered already" not in wrong, "what is wrong is said first"
    done = sent(person, _apart=registered.clue.number)
    assert done.status == 200
    assert Clue.objects.count() == 2

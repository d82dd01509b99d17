"""Side by side: items, answers, before and after, findings."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import Case, Reading
from cases.views.file import receive
from tests.cases.conftest import Story, actor_of
from tests.cases.views.conftest import Browser, case_url

pytestmark = pytest.mark.django_db
Open = Callable[[str], Browser]
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def compare_url(case: Case) -> str:
    """The page."""
    return reverse("cases:compare", args=[case.number])


def photo(story: Story, who: str, name: str) -> str:
    """A photo taken into keeping."""
    upload = SimpleUploadedFile(name, PICTURE, "image/png")
    return str(receive(upload, actor_of(who, story.clock), story.clock).pk)


def look_back(story: Story, conclusion: str, *photos: str) -> None:
    """A look-back with a finding on each item."""
    story.act(
        ".handler",
        "look_back",
        on=story.today,
        officers=["cy.handler", "cy.handler2"],
        items=[
            {"no": 1, "finding": conclusion, "note": "仍在取水"},
            {"no": 2, "finding": "effective"},
        ],
        conclusion=conclusion,
        files=list(photos),
    )


@pytest.fixture
def compared(story: Story) -> Case:
    """A case with evidence from before, an answer, and two look-backs with a photo each."""
    story.to_inquiring()
    story.act(
        ".handler",
        "add_evidence",
        kind="audiovisual",
        title="取水口照片",
        obtained_on=story.today,
        source="现场",
        files=[photo(story, "cy.handler", "前.png")],
    )
    case = story.case
    assert case is not None
    story.later(2)
    story.act(".handler", "serve_filing_decision", served_on=story.today, method="direct")
    story.later(13)
    story.act(".handler", "conclude_inquiry", findings="未依法查处", proposal="recommend")
    story.decided(
        "issue_recommendation",
        urgent=False,
        source_of_case="履行职责中发现",
        facts="违法取水",
        failure="未依法查处",
        legal_basis="《水法》第四十八条",
        items=[{"text": "依法处罚"}, {"text": "追缴水资源费"}],
    )
    story.later(1)
    story.act(".handler", "serve_recommendation", served_on=story.today, method="direct")
    story.later(40)
    story.reply()
    look_back(story.later(5), "false", photo(story, "cy.handler", "后一.png"))
    look_back(story.later(20), "effective", photo(story, "cy.handler", "后二.png"))
    return case


def test_everything_stands_beside_its_item(browser: Open, story: Story, compared: Case) -> None:
    page = browser("cy.handler").at(story.clock).open(compare_url(compared))
    html = page.html
    for text in ("依法处罚", "追缴水资源费", "已处罚", "仍在取水"):
        assert text in html
    assert html.index("Effective") < html.index("False")
    before, after = html.split('id="after"')
    assert "前.png" in before
    assert after.index("后一.png") < after.index("后二.png")
    assert 'loading="lazy"' in html
    assert Reading.objects.filter(case=compared, person__username="cy.handler").exists()
    assert compare_url(compared) in browser("cy.handler").open(case_url(compared))


@pytest.mark.parametrize("who", ["cy-water.officer", "hd.handler", "cy-court.clerk"])
def test_it_is_for_those_inside(browser: Open, story: Story, compared: Case, who: str) -> None:
    assert browser(who).at(story.clock).open(compare_url(compared)).status == 404


def test_without_a_recommendation_there_is_nothing_to_compare(browser: Open, story: Story) -> None:
    story.to_inquiring()
    assert story.case is not None
    person = browser("cy.handler").at(story.clock)
    assert person.open(compare_url(story.case)).status == 404


def test_the_queries_do_not_grow(browser: Open, story: Story, compared: Case) -> None:
    person = browser("cy.handler").at(story.clock)
    person.queries(compare_url(compared))
    few = person.queries(compare_url(compared))
    for _ in range(3):
        look_back(story.later(1), "relapsed", photo(story, "cy.handler", "又.png"))
    later = browser("cy.handler").at(story.clock)
    later.queries(compare_url(compared))
    assert later.queries(compare_url(compared)) == few

"""Closed cases: complete, or what their file lacks, as the case file itself says."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from cases.models import Case, Recusal
from cases.services.archive import archive_check
from pilit.web.texts import shown
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, case_url

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
Stories = Callable[..., Story]
ARCHIVE = reverse("cases:archive")


def closed(story: Story) -> Case:
    """A case closed after the organ has replied."""
    story.to_following_up().later(3)
    story.decided("close_case", ground="interest_protected", note="已整改")
    assert story.case is not None
    return story.case


def test_it_lists_what_is_missing(browser: Open, story: Story) -> None:
    case = closed(story)
    page = browser("cy.registrar").at(story.clock).open(ARCHIVE)
    assert case_url(case) in page
    missing = [shown(text) for text in archive_check(case)]
    assert missing
    for said in missing:
        assert said in page


def test_only_closed_cases_of_ones_own(browser: Open, story: Story, stories: Stories) -> None:
    open_case = stories("cy", "env", "2026-01-13").to_inquiring().case
    assert open_case is not None
    case = closed(story)
    page = browser("cy.head").at(story.clock).open(ARCHIVE)
    assert case_url(open_case) not in page
    assert "No case is closed yet" in browser("hd.registrar").at(story.clock).open(ARCHIVE)
    head = browser("cy.head").at(story.clock)
    Recusal.objects.create(
        case=case, person=head.user, decided_on=story.clock.date(), ground="亲属"
    )
    assert case_url(case) not in head.open(ARCHIVE)


def test_more_cases_cost_no_more_queries(browser: Open, story: Story, stories: Stories) -> None:
    closed(story)
    person = browser("cy.registrar").at("2026-06-01")
    person.open(ARCHIVE)
    one = person.queries(ARCHIVE)
    closed(stories("cy", "env", "2026-01-13"))
    assert person.queries(ARCHIVE) == one

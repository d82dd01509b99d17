"""The list of cases: filters kept under a name, columns chosen once."""

from collections.abc import Callable

import pytest
from django.http import QueryDict
from django.urls import reverse

from agencies.models import User
from cases.models import SavedFilter
from cases.views.case.listing import filter_query
from cases.views.case.saved_filters import AT_MOST
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser

pytestmark = pytest.mark.django_db
Open = Callable[[str], Browser]
LIST, SAVED = "/cases/", "/cases/filters/"


def test_a_filter_is_kept_under_a_name_and_opened(browser: Open, story: Story) -> None:
    person = browser("cy.handler").at(story.clock)
    page = person.send(f"{SAVED}?domain=environment&mine=1&cursor=x", {"name": "我的环境案件"})
    assert page.url == LIST
    row = SavedFilter.objects.get()
    assert row.query == "domain=environment&mine=1"
    assert "My filters: 我的环境案件" in page
    assert f"?{row.query.replace('&', '&amp;')}" in person.open(LIST)


def test_a_kept_filter_gets_another_name_and_goes(browser: Open, story: Story) -> None:
    person = browser("cy.handler").at(story.clock)
    person.send(f"{SAVED}?kind=civil", {"name": "甲"})
    row = SavedFilter.objects.get()
    person.send(SAVED, {"name": "乙", "rename": str(row.pk)})
    row.refresh_from_db()
    assert (row.name, row.query) == ("乙", "kind=civil")
    person.send(SAVED, {"delete": str(row.pk)})
    assert not SavedFilter.objects.exists()


def test_what_is_wrong_with_a_name_is_said_at_it(browser: Open, story: Story) -> None:
    person = browser("cy.handler").at(story.clock)
    person.send(SAVED, {"name": "甲"})
    for name in ("", " ", "甲", "长" * 41):
        page = person.send(SAVED, {"name": name})
        assert page.status == 422
        assert "invalid-feedback" in page
    assert SavedFilter.objects.count() == 1


def test_one_keeps_no_more_than_the_list_can_show(browser: Open, story: Story) -> None:
    person = browser("cy.handler").at(story.clock)
    SavedFilter.objects.bulk_create(
        SavedFilter(person=person.user, name=str(number)) for number in range(AT_MOST)
    )
    assert person.send(SAVED, {"name": "又一个"}).status == 422


@pytest.mark.parametrize("pk", ["", "0", "x", "²", "9" * 40])
def test_anothers_filter_is_nobodys(browser: Open, story: Story, pk: str) -> None:
    other = User.objects.get(username="cy.handler2")
    row = SavedFilter.objects.create(person=other, name="他的")
    person = browser("cy.handler").at(story.clock)
    for sent in (pk, str(row.pk)):
        assert person.send(SAVED, {"delete": sent}).status == 404
        assert person.send(SAVED, {"rename": sent, "name": "我的"}).status == 404
    row.refresh_from_db()
    assert row.name == "他的"
    assert "他的" not in person.open(SAVED)


def test_only_a_filter_is_kept_of_an_address() -> None:
    kept = filter_query(QueryDict("state=closed&next=//evil.example&cursor=1&sort=newest&kind="))
    assert kept == "state=closed&sort=newest"
    assert filter_query(QueryDict(f"state={'x' * 500}")) == ""


def test_columns_are_remembered(browser: Open, story: Story) -> None:
    story.to_inquiring()
    person = browser("cy.handler").at(story.clock)
    page = person.send(
        reverse("cases:columns"),
        {"column": ["address", "procuratorate", "nonsense"], "query": "state=all"},
    )
    assert page.response.request["QUERY_STRING"] == "state=all"  # type: ignore[attr-defined]
    assert 'data-label="Address"' in page
    assert 'data-label="Handler"' not in page
    assert 'data-label="Address"' in person.open(LIST)
    assert 'data-label="Handler"' in browser("cy.head").at(story.clock).open(LIST)


def test_no_column_at_all_is_a_choice(browser: Open, story: Story) -> None:
    story.to_inquiring()
    page = browser("cy.handler").at(story.clock).send(reverse("cases:columns"), {})
    assert page.status == 200
    assert "data-label=" not in page


def test_a_facet_has_no_filters_to_keep(browser: Open) -> None:
    assert browser("cy-water.officer").at("2026-08-03").open(SAVED).status == 404

"""Hours by person and team, and qualified staff against load: what those who lead see, and that no
number differs from the page behind it.
"""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.urls import reverse

from agencies.models import User
from cases.models import Event, HoursSpent, Qualification
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, Page

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
Stories = Callable[..., Story]
HOURS, QUALIFIED = reverse("cases:hours"), reverse("cases:qualifications")
WORKLOAD = reverse("cases:workload")


@pytest.fixture
def worked(story: Story) -> Story:
    """Two people on one team worked on a case in January."""
    story.to_inquiring()
    story.act(".head", "assign_team", lead="cy.handler", members=["cy.assistant"])
    for who, hours in ((".handler", "2.5"), (".handler", "1"), (".assistant", "6")):
        story.act(who, "record_hours", hours=hours, on=story.today, note="现场查看")
    return story


def behind(page: Page, path: str) -> list[tuple[str, float]]:
    """The numbers that link to a path, with their addresses."""
    found = re.findall(rf'<a href="({re.escape(path)}\?[^"]*)"[^>]*>([\d.]+)</a>', page.html)
    return [(unescape(url), float(number)) for url, number in found]


def test_sums_of_the_load_are_those_of_the_page_behind(browser: Open, worked: Story) -> None:
    head = browser("cy.head").at(worked.clock)
    page = head.open(WORKLOAD)
    sums = behind(page, HOURS)
    assert sorted(number for _url, number in sums if number) == [3.5, 6.0]
    for url, number in sums:
        shown = head.open(url)
        total = re.search(r"([\d.]+) hours in all", shown.html)
        assert (float(total[1]) if total else 0.0) == number
    teams = [number for url, number in behind(page, "/cases/") if "member=" in url]
    assert sum(teams) == 1, "the assistant stands on one team that another leads"


def test_everybody_sees_their_own_and_who_leads_all(browser: Open, worked: Story) -> None:
    own = browser("cy.assistant").at(worked.clock).open(HOURS)
    assert "6 hours in all" in own
    assert "Correct" in own
    assert User.objects.get(username="cy.handler").name not in own.html.split("<main", 1)[1]
    every = browser("cy.chief").at(worked.clock).open(HOURS)
    assert "9.50 hours in all" in every
    assert "2 people" in every
    assert "Correct" not in every
    assert "No hours are noted here" in browser("hd.head").at(worked.clock).open(HOURS)
    assert "No hours are noted here" in browser("cy.handler2").at(worked.clock).open(HOURS)
    for who in ("cy-water.officer", "cy-court.judge", "npc.deputy"):
        assert browser(who).at(worked.clock).open(HOURS).status == 404


def test_an_entry_is_put_right_from_its_line(browser: Open, worked: Story) -> None:
    person = browser("cy.assistant").at(worked.clock)
    page = person.open(HOURS)
    url = unescape(re.findall(r'href="([^"]*/actions/record_hours/\?entry=[^"]*)"', page.html)[0])
    form = person.open(url)
    entry = HoursSpent.objects.get(person=person.user)
    sent = {**form.hidden(), "entry": str(entry.pk), "hours": "5.5", "on": worked.today}
    assert "5.50 hours in all" in person.send(url, sent)


def test_the_head_enters_who_is_qualified_and_the_points_count_it(
    browser: Open, worked: Story, stories: Stories
) -> None:
    head = browser("cy.head").at(worked.clock)
    assert "nobody" in head.open(QUALIFIED)
    typed = {"person": "cy.handler2", "domain": "environment", "ground": "专业培训"}
    refused = head.send(QUALIFIED, {**typed, "since": "2027-01-01"})
    assert refused.status == 422
    assert "专业培训" in refused, "nothing typed is lost"
    done = head.send(QUALIFIED, {**typed, "since": "2025-01-01"})
    assert "qualified for" in done
    assert [number for _url, number in behind(done, "/cases/")] == [1.0]
    assert head.send(QUALIFIED, {**typed, "since": "2025-01-01"}).status == 409
    clue = stories("cy", "env", worked.today).to_registered().clue
    assert clue is not None
    registrar = browser("cy.registrar").at(worked.clock)
    page = registrar.send(reverse("cases:assignment"), {"way": "points"})
    assert "Most points: " in page
    assert "Qualified for this domain since" in page
    assert page.hidden()["lead"] == "cy.handler2"
    row = Qualification.objects.get()
    assert browser("hd.head").at(worked.clock).send(QUALIFIED, {"end": row.pk}).status == 404
    assert browser("cy.chief").at(worked.clock).send(QUALIFIED, typed).status == 403
    assert "no longer entered" in head.send(QUALIFIED, {"end": row.pk})
    kept = Event.objects.filter(action__endswith="_qualification").order_by("id")
    assert [event.action for event in kept] == ["enter_qualification", "end_qualification"]


def test_more_cases_cost_no_more_queries(browser: Open, worked: Story, stories: Stories) -> None:
    head = browser("cy.head").at(worked.clock)
    for url in (HOURS, QUALIFIED):
        head.queries(url)
    few = [head.queries(url) for url in (HOURS, QUALIFIED)]
    more = stories("cy", "env").to_inquiring()
    more.at(worked.clock.isoformat()[:16]).act(
        ".handler", "record_hours", hours="1", on=worked.today
    )
    assert [head.queries(url) for url in (HOURS, QUALIFIED)] == few

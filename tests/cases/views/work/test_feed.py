"""The private calendar: what one's list of work holds, and nothing to anybody else."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from agencies.models import Appointment, FeedToken, User
from agencies.services import feeds
from cases.models import Deadline
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser

pytestmark = pytest.mark.django_db
Open = Callable[[str], Browser]
WHO = "cy.handler"


class Subscriber:
    """A calendar program: it knows the address and nothing else."""

    def __init__(self, open_: Open, story: Story, username: str = WHO) -> None:
        self.clock = open_(username)
        self.story = story
        self.secret = feeds.renew(User.objects.get(username=username), story.clock)

    def fetch(self, secret: str = "") -> tuple[int, str]:
        """Status and body."""
        self.clock.at(self.story.clock)
        url = reverse("cases:calendar_feed", args=[secret or self.secret])
        answer = Client().get(url)
        return answer.status_code, answer.content.decode()

    def events(self) -> list[dict[str, str]]:
        """The entries of the calendar."""
        status, body = self.fetch()
        assert status == 200
        feed = Calendar.from_ical(body)
        return [{name.lower(): str(event[name]) for name in event} for event in feed.walk("VEVENT")]


def test_it_tells_what_is_due_of_what_and_why(browser: Open, story: Story) -> None:
    story.to_awaiting_reply()
    assert story.case is not None
    found = Subscriber(browser, story)
    due = Deadline.objects.get(case=story.case, code="recommendation_reply")
    entry = next(each for each in found.events() if each["uid"].startswith(f"deadline-{due.pk}@"))
    assert story.case.number in entry["summary"]
    assert story.case.title in entry["summary"]
    assert "Basis:" in entry["description"]
    _status, body = found.fetch()
    assert f"DTSTART;VALUE=DATE:{due.due_on:%Y%m%d}" in body


def test_of_who_reported_it_says_nothing(browser: Open, story: Story) -> None:
    reporter = {"name": "赵举报", "phone": "13800000000", "anonymous": False}
    story.to_registered(source="report", reporter=reporter)
    found = Subscriber(browser, story)
    assert found.events()
    _status, body = found.fetch()
    unfolded = re.sub(r"\r\n ", "", body)
    assert "赵举报" not in unfolded
    assert "13800000000" not in unfolded


def test_it_is_in_the_language_of_the_person(browser: Open, story: Story) -> None:
    story.to_awaiting_reply()
    found = Subscriber(browser, story)
    User.objects.filter(username=WHO).update(language="zh-hans")
    assert all("Waiting" not in each["summary"] for each in found.events())


def test_a_recused_person_reads_nothing(browser: Open, story: Story) -> None:
    story.to_awaiting_reply()
    found = Subscriber(browser, story)
    assert found.events()
    story.act(".head", "apply_for_recusal", person=WHO, ground="亲属", received_on=story.today)
    story.act(".chief", "decide_recusal", upheld=True, on=story.today)
    assert found.events() == []


def test_a_person_off_the_team_reads_nothing(browser: Open, story: Story) -> None:
    story.to_awaiting_reply()
    found = Subscriber(browser, story)
    story.act(".head", "assign_team", lead="cy.handler2", handover_note="移交")
    assert found.events() == []


def test_who_has_left_gets_what_a_wrong_secret_gets(browser: Open, story: Story) -> None:
    story.to_awaiting_reply()
    found = Subscriber(browser, story)
    wrong = found.fetch("pilit_nothing")
    assert wrong[0] == 404
    appointments = Appointment.objects.filter(person__username=WHO)
    appointments.update(ends_on=appointments.get().starts_on)
    assert without_nonces(found.fetch()) == without_nonces(wrong)
    User.objects.filter(username=WHO).update(is_active=False)
    assert without_nonces(found.fetch()) == without_nonces(wrong)


def test_an_organ_has_no_calendar(browser: Open, story: Story) -> None:
    story.to_awaiting_reply()
    assert Subscriber(browser, story, "cy-water.officer").fetch()[0] == 404


def test_a_new_address_ends_the_old_one(browser: Open, story: Story) -> None:
    story.to_registered()
    found = Subscriber(browser, story)
    old = found.secret
    found.secret = feeds.renew(User.objects.get(username=WHO), story.clock)
    assert found.fetch(old)[0] == 404
    assert found.fetch()[0] == 200
    feeds.revoke(User.objects.get(username=WHO))
    assert found.fetch()[0] == 404


def test_it_is_made_renewed_and_revoked_on_ones_own_page(browser: Open, story: Story) -> None:
    person = browser(WHO).at(story.clock)
    page = person.send(reverse("agencies:feed-renew"), {})
    shown = re.search(r"/calendar/(pilit_[\w-]+)\.ics", page.html)
    assert shown is not None
    assert FeedToken.objects.matching(shown[1]).exists()
    assert shown[1] not in person.open(reverse("agencies:profile"))
    assert not FeedToken.objects.filter(digest__contains=shown[1]).exists()
    person.send(reverse("agencies:feed-revoke"), {})
    assert not FeedToken.objects.exists()
    assert person.send(reverse("agencies:feed-revoke"), {}).status == 404


def test_who_comes_back_to_the_shown_address_finds_their_account(
    browser: Open, story: Story
) -> None:
    person = browser(WHO).at(story.clock)
    assert person.client.get(reverse("agencies:feed-renew")).status_code == 302


def without_nonces(answer: tuple[int, str]) -> tuple[int, str]:
    """An answer without what differs between any two."""
    return answer[0], re.sub(r'nonce="[^"]*"|X-CSRFToken": "[^"]*"|value="[^"]*"', "", answer[1])

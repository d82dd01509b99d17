"""Telling people, and what they see of it."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from agencies.models import Notification, User
from agencies.services.notifications import notify
from agencies.views import notifications as views
from pilit.law.texts import Param, Text

NOON = dt.datetime(2026, 3, 20, 4, tzinfo=dt.UTC)


def tell(*people: User, title: str = "Look at %(what)s", what: Param = "this") -> Notification:
    return notify(people, "test", title, {"what": what}, "agencies:profile", {}, NOON)[0]


def test_one_message_each_in_one_statement(
    handler: User, officer: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        made = notify([handler, officer, handler], "k", "Title", {}, "", {}, NOON)
    assert [(one.recipient, one.created_at, one.read_at) for one in made] == [
        (handler, NOON, None),
        (officer, NOON, None),
    ]


def test_is_read_in_the_readers_language(handler: User) -> None:
    told = tell(handler, what=dt.date(2026, 8, 3))
    with translation.override("zh-hans"):
        assert told.text == "Look at 2026年8月3日"
    with translation.override("en"):
        assert told.text == "Look at 3 Aug 2026"
    term = tell(handler, what=(Text("Sunday"), Text("Monday")))
    with translation.override("zh-hans"):
        assert "星期日" in term.text
        assert "星期一" in term.text


def test_names_its_subject_by_url_name(handler: User) -> None:
    told = tell(handler)
    assert told.url == reverse("agencies:profile")
    told.url_name = "gone:for-good"
    assert told.url == ""


def test_the_page_shows_ones_own_unread_first(client: Client, handler: User, officer: User) -> None:
    client.force_login(handler)
    first, second = tell(handler), tell(handler)
    foreign = tell(officer)
    Notification.objects.filter(pk=first.pk).mark_read(NOON)
    answer = client.get(reverse("agencies:notifications"))
    assert list(answer.context["unread"]) == [second]
    assert answer.context["read"] == [first]
    assert f"notification-{foreign.pk}" not in answer.content.decode()


def test_older_ones_page_by_page(
    client: Client, handler: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "READ_A_PAGE", 2)
    client.force_login(handler)
    told = [tell(handler) for _number in range(5)]
    Notification.objects.all().mark_read(NOON)
    seen: list[Notification] = []
    cursor = ""
    while len(seen) < 5:
        context = client.get(reverse("agencies:notifications"), {"cursor": cursor}).context
        seen += context["read"]
        cursor = context["next_cursor"]
    assert cursor == ""
    assert seen == told[::-1]


def test_opening_marks_as_read_and_goes_there(client: Client, handler: User) -> None:
    client.force_login(handler)
    told = tell(handler)
    answer = client.get(reverse("agencies:notification", args=[told.pk]))
    assert answer.url == reverse("agencies:profile")  # type: ignore[attr-defined]
    told.refresh_from_db()
    assert told.read_at is not None


def test_marking_gives_htmx_the_row_and_others_the_page(client: Client, handler: User) -> None:
    client.force_login(handler)
    told = tell(handler)
    url = reverse("agencies:notification-read", args=[told.pk])
    assert client.get(url).status_code == 405
    part = client.post(url, headers={"HX-Request": "true"}).content.decode()
    assert f'id="notification-{told.pk}"' in part
    assert "<html" not in part
    assert client.post(url).status_code == 302


def test_reading_again_keeps_the_first_moment(handler: User) -> None:
    told = tell(handler)
    Notification.objects.all().mark_read(NOON)
    assert Notification.objects.all().mark_read(NOON + dt.timedelta(days=1)) == 0
    told.refresh_from_db()
    assert told.read_at == NOON


def test_foreign_ones_are_as_if_missing(client: Client, handler: User, officer: User) -> None:
    client.force_login(handler)
    foreign = tell(officer)
    assert client.get(reverse("agencies:notification", args=[foreign.pk])).status_code == 404
    assert client.post(reverse("agencies:notification-read", args=[foreign.pk])).status_code == 404
    client.post(reverse("agencies:notifications-read"))
    foreign.refresh_from_db()
    assert foreign.read_at is None


def test_the_frame_counts_the_unread(client: Client, handler: User, officer: User) -> None:
    client.force_login(handler)
    told = [tell(handler) for _number in range(3)]
    tell(officer)
    Notification.objects.filter(pk=told[0].pk).mark_read(NOON)
    assert client.get(reverse("agencies:profile")).context["unread_notifications"] == 2


def test_over_the_api(api: APIClient, handler: User, officer: User) -> None:
    api.force_authenticate(handler)
    told, foreign = tell(handler), tell(officer)
    listed = api.get("/api/v1/notifications/?unread=true").json()
    rows = listed["results"]
    assert [row["id"] for row in rows] == [told.pk]
    assert rows[0]["url"] == reverse("agencies:profile")
    assert api.post(f"/api/v1/notifications/{foreign.pk}/read/").status_code == 404
    assert api.post(f"/api/v1/notifications/{told.pk}/read/").json()["read_at"]
    tell(handler)
    assert api.post("/api/v1/notifications/read/").status_code == 204
    unread = Notification.objects.unread()
    assert list(unread) == [foreign]

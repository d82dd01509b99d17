"""One's own page."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from agencies.models import ApiToken, Appointment, Organisation, Post, User
from agencies.services import tokens

PROFILE = "agencies:profile"


@pytest.fixture
def handler_client(client: Client, handler: User) -> Client:
    """The handler, logged in."""
    client.force_login(handler)
    return client


def test_nobody_sees_it_without_logging_in(client: Client, db: None) -> None:
    for name in ("profile", "password", "second-factor", "notifications"):
        answer = client.get(reverse(f"agencies:{name}"))
        assert answer.url.startswith(reverse("agencies:login"))  # type: ignore[attr-defined]


def test_tells_who_i_am_and_my_posts_of_today(
    handler_client: Client, handler: User, procuratorate: Organisation, branch: Organisation
) -> None:
    today = timezone.localdate()
    for post, first, last in (
        (Post.HEAD, today, today),
        (Post.CHIEF, dt.date(2020, 1, 1), dt.date(2020, 2, 1)),
    ):
        Appointment.objects.create(
            person=handler,
            organisation=branch,
            post=post,
            starts_on=first,
            ends_on=last,
            loaned_from=procuratorate,
            loan_decision="京检调〔2026〕3号",
        )
    answer = handler_client.get(reverse(PROFILE))
    page = answer.content.decode()
    assert handler.name in page
    assert "北京市朝阳区人民检察院" in page
    assert "京检调〔2026〕3号" in page
    assert [seat.post for seat in answer.context["appointments"]] == ["head", "handler"]


def test_the_language_is_kept_with_the_person_and_the_browser(
    handler_client: Client, handler: User, settings: Settings
) -> None:
    answer = handler_client.post(
        reverse("agencies:language"), {"language": "en", "next": reverse(PROFILE)}
    )
    assert answer.url == reverse(PROFILE)  # type: ignore[attr-defined]
    handler.refresh_from_db()
    assert handler.language == "en"
    assert handler_client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert "My posts" in handler_client.get(reverse(PROFILE)).content.decode()


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org", ""])
def test_switching_language_leads_to_no_other_site(handler_client: Client, target: str) -> None:
    answer = handler_client.post(reverse("agencies:language"), {"language": "en", "next": target})
    assert answer.url == reverse(PROFILE)  # type: ignore[attr-defined]


def test_an_unknown_language_changes_nothing(handler_client: Client, handler: User) -> None:
    handler_client.post(reverse("agencies:language"), {"language": "tlh"})
    handler.refresh_from_db()
    assert handler.language == "zh-hans"


def test_visitors_switch_language_too(client: Client, db: None, settings: Settings) -> None:
    client.post(reverse("agencies:language"), {"language": "en"})
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


def test_own_tokens_are_listed_and_revoked(
    handler_client: Client, handler: User, officer: User
) -> None:
    own, secret = tokens.issue(handler, timezone.now())
    foreign, _secret = tokens.issue(officer, timezone.now())
    page = handler_client.get(reverse(PROFILE)).content.decode()
    assert own.prefix in page
    assert secret not in page
    assert foreign.prefix not in page
    refused = handler_client.post(reverse("agencies:token-revoke", args=[foreign.pk]))
    assert refused.status_code == 404
    handler_client.post(reverse("agencies:token-revoke", args=[own.pk]))
    assert list(ApiToken.objects.all()) == [foreign]


def test_a_new_password_takes_back_tokens_and_other_sessions(
    handler_client: Client, handler: User
) -> None:
    tokens.issue(handler, timezone.now())
    elsewhere = Client()
    elsewhere.force_login(handler)
    new = "a quite different staple"
    answer = handler_client.post(
        reverse("agencies:password"),
        {"old_password": "right horse battery", "new_password1": new, "new_password2": new},
    )
    assert answer.url == reverse(PROFILE)  # type: ignore[attr-defined]
    assert not ApiToken.objects.exists()
    assert handler_client.get(reverse(PROFILE)).status_code == 200
    assert elsewhere.get(reverse(PROFILE)).status_code == 302

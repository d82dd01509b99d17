"""Tokens and organisations over the API."""

import datetime as dt
import time
from typing import Any

import pytest
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import DjangoAssertNumQueries, Settings
from rest_framework.test import APIClient

from agencies.models import ApiToken, Organisation, User
from agencies.models.api_token import digest_of
from agencies.services import tokens

PASSWORD = "right horse battery"
ORGANISATIONS = "/api/v1/organisations/"

pytestmark = pytest.mark.usefixtures("clean_cache")


def ask(api: APIClient, username: str, password: str = PASSWORD, **more: str) -> Any:
    return api.post(
        "/api/v1/token/", {"username": username, "password": password, **more}, format="json"
    )


def code_of(device: TOTPDevice) -> str:
    totp = TOTP(device.bin_key)
    totp.time = time.time()
    return f"{totp.token():06d}"


def authorise(api: APIClient, secret: str, scheme: str = "Bearer") -> None:
    api.credentials(HTTP_AUTHORIZATION=f"{scheme} {secret}")


def test_a_token_for_name_and_password(api: APIClient, officer: User) -> None:
    answer = ask(api, officer.username)
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    secret = answer.json()["token"]
    expires_at = dt.datetime.fromisoformat(answer.json()["expires_at"])
    assert dt.timedelta(days=29) < expires_at - timezone.now() <= dt.timedelta(days=30)
    kept = ApiToken.objects.get()
    assert kept.digest == digest_of(secret)
    assert secret not in str(vars(kept))


@pytest.mark.parametrize("scheme", ["Bearer", "Token", "bearer"])
def test_it_acts_for_its_person(api: APIClient, officer: User, scheme: str) -> None:
    _token, secret = tokens.issue(officer, timezone.now())
    assert api.get(ORGANISATIONS).status_code in {401, 403}
    authorise(api, secret, scheme)
    assert api.get(ORGANISATIONS).status_code == 200


@pytest.mark.parametrize("fault", ["unknown", "expired", "revoked", "closed account", "empty"])
def test_tokens_that_do_not_work(api: APIClient, officer: User, fault: str) -> None:
    made = timezone.now() - dt.timedelta(days=31 if fault == "expired" else 0)
    token, secret = tokens.issue(officer, made)
    match fault:
        case "unknown":
            secret += "x"
        case "revoked":
            tokens.revoke(officer, token.pk)
        case "closed account":
            User.objects.update(is_active=False)
        case "empty":
            secret = ""
    authorise(api, secret)
    answer = api.get(ORGANISATIONS)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_the_day_of_use_is_noted_once_a_day(
    officer: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = dt.datetime(2026, 3, 20, 1, tzinfo=dt.UTC)
    token, secret = tokens.issue(officer, made)
    with django_assert_num_queries(2):
        tokens.recognise(secret, made)
    with django_assert_num_queries(1):
        tokens.recognise(secret, made + dt.timedelta(hours=14))
    tokens.recognise(secret, made + dt.timedelta(hours=15))
    token.refresh_from_db()
    assert token.last_used_on == dt.date(2026, 3, 21)


@pytest.mark.parametrize(
    ("username", "password"), [("cy-water.officer", "wrong"), ("nobody", PASSWORD)]
)
def test_wrong_credentials(api: APIClient, officer: User, username: str, password: str) -> None:
    answer = ask(api, username, password)
    assert (answer.status_code, answer.json()["code"]) == (401, "invalid_credentials")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert not ApiToken.objects.exists()


def test_missing_fields(api: APIClient, db: None) -> None:
    assert api.post("/api/v1/token/", {"username": "x"}, format="json").status_code == 400


def test_attempts_are_throttled(api: APIClient, officer: User) -> None:
    for _attempt in range(5):
        ask(api, officer.username, "wrong")
    answer = ask(api, officer.username)
    assert (answer.status_code, answer.json()["code"]) == (429, "throttled")
    assert int(answer.headers["Retry-After"]) > 0


def test_the_second_factor_is_asked_for(api: APIClient, handler: User) -> None:
    device = TOTPDevice.objects.create(user=handler, name="phone", confirmed=True)
    asked = ask(api, handler.username)
    assert (asked.status_code, asked.json()["code"]) == (401, "otp_required")
    code = code_of(device)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert ask(api, handler.username, otp=wrong).json()["code"] == "invalid_otp"
    assert not ApiToken.objects.exists()
    TOTPDevice.objects.update(throttling_failure_timestamp=None)
    assert ask(api, handler.username, otp=code).status_code == 201


def test_who_must_have_a_second_factor_gets_no_token_without(
    api: APIClient, handler: User, officer: User, settings: Settings
) -> None:
    settings.PILIT_REQUIRE_OTP = True
    refused = ask(api, handler.username)
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_required")
    assert ask(api, officer.username).status_code == 201


def test_expired_tokens_are_cleared_when_a_new_one_is_made(officer: User) -> None:
    now = timezone.now()
    tokens.issue(officer, now - dt.timedelta(days=40))
    fresh, _secret = tokens.issue(officer, now)
    assert list(ApiToken.objects.all()) == [fresh]


def rows_of(api: APIClient, query: str = "") -> list[dict[str, Any]]:
    return list(api.get(ORGANISATIONS + query).json()["results"])


def test_organisations(api: APIClient, handler: User, organ: Organisation) -> None:
    api.force_authenticate(handler)
    assert [row["code"] for row in rows_of(api)] == ["bj", "bj3", "cy", "cy-water"]
    assert rows_of(api)[2] == {
        "code": "cy",
        "name": "北京市朝阳区人民检察院",
        "short_name": "朝阳院",
        "kind": "procuratorate",
        "level": "district",
        "region": "110105",
        "parent": "bj3",
    }
    for query, codes in {
        "?kind=organ": ["cy-water"],
        "?level=municipal": ["bj3"],
        "?region=110105": ["cy", "cy-water"],
        "?q=朝阳": ["cy", "cy-water"],
        "?q=水务&kind=court": [],
    }.items():
        assert [row["code"] for row in rows_of(api, query)] == codes
    assert api.get(f"{ORGANISATIONS}?kind=club").status_code == 400
    assert api.get(f"{ORGANISATIONS}cy/").json()["parent"] == "bj3"
    assert api.get(f"{ORGANISATIONS}bj/").json()["parent"] is None


def test_organisations_page_by_page(api: APIClient, handler: User, organ: Organisation) -> None:
    api.force_authenticate(handler)
    seen: list[str] = []
    address: str | None = f"{ORGANISATIONS}?size=1&region=110105"
    pages = 0
    while address:
        page = api.get(address).json()
        seen += [row["code"] for row in page["results"]]
        address = page["next"]
        pages += 1
    assert (seen, pages) == (["cy", "cy-water"], 2)
    assert api.get(f"{ORGANISATIONS}?cursor=forged").status_code == 422


def test_closed_organisations_are_not_listed(
    api: APIClient, handler: User, organ: Organisation
) -> None:
    Organisation.objects.filter(pk=organ.pk).update(is_active=False)
    api.force_authenticate(handler)
    assert "cy-water" not in [row["code"] for row in rows_of(api)]
    assert api.get(f"{ORGANISATIONS}cy-water/").status_code == 404

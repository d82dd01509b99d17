"""One-time codes: setting up, logging in, who must."""

import datetime as dt
import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from freezegun import freeze_time
from pytest_django import Settings

from agencies.actor import Actor
from agencies.models import User
from agencies.services import second_factor

PASSWORD = "right horse battery"

pytestmark = pytest.mark.usefixtures("clean_cache")


def code_of(device: TOTPDevice, steps: int = 0) -> str:
    """The code the person's phone shows, so many steps of half a minute from now."""
    totp = TOTP(device.bin_key)
    totp.time = time.time() + 30 * steps
    return f"{totp.token():06d}"


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


@pytest.fixture
def device(handler: User) -> TOTPDevice:
    """The handler's authenticator, in use."""
    return TOTPDevice.objects.create(user=handler, name="phone", confirmed=True)


def give_password(client: Client, user: User) -> Any:
    return client.post(
        reverse("agencies:login"),
        {"username": user.username, "password": PASSWORD, "next": reverse("agencies:profile")},
    )


def give_code(client: Client, code: str) -> Any:
    return client.post(
        reverse("agencies:login-code"), {"code": code, "next": reverse("agencies:profile")}
    )


def is_in(client: Client) -> bool:
    return client.get(reverse("agencies:profile")).status_code == 200


def test_the_password_alone_is_not_enough(
    client: Client, handler: User, device: TOTPDevice
) -> None:
    asked = give_password(client, handler)
    assert asked.url.startswith(reverse("agencies:login-code"))
    assert client.get(asked.url).status_code == 200
    assert not is_in(client)


def test_password_and_code_let_in(client: Client, handler: User, device: TOTPDevice) -> None:
    give_password(client, handler)
    code = code_of(device)
    assert give_code(client, f"{code[:3]} {code[3:]}").url == reverse("agencies:profile")
    assert is_in(client)


def test_a_wrong_code_does_not(client: Client, handler: User, device: TOTPDevice) -> None:
    give_password(client, handler)
    assert give_code(client, wrong(code_of(device))).context["form"].errors["code"]
    assert not is_in(client)


def test_a_code_is_good_once(client: Client, handler: User, device: TOTPDevice) -> None:
    code = code_of(device)
    give_password(client, handler)
    give_code(client, code)
    second = Client()
    give_password(second, handler)
    give_code(second, code)
    assert not is_in(second)


def test_no_code_without_the_password(client: Client, handler: User, device: TOTPDevice) -> None:
    assert give_code(client, code_of(device)).url == reverse("agencies:login")
    assert not is_in(client)


def test_the_password_is_good_for_five_minutes(
    client: Client, handler: User, device: TOTPDevice
) -> None:
    start = dt.datetime(2026, 3, 20, 1, tzinfo=dt.UTC)
    with freeze_time(start):
        give_password(client, handler)
    with freeze_time(start + dt.timedelta(minutes=5, seconds=1)):
        assert give_code(client, code_of(device)).url == reverse("agencies:login")
    assert not is_in(client)


def test_guessing_codes_is_throttled(client: Client, handler: User, device: TOTPDevice) -> None:
    give_password(client, handler)
    guess = wrong(code_of(device))
    for _attempt in range(4):
        give_code(client, guess)
    TOTPDevice.objects.update(throttling_failure_timestamp=None)
    answer = give_code(client, code_of(device))
    assert answer.context["form"].has_error("__all__", "throttled")
    assert not is_in(client)


def test_nobody_elses_device(client: Client, officer: User, device: TOTPDevice) -> None:
    TOTPDevice.objects.create(user=officer, name="phone", confirmed=True)
    give_password(client, officer)
    give_code(client, code_of(device))
    assert not is_in(client)


def test_setting_up(client: Client, handler: User) -> None:
    give_password(client, handler)
    page = reverse("agencies:second-factor")
    assert client.get(reverse("agencies:second-factor-qr")).status_code == 404
    client.post(reverse("agencies:second-factor-start"))
    pending = second_factor.pending_device(handler)
    assert pending is not None
    picture = client.get(reverse("agencies:second-factor-qr"))
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert b"<svg" in picture.content
    client.post(page, {"code": wrong(code_of(pending))})
    assert second_factor.confirmed_device(handler) is None
    TOTPDevice.objects.update(throttling_failure_timestamp=None)
    done = client.post(page, {"code": code_of(pending)})
    assert done.headers["Location"] == reverse("agencies:profile")
    assert second_factor.confirmed_device(handler) == pending
    assert client.get(reverse("agencies:second-factor-qr")).status_code == 404


def test_replacing_takes_the_old_one_out_of_use(
    client: Client, handler: User, device: TOTPDevice
) -> None:
    give_password(client, handler)
    give_code(client, code_of(device))
    client.post(reverse("agencies:second-factor-start"))
    assert second_factor.confirmed_device(handler) == device
    pending = second_factor.pending_device(handler)
    assert pending is not None
    client.post(reverse("agencies:second-factor"), {"code": code_of(pending)})
    assert list(TOTPDevice.objects.all()) == [pending]


def test_removing_takes_a_code(client: Client, handler: User, device: TOTPDevice) -> None:
    give_password(client, handler)
    give_code(client, code_of(device))
    remove = reverse("agencies:second-factor-remove")
    client.post(remove, {"code": wrong(code_of(device, 1))})
    assert TOTPDevice.objects.exists()
    TOTPDevice.objects.update(throttling_failure_timestamp=None)
    client.post(remove, {"code": code_of(device, 1)})
    assert not TOTPDevice.objects.exists()


def test_who_must(handler: User, officer: User, settings: Settings) -> None:
    def must(user: User) -> bool:
        return second_factor.is_required(Actor.of(user, on=dt.date(2026, 3, 20)))

    assert not must(handler)
    settings.PILIT_REQUIRE_OTP = True
    assert must(handler)
    assert not must(officer)
    officer.is_staff = True
    assert must(officer)


def test_who_must_and_has_none_can_only_set_one_up(
    client: Client, handler: User, settings: Settings
) -> None:
    settings.PILIT_REQUIRE_OTP = True
    give_password(client, handler)
    setup = reverse("agencies:second-factor")
    assert client.get(reverse("agencies:profile")).url == setup  # type: ignore[attr-defined]
    assert client.get(setup).status_code == 200
    part = client.get(reverse("agencies:notifications"), headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"] == setup
    refusal = client.get("/api/v1/notifications/")
    assert refusal.status_code == 403
    assert refusal.json()["code"] == "second_factor_required"
    client.post(reverse("agencies:second-factor-start"))
    pending = second_factor.pending_device(handler)
    assert pending is not None
    client.post(setup, {"code": code_of(pending)})
    assert is_in(client)


def test_a_session_from_before_the_second_factor_logs_in_again(
    client: Client, handler: User, settings: Settings
) -> None:
    give_password(client, handler)
    TOTPDevice.objects.create(user=handler, name="phone", confirmed=True)
    settings.PILIT_REQUIRE_OTP = True
    answer = client.get(reverse("agencies:profile"))
    assert answer.url.startswith(reverse("agencies:login"))  # type: ignore[attr-defined]
    assert "_auth_user_id" not in client.session


def test_where_required_it_is_not_removed(
    client: Client, handler: User, device: TOTPDevice, settings: Settings
) -> None:
    settings.PILIT_REQUIRE_OTP = True
    give_password(client, handler)
    give_code(client, code_of(device))
    client.post(reverse("agencies:second-factor-remove"), {"code": code_of(device, 1)})
    assert TOTPDevice.objects.exists()


def test_a_session_without_the_code_cannot_replace_the_device(
    client: Client, handler: User
) -> None:
    give_password(client, handler)
    TOTPDevice.objects.create(user=handler, name="phone", confirmed=True)
    client.post(reverse("agencies:second-factor-start"))
    assert second_factor.pending_device(handler) is None

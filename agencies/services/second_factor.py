"""The second factor: one-time codes by time (TOTP, RFC 6238) from an authenticator app."""

import io

import segno
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_otp import verify_token
from django_otp.plugins.otp_totp.models import TOTPDevice

from agencies import conf
from agencies.actor import Actor
from agencies.models import JUSTICE_KINDS, User

DEVICE_NAME = "authenticator"
CODE_LENGTH = 6


def is_required(actor: Actor) -> bool:
    """Whether the actor must log in with a second factor.

    Posts inside the justice organs and administrators must, where the installation asks for it.
    """
    if not conf.requires_second_factor() or actor.user is None:
        return False
    return bool(actor.seats_in(*JUSTICE_KINDS)) or actor.user.is_staff


def confirmed_device(user: User) -> TOTPDevice | None:
    """The authenticator the person logs in with, if they have set one up."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).order_by("-id").first()


def pending_device(user: User) -> TOTPDevice | None:
    """The authenticator being set up, not yet proved by a code."""
    return TOTPDevice.objects.filter(user=user, confirmed=False).order_by("-id").first()


@transaction.atomic
def begin_enrolment(user: User) -> TOTPDevice:
    """Start setting up an authenticator with a fresh secret; an unfinished start is dropped."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    return TOTPDevice.objects.create(user=user, name=DEVICE_NAME, confirmed=False)


@transaction.atomic
def finish_enrolment(user: User, code: str) -> TOTPDevice | None:
    """Take the authenticator into use once its code is right, in place of any earlier one.

    Returns ``None`` where the code is wrong or nothing is being set up.
    """
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).last()
    if device is None or not device.verify_token(code):
        return None
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    return device


def verify(user: User, code: str) -> TOTPDevice | None:
    """The person's authenticator where the code is its current one, not used before."""
    device = confirmed_device(user)
    return device and verify_token(user, device.persistent_id, code)


def remove(user: User) -> None:
    """Take away every authenticator of the person."""
    TOTPDevice.objects.filter(user=user).delete()


def qr_code(device: TOTPDevice) -> str:
    """The picture an authenticator app reads to take the secret, as SVG text."""
    picture = io.BytesIO()
    segno.make(device.config_url, error="m").save(
        picture, kind="svg", scale=5, border=4, light="#fff", dark="#000", title=str(_("QR code"))
    )
    return picture.getvalue().decode()

"""Setting up, replacing and removing the second factor."""

from base64 import b32encode
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_otp import login as otp_login
from django_otp.plugins.otp_totp.models import TOTPDevice

from agencies.errors import WrongCode
from agencies.forms import CodeForm
from agencies.models import User
from agencies.request import actor_of, passes_without_second_factor
from agencies.services import second_factor
from pilit.web.texts import message_of


@passes_without_second_factor
@login_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """Where the second factor stands; while one is being set up, its QR code and first code."""
    user = cast(User, request.user)
    pending = second_factor.pending_device(user)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        device = second_factor.finish_enrolment(user, form.cleaned_data["code"])
        if device is not None:
            otp_login(request, device)
            messages.success(request, _("The second factor is in use from now on."))
            return redirect("agencies:profile")
        form.refuse()
    return render(
        request,
        "agencies/second_factor.html",
        {
            "form": form,
            "pending": pending,
            "secret": _secret(pending) if pending else "",
            "confirmed": second_factor.confirmed_device(user),
            "required": second_factor.is_required(actor_of(request)),
        },
    )


@passes_without_second_factor
@login_required
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Make a fresh secret. Who has a second factor must have shown it in this session."""
    user = cast(User, request.user)
    if second_factor.confirmed_device(user) and _not_shown(request):
        messages.error(request, _("Log in again with your one-time code first."))
        return redirect("agencies:second-factor")
    second_factor.begin_enrolment(user)
    return redirect("agencies:second-factor")


@passes_without_second_factor
@login_required
@never_cache
@require_safe
def qr_code(request: HttpRequest) -> HttpResponse:
    """The QR code of the second factor being set up; of one in use it is not shown again."""
    pending = second_factor.pending_device(cast(User, request.user))
    if pending is None:
        raise Http404
    return HttpResponse(second_factor.qr_code(pending), content_type="image/svg+xml")


@login_required
@sensitive_post_parameters("code")
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Stop using a second factor: with a current code, and not where it is required."""
    user = cast(User, request.user)
    form = CodeForm(request.POST)
    if second_factor.is_required(actor_of(request)):
        messages.error(request, _("Your post requires a second factor."))
    elif form.is_valid() and second_factor.verify(user, form.cleaned_data["code"]):
        second_factor.remove(user)
        messages.success(request, _("The second factor is removed."))
        return redirect("agencies:profile")
    else:
        messages.error(request, message_of(WrongCode()))
    return redirect("agencies:second-factor")


def _not_shown(request: HttpRequest) -> bool:
    return getattr(request.user, "otp_device", None) is None


def _secret(device: TOTPDevice) -> str:
    """The secret to type where no camera is at hand, in groups of four."""
    secret = b32encode(device.bin_key).decode()
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))

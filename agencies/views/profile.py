"""One's own page: who I am, my posts, my language, my password, my tokens."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms import LanguageForm
from agencies.models import ApiToken, Appointment, FeedToken, OrganisationKind, Post, User
from agencies.request import actor_of
from agencies.services import feeds, second_factor, tokens
from pilit.web.clock import beijing_date


@login_required
@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """The person's own page."""
    return render(request, "agencies/profile.html", _own(request))


def _own(request: HttpRequest) -> dict[str, Any]:
    """What the page of the person who asks shows."""
    now = timezone.now()
    user = cast(User, request.user)
    posts = Appointment.objects.filter(person=user).active_on(beijing_date(now))
    return {
        "appointments": posts.select_related("organisation", "loaned_from"),
        "language_form": LanguageForm(instance=user),
        "second_factor": second_factor.confirmed_device(user),
        "second_factor_required": second_factor.is_required(actor_of(request)),
        "tokens": ApiToken.objects.filter(user=user).valid_at(now),
        "has_digest": _has_digest(request),
        "has_calendar": _has_calendar(request),
        "feed": FeedToken.objects.filter(user=user).first(),
    }


def _has_calendar(request: HttpRequest) -> bool:
    """Calendars are of the people of procuratorates."""
    return bool(actor_of(request).seats_in(OrganisationKind.PROCURATORATE))


def _has_digest(request: HttpRequest) -> bool:
    """The weekly digest is for those who lead a procuratorate."""
    return actor_of(request).holds(Post.HEAD, Post.CHIEF) is not None


@login_required
@require_POST
def switch_digest(request: HttpRequest) -> HttpResponse:
    """Have the weekly digest by mail, or not."""
    if not _has_digest(request):
        raise Http404
    user = cast(User, request.user)
    user.weekly_digest = request.POST.get("weekly") == "1"
    user.save(update_fields=["weekly_digest"])
    if user.weekly_digest:
        messages.success(request, _("You get the weekly digest."))
    else:
        messages.success(request, _("You no longer get the weekly digest."))
    return redirect("agencies:profile")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def renew_feed(request: HttpRequest) -> HttpResponse:
    """Make the address of the person's calendar, or another one; it is shown this once.

    Who comes back to the page finds their account.
    """
    if request.method != "POST":
        return redirect("agencies:profile")
    if not _has_calendar(request):
        raise Http404
    secret = feeds.renew(cast(User, request.user), timezone.now())
    address = request.build_absolute_uri(reverse("cases:calendar_feed", args=[secret]))
    return render(request, "agencies/profile.html", _own(request) | {"feed_address": address})


@login_required
@require_POST
def revoke_feed(request: HttpRequest) -> HttpResponse:
    """Take back the address of the person's calendar."""
    if not feeds.revoke(cast(User, request.user)):
        raise Http404
    messages.success(request, _("The calendar address no longer works."))
    return redirect("agencies:profile")


@login_required
@require_POST
def revoke_token(request: HttpRequest, token_id: int) -> HttpResponse:
    """Take back one of the person's own tokens."""
    if not tokens.revoke(cast(User, request.user), token_id):
        raise Http404
    messages.success(request, _("The token no longer works."))
    return redirect("agencies:profile")


class PasswordView(auth_views.PasswordChangeView):
    """A new password. It ends the person's other sessions and takes back their tokens and the
    address of their calendar.
    """

    template_name = "registration/password.html"
    success_url = reverse_lazy("agencies:profile")

    def get_form(self, form_class: type[PasswordChangeForm] | None = None) -> PasswordChangeForm:
        """The form in the manner of our pages."""
        form = super().get_form(form_class)
        for field in form.fields.values():
            field.widget.attrs["class"] = "form-control"
        return form

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        """Change it and say so."""
        tokens.revoke_all(cast(User, self.request.user))
        feeds.revoke(cast(User, self.request.user))
        messages.success(
            self.request,
            _(
                "Your password is changed. API tokens and the calendar address made before no "
                "longer work."
            ),
        )
        return super().form_valid(form)

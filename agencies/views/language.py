"""The language a person reads the system in."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from agencies.forms import LanguageForm
from agencies.models import User
from agencies.request import passes_without_second_factor


def set_language_cookie(response: HttpResponse, language: str) -> None:
    """Have this browser ask for the language from now on, logged in or not."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 60 * 60,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


@passes_without_second_factor
@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Take ``language``, keep it with the person and in the browser, and return to ``next``."""
    person = request.user if isinstance(request.user, User) else User()
    form = LanguageForm(request.POST, instance=person)
    response = HttpResponseRedirect(_target(request))
    if form.is_valid():
        if person.pk is not None:
            User.objects.filter(pk=person.pk).update(language=form.cleaned_data["language"])
        set_language_cookie(response, form.cleaned_data["language"])
    return response


def _target(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return target
    return resolve_url("agencies:profile" if request.user.is_authenticated else "agencies:login")

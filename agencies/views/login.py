"""Logging in, in one step or two, and out."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import RedirectURLMixin
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from agencies.errors import TooManyAttempts
from agencies.forms import CodeForm, LoginForm, said
from agencies.middleware import SEEN, STARTED
from agencies.models import User
from agencies.services import credentials, second_factor
from agencies.views.language import set_language_cookie

AWAITING_CODE = "awaiting_code"
CODE_PATIENCE = dt.timedelta(minutes=5)


def enter(request: HttpRequest, user: User, target: str, at: dt.datetime) -> HttpResponseRedirect:
    """Start the person's session, speak their language, and go where they wanted."""
    login(request, user)
    for stamp in (STARTED, SEEN):
        request.session[stamp] = int(at.timestamp())
    credentials.succeed(request, user)
    response = HttpResponseRedirect(target)
    set_language_cookie(response, user.language)
    return response


class LoginView(auth_views.LoginView):
    """User name and password. Who has a second factor is asked for its code next."""

    authentication_form = LoginForm
    template_name = "registration/login.html"
    redirect_authenticated_user = True

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form, which counts attempts, needs the clock."""
        return {**super().get_form_kwargs(), "at": timezone.now()}

    def form_valid(self, form: AuthenticationForm) -> HttpResponseRedirect:
        """Let the person in, or remember for five minutes who may now enter a code."""
        user = form.get_user()
        if second_factor.confirmed_device(user) is None:
            return enter(self.request, user, self.get_success_url(), timezone.now())
        self.request.session.cycle_key()
        self.request.session[AWAITING_CODE] = {
            "user": user.pk,
            "backend": user.backend,
            "until": (timezone.now() + CODE_PATIENCE).timestamp(),
        }
        query = {self.redirect_field_name: self.get_redirect_url()}
        return HttpResponseRedirect(f"{resolve_url('agencies:login-code')}?{urlencode(query)}")

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Show what is wrong; 429 where attempts were too many."""
        response = super().form_invalid(form)
        if form.has_error("__all__", TooManyAttempts.code):
            response.status_code = 429
        return response


@method_decorator(
    (login_not_required, never_cache, sensitive_post_parameters("code")), name="dispatch"
)
class CodeView(RedirectURLMixin, FormView):  # type: ignore[type-arg]
    """The one-time code of a person whose password was right a moment ago."""

    form_class = CodeForm
    template_name = "registration/login_code.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for those who just gave the right password."""
        user = _awaited(request)
        if user is None:
            return redirect("agencies:login")
        self.user = user
        return super().dispatch(request, *args, **kwargs)

    def get_default_redirect_url(self) -> str:
        """Where the log-in page would have gone."""
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """Let the person in where the code is right."""
        try:
            credentials.count_code(self.request, self.user, timezone.now())
        except TooManyAttempts as refusal:
            form.add_error(None, said(refusal))
            return self.form_invalid(form)
        device = second_factor.verify(self.user, form.cleaned_data["code"])
        if device is None:
            form.refuse()
            return self.form_invalid(form)
        del self.request.session[AWAITING_CODE]
        # django-otp keeps the device in the session when it finds it on the user who logs in.
        self.user.otp_device = device  # type: ignore[attr-defined]
        return enter(self.request, self.user, self.get_success_url(), timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form keeps the page the person wanted."""
        extra = {self.redirect_field_name: self.get_redirect_url()}
        return super().get_context_data(**{**extra, **kwargs})


def _awaited(request: HttpRequest) -> User | None:
    awaited = request.session.get(AWAITING_CODE)
    if awaited is None or awaited["until"] < timezone.now().timestamp():
        return None
    user = User.objects.filter(pk=awaited["user"], is_active=True).first()
    if user is not None:
        user.backend = awaited["backend"]
    return user

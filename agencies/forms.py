"""The forms of logging in and of one's own account."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agencies.errors import TooManyAttempts, WrongCode, WrongCredentials
from agencies.models import Language, User
from agencies.services import credentials, second_factor
from pilit.law.errors import DomainError
from pilit.web.texts import message_of


class LoginForm(AuthenticationForm):
    """User name and password, throttled. The one-time code is asked for on the next page."""

    def __init__(self, request: HttpRequest, *args: Any, at: dt.datetime, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.http_request = request
        self.at = at
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"

    def clean(self) -> dict[str, Any]:
        """Check the credentials; says neither which part is wrong nor whether the person exists."""
        username = self.cleaned_data.get("username")
        password = self.cleaned_data.get("password")
        if not username or not password:
            return self.cleaned_data
        try:
            self.user_cache = credentials.check_password(
                self.http_request, username, password, self.at
            )
        except (TooManyAttempts, WrongCredentials) as refusal:
            raise said(refusal) from refusal
        return self.cleaned_data


class CodeForm(forms.Form):
    """A one-time code from an authenticator app; spaces in it do not matter."""

    code = forms.CharField(
        label=_("One-time code"),
        max_length=12,
        widget=forms.TextInput(
            attrs={
                "class": "form-control",
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "autofocus": True,
            }
        ),
    )

    def clean_code(self) -> str:
        """The six digits."""
        code = "".join(self.cleaned_data["code"].split())
        RegexValidator(rf"^[0-9]{{{second_factor.CODE_LENGTH}}}\Z", _("The code has six digits."))(
            code
        )
        return code

    def refuse(self) -> None:
        """Say that the code is not the current one."""
        self.add_error("code", said(WrongCode()))


class LanguageForm(forms.ModelForm):  # type: ignore[type-arg]
    """The language a person reads the system in."""

    class Meta:
        model = User
        fields = ("language",)
        widgets = {"language": forms.Select(choices=Language, attrs={"class": "form-select"})}


def said(refusal: DomainError) -> ValidationError:
    """A refusal as the error of a form, under its code."""
    return ValidationError(message_of(refusal), code=refusal.code)

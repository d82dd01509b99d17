"""People who log in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """The languages the system speaks, named in themselves."""

    CHINESE = "zh-hans", "简体中文"
    ENGLISH = "en", "English"


class UserManager(BaseUserManager["User"]):
    """Makes people with a password that is hashed, or with one that fits nothing."""

    def create_user(
        self, username: str, name: str = "", password: str | None = None, **fields: Any
    ) -> User:
        """Make a person who may log in; without a password nobody can log in as them.

        Raises ``ValueError`` where the user name is empty.
        """
        if not username:
            raise ValueError("a user needs a user name")
        fields.setdefault("email", "")
        user = self.model(
            username=self.model.normalize_username(username),
            name=name or username,
            **{**fields, "email": self.normalize_email(fields["email"])},
        )
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, username: str, name: str = "", password: str | None = None, **fields: Any
    ) -> User:
        """Make an administrator, who holds no post and so takes no part in any case."""
        return self.create_user(
            username, name, password, **{**fields, "is_staff": True, "is_superuser": True}
        )


class User(AbstractBaseUser, PermissionsMixin):
    """A person. What they may do follows from their appointments, not from their account."""

    username = models.CharField(
        _("user name"), max_length=64, unique=True, validators=[UnicodeUsernameValidator()]
    )
    name = models.CharField(_("name"), max_length=60)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=24, blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=Language, default=Language.CHINESE
    )
    # A mail every Monday to those who lead.
    weekly_digest = models.BooleanField(_("weekly digest by mail"), default=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may enter the administration"), default=False)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("username",)
        constraints = (
            models.CheckConstraint(
                name="user_language_known", condition=models.Q(language__in=Language.values)
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name as written in documents."""
        return self.name

    def get_short_name(self) -> str:
        """The name as shown in the page header."""
        return self.name

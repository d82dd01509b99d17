"""The administration of the directory. Django's own log keeps who changed what."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agencies.models import ApiToken, Appointment, Organisation, User
from agencies.services.tree import replant


class PersonCreationForm(AdminUserCreationForm):  # type: ignore[type-arg]
    """A new person: user name, name and password."""

    class Meta:
        model = User
        fields = ("username", "name")


class PersonChangeForm(UserChangeForm):  # type: ignore[type-arg]
    """A person's account."""

    class Meta:
        model = User
        fields = "__all__"


class AppointmentInline(admin.TabularInline):  # type: ignore[type-arg]
    """The posts of a person."""

    model = Appointment
    extra = 0
    autocomplete_fields = ("organisation", "loaned_from")


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    """People and their posts."""

    form = PersonChangeForm
    add_form = PersonCreationForm
    inlines = (AppointmentInline,)
    list_display = ("username", "name", "email", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff", "appointments__post")
    search_fields = ("username", "name", "email")
    ordering = ("username",)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Personal details"), {"fields": ("name", "email", "phone", "language")}),
        (
            _("Account"),
            {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")},
        ),
        (_("Dates"), {"fields": ("last_login",)}),
    )
    readonly_fields = ("last_login",)
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("username", "name", "usable_password", "password1", "password2"),
            },
        ),
    )


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Organisations; a change of the tree moves the ancestors with it."""

    list_display = ("code", "short_name", "kind", "level", "region", "parent", "is_active")
    list_filter = ("kind", "level", "is_active")
    list_select_related = ("parent",)
    search_fields = ("code", "name", "short_name")
    autocomplete_fields = ("parent",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What an organisation is does not change: it is closed, and a new one made."""
        return ("code", "kind", "level") if obj else ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save it, then bring the ancestors of all in line."""
        super().save_model(request, obj, form, change)
        replant()


@admin.register(Appointment)
class AppointmentAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Who holds which post where."""

    list_display = ("person", "organisation", "post", "starts_on", "ends_on", "loaned_from")
    list_filter = ("post", "organisation__kind")
    list_select_related = ("person", "organisation", "loaned_from")
    search_fields = ("person__username", "person__name", "organisation__name")
    autocomplete_fields = ("person", "organisation", "loaned_from")
    date_hierarchy = "starts_on"


@admin.register(ApiToken)
class ApiTokenAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Tokens, to be taken back; nobody makes one for another."""

    list_display = ("prefix", "user", "created_at", "expires_at", "last_used_on")
    list_select_related = ("user",)
    search_fields = ("user__username", "prefix")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only the person makes their token, over the API."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A token has nothing to change."""
        return False

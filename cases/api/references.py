"""How an answer names what has a place of its own: organisations, people, clues, cases, files."""

from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from rest_framework import serializers

from agencies.models import Organisation, User
from cases.actions.base import Target
from cases.models import Case, Matter, StoredFile
from pilit.web.texts import translated

type Parts = tuple[str | Prefetch[str], ...]
"""What is fetched together with a case."""


class OrganisationRef(serializers.ModelSerializer[Organisation]):
    """An organisation by code and name."""

    class Meta:
        model = Organisation
        fields = ("code", "name", "short_name")


class PersonRef(serializers.ModelSerializer[User]):
    """A person by user name and name."""

    class Meta:
        model = User
        fields = ("username", "name")


class FileRef(serializers.ModelSerializer[StoredFile]):
    """A file, with the address it is fetched from."""

    url = serializers.SerializerMethodField()

    class Meta:
        model = StoredFile
        fields = ("id", "name", "media_type", "size", "sha256", "url")

    def get_url(self, row: StoredFile) -> str:
        """Where it is sent from, to those who may see it."""
        return reverse("api:file", kwargs={"pk": row.pk})


class TargetRef(serializers.Serializer[Any]):
    """A clue or case by number and title."""

    kind = serializers.SerializerMethodField()
    number = serializers.CharField()
    title = serializers.CharField()

    def get_kind(self, row: Target) -> str:
        """``clue`` or ``case``."""
        return kind_of(row)


class LabelField(serializers.ReadOnlyField):
    """A message id of the row, in the reader's language."""

    def to_representation(self, value: Any) -> str:
        """The words."""
        return translated(value)


def kind_of(target: Target) -> str:
    """``clue``, ``case`` or the sort of a matter."""
    if isinstance(target, Matter):
        return target.sort
    return "case" if isinstance(target, Case) else "clue"

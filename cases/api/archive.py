"""The archive of a file, as the API tells it."""

from typing import Any

from rest_framework import serializers

from cases.api.references import PersonRef
from cases.models import Archive


class MissingPieceSerializer(serializers.Serializer[Any]):
    """What the file lacked when it was archived: its code, its name in Chinese, the reason."""

    piece = serializers.CharField()
    name = serializers.CharField()
    reason = serializers.CharField()


class ArchiveSerializer(serializers.ModelSerializer[Archive]):
    """One archiving; the newest is the last."""

    archived_by = PersonRef()
    missing = MissingPieceSerializer(many=True)

    class Meta:
        model = Archive
        fields = (
            "version",
            "number",
            "on",
            "archived_by",
            "volumes",
            "pages",
            "entries",
            "missing",
        )

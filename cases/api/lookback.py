"""Look-backs, as the API tells them."""

from rest_framework import serializers

from cases.api.references import FileRef, PersonRef
from cases.models import LookBack, LookBackItem


class LookBackItemSerializer(serializers.ModelSerializer[LookBackItem]):
    class Meta:
        model = LookBackItem
        fields = ("no", "finding", "note")


class LookBackSerializer(serializers.ModelSerializer[LookBack]):
    officers = PersonRef(many=True)
    items = LookBackItemSerializer(many=True)
    files = FileRef(many=True)

    class Meta:
        model = LookBack
        fields = (
            "id",
            "on",
            "officers",
            "conclusion",
            "items",
            "address",
            "lng",
            "lat",
            "taken_at",
            "files",
        )


LOOK_BACK_PARTS = ("look_backs__officers", "look_backs__items", "look_backs__files")
"""What the serializers above read, fetched together."""

"""Look-backs, as the API tells them."""

from rest_framework import serializers

from cases.api.references import PersonRef
from cases.models import LookBack, LookBackItem


class LookBackItemSerializer(serializers.ModelSerializer[LookBackItem]):
    class Meta:
        model = LookBackItem
        fields = ("no", "finding", "note")


class LookBackSerializer(serializers.ModelSerializer[LookBack]):
    officers = PersonRef(many=True)
    items = LookBackItemSerializer(many=True)

    class Meta:
        model = LookBack
        fields = ("id", "on", "officers", "conclusion", "items")


LOOK_BACK_PARTS = ("look_backs__officers", "look_backs__items")
"""What the serializers above read, fetched together."""

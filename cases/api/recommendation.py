"""The recommendation and what follows it, as the API tells them."""

from rest_framework import serializers

from cases.api.references import FileRef, OrganisationRef, PersonRef
from cases.models import (
    FollowUp,
    Objection,
    Recommendation,
    RecommendationItem,
    Reply,
    ReplyItem,
    ReviewSuspension,
)


class ItemSerializer(serializers.ModelSerializer[RecommendationItem]):
    class Meta:
        model = RecommendationItem
        fields = ("no", "text")


class ReplyItemSerializer(serializers.ModelSerializer[ReplyItem]):
    class Meta:
        model = ReplyItem
        fields = ("no", "measure", "status", "finish_by")


class ReplySerializer(serializers.ModelSerializer[Reply]):
    submitted_by = PersonRef()
    items = ReplyItemSerializer(many=True)
    files = FileRef(many=True)
    scans = FileRef(many=True)

    class Meta:
        model = Reply
        fields = (
            "kind",
            "statement",
            "received_on",
            "posted_on",
            "submitted_by",
            "items",
            "files",
            "scans",
        )


class ObjectionSerializer(serializers.ModelSerializer[Objection]):
    class Meta:
        model = Objection
        fields = ("ground", "stated_on", "upheld", "reason", "answered_on")


class RecommendationSerializer(serializers.ModelSerializer[Recommendation]):
    """A recommendation with what followed it. Everything in it has been addressed to the organ."""

    organ = OrganisationRef()
    items = ItemSerializer(many=True)
    objections = ObjectionSerializer(many=True)
    replies = ReplySerializer(many=True)

    class Meta:
        model = Recommendation
        fields = (
            "number",
            "organ",
            "urgent",
            "source_of_case",
            "facts",
            "failure",
            "legal_basis",
            "other_matters",
            "decided_on",
            "served_on",
            "withdrawn_on",
            "items",
            "objections",
            "replies",
        )


class FollowUpSerializer(serializers.ModelSerializer[FollowUp]):
    officers = PersonRef(many=True)

    class Meta:
        model = FollowUp
        fields = ("on", "officers", "note")


class ReviewSuspensionSerializer(serializers.ModelSerializer[ReviewSuspension]):
    class Meta:
        model = ReviewSuspension
        fields = ("reason", "starts_on", "resumed_on")


RECOMMENDATION_PARTS = (
    "recommendations__organ",
    "recommendations__items",
    "recommendations__objections",
    "recommendations__replies__submitted_by",
    "recommendations__replies__items",
    "recommendations__replies__files",
    "recommendations__replies__scans",
    "follow_ups__officers",
    "review_suspensions",
)
"""What the serializers above read, fetched together."""

"""The organisations of the directory, readable by everybody who is logged in."""

from typing import Any

from django.db.models import Q
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.permissions import IsAuthenticated

from agencies.api.paging import ByCode
from agencies.models import Level, Organisation, OrganisationKind
from agencies.models.organisation import OrganisationQuerySet


class OrganisationSerializer(serializers.ModelSerializer[Organisation]):
    """One organisation; ``parent`` is the code of the next higher one of its kind."""

    # Declared fields leave the class, so this hides nothing of the framework's attribute.
    parent = serializers.SlugRelatedField[Organisation](  # type: ignore[assignment]
        slug_field="code", read_only=True
    )

    class Meta:
        model = Organisation
        fields = ("code", "name", "short_name", "kind", "level", "region", "parent")


class OrganisationFilter(serializers.Serializer[Any]):
    """What a list may be narrowed by; ``q`` is a part of the name or the code."""

    kind = serializers.ChoiceField(choices=OrganisationKind.choices, required=False)
    level = serializers.ChoiceField(choices=Level.choices, required=False)
    region = serializers.CharField(max_length=8, required=False)
    q = serializers.CharField(max_length=60, required=False)


class OrganisationList(ListAPIView[Organisation]):
    """Active organisations by code."""

    permission_classes = (IsAuthenticated,)
    serializer_class = OrganisationSerializer
    pagination_class = ByCode

    @extend_schema(operation_id="organisations_list", parameters=[OrganisationFilter])
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Active organisations, narrowed by kind, level, region or a part of the name."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> OrganisationQuerySet:
        """The organisations asked for."""
        asked = OrganisationFilter(data=self.request.query_params)
        asked.is_valid(raise_exception=True)
        wanted = dict(asked.validated_data)
        part = wanted.pop("q", "")
        found = Organisation.objects.active().filter(**wanted).select_related("parent")
        if part:
            found = found.filter(
                Q(name__icontains=part) | Q(short_name__icontains=part) | Q(code=part)
            )
        return found


class OrganisationDetail(RetrieveAPIView[Organisation]):
    """One active organisation by its code."""

    permission_classes = (IsAuthenticated,)
    serializer_class = OrganisationSerializer
    lookup_field = "code"

    def get_queryset(self) -> OrganisationQuerySet:
        """The active ones."""
        return Organisation.objects.active().select_related("parent")

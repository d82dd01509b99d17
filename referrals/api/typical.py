"""Typical cases on their way to the public: the list, and one with its text and its checklist."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.base import ApiView, now
from cases.api.offers import AvailableActionSerializer, available_actions
from cases.api.paging import NEWEST, OrderedPagination
from cases.api.references import LabelField, OrganisationRef, PersonRef
from pilit.web.paging import Ordering
from referrals.models import KeptMark, TypicalCase
from referrals.services.anonymity import open_marks
from referrals.views.typical import typical_for


class TypicalCaseSerializer(serializers.ModelSerializer[TypicalCase]):
    """A typical case in a list."""

    state_label = LabelField()
    procuratorate = OrganisationRef()

    class Meta:
        model = TypicalCase
        fields: tuple[str, ...] = (
            "number",
            "state",
            "state_label",
            "version",
            "procuratorate",
            "heading",
            "theme_day",
            "chosen_on",
            "reviewed_on",
            "published_on",
            "withdrawn_on",
        )


class OpenMarkSerializer(serializers.Serializer[Any]):
    """Words about which nobody has decided yet, and how often they stand in the text."""

    kind = serializers.CharField()
    words = serializers.CharField()
    times = serializers.IntegerField()


class KeptMarkSerializer(serializers.ModelSerializer[KeptMark]):
    """Words that may stand, and why."""

    kind = serializers.CharField()
    by = PersonRef()

    class Meta:
        model = KeptMark
        fields = ("kind", "words", "reason", "by", "on")


class WholeTypicalCaseSerializer(TypicalCaseSerializer):
    """A typical case with its text, what is marked in it, and what the asker may do."""

    case = serializers.SlugRelatedField(slug_field="number", read_only=True)  # type: ignore[var-annotated]
    author = PersonRef()
    open_marks = OpenMarkSerializer(many=True)
    kept = KeptMarkSerializer(many=True)
    available_actions = AvailableActionSerializer(many=True)

    class Meta(TypicalCaseSerializer.Meta):
        fields: tuple[str, ...] = (
            *TypicalCaseSerializer.Meta.fields,
            "case",
            "author",
            "harm",
            "done",
            "result",
            "significance",
            "remark",
            "withdrawn_reason",
            "open_marks",
            "kept",
            "available_actions",
        )


class TypicalCaseList(ApiView, ListAPIView[TypicalCase]):
    """The typical cases of those cases the asker sees from inside."""

    serializer_class = TypicalCaseSerializer
    pagination_class = OrderedPagination
    orderings: ClassVar[Mapping[str, Ordering]] = {"newest": NEWEST}

    @extend_schema(operation_id="typical_cases_list")
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The typical cases of those cases the asker sees from inside."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[TypicalCase]:
        """All of them."""
        if self.is_described:
            return TypicalCase.objects.none()
        return TypicalCase.objects.visible_to(self.actor).select_related("procuratorate")


class TypicalCaseDetail(ApiView):
    """One typical case."""

    @extend_schema(operation_id="typical_case", responses=WholeTypicalCaseSerializer)
    def get(self, request: Request, number: str) -> Response:
        """One typical case with its text and its checklist."""
        row = typical_for(self.actor, number)
        answer = {
            **TypicalCaseSerializer(row).data,
            **row.texts,
            "case": row.case.number,
            "author": PersonRef(row.author).data,
            "remark": row.remark,
            "withdrawn_reason": row.withdrawn_reason,
            "open_marks": OpenMarkSerializer(open_marks(row), many=True).data,
            "kept": KeptMarkSerializer(row.kept.select_related("by"), many=True).data,
            "available_actions": available_actions(row, self.actor, now()),
        }
        return Response(answer)

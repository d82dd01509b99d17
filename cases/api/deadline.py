"""Deadlines: the list over all clues and cases, and one with the steps of its computation."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.base import ApiView, asked, now
from cases.api.paging import NEWEST, OrderedPagination
from cases.api.references import OrganisationRef, TargetRef
from cases.domain.rulebook import all_rules
from cases.models import Deadline, DeadlineExtension, DeadlineStatus, DeadlineSuspension
from cases.services.calendars import current_calendar
from cases.services.periods import computation, procedure_of, rule_of
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date
from pilit.web.paging import Ordering
from pilit.web.texts import cite, steps_in_words, translated


class SuspensionSerializer(serializers.ModelSerializer[DeadlineSuspension]):
    class Meta:
        model = DeadlineSuspension
        fields: tuple[str, ...] = ("starts_on", "ends_on", "reason", "basis")


class ExtensionSerializer(serializers.ModelSerializer[DeadlineExtension]):
    class Meta:
        model = DeadlineExtension
        fields: tuple[str, ...] = (
            "step",
            "granted_on",
            "granted_by",
            "days",
            "months",
            "reason",
            "basis",
        )


class StepSerializer(serializers.Serializer[Any]):
    """One step of a computation in words, with its articles."""

    text = serializers.CharField()
    basis = serializers.ListField(child=serializers.CharField())


class DeadlineSerializer(serializers.ModelSerializer[Deadline]):
    """A period, its end (a Beijing date, the last day) and on what basis it runs."""

    label = serializers.SerializerMethodField()  # type: ignore[assignment]  # leaves the class, hides nothing
    who = serializers.SerializerMethodField()
    start = serializers.SerializerMethodField()
    basis = serializers.SerializerMethodField()
    responsible = OrganisationRef()
    target = serializers.SerializerMethodField()

    class Meta:
        model = Deadline
        fields: tuple[str, ...] = (
            "id",
            "code",
            "label",
            "who",
            "status",
            "start",
            "start_on",
            "due_on",
            "provisional",
            "met_on",
            "responsible",
            "basis",
            "target",
        )

    def get_label(self, row: Deadline) -> str:
        """What the period is called."""
        return translated(rule_of(row).label)

    def get_who(self, row: Deadline) -> str:
        """Who must do what."""
        return translated(rule_of(row).who)

    def get_start(self, row: Deadline) -> str:
        """The fact that started the clock."""
        return translated(rule_of(row).start)

    def get_basis(self, row: Deadline) -> list[str]:
        """The articles, in full."""
        return [cite(each) for each in rule_of(row).basis_in(procedure_of(row.case))]

    @extend_schema_field(TargetRef)
    def get_target(self, row: Deadline) -> dict[str, Any]:
        """The clue or case it belongs to."""
        return dict(TargetRef(row.case or row.clue).data)


class ExplainedDeadlineSerializer(DeadlineSerializer):
    """A period with everything it was computed from. Give ``calendar`` in the context."""

    suspensions = SuspensionSerializer(many=True)
    extensions = ExtensionSerializer(many=True)
    explanation = serializers.SerializerMethodField()

    class Meta(DeadlineSerializer.Meta):
        fields: tuple[str, ...] = (
            *DeadlineSerializer.Meta.fields,
            "rule_version",
            "calendar_version",
            "cancelled_on",
            "cancel_reason",
            "suspensions",
            "extensions",
            "explanation",
        )

    @extend_schema_field(StepSerializer(many=True))
    def get_explanation(self, row: Deadline) -> list[dict[str, Any]]:
        """How its end was computed, step by step with articles."""
        lines = steps_in_words(computation(row, self.context["calendar"]).steps)
        return [{"text": line.text, "basis": list(line.basis)} for line in lines]


class DeadlineFilter(serializers.Serializer[Any]):
    """What the list may be narrowed by. ``due_before`` does not include its day."""

    status = serializers.MultipleChoiceField(choices=DeadlineStatus.choices, required=False)
    code = serializers.ChoiceField(choices=[], required=False)
    responsible = serializers.SlugField(max_length=32, required=False)
    procuratorate = serializers.SlugField(max_length=32, required=False)
    due_before = serializers.DateField(required=False)
    due_from = serializers.DateField(required=False)
    overdue = serializers.BooleanField(required=False, default=False)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """The fields, with the codes of the rule book."""
        found = super().get_fields()
        codes = sorted({rule.code for rule in all_rules()})
        found["code"] = serializers.ChoiceField(choices=codes, required=False)
        return found


class DeadlineList(ApiView, ListAPIView[Deadline]):
    """The deadlines the asker may see, the first to end first."""

    serializer_class = DeadlineSerializer
    pagination_class = OrderedPagination
    orderings: ClassVar[Mapping[str, Ordering]] = {
        "due": Ordering("due_on", nullable=True),
        "newest": NEWEST,
    }

    @extend_schema(operation_id="deadlines_list", parameters=[DeadlineFilter])
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Deadlines of clues and cases; an organ or court sees those it has to keep itself."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Deadline]:
        """Those asked for."""
        if self.is_described:
            return Deadline.objects.none()
        wanted = asked(DeadlineFilter, self.request)
        rows = Deadline.objects.visible_to(self.actor).filter(
            _condition(wanted, beijing_date(now()))
        )
        return rows.select_related("case", "clue", "responsible")


def _condition(wanted: Mapping[str, Any], today: dt.date) -> Q:
    lookups = {
        "status": "status__in",
        "code": "code",
        "responsible": "responsible__code",
        "due_before": "due_on__lt",
        "due_from": "due_on__gte",
    }
    found = Q(
        **{lookups[name]: value for name, value in wanted.items() if value and name in lookups}
    )
    if "procuratorate" in wanted:
        code = wanted["procuratorate"]
        found &= Q(case__procuratorate__code=code) | Q(clue__procuratorate__code=code)
    if wanted.get("overdue"):
        late = Q(status=DeadlineStatus.RUNNING, due_on__lt=today)
        found &= late | Q(status=DeadlineStatus.MISSED, met_on__isnull=True)
    return found


class DeadlineDetail(ApiView):
    """One deadline, explained."""

    @extend_schema(operation_id="deadline", responses=ExplainedDeadlineSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """How the end of one deadline was computed, step by step with articles."""
        row = explained(Deadline.objects.visible_to(self.actor).filter(pk=pk)).first()
        if row is None:
            raise NotFound
        return Response(tell_deadlines([row])[0])


def explained(rows: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """Rows with what their explanation reads."""
    return rows.select_related("case", "clue", "responsible").prefetch_related(
        "suspensions", "extensions"
    )


def tell_deadlines(rows: list[Deadline]) -> list[dict[str, Any]]:
    """Deadlines with their explanation, in the order given."""
    context = {"calendar": current_calendar()}
    return list(ExplainedDeadlineSerializer(rows, many=True, context=context).data)

"""Joint meetings: the list, and one with its attendance and tasks."""

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
from cases.api.references import LabelField, OrganisationRef
from pilit.web.paging import Ordering
from referrals.models import Attendance, JointMeeting, JointTask, TaskReport
from referrals.views.joint_meeting import meeting_for


class JointMeetingSerializer(serializers.ModelSerializer[JointMeeting]):
    """A meeting in a list."""

    state_label = LabelField()
    mechanism = serializers.CharField(source="of_mechanism.number")
    procuratorate = OrganisationRef()

    class Meta:
        model = JointMeeting
        fields: tuple[str, ...] = (
            "number",
            "version",
            "subject",
            "state_label",
            "mechanism",
            "procuratorate",
            "meets_at",
            "place",
            "held_on",
        )


class AttendanceSerializer(serializers.ModelSerializer[Attendance]):
    """Whether a participant attended."""

    organisation = OrganisationRef()

    class Meta:
        model = Attendance
        fields = ("organisation", "attended", "who")


class TaskReportSerializer(serializers.ModelSerializer[TaskReport]):
    """What was reported on a task."""

    progress_label = LabelField()

    class Meta:
        model = TaskReport
        fields = ("on", "progress_label", "text")


class JointTaskSerializer(serializers.ModelSerializer[JointTask]):
    """A task with what was reported on it."""

    owner = OrganisationRef()
    reports = TaskReportSerializer(many=True)

    class Meta:
        model = JointTask
        fields = ("no", "text", "owner", "due_on", "done_on", "dropped_on", "reports")


class WholeJointMeetingSerializer(JointMeetingSerializer):
    """A meeting in full."""

    agenda = serializers.ListField(child=serializers.CharField())
    attendance = AttendanceSerializer(many=True)
    tasks = JointTaskSerializer(many=True)
    available_actions = AvailableActionSerializer(many=True)

    class Meta(JointMeetingSerializer.Meta):
        fields: tuple[str, ...] = (
            *JointMeetingSerializer.Meta.fields,
            "agenda",
            "deliberation",
            "cancel_reason",
            "attendance",
            "tasks",
            "available_actions",
        )


class JointMeetingList(ApiView, ListAPIView[JointMeeting]):
    """The meetings the asker may see."""

    serializer_class = JointMeetingSerializer
    pagination_class = OrderedPagination
    orderings: ClassVar[Mapping[str, Ordering]] = {"newest": NEWEST}

    @extend_schema(operation_id="joint_meetings_list")
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The meetings of the mechanisms the asker may see."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[JointMeeting]:
        """All of them."""
        if self.is_described:
            return JointMeeting.objects.none()
        rows = JointMeeting.objects.visible_to(self.actor)
        return rows.select_related("procuratorate", "of_mechanism")


class JointMeetingDetail(ApiView):
    """One meeting."""

    @extend_schema(operation_id="joint_meeting", responses=WholeJointMeetingSerializer)
    def get(self, request: Request, number: str) -> Response:
        """One meeting with its attendance and tasks, and what the asker may do."""
        row = meeting_for(self.actor, number)
        attendances = row.attendances.select_related("organisation")
        tasks = row.tasks.select_related("owner").prefetch_related("reports")
        answer = {
            **JointMeetingSerializer(row).data,
            "agenda": row.agenda_items,
            "deliberation": row.deliberation,
            "cancel_reason": row.cancel_reason,
            "attendance": AttendanceSerializer(attendances, many=True).data,
            "tasks": JointTaskSerializer(tasks, many=True).data,
            "available_actions": available_actions(row, self.actor, now()),
        }
        return Response(answer)

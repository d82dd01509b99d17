"""Exports of whole case files: asked for, looked after, fetched; each its asker's alone."""

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.base import NUMBER, ApiView, now
from cases.api.paging import NEWEST, OLDEST, OrderedPagination
from cases.models import FileExport
from cases.views.access import case_for, is_inside, user_of
from cases.views.documents.file_papers import asked_for, export_content, export_for, is_over
from cases.views.readings import record_reading
from pilit.law.errors import NotFound
from pilit.web.paging import Ordering
from pilit.web.texts import translated


class ExportSerializer(serializers.ModelSerializer[FileExport]):
    """An export: how far it is (``done`` of ``total`` steps), and where its file is once ready."""

    case = serializers.SlugRelatedField[Any](slug_field="number", read_only=True)
    status = serializers.SerializerMethodField()
    error = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()
    file = serializers.SerializerMethodField()

    class Meta:
        model = FileExport
        fields = (
            "id",
            "case",
            "kind",
            "status",
            "asked_at",
            "done",
            "total",
            "size",
            "expires_at",
            "error",
            "url",
            "file",
        )

    def get_status(self, row: FileExport) -> FileExport.Status:
        """Where it stands; expired from the very moment its hours are over."""
        return FileExport.Status.EXPIRED if is_over(row, now()) else FileExport.Status(row.status)

    def get_error(self, row: FileExport) -> str:
        """Why it could not be made."""
        return translated(row.error)

    def get_url(self, row: FileExport) -> str:
        """Where to ask how far it is."""
        return reverse("api:export", args=[row.pk])

    def get_file(self, row: FileExport) -> str | None:
        """Where the file is fetched; none while there is none."""
        ready = self.get_status(row) == FileExport.Status.READY
        return reverse("api:export-file", args=[row.pk]) if ready else None


class ExportRequest(serializers.Serializer[Any]):
    """``case`` is the number of a case that the asker sees from inside."""

    case = serializers.RegexField(rf"^{NUMBER}$", max_length=60)
    kind = serializers.ChoiceField(choices=FileExport.Kind.choices)


class ExportList(ApiView, GenericAPIView[FileExport]):
    """The exports the asker asked for."""

    pagination_class = OrderedPagination
    serializer_class = ExportSerializer
    queryset = FileExport.objects.none()
    orderings: ClassVar[Mapping[str, Ordering]] = {"newest": NEWEST, "oldest": OLDEST}

    @extend_schema(operation_id="exports_list", responses=ExportSerializer(many=True))
    def get(self, request: Request) -> Response:
        """One's own, of cases one still sees from inside."""
        del request
        rows: QuerySet[FileExport] = FileExport.objects.visible_to(self.actor)
        found = self.paginate_queryset(rows.select_related("case"))
        return self.get_paginated_response(ExportSerializer(found or [], many=True).data)

    @extend_schema(
        operation_id="export_ask", request=ExportRequest, responses={202: ExportSerializer}
    )
    def post(self, request: Request) -> Response:
        """Ask for an export; the one already asked for where it is not finished yet."""
        wanted = ExportRequest(data=request.data)
        wanted.is_valid(raise_exception=True)
        case = case_for(self.actor, wanted.validated_data["case"])
        if not is_inside(self.actor, case):
            raise NotFound
        record_reading(request._request, case, now())
        row = asked_for(case, user_of(request._request), wanted.validated_data["kind"], now())
        answer = ExportSerializer(row).data
        return Response(answer, status=202, headers={"Location": answer["url"]})


class ExportDetail(ApiView):
    """One export."""

    @extend_schema(operation_id="export", responses=ExportSerializer)
    def get(self, request: Request, pk: uuid.UUID) -> Response:
        """How far an export is."""
        del request
        return Response(ExportSerializer(export_for(self.actor, pk)).data)


class ExportContent(ApiView):
    """Sends what was exported."""

    @extend_schema(
        operation_id="export_download",
        responses={(200, "application/octet-stream"): OpenApiResponse(OpenApiTypes.BINARY)},
    )
    def get(self, request: Request, pk: uuid.UUID) -> HttpResponseBase:
        """Send the file as an attachment, until its hours are over."""
        return export_content(request._request, export_for(self.actor, pk))

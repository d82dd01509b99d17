"""Files: sent in one by one, and fetched by whoever may see them."""

import uuid

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.base import ApiView, now
from cases.api.references import FileRef
from cases.views.file import attachment, file_for, receive
from pilit.law.errors import Invalid
from pilit.law.texts import N_

_FORM = {
    "type": "object",
    "required": ["file"],
    "properties": {"file": {"type": "string", "contentMediaType": "application/octet-stream"}},
}


class FileUpload(ApiView):
    """Takes a file; an action puts it into a case by its id."""

    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="file_upload", request={"multipart/form-data": _FORM}, responses={201: FileRef}
    )
    def post(self, request: Request) -> Response:
        """Take one file (``file``, at most 50 MB), the sender's alone until an action names it."""
        given = request.FILES.get("file")
        if not isinstance(given, UploadedFile):
            raise Invalid(errors={"file": [N_("Choose a file.")]})
        row = receive(given, self.actor, now())
        answer = FileRef(row).data
        return Response(answer, status=201, headers={"Location": answer["url"]})


class FileContent(ApiView):
    """Sends a file."""

    @extend_schema(
        operation_id="file_download",
        responses={(200, "application/octet-stream"): OpenApiResponse(OpenApiTypes.BINARY)},
    )
    def get(self, request: Request, pk: uuid.UUID) -> HttpResponseBase:
        """Send a file as an attachment."""
        return attachment(file_for(self.actor, pk))

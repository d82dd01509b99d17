"""Decided documents: the list, one as blocks, and its files."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.base import NUMBER, ApiView, asked, now
from cases.api.paging import NEWEST, OLDEST, OrderedPagination
from cases.api.references import OrganisationRef
from cases.documents.blocks import as_data
from cases.documents.pdf import NoGlyph
from cases.models import LegalDocument
from cases.services.authenticity import authenticity_of
from cases.services.document_faces import pdf_of, word_of
from cases.views.documents.document import MEDIA_TYPES, attached, document_for, verify_url
from cases.views.readings import record_reading
from pilit.law.errors import Conflict
from pilit.law.texts import N_
from pilit.web.paging import Ordering


class DocumentSerializer(serializers.ModelSerializer[LegalDocument]):
    """A decided document, and where its faces are: page, Word file, PDF, verification."""

    case = serializers.SlugRelatedField[Any](slug_field="number", read_only=True)
    clue = serializers.SlugRelatedField[Any](slug_field="number", read_only=True)
    issued_by = OrganisationRef()
    html = serializers.SerializerMethodField()
    docx = serializers.SerializerMethodField()
    pdf = serializers.SerializerMethodField()
    verify = serializers.SerializerMethodField()

    class Meta:
        model = LegalDocument
        fields: tuple[str, ...] = (
            "id",
            "case",
            "clue",
            "code",
            "name",
            "number",
            "digest",
            "issued_by",
            "made_at",
            "released_at",
            "html",
            "docx",
            "pdf",
            "verify",
        )

    def get_html(self, row: LegalDocument) -> str:
        """The page for people."""
        return reverse("cases:document", args=[row.pk])

    def get_docx(self, row: LegalDocument) -> str:
        """The Word file."""
        return reverse("api:document-docx", args=[row.pk])

    def get_pdf(self, row: LegalDocument) -> str:
        """The PDF."""
        return reverse("api:document-pdf", args=[row.pk])

    def get_verify(self, row: LegalDocument) -> str:
        """The public page that verifies it."""
        return reverse("cases:verify", args=[row.token])


class DocumentTextSerializer(DocumentSerializer):
    """A decided document with its text. Give ``checked`` in the context.

    ``blocks`` is empty where the stored text is not what was decided (``is_intact``).
    """

    is_intact = serializers.SerializerMethodField()
    blocks = serializers.SerializerMethodField()

    class Meta(DocumentSerializer.Meta):
        fields: tuple[str, ...] = (*DocumentSerializer.Meta.fields, "is_intact", "blocks")

    def get_is_intact(self, row: LegalDocument) -> bool:
        """Whether nothing was changed since the decision."""
        del row
        return bool(self.context["checked"].is_intact)

    def get_blocks(self, row: LegalDocument) -> list[dict[str, Any]]:
        """Title, number, addressee, paragraphs, items, tables …, each with its ``kind``."""
        return list(as_data(row.document.blocks)) if self.get_is_intact(row) else []


class DocumentFilter(serializers.Serializer[Any]):
    """``case`` is the number of a case."""

    case = serializers.RegexField(rf"^{NUMBER}$", required=False, max_length=60)


class DocumentList(ApiView, ListAPIView[LegalDocument]):
    """The documents the asker may read."""

    serializer_class = DocumentSerializer
    pagination_class = OrderedPagination
    orderings: ClassVar[Mapping[str, Ordering]] = {"newest": NEWEST, "oldest": OLDEST}

    @extend_schema(operation_id="documents_list", parameters=[DocumentFilter])
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Those of the cases and clues one sees from inside.

        For organs and courts: what was served on them or delivered to them, and what they issued.
        """
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[LegalDocument]:
        """Those asked for."""
        if self.is_described:
            return LegalDocument.objects.none()
        rows = LegalDocument.objects.visible_to(self.actor)
        number = asked(DocumentFilter, self.request).get("case")
        if number:
            rows = rows.filter(case__number=number)
        return rows.select_related("case", "clue", "issued_by").defer("text")


class _OneDocument(ApiView):
    """What all addresses of one document begin with."""

    def opened(self, request: Request, pk: int) -> LegalDocument:
        """The document; that the file it belongs to was read is recorded."""
        row = document_for(self.actor, pk)
        if row.case is not None:
            record_reading(request._request, row.case, now())
        return row

    def intact(self, request: Request, pk: int) -> LegalDocument:
        """The document as it was decided. Raises :class:`Conflict` where it was altered since."""
        row = self.opened(request, pk)
        if not authenticity_of(row).is_intact:
            raise Conflict(N_("The stored text was changed after the document was decided."))
        return row


class DocumentDetail(_OneDocument):
    """One document."""

    @extend_schema(operation_id="document", responses=DocumentTextSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """One document with its text in blocks. The reading is recorded."""
        row = self.opened(request, pk)
        context = {"checked": authenticity_of(row)}
        return Response(DocumentTextSerializer(row, context=context).data)


class DocumentPdf(_OneDocument):
    """The PDF of a document."""

    @extend_schema(
        operation_id="document_pdf",
        responses={(200, MEDIA_TYPES["pdf"]): OpenApiResponse(OpenApiTypes.BINARY)},
    )
    def get(self, request: Request, pk: int) -> HttpResponse:
        """Send the PDF with number, digest, seal and the address that verifies it."""
        row = self.intact(request, pk)
        try:
            return attached(pdf_of(row, verify_url(request._request, row)), row, "pdf")
        except NoGlyph as missing:
            raise Conflict(
                N_("No font here has the character %(text)s. Take the Word file."),
                params={"text": missing.text},
            ) from missing


class DocumentWord(_OneDocument):
    """The Word file of a document."""

    @extend_schema(
        operation_id="document_docx",
        responses={(200, MEDIA_TYPES["docx"]): OpenApiResponse(OpenApiTypes.BINARY)},
    )
    def get(self, request: Request, pk: int) -> HttpResponse:
        """Send the Word file of the same text."""
        row = self.intact(request, pk)
        return attached(word_of(row), row, "docx")

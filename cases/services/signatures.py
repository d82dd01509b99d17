"""Electronic signatures of decided documents: made once, kept, and found unchanged later."""

import hashlib
import logging
import uuid
from dataclasses import dataclass
from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from cases.models import ElectronicSignature, LegalDocument
from cases.services.certificates import Certificate, UnusableCertificateError, certificate_of

logger = logging.getLogger(__name__)

#: By its name, so that pyHanko is loaded where something is signed and nowhere else.
_SIGNED: Final = "cases.services.electronic_signing.signed"


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature of a document, and whether its file is still what was signed."""

    row: ElectronicSignature
    is_kept: bool


def signature_of(document: LegalDocument) -> Signature | None:
    """The newest signature of a document, if it was ever signed."""
    row = _newest(document)
    return Signature(row, _content(row) is not None) if row is not None else None


def signed_file_of(document: LegalDocument) -> bytes | None:
    """The signed PDF, if there is one that is still what was signed."""
    row = _newest(document)
    return _content(row) if row is not None else None


def sign(document: LegalDocument, pdf: bytes) -> bytes:
    """The PDF of a document, signed where its procuratorate has a certificate, and then kept.

    Only what has a number is signed, as only that is sealed. A certificate that cannot be used
    holds nobody up: the PDF stays unsigned, which the log and the verification page say.
    """
    certificate = _certificate(document) if document.number else None
    if certificate is None:
        return pdf
    with transaction.atomic():
        # Two who ask at once get the same original.
        LegalDocument.objects.select_for_update().get(pk=document.pk)
        return signed_file_of(document) or _signed(document, pdf, certificate)


def _certificate(document: LegalDocument) -> Certificate | None:
    code = document.issued_by.code
    try:
        certificate = certificate_of(code)
    except UnusableCertificateError as fault:
        logger.error("Documents of %s are not signed: %s.", code, fault)
        return None
    if certificate is not None and not certificate.is_valid(timezone.now()):
        logger.error("Documents of %s are not signed: its certificate is not valid now.", code)
        return None
    return certificate


def _signed(document: LegalDocument, pdf: bytes, certificate: Certificate) -> bytes:
    content: bytes = import_string(_SIGNED)(pdf, certificate)
    row = ElectronicSignature(
        document=document,
        sha256=hashlib.sha256(content).hexdigest(),
        signer=certificate.holder[:200],
        certified_by=certificate.certified_by[:200],
        serial_number=certificate.serial_number,
        valid_from=certificate.own.not_valid_before_utc,
        valid_until=certificate.own.not_valid_after_utc,
        signed_at=timezone.now(),
    )
    row.content.save(f"{uuid.uuid4().hex}.bin", ContentFile(content), save=False)
    row.save()
    return content


def _newest(document: LegalDocument) -> ElectronicSignature | None:
    return ElectronicSignature.objects.filter(document=document).order_by("-id").first()


def _content(row: ElectronicSignature) -> bytes | None:
    """The file that was signed; ``None`` where it is gone or another."""
    try:
        with row.content.open("rb") as stored:
            content = bytes(stored.read())
    except FileNotFoundError:
        return None
    return content if hashlib.sha256(content).hexdigest() == row.sha256 else None

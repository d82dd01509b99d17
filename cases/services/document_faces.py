"""The files of a decided document: made when first asked for, kept by what they are made of."""

import datetime as dt
import hashlib
import hmac
import io
import json
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.crypto import salted_hmac
from pypdf import PdfReader

from cases.documents.blocks import Document
from cases.documents.pdf import NoGlyph, Stamp, to_pdf
from cases.documents.word import to_docx
from cases.models import LegalDocument
from cases.services.papers import Unreadable
from cases.services.signatures import sign, signed_file_of

UNSET: Final = "〓"
"""Printed where no font has the character (the mark printers use)."""

_SALT: Final = "cases.services.document_faces"
_TAG: Final = 32


def pdf_of(row: LegalDocument, url: str) -> bytes:
    """The PDF with number, digest, seal and the address that verifies it; signed where its
    procuratorate has a certificate, and from then on the same file for everybody.

    Raises :class:`~cases.documents.pdf.NoGlyph` where no font has a character of the document.
    """
    return signed_file_of(row) or sign(row, unsigned_pdf_of(row, url))


def unsigned_pdf_of(row: LegalDocument, url: str) -> bytes:
    """The same without a signature, to be bound with others: a signature holds for one file.

    Raises :class:`~cases.documents.pdf.NoGlyph` as :func:`pdf_of` does.
    """
    seal = row.seal.sha256 if row.seal else ""
    return _kept(f"pdf {row.digest} {url} {seal}", lambda: _pdf(row, url))


def word_of(row: LegalDocument) -> bytes:
    """The Word file of the same text."""
    return _kept(f"docx {row.digest}", lambda: to_docx(row.document))


def public_address(row: LegalDocument) -> str:
    """The address that verifies a document, for those who make it without a request: empty where
    the installation does not say where it is reached.
    """
    site = settings.PILIT_PUBLIC_URL
    return f"{site.rstrip('/')}{reverse('cases:verify', args=[row.token])}" if site else ""


def pages_of(row: LegalDocument) -> int:
    """How many pages its PDF has, whatever characters its fonts lack.

    Raises ``ValueError`` where the text is no document any more.
    """
    try:
        content = _pdf(row, public_address(row))
    except NoGlyph:
        content = set_anyway(row.document, row.made_at)
    return len(PdfReader(io.BytesIO(content)).pages)


def set_anyway(document: Document, made_at: dt.datetime) -> bytes:
    """The PDF of a document; a character that no font has does not stop it."""
    for _attempt in range(100):
        try:
            return to_pdf(document, made_at)
        except NoGlyph as fault:
            document = _without(document, fault.text)
    raise Unreadable(document.name)


def _without(document: Document, characters: str) -> Document:
    text = document.canonical()
    for character in set(characters):
        text = text.replace(json.dumps(character, ensure_ascii=False)[1:-1], UNSET)
    return Document.restored(text)


def _pdf(row: LegalDocument, url: str) -> bytes:
    seal = None
    if row.seal is not None:
        with row.seal.content.open("rb") as picture:
            seal = picture.read()
    return to_pdf(row.document, row.made_at, Stamp(row.number, row.digest, url, seal))


def _kept(made_of: str, make: Callable[[], bytes]) -> bytes:
    """The file from the store, made and put there where it is missing or not what was put there."""
    name = f"documents/{hashlib.sha256(made_of.encode()).hexdigest()}"
    if default_storage.exists(name):
        with default_storage.open(name, "rb") as stored:
            tag, kept = bytes(stored.read(_TAG)), bytes(stored.read())
        if hmac.compare_digest(tag, _tag(name, kept)):
            return kept
        default_storage.delete(name)
    content = make()
    default_storage.save(name, ContentFile(_tag(name, content) + content))
    return content


def _tag(name: str, content: bytes) -> bytes:
    """What only this installation can write before a file: a file altered in the store is made
    anew.
    """
    digest = hashlib.sha256(content).hexdigest()
    return salted_hmac(_SALT, f"{name} {digest}", algorithm="sha256").digest()

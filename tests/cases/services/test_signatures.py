"""Decided documents signed electronically where a certificate is configured, and nowhere else."""

import datetime as dt
import io
import logging
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader
from pytest_django import Settings

from cases.checks import signing_certificates
from cases.models import ElectronicSignature, LegalDocument
from cases.services.case_binder import Binder
from cases.services.case_index import contents
from cases.services.document_faces import pdf_of
from cases.services.signatures import signature_of
from tests.cases.conftest import Story
from tests.cases.services.certificates import AUTHORITY, HOLDER, UNTIL, Authority

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]

URL = "https://cases.example/verify/x/"
YEAR = dt.timedelta(days=365)


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Settings) -> None:
    """Files go to a directory of the test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PILIT_PUBLIC_URL = "https://cases.example"


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.new()


@pytest.fixture
def keys(tmp_path: Path, settings: Settings) -> Path:
    """The directory with certificates, empty."""
    directory = tmp_path / "keys"
    directory.mkdir()
    settings.PILIT_SIGNING_DIR = directory
    return directory


def recommendation() -> LegalDocument:
    story = Story().to_recommended()
    return LegalDocument.objects.get(case=story.case, code="recommendation")


def validated(pdf: bytes, authority: Authority) -> PdfSignatureStatus:
    """What a reader that trusts the authority finds of the one signature of a file."""
    [signature] = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    trusted = ValidationContext(
        trust_roots=list(load_certs_from_pemder_data(authority.der)),
        allow_fetching=False,
        moment=dt.datetime.now(dt.UTC),
    )
    return validate_pdf_signature(signature, trusted)


def test_without_a_certificate_nothing_is_signed(keys: Path, settings: Settings) -> None:
    row = recommendation()
    for directory in (keys, None):
        settings.PILIT_SIGNING_DIR = directory
        assert PdfFileReader(io.BytesIO(pdf_of(row, URL))).embedded_signatures == []
        assert signature_of(row) is None
    assert not ElectronicSignature.objects.exists()


def test_the_pdf_is_signed_and_readers_find_it_valid(keys: Path, authority: Authority) -> None:
    own = authority.issue(keys)
    row = recommendation()
    pdf = pdf_of(row, URL)
    found = validated(pdf, authority)
    assert found.bottom_line
    assert found.coverage is SignatureCoverageLevel.ENTIRE_FILE
    assert found.signing_cert.subject.native["common_name"] == HOLDER
    assert row.number in PdfReader(io.BytesIO(pdf)).pages[0].extract_text().replace("\n", "")
    signature = signature_of(row)
    assert signature is not None
    assert signature.is_kept
    assert (signature.row.signer, signature.row.certified_by) == (HOLDER, AUTHORITY)
    assert signature.row.serial_number == f"{own.serial_number:X}"
    assert signature.row.valid_until == own.not_valid_after_utc


def test_an_altered_byte_is_found(keys: Path, authority: Authority) -> None:
    authority.issue(keys)
    pdf = bytearray(pdf_of(recommendation(), URL))
    pdf[pdf.index(b"stream\n") + 20] ^= 1
    found = validated(bytes(pdf), authority)
    assert not found.intact
    assert not found.bottom_line


def test_a_stranger_s_authority_is_not_believed(keys: Path, authority: Authority) -> None:
    authority.issue(keys)
    found = validated(pdf_of(recommendation(), URL), Authority.new())
    assert found.intact
    assert not found.trusted
    assert not found.bottom_line


def test_it_is_signed_once_whatever_comes_after(
    keys: Path, authority: Authority, settings: Settings
) -> None:
    authority.issue(keys)
    row = recommendation()
    pdf = pdf_of(row, URL)
    assert pdf_of(row, "https://elsewhere.example/verify/x/") == pdf
    authority.issue(keys)
    assert pdf_of(row, URL) == pdf, "a renewed certificate signs what comes later"
    settings.PILIT_SIGNING_DIR = None
    assert pdf_of(row, URL) == pdf
    assert ElectronicSignature.objects.count() == 1


def test_an_altered_file_in_the_store_is_not_handed_out(keys: Path, authority: Authority) -> None:
    authority.issue(keys)
    row = recommendation()
    pdf_of(row, URL)
    first = ElectronicSignature.objects.get()
    kept = Path(first.content.path)
    for left in (b"%PDF-1.7 forged", None):
        kept.chmod(0o600)
        kept.write_bytes(left) if left else kept.unlink()
        signature = signature_of(row)
        assert signature is not None
        assert not signature.is_kept
    again = pdf_of(row, URL)
    assert validated(again, authority).bottom_line
    assert ElectronicSignature.objects.count() == 2
    assert pdf_of(row, URL) == again


def test_what_has_no_number_is_not_signed(keys: Path, authority: Authority) -> None:
    authority.issue(keys)
    row = LegalDocument.objects.get(case=recommendation().case, code="filing_approval")
    pdf_of(row, URL)
    assert signature_of(row) is None


def test_another_procuratorate_s_certificate_does_not_sign(
    keys: Path, authority: Authority
) -> None:
    authority.issue(keys, "hd")
    row = recommendation()
    pdf_of(row, URL)
    assert signature_of(row) is None


def test_an_export_holds_signed_files_and_one_bound_of_unsigned_ones(
    keys: Path, authority: Authority
) -> None:
    authority.issue(keys)
    row = recommendation()
    assert row.case is not None
    binder = Binder(row.case, contents(row.case), row.made_at, lambda _done, _total: None)
    bound, packed = io.BytesIO(), io.BytesIO()
    binder.bind(bound)
    assert PdfFileReader(bound).embedded_signatures == []
    assert not ElectronicSignature.objects.exists()
    binder.pack(packed)
    with zipfile.ZipFile(packed) as archive:
        found = [archive.read(name) for name in archive.namelist()]
    assert pdf_of(row, URL) in found


@pytest.mark.parametrize("fault", ["expired", "passphrase", "damaged", "purpose"])
def test_a_certificate_that_will_not_do_holds_nobody_up(
    keys: Path, authority: Authority, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    past = dt.datetime.now(dt.UTC) - YEAR
    authority.issue(keys, signs=fault != "purpose", until=past if fault == "expired" else UNTIL)
    if fault == "passphrase":
        (keys / "cy.passphrase").unlink()
    if fault == "damaged":
        (keys / "cy.p12").write_bytes(b"no key")
    row = recommendation()
    with caplog.at_level(logging.ERROR):
        assert pdf_of(row, URL).startswith(b"%PDF")
    assert "Documents of cy are not signed" in caplog.text
    assert signature_of(row) is None


def test_the_check_says_what_is_wrong(keys: Path, authority: Authority) -> None:
    now = dt.datetime.now(dt.UTC)
    authority.issue(keys, "cy")
    assert signing_certificates(None) == []
    authority.issue(keys, "a", passphrase=None)
    authority.issue(keys, "b", passphrase=b"wrong")
    authority.issue(keys, "c", passphrase=b"")
    authority.issue(keys, "d", signs=False)
    authority.issue(keys, "e", until=now - YEAR)
    authority.issue(keys, "f", since=now + YEAR)
    told = {message.msg.split()[3]: message for message in signing_certificates(None)}
    assert {code: message.id for code, message in told.items()} == {
        **dict.fromkeys("abcd", "cases.E001"),
        **dict.fromkeys("ef", "cases.W001"),
    }
    assert "a.passphrase cannot be read" in told["a"].msg
    assert "b.p12 cannot be opened" in told["b"].msg
    assert "c.passphrase is empty" in told["c"].msg
    assert "d.p12 is not for signing" in told["d"].msg
    assert f"until {now - YEAR:%Y-%m-%d}" in told["e"].msg


def test_the_check_wants_a_directory_and_an_address(keys: Path, settings: Settings) -> None:
    settings.PILIT_PUBLIC_URL = ""
    assert [message.id for message in signing_certificates(None)] == ["cases.W002"]
    settings.PILIT_SIGNING_DIR = keys / "missing"
    assert [message.id for message in signing_certificates(None)] == ["cases.E001"]
    settings.PILIT_SIGNING_DIR = None
    assert signing_certificates(None) == []


@pytest.mark.usefixtures("clean_cache")
def test_the_verification_page_says_who_signed_and_until_when(
    keys: Path, authority: Authority
) -> None:
    own = authority.issue(keys)
    row = recommendation()
    url = reverse("cases:verify", args=[row.token])

    def page() -> str:
        return Client().get(url, headers={"accept-language": "en"}).content.decode()

    assert HOLDER in page()
    assert AUTHORITY not in page()
    pdf_of(row, URL)
    signature = ElectronicSignature.objects.get()
    for shown in (HOLDER, AUTHORITY, f"{own.serial_number:X}", "1 Jan 2096", signature.sha256):
        assert shown in page()
    Path(signature.content.path).write_bytes(b"forged")
    assert "was changed or is missing" in page()
    assert signature.sha256 not in page()


def test_pyhanko_is_loaded_only_to_sign() -> None:
    loaded = "import sys, django; django.setup(); import pilit.urls, cases.tasks"
    done = subprocess.run(
        [sys.executable, "-c", f"{loaded}; sys.exit('pyhanko' in sys.modules)"],
        env={"DJANGO_SETTINGS_MODULE": "pilit.settings.test", "PATH": ""},
        cwd=Path(__file__).parents[3],
        timeout=60,
    )
    assert done.returncode == 0

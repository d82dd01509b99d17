"""The pages of documents: previewed while they are written, read, taken as files, verified."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from cases.actions.registry import CASE_ACTIONS, CLUE_ACTIONS
from cases.documents.registry import made_by
from cases.models import LegalDocument, Reading, Seal
from cases.views.documents.preview import beside
from tests.cases.conftest import Story, actor_of
from tests.cases.services.test_documents import altered
from tests.cases.views.conftest import Browser, action_url

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]

FIELDS = {
    "urgent": "",
    "source_of_case": "履行职责中发现",
    "facts": "某公司私自凿井取水",
    "failure": "未依法查处",
    "legal_basis": "《水法》第四十八条",
    "items-0-text": "依法作出处罚",
}


def recommendation(story: Story) -> LegalDocument:
    return LegalDocument.objects.get(case=story.case, code="recommendation")


def url(row: LegalDocument, name: str = "document") -> str:
    return reverse(f"cases:{name}", args=[row.pk])


def verify(row: LegalDocument) -> str:
    return reverse("cases:verify", args=[row.token])


def taken(person: Browser, address: str) -> HttpResponse:
    """A file as a browser takes it."""
    answer: HttpResponse = person.client.get(address)  # type: ignore[assignment]  # of the client
    assert answer.status_code == 200
    return answer


def png(side: int = 400, *, sound: bool = True) -> bytes:
    """A red square with a transparent ground."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data) if sound else 1
        return len(data).to_bytes(4) + kind + data + check.to_bytes(4)

    line = b"\0" + b"\xc8\x10\x10\x80" * side
    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(line * side)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def test_the_file_lists_its_documents_and_opens_them(browser: Open, story: Story) -> None:
    story.to_recommended()
    row = recommendation(story)
    head = browser("cy.head").at(story.clock)
    assert story.case is not None
    file = head.open(reverse("cases:case", args=[story.case.number]))
    for name in ("document", "document_word", "document_pdf"):
        assert url(row, name) in file
    assert row.digest[:8] in file
    page = head.open(url(row))
    assert page.status == 200
    assert 'data-document="recommendation"' in page
    assert "依法处罚" in page
    assert row.digest in page
    assert "unchanged since it was decided" in page
    assert "document.css" in page
    assert "style=" not in page.html.replace("&quot;", '"')
    assert Reading.objects.filter(case=story.case, person=head.user).count() == 1


def test_the_pdf_bears_number_digest_and_the_address_that_verifies_it(
    browser: Open, story: Story, settings: Settings
) -> None:
    settings.PILIT_PUBLIC_URL = "https://gongyi.example.cn"
    row = recommendation(story.to_recommended())
    answer = taken(browser("cy.chief").at(story.clock), url(row, "document_pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    text = "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages
    )
    flat = text.replace("\n", "").replace(" ", "")
    assert row.number in flat
    assert row.digest in flat
    assert "依法处罚" in flat


def test_the_word_file_has_the_same_text(browser: Open, story: Story) -> None:
    row = recommendation(story.to_recommended())
    answer = taken(browser("cy.handler").at(story.clock), url(row, "document_word"))
    assert answer["X-Content-Type-Options"] == "nosniff"
    text = "\n".join(each.text for each in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert "依法处罚" in text
    assert row.number in text


def test_files_are_made_once_and_anew_where_the_store_was_altered(
    browser: Open, story: Story, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    row = recommendation(story.to_recommended())
    chief = browser("cy.chief").at(story.clock)
    first = taken(chief, url(row, "document_pdf")).content
    (kept,) = default_storage.listdir("documents")[1]
    stored = tmp_path / "documents" / kept
    before = stored.stat().st_mtime_ns
    assert taken(chief, url(row, "document_pdf")).content == first
    assert stored.stat().st_mtime_ns == before
    stored.write_bytes(stored.read_bytes().replace(b"%PDF", b"%PDX"))
    assert taken(chief, url(row, "document_pdf")).content == first


def test_whoever_may_not_see_it_gets_what_a_missing_one_gives(browser: Open, story: Story) -> None:
    row = recommendation(story.to_recommended())
    for name in ("hd.head", "cy-water.officer", "cy-court.judge", "cy-env.officer"):
        for page in ("document", "document_pdf", "document_word"):
            assert browser(name).at(story.clock).open(url(row, page)).status == 404
    assert Client().get(url(row)).status_code == 302


def test_the_organ_opens_what_was_served_on_it(browser: Open, story: Story) -> None:
    row = recommendation(story.to_awaiting_reply())
    officer = browser("cy-water.officer").at(story.clock)
    assert officer.open(url(row)).status == 200
    assert taken(officer, url(row, "document_pdf")).content.startswith(b"%PDF")


def test_an_altered_document_is_found_on_download_and_by_the_verification_page(
    browser: Open, story: Story
) -> None:
    row = recommendation(story.to_recommended())
    chief = browser("cy.chief").at(story.clock)
    assert taken(chief, url(row, "document_pdf")).content.startswith(b"%PDF")
    altered(row, text=row.text.replace("依法处罚", "不予处罚"))
    for name in ("document_pdf", "document_word"):
        page = chief.open(url(row, name))
        assert page.status == 409
        assert "was changed after it was decided" in page
    shown = chief.open(url(row))
    assert "was changed after it was decided" in shown
    assert "不予处罚" not in shown
    public = Client().get(verify(row), headers={"accept-language": "en"}).content.decode()
    assert "was changed after it was decided" in public
    assert row.digest in public


@pytest.mark.usefixtures("clean_cache")
def test_anybody_verifies_a_document_and_reads_nothing_of_it(story: Story) -> None:
    row = recommendation(story.to_recommended())
    answer = Client().get(verify(row), headers={"accept-language": "en"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert row.number in page
    assert row.digest in page
    assert "北京市朝阳区人民检察院" in page
    assert story.case is not None
    for secret in ("依法处罚", story.case.title, "cy-water", "水务局", "违法取水"):
        assert secret not in page


@pytest.mark.usefixtures("clean_cache", "directory")
def test_guessing_at_the_verification_page_is_slowed_down() -> None:
    client = Client()
    found = [
        client.get(reverse("cases:verify", args=[f"guess-{n}"])).status_code for n in range(25)
    ]
    assert set(found[:20]) == {404}
    assert 429 in found[20:]


def test_a_token_is_not_the_digest_and_differs(story: Story) -> None:
    rows = LegalDocument.objects.filter(case=story.to_recommended().case)
    tokens = {row.token for row in rows}
    assert len(tokens) == len(rows) > 2
    assert min(map(len, tokens)) >= 22


def test_the_form_shows_the_document_it_will_make(browser: Open, story: Story) -> None:
    story.to_inquiring().later(15)
    story.act(".handler", "conclude_inquiry", findings="未依法查处", proposal="recommend")
    assert story.case is not None
    handler = browser("cy.handler").at(story.clock)
    address = action_url(story.case, "issue_recommendation")
    page = handler.open(address)
    assert 'data-document="recommendation"' in page
    assert "document.css" in page
    preview = reverse("cases:preview", args=["case", story.case.number, "issue_recommendation"])
    assert preview in page
    shown = handler.send(preview, FIELDS | {"facts": "某公司<b>私自</b>凿井取水"})
    assert "依法作出处罚" in shown
    assert "某公司&lt;b&gt;私自&lt;/b&gt;凿井取水" in shown
    assert "京朝检行公建〔2026〕　号" in shown
    assert "<html" not in shown.html
    without_script = handler.send(address, page.hidden() | FIELDS | {"_preview": "1"})
    assert without_script.status == 200
    assert "依法作出处罚" in without_script.html.split("preview-heading")[-1]
    assert not story.case.drafts.exists()


def test_the_preview_is_for_whoever_may_see_the_case(browser: Open, story: Story) -> None:
    story.to_inquiring()
    assert story.case is not None
    address = reverse("cases:preview", args=["case", story.case.number, "issue_recommendation"])
    assert browser("hd.handler").at(story.clock).send(address, FIELDS).status == 404
    assert browser("cy-water.officer").at(story.clock).send(address, FIELDS).status == 404


def test_head_and_chief_have_the_document_in_view(browser: Open, story: Story) -> None:
    story.to_inquiring().later(2)
    assert story.case is not None
    draft = story.act(".handler", "close_case", ground="no_failure", note="已依法履职").draft
    assert draft is not None
    page = browser("cy.head").at(story.clock).open(reverse("cases:draft", args=[draft.pk]))
    assert 'data-document="closing_decision"' in page
    assert page.html.index("data-document") < page.html.index("content-of-draft")
    story.act(".head", "review_draft", draft=draft.pk)
    story.act(".chief", "decide_draft", draft=draft.pk)
    row = LegalDocument.objects.get(case=story.case, code="closing_decision")
    page = browser("cy.head").at(story.clock).open(reverse("cases:draft", args=[draft.pk]))
    assert url(row) in page


def test_every_form_that_makes_a_document_can_be_previewed_empty(story: Story) -> None:
    """Whatever is typed so far, a preview is no fault of the server."""
    story.to_following_up()
    assert story.case is not None
    assert story.clue is not None
    actor = actor_of("cy.handler", story.clock)
    for target, book in ((story.case, CASE_ACTIONS), (story.clue, CLUE_ACTIONS)):
        for name, kind in book.items():
            if made_by(name):
                beside(kind(target, actor, story.clock, actor.user), {}, {})


def test_the_registrar_uploads_the_seal_and_it_is_laid_on_later_decisions(
    browser: Open, story: Story
) -> None:
    story.to_inquiring()
    registrar = browser("cy.registrar").at(story.clock)
    picture = SimpleUploadedFile("seal.png", png(), "image/png")
    page = registrar.send(reverse("cases:seal"), {"seal": picture})
    assert page.status == 200
    seal = Seal.objects.get()
    assert seal.procuratorate.code == "cy"
    shown = taken(registrar, reverse("cases:seal_picture"))
    assert shown["Content-Type"] == "image/png"
    story.later(2).decided("close_case", ground="no_failure", note="经查")
    row = LegalDocument.objects.get(case=story.case, code="closing_decision")
    assert row.seal == seal
    earlier = LegalDocument.objects.get(case=story.case, code="filing_decision_administrative")
    assert earlier.seal is None
    content = taken(registrar, url(row, "document_pdf")).content
    plain = taken(registrar, url(earlier, "document_pdf")).content
    assert b"/Subtype/Image" in content.replace(b" ", b"")
    assert b"/Subtype/Image" not in plain.replace(b" ", b"")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        png(100),
        png(sound=False),
        png()[:-20],
        b"\x89PNG\r\n\x1a\n",
        b"\0" * 2**20 + b"0",
    ],
)
@pytest.mark.usefixtures("directory")
def test_what_is_no_seal_is_refused_at_the_field(browser: Open, content: bytes) -> None:
    given = SimpleUploadedFile("seal.png", content, "image/png")
    page = browser("cy.registrar").send(reverse("cases:seal"), {"seal": given})
    assert page.status == 422
    assert "invalid-feedback" in page
    assert not Seal.objects.exists()


@pytest.mark.usefixtures("directory")
def test_only_a_registrar_has_the_page_of_the_seal(browser: Open) -> None:
    for name in ("cy.handler", "cy.chief", "cy-water.officer"):
        assert browser(name).open(reverse("cases:seal")).status == 404

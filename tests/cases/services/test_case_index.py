"""The table of contents of a case file, and the file bound by it."""

import hashlib
import io
import json
import struct
import zipfile
import zlib
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SM3, Hash
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from cases.models import Case, LegalDocument, StoredFile
from cases.services.archive import archive_check
from cases.services.case_binder import Binder
from cases.services.case_index import Contents, Part, contents
from cases.services.papers import Unreadable, as_pages, count_pages
from cases.services.waiting_files import write_plain
from cases.views.file import receive
from tests.cases.conftest import Story, actor_of

ORDER = list(Part)


def picture() -> bytes:
    """A PNG of one red dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dot = zlib.compress(b"\x00\xff\x00\x00")
    parts = chunk(b"IHDR", head), chunk(b"IDAT", dot), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


PNG = picture()


@pytest.fixture(autouse=True)
def media(tmp_path: Any, settings: LazySettings) -> None:
    """Files go to a directory of the test."""
    settings.MEDIA_ROOT = tmp_path


def pdf(pages: int, **more: Any) -> bytes:
    """A PDF of blank pages."""
    writer, out = PdfWriter(), io.BytesIO()
    for _page in range(pages):
        writer.add_blank_page(595, 842)
    if more.get("script"):
        action = {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("x"),
        }
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    if more.get("password"):
        writer.encrypt(more["password"])
    writer.write(out)
    return out.getvalue()


def evidence(story: Story, title: str, **files: bytes) -> None:
    """Evidence with files; the ending of the name says what each is."""
    types = {"pdf": "application/pdf", "png": "image/png", "txt": "text/plain"}
    ids = []
    for name, content in files.items():
        stem, _, ending = name.rpartition("_")
        upload = SimpleUploadedFile(f"{stem}.{ending}", content, types[ending])
        ids.append(receive(upload, actor_of("cy.handler", story.clock), story.clock).pk)
    facts = {"kind": "documentary", "obtained_on": story.today, "source": "水务局"}
    story.act(".handler", "add_evidence", title=title, files=ids, **facts)


def case_of(story: Story) -> Case:
    assert story.case is not None
    return Case.objects.select_related(
        "procuratorate", "respondent", "handler", "clue__registered_by"
    ).get(pk=story.case.pk)


def titles(table: Contents) -> list[str]:
    return [entry.title for entry in table.entries]


def binder(story: Story) -> Binder:
    case = case_of(story)
    return Binder(case, contents(case), story.clock, lambda _done, _total: None)


def bound(story: Story) -> PdfReader:
    out = io.BytesIO()
    binder(story).bind(out)
    return PdfReader(out)


def packed(story: Story) -> zipfile.ZipFile:
    out = io.BytesIO()
    binder(story).pack(out)
    return zipfile.ZipFile(out)


def outline(reader: PdfReader) -> list[tuple[int, str, int]]:
    """Bookmarks as depth, title and page."""
    found: list[tuple[int, str, int]] = []

    def walk(rows: Any, depth: int) -> None:
        for row in rows:
            if isinstance(row, list):
                walk(row, depth + 1)
            else:
                page = reader.get_destination_page_number(row)
                assert page is not None
                found.append((depth, str(row.title), page))

    walk(reader.outline, 0)
    return found


def test_everything_stands_in_the_order_of_the_procedure(story: Story) -> None:
    story.to_judged()
    table = contents(case_of(story))
    parts = [part for part, _rows in table.parts]
    assert parts == sorted(parts, key=ORDER.index)
    found = titles(table)
    wanted = [
        "案件线索",
        "立案审批表",
        "立案决定书（行政公益诉讼）",
        "送达回证：立案决定书（行政公益诉讼）",
        "调查终结报告",
        "检察建议书",
        "送达回证：检察建议书",
        "行政机关书面回复",
        "行政公益诉讼起诉书",
        "判决",
    ]
    assert [title for title in found if title in wanted] == wanted
    numbers = {entry.title: entry.number for entry in table.entries}
    assert numbers["检察建议书"] == "京朝检行公建〔2026〕1号"
    # Each document once: decided, not as a sheet beside it.
    assert len(found) == len({(entry.title, entry.number, entry.on) for entry in table.entries})
    assert {entry.legal.pk for entry in table.entries if entry.legal} == set(
        LegalDocument.objects.values_list("pk", flat=True)
    )


def test_a_case_from_before_documents_were_kept_has_sheets(story: Story) -> None:
    story.to_judged()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE cases_legaldocument DISABLE TRIGGER USER")
        cursor.execute("UPDATE cases_servicerecord SET legal_id = NULL")
        cursor.execute("DELETE FROM cases_legaldocument")
        cursor.execute("ALTER TABLE cases_legaldocument ENABLE TRIGGER USER")
    table = contents(case_of(story))
    assert not any(entry.legal for entry in table.entries)
    found = {entry.title: entry.number for entry in table.entries}
    assert found["检察建议书"] == "京朝检行公建〔2026〕1号"
    assert "行政机关书面回复" in found or "书面回复" in found
    assert all(entry.document is not None for entry in table.entries)


def test_pages_are_counted_at_receipt(story: Story) -> None:
    story.to_inquiring()
    evidence(story, "台账", 台账_pdf=pdf(7), 照片_png=PNG, 说明_txt="说明".encode())
    rows = dict(StoredFile.objects.values_list("name", "pages"))
    assert rows == {"台账.pdf": 7, "照片.png": 1, "说明.txt": None}
    entries = contents(case_of(story)).entries
    at = next(no for no, entry in enumerate(entries) if entry.title == "证据：台账")
    assert [each.attached for each in entries[at : at + 4]] == [False, True, True, True]


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\ntrailer<</Root 1 0 R>>", b""])
def test_a_damaged_pdf_has_no_count(content: bytes) -> None:
    assert count_pages(io.BytesIO(content), "application/pdf") is None
    with pytest.raises(Unreadable):
        as_pages(content, "application/pdf")


def test_the_bound_file_has_bookmarks_and_page_numbers(story: Story) -> None:
    story.to_inquiring()
    evidence(story, "台账", 台账_pdf=pdf(7, script=True), 照片_png=PNG)
    story.later(1)
    reader = bound(story)
    marks = outline(reader)
    assert marks[0] == (0, "案卷目录", 0)
    depth = {title: level for level, title, _page in marks}
    assert depth["立案"] == 0
    assert depth["证据：台账"] == 1
    assert depth["台账.pdf"] == depth["照片.png"] == 2
    pages = {title: page for _level, title, page in marks}
    first, second = sorted((pages["照片.png"], pages["台账.pdf"]))
    assert second - first == (7 if first == pages["台账.pdf"] else 1)
    assert [page for _level, _title, page in marks] == sorted(page for *_, page in marks)
    front = pages["立案"]
    table = "".join(page.extract_text() for page in reader.pages[:front]).replace("\n", "")
    assert "案卷目录" in table
    assert f"{len(reader.pages) - front}页" in table
    last = len(reader.pages) - front
    assert reader.pages[-1].extract_text().split() == [str(last)]
    assert reader.page_labels[0] == "i"
    assert reader.page_labels[front] == "1"
    assert "/OpenAction" not in reader.root_object


def test_what_cannot_be_printed_has_a_sheet(story: Story) -> None:
    story.to_inquiring()
    evidence(story, "加密", 加密_pdf=pdf(3, password="s"), 说明_txt="说明".encode())
    gone = StoredFile.objects.get(name="说明.txt")
    reader = bound(story)
    pages = {title: page for _level, title, page in outline(reader)}
    text = reader.pages[pages["加密.pdf"]].extract_text()
    assert StoredFile.objects.get(name="加密.pdf").sha256[:16] in text.replace("\n", "")
    write_plain([gone.pk])
    gone.refresh_from_db()
    gone.content.storage.delete(str(gone.content.name))
    assert "说明.txt" in {title for _level, title, _page in outline(bound(story))}


def test_a_character_without_a_glyph_does_not_stop_the_file(story: Story) -> None:
    story.to_registered(narrative="企业私自凿井\ue123取水\U0001f40b。")
    story.later(3)
    story.act(
        ".handler", "assess_clue", truth="属实", viability="可查", harm="超采", verdict="file"
    )
    made = story.decided(
        "file_case", kind="administrative", respondent="cy-water", cause="怠于履行职责"
    ).made
    assert isinstance(made, Case)
    story.case = made
    text = "".join(page.extract_text() for page in bound(story).pages)
    assert "企业私自凿井〓取水〓" in text.replace("\n", "")


def test_an_altered_document_is_left_out_and_said_so(story: Story) -> None:
    story.to_recommended()
    row = LegalDocument.objects.get(code="recommendation")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE cases_legaldocument DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE cases_legaldocument SET text = replace(text, %s, %s) WHERE id = %s",
            ["依法处罚", "不予处罚", row.pk],
        )
        cursor.execute("ALTER TABLE cases_legaldocument ENABLE TRIGGER USER")
    text = "".join(page.extract_text() for page in bound(story).pages).replace("\n", "")
    assert "不予处罚" not in text
    assert "存储的文本被改动" in text


def test_the_manifest_tells_every_file_and_its_digests(story: Story) -> None:
    story.to_inquiring()
    evidence(story, "台账", 台账_pdf=pdf(2), 说明_txt="说明".encode())
    archive = packed(story)
    assert archive.testzip() is None
    manifest = json.loads(archive.read("manifest.json"))
    entries = [manifest["contents"], *manifest["entries"]]
    assert {entry["name"] for entry in entries} | {"manifest.json"} == set(archive.namelist())
    for entry in entries:
        content = archive.read(entry["name"])
        sm3 = Hash(SM3())
        sm3.update(content)
        assert entry["size"] == len(content)
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        assert entry["sm3"] == sm3.finalize().hex()
    stored = next(entry for entry in entries if entry["name"].endswith("说明.txt"))
    assert archive.read(stored["name"]) == "说明".encode()
    assert stored["unchanged"] is True
    assert manifest["case"] == case_of(story).number


def test_names_in_the_zip_go_nowhere(story: Story) -> None:
    story.to_inquiring()
    evidence(story, "../../etc/passwd\\:*?", a_txt=b"1")
    for name in packed(story).namelist():
        assert ".." not in name.split("/")
        assert not name.startswith("/")
        assert "\\" not in name
        assert name.count("/") <= 1


def test_the_number_of_queries_does_not_grow(story: Story) -> None:
    story.to_judged()
    evidence(story, "台账", a_txt=b"1")

    def queries() -> int:
        case = case_of(story)
        with CaptureQueriesContext(connection) as captured:
            contents(case)
            archive_check(case)
        return len(captured)

    few = queries()
    for no in range(5):
        evidence(story, f"台账{no}", a_txt=b"1", b_txt=b"2")
    assert queries() == few

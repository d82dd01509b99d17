"""Every document says the same as page, Word file, PDF and text."""

import datetime as dt
import html
import io
import re
import zipfile
from typing import Final

import docx
import pytest
from pypdf import PdfReader

from cases.documents.blocks import Document, Paragraph, Table
from cases.documents.html import to_html
from cases.documents.pdf import NoGlyph, NoSeal, Stamp, to_pdf
from cases.documents.registry import templates
from cases.documents.text import plain_text
from cases.documents.word import to_docx
from tests.cases.documents.reading import composed, docx_text, pdf_pages, pdf_text, squeezed
from tests.cases.documents.samples import DATA, LONG

RARE: Final = "𠮷㐂䶮"
MADE_AT: Final = dt.datetime(2026, 3, 24, 9, tzinfo=dt.UTC)
#: One red point.
SEAL: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def every_document() -> list[str]:
    return sorted(templates())


def pdf_of(document: Document, stamp: Stamp | None = None) -> bytes:
    return to_pdf(document, MADE_AT, stamp, machine_fonts=False)


@pytest.mark.parametrize("code", every_document())
class TestSameText:
    def test_golden(self, code: str) -> None:
        golden = (DATA / f"{code}.txt").read_text(encoding="utf-8")
        assert plain_text(composed(code)) == golden

    def test_word(self, code: str) -> None:
        document = composed(code)
        assert squeezed(docx_text(to_docx(document))) == squeezed(plain_text(document))

    def test_pdf(self, code: str) -> None:
        document = composed(code)
        assert pdf_text(pdf_of(document), document) == squeezed(plain_text(document))

    def test_page(self, code: str) -> None:
        document = composed(code)
        bare = html.unescape(re.sub(r"<[^>]*>", "", to_html(document)))
        assert squeezed(bare) == squeezed(plain_text(document))


class TestRareCharacters:
    def test_are_set(self) -> None:
        document = Document("x", "生僻字", (Paragraph(RARE),))
        assert RARE in squeezed(pdf_pages(pdf_of(document))[0])

    @pytest.mark.parametrize("character", ["\U0003fffd", "\ue000"])
    def test_what_no_font_has_is_named_and_not_left_blank(self, character: str) -> None:
        document = Document("x", "生僻字", (Paragraph(f"姓名：{character}。"),))
        with pytest.raises(NoGlyph) as refused:
            pdf_of(document)
        assert character in refused.value.text


class TestLayout:
    def test_a_page_holds_22_lines_of_28_characters(self) -> None:
        document = Document("x", "版心", (Paragraph("字" * (28 * 44 - 3)),))
        pages = [page.strip().splitlines() for page in pdf_pages(pdf_of(document))]
        assert [len(lines) - 1 for lines in pages] == [22, 22]
        assert len(squeezed(pages[0][1])) == 28

    def test_word_page(self) -> None:
        section = docx.Document(io.BytesIO(to_docx(composed("recommendation")))).sections[0]
        lengths = (
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.page_width,
        )
        assert [round(length.mm) for length in lengths if length] == [37, 35, 28, 210]

    def test_word_names_chinese_fonts_and_what_stands_in_for_them(self) -> None:
        with zipfile.ZipFile(io.BytesIO(to_docx(composed("recommendation")))) as file:
            styles = file.read("word/styles.xml").decode()
            fonts = file.read("word/fontTable.xml").decode()
        for font in ("仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"):
            assert f'w:eastAsia="{font}"' in styles
            assert f'<w:font w:name="{font}"><w:altName' in fonts

    def test_long_table_repeats_its_header(self) -> None:
        document = composed("file_contents")
        table = next(b for b in document.blocks if isinstance(b, Table) and b.header)
        assert len(table.rows) == LONG
        pages = [squeezed(page) for page in pdf_pages(pdf_of(document))]
        with_rows = [page for page in pages if "证据材料之" in page]
        assert len(with_rows) > 2
        assert all("".join(table.header) in page for page in with_rows)
        with zipfile.ZipFile(io.BytesIO(to_docx(document))) as file:
            headed = [b for b in document.blocks if isinstance(b, Table) and b.header]
            assert file.read("word/document.xml").count(b"<w:tblHeader") == len(headed)

    def test_signature_is_not_alone_on_a_page(self) -> None:
        """Whatever the length of the text, some of it stands above the signature."""
        document = composed("recommendation")
        at = next(i for i, b in enumerate(document.blocks) if isinstance(b, Paragraph))
        for more in range(24):
            blocks = list(document.blocks)
            blocks[at:at] = [Paragraph("补充说明。")] * more
            last = pdf_pages(pdf_of(Document("x", "长度", tuple(blocks))))[-1]
            assert "联系人" in squeezed(last)

    def test_no_court_and_no_signer_is_alone_on_a_page(self) -> None:
        for code, text in (("appeal", "综上"), ("inspection_record", "照片")):
            last = squeezed(pdf_pages(pdf_of(composed(code)))[-1])
            assert text in last, code

    def test_the_signature_stands_at_the_right(self) -> None:
        """The date ends some characters from the edge, in the right half of the page."""
        found: list[float] = []

        def visit(text: str, cm: list[float], tm: list[float], *_rest: object) -> None:
            if "2026年3月24日" in squeezed(text):
                found.append(cm[0] * tm[4] + cm[4])

        page = PdfReader(io.BytesIO(pdf_of(composed("closing_decision")))).pages[0]
        page.extract_text(visitor_text=visit)
        assert found
        assert found[-1] > float(page.mediabox.width) / 2


class TestStamp:
    stamp = Stamp("京海检行公建〔2026〕2号", "ab" * 32, "https://cases.example/verify/x", SEAL)

    def test_every_page_carries_number_and_digest(self) -> None:
        pages = [
            squeezed(page) for page in pdf_pages(pdf_of(composed("recommendation"), self.stamp))
        ]
        assert len(pages) > 1
        assert all(self.stamp.number in page and self.stamp.digest in page for page in pages)

    def test_seal_and_code_are_there(self) -> None:
        bare, stamped = (pdf_of(composed("recommendation"), s) for s in (None, self.stamp))
        assert _pictures(bare) == 0
        assert _pictures(stamped) == 1
        assert len(stamped) > len(bare)

    @pytest.mark.parametrize("seal", [b"", b"<svg onload='x'/>", b"GIF89a" + bytes(20)])
    def test_only_pictures_are_seals(self, seal: bytes) -> None:
        stamp = Stamp("n", "ab" * 32, seal=seal)
        if not seal:
            assert _pictures(pdf_of(composed("recommendation"), stamp)) == 0
            return
        with pytest.raises(NoSeal):
            pdf_of(composed("recommendation"), stamp)

    def test_same_bytes_again(self) -> None:
        document = composed("recommendation")
        assert pdf_of(document, self.stamp) == pdf_of(document, self.stamp)

    def test_for_the_archive(self) -> None:
        meta = PdfReader(io.BytesIO(pdf_of(composed("recommendation"), self.stamp))).xmp_metadata
        assert meta is not None
        assert meta.pdfaid_part == "2"
        assert meta.pdfaid_conformance == "A"


def _pictures(content: bytes) -> int:
    """How many raster pictures a PDF holds."""
    return len(re.findall(rb"/Subtype\s*/Image", content))

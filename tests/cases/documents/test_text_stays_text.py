"""What a value contains is text in every face; a digest tells any change."""

import datetime as dt
import io
import zipfile
from dataclasses import fields, replace
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.documents.blocks import Block, Document, Item, Number, Paragraph, Table, Title
from cases.documents.facts import Value, overlaid
from cases.documents.html import to_html
from cases.documents.pdf import to_pdf
from cases.documents.registry import make, templates
from cases.documents.text import plain_text
from cases.documents.word import to_docx
from tests.cases.documents.reading import composed, docx_text, pdf_text, squeezed
from tests.cases.documents.samples import sample

MADE_AT: Final = dt.datetime(2026, 3, 24, 9, tzinfo=dt.UTC)
ATTEMPTS: Final = (
    '#read("/etc/passwd") #sys.inputs $x^2$ *a* _b_ `c` = d\\ @e',
    "<script>alert(1)</script>&lt;b&gt;]]><!-- -->",
    "</w:t></w:r><w:br/><w:instrText>DDEAUTO c:\\x</w:instrText>",
    '=HYPERLINK("http://x.example")',
    "【标题】甲",
    "{{ number }} [[ {{ facts? }} ]]",
    "【行】甲|乙",
    '", "kind": "title", "x": "',
    "{% include 'x' %}{{ request }}",
)


@pytest.mark.parametrize("attempt", ATTEMPTS)
class TestTextStaysText:
    def document(self, attempt: str) -> Document:
        edits: dict[str, Value] = {
            "facts": attempt,
            "organ.name": attempt,
            "items": [{"text": attempt}],
        }
        return make("recommendation", overlaid(sample("recommendation"), edits)).document

    def test_in_the_blocks(self, attempt: str) -> None:
        plain = make("recommendation", sample("recommendation")).document
        document = self.document(attempt)
        assert sum(isinstance(b, Title) for b in document.blocks) == 1
        assert attempt in plain_text(document)
        assert {type(b) for b in document.blocks} == {type(b) for b in plain.blocks}

    def test_in_a_word_file(self, attempt: str) -> None:
        content = to_docx(self.document(attempt))
        assert squeezed(attempt) in squeezed(docx_text(content))
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            assert b"instrText" not in file.read("word/document.xml").replace(
                b"w:instrText&gt;", b""
            )

    def test_in_a_pdf(self, attempt: str) -> None:
        document = self.document(attempt)
        content = to_pdf(document, MADE_AT, machine_fonts=False)
        assert pdf_text(content, document) == squeezed(plain_text(document))

    def test_in_a_page(self, attempt: str) -> None:
        page = to_html(self.document(attempt))
        assert "<script" not in page
        assert "<w:" not in page
        assert page.count("document-title") == 1


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_written(text: str) -> None:
    """Whatever somebody pastes into a field: no face but the PDF, which names it, refuses it."""
    document = make("recommendation", overlaid(sample("recommendation"), {"facts": text})).document
    assert squeezed(docx_text(to_docx(document))) == squeezed(plain_text(document))
    assert to_html(document)


class TestDigest:
    def test_stays_as_it_is(self) -> None:
        """A digest once recorded must be found again by every later version of the engine."""
        document = Document(
            "x", "甲", (Title("甲"), Item("1．", "乙𠮷"), Table((), (("a",),), (1,)))
        )
        assert document.digest() == (
            "484210192e90917c6c66e6ca367200149cdcc6a43f3821917e70418c918df29f"
        )

    @pytest.mark.parametrize("code", sorted(templates()))
    def test_canonical_form_gives_the_document_back(self, code: str) -> None:
        document = composed(code)
        again = Document.restored(document.canonical())
        assert again == document
        assert again.digest() == document.digest()

    @pytest.mark.parametrize("text", ["", "{}", "[]", '{"form":2}', '{"form":1,"code":"x"}'])
    def test_what_is_no_canonical_form(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"canonical form|Expecting value"):
            Document.restored(text)

    def test_any_change_changes_it(self) -> None:
        document = composed("organ_reply")
        digests = {document.digest()}
        changed = [
            replace(document, code="other"),
            replace(document, name="other"),
            replace(document, blocks=document.blocks[1:]),
            replace(document, blocks=document.blocks[::-1]),
        ]
        for at, block in enumerate(document.blocks):
            for field in fields(block):
                value: Any = _other(getattr(block, field.name))
                blocks: list[Block] = list(document.blocks)
                blocks[at] = replace(block, **{field.name: value})
                changed.append(replace(document, blocks=tuple(blocks)))
        digests |= {other.digest() for other in changed}
        assert len(digests) == len(changed) + 1

    def test_kind_counts(self) -> None:
        one, other = (Document("x", "甲", (kind("乙"),)) for kind in (Paragraph, Number))
        assert one.digest() != other.digest()


def _other(value: Any) -> Any:
    if isinstance(value, str):
        return value + " "
    if isinstance(value, int):
        return value + 1
    return (*value[:-1], _other(value[-1])) if value else ("甲",)

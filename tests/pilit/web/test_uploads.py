"""Uploads are judged by their content."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pilit.law.errors import Invalid
from pilit.web import uploads

PDF = b"%PDF-1.7\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def test_a_file_is_what_its_content_is() -> None:
    receipt = uploads.examine(SimpleUploadedFile("处罚决定书.PDF", PDF))
    assert (receipt.name, receipt.media_type) == ("处罚决定书.PDF", "application/pdf")
    assert receipt.sha256 == hashlib.sha256(PDF).hexdigest()
    assert receipt.size == len(PDF)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<html><script>alert(1)</script>"),
        ("a.html", b"<html></html>"),
        ("a.exe", b"MZ" + bytes(100)),
        ("a.png", PDF),
        ("a.pdf.html", PDF),
        ("a", PDF),
        ("empty.pdf", b""),
        ("a.txt", b"\0\1\2"),
    ],
)
def test_what_is_not_taken(name: str, content: bytes) -> None:
    with pytest.raises(Invalid) as refusal:
        uploads.examine(SimpleUploadedFile(name, content))
    assert "file" in refusal.value.errors


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "AT_MOST", 10)
    with pytest.raises(Invalid, match="50 MB"):
        uploads.examine(SimpleUploadedFile("a.pdf", PDF))


def test_the_name_keeps_no_path_and_no_control_character() -> None:
    upload = SimpleUploadedFile("x.png", PNG)
    upload.name = "x.png"
    upload._name = "..\\..\\e\u202evil\n.png"  # type: ignore[attr-defined]  # as a hostile client
    assert uploads.examine(upload).name == "evil.png"


def test_chinese_text_in_either_encoding() -> None:
    for encoding in ("utf-8", "gb18030"):
        content = ("水资源费" * 4000).encode(encoding)
        assert uploads.examine(SimpleUploadedFile("a.txt", content)).media_type == "text/plain"

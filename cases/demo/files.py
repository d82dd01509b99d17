"""Small real files for the demo: a page of text as PDF, a picture as PNG."""

import random
import struct
import zlib
from collections.abc import Iterable
from typing import Final

_WIDTH: Final = 192
_HEIGHT: Final = 120
_LINE: Final = 28


def content_of(name: str, lines: Iterable[str]) -> bytes:
    """What a file of this name holds: a picture for ``.png``, else a page with the lines.

    The same for the same name and lines.
    """
    told = [name, *lines]
    if name.endswith(".png"):
        return picture("\n".join(told))
    return page(told)


def picture(seed: str) -> bytes:
    """A picture of hills under a sky, different for each seed."""
    dice = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
    sky = dice.randint(150, 200), dice.randint(180, 215), dice.randint(205, 235)
    land = dice.randint(60, 120), dice.randint(95, 140), dice.randint(60, 95)
    colours = bytes(part + shade for base in (sky, land) for shade in range(20) for part in base)
    ridge, ridges = _HEIGHT // 2, []
    for _ in range(_WIDTH):
        ridge = min(max(ridge + dice.randint(-2, 2), _HEIGHT // 3), _HEIGHT * 2 // 3)
        ridges.append(ridge)
    # One byte a point: the sky grows lighter towards the ridge, the land towards its foot.
    rows = (
        b"\0" + bytes((20 if y >= top else 0) + y * 19 // _HEIGHT for top in ridges)
        for y in range(_HEIGHT)
    )
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", colours),
        (b"IDAT", zlib.compress(b"".join(rows))),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def page(lines: Iterable[str]) -> bytes:
    """One page of A4 with lines of Chinese, in a font that every reader of PDF has or replaces."""
    shown = b"BT /F1 15 Tf 72 750 Td %d TL " % _LINE
    shown += b"".join(b"<%s> Tj T* " % line.encode("utf-16-be").hex().encode() for line in lines)
    shown += b"ET"
    return _pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        b" /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
        b" /FontDescriptor 7 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    )


def _pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from one, the first of them the catalogue."""
    written = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    written += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(written)

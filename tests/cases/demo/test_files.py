"""The small files of the demo are what their names say."""

import zlib

from django.core.files.uploadedfile import SimpleUploadedFile

from cases.demo.files import content_of, page
from pilit.web.uploads import examine


def test_pictures_and_pages_are_taken_for_what_they_are() -> None:
    for name, kind in (("现场照片.png", "image/png"), ("检测报告.pdf", "application/pdf")):
        content = content_of(name, ["酒仙桥路餐饮单位油烟直排扰民"])
        assert examine(SimpleUploadedFile(name, content)).media_type == kind
        assert len(content) < 4000


def test_the_same_file_is_the_same_on_every_run_and_others_differ() -> None:
    assert content_of("一.png", ["甲"]) == content_of("一.png", ["甲"])
    assert content_of("一.png", ["甲"]) != content_of("二.png", ["甲"])


def test_a_picture_has_a_point_for_every_place() -> None:
    content = content_of("一.png", [])
    at = content.index(b"IDAT")
    length = int.from_bytes(content[at - 4 : at])
    pixels = zlib.decompress(content[at + 4 : at + 4 + length])
    assert len(pixels) == (192 + 1) * 120
    assert max(pixels) < 40


def test_the_table_of_a_page_points_at_its_objects() -> None:
    content = page(["检测报告"])
    table = content[int(content.rsplit(b"startxref\n", 1)[1].split(b"\n", 1)[0]) :]
    places = [int(line.split()[0]) for line in table.splitlines()[3:10]]
    for number, place in enumerate(places, 1):
        assert content[place:].startswith(b"%d 0 obj" % number)

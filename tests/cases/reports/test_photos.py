"""Photos: the place on request, then nothing but the picture; what is no photo is refused."""

import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cases.reports.photos import LONGEST_SIDE, Spot, read_photos
from pilit.law.errors import Invalid
from tests.cases.reports.conftest import photo

SPOT = (116.46, 39.95)


def test_the_place_is_read_only_on_request() -> None:
    (asked,) = read_photos([photo(spot=SPOT)], with_place=True)
    assert asked.spot == Spot(Decimal("116.46"), Decimal("39.95"))
    (silent,) = read_photos([photo(spot=SPOT)], with_place=False)
    assert silent.spot is None


def test_the_western_and_southern_halves_are_negative() -> None:
    (seen,) = read_photos([photo(spot=(-70.5, -33.25))], with_place=True)
    assert seen.spot == Spot(Decimal("-70.5"), Decimal("-33.25"))


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_nothing_of_what_the_camera_wrote_is_kept(form: str) -> None:
    name = f"river.{form.lower()}"
    (kept,) = read_photos([photo(name, spot=SPOT, form=form)], with_place=True)
    again = Image.open(io.BytesIO(kept.content))
    assert again.format == "JPEG"
    assert not again.getexif()
    assert set(again.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for secret in (b"SecretPhone", "王小明".encode(), b"secret comment", b"Exif"):
        assert secret not in kept.content


def test_a_place_out_of_this_world_is_none() -> None:
    assert read_photos([photo(spot=(200.0, 39.0))], with_place=True)[0].spot is None
    assert read_photos([photo()], with_place=True)[0].spot is None


def test_a_large_photo_is_made_smaller() -> None:
    (kept,) = read_photos([photo(size=(5000, 10))], with_place=False)
    assert Image.open(io.BytesIO(kept.content)).width == LONGEST_SIDE


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", b"not a picture at all"),
        ("a.jpg", b""),
        ("a.pdf", b"%PDF-1.7 and so on"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 400),
    ],
)
def test_what_is_no_photo_is_refused_at_its_field(name: str, content: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        read_photos([SimpleUploadedFile(name, content)], with_place=False)
    assert "photos" in refused.value.errors


def test_a_small_file_that_would_swell_is_refused() -> None:
    out = io.BytesIO()
    Image.new("1", (9000, 8000)).save(out, "PNG")
    with pytest.raises(Invalid, match="pixels"):
        read_photos([SimpleUploadedFile("bomb.png", out.getvalue())], with_place=False)


def test_at_most_six() -> None:
    with pytest.raises(Invalid):
        read_photos([photo() for _ in range(7)], with_place=False)

"""Photos of a report: what they say of their place is read on request, then they are drawn anew.

Drawn anew means: only the picture itself is kept. Place, time, camera, owner, thumbnails, comments
and whatever else a camera or a phone wrote into the file is gone.
"""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from PIL import ExifTags, Image, ImageOps

from pilit.law.errors import Invalid
from pilit.law.texts import N_
from pilit.web.uploads import examine

AT_MOST: Final = 6
"""Photos of one report, at most."""
PIXELS: Final = 64_000_000
"""Pixels of one photo, at most: what a small file may swell to in memory."""
LONGEST_SIDE: Final = 4096
QUALITY: Final = 88
MEDIA_TYPES: Final = ("image/jpeg", "image/png")
_FORMATS: Final = ("JPEG", "PNG")
_BROKEN: Final = (OSError, SyntaxError, ValueError, ArithmeticError, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class Spot:
    """Longitude and latitude in degrees."""

    lng: Decimal
    lat: Decimal


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo drawn anew, as JPEG, and the place it told where that was asked."""

    content: bytes
    spot: Spot | None

    @property
    def sha256(self) -> str:
        """The digest of what is kept."""
        return hashlib.sha256(self.content).hexdigest()


def read_photos(uploads: Sequence["UploadedFile[Any]"], *, with_place: bool) -> list[Photo]:
    """Draw the photos anew. Raises :class:`Invalid` at ``photos`` with what is wrong with which."""
    if len(uploads) > AT_MOST:
        raise _refused(N_("At most six photos."), {})
    return [_read(upload, with_place) for upload in uploads]


def _read(upload: "UploadedFile[Any]", with_place: bool) -> Photo:
    try:
        receipt = examine(upload)
    except Invalid as refusal:
        raise _refused(refusal.message, refusal.params) from refusal
    name = {"name": receipt.name}
    if receipt.media_type not in MEDIA_TYPES:
        raise _refused(N_("%(name)s is no photo in the form of JPEG or PNG."), name)
    try:
        picture: Image.Image = Image.open(upload, formats=_FORMATS)
        if picture.width * picture.height > PIXELS:
            raise _refused(N_("%(name)s has too many pixels. Make it smaller."), name)
        spot = _spot(picture) if with_place else None
        return Photo(_drawn_anew(picture), spot)
    except _BROKEN as fault:
        raise _refused(N_("%(name)s cannot be read as a photo."), name) from fault


def _refused(message: str, params: Any) -> Invalid:
    return Invalid(message, params=params, errors={"photos": [message]})


def _drawn_anew(picture: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    coloured = upright.convert("RGBA")
    # Pasted on a new sheet, for a copy would carry along what the file said beside the picture.
    sheet = Image.new("RGB", coloured.size, "white")
    sheet.paste(coloured, mask=coloured.getchannel("A"))
    kept = io.BytesIO()
    sheet.save(kept, "JPEG", quality=QUALITY, optimize=True)
    return kept.getvalue()


def _spot(picture: Image.Image) -> Spot | None:
    """The place a photo tells; ``None`` where it tells none that can be."""
    gps = picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    lat = _degrees(gps, ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef, "S", 90)
    lng = _degrees(gps, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef, "W", 180)
    return Spot(lng, lat) if lng is not None and lat is not None else None


def _degrees(gps: Any, name: int, reference: int, negative: str, most: int) -> Decimal | None:
    try:
        degrees, minutes, seconds = (float(part) for part in gps[name])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    if not 0 <= value <= most:
        return None
    signed = -value if gps.get(reference) == negative else value
    return round(Decimal(signed), 6)

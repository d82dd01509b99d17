"""Reports as the public sends them: through the same services and pages."""

import hashlib
import io
import itertools
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from PIL import ExifTags, Image

from cases.reports.receive import Received, ReportData, receive
from cases.reports.ticket import BITS, Ticket
from tests.cases.conftest import moment

NOW = "2026-03-20T10:00"
FIELDS = {
    "narrative": "河边的工厂每天夜里往亮马河里排放黑色污水，气味刺鼻，已经有两个星期。",
    "domain": "environment",
    "district": "110105",
    "address": "亮马桥路十二号后门",
}


def solve(key: str) -> str:
    """The number that the script on the page would find."""
    for tried in itertools.count():
        found = hashlib.sha256(f"{key}:{tried}".encode()).digest()
        if int.from_bytes(found[:4]) >> (32 - BITS) == 0:
            return str(tried)
    raise AssertionError


def photo(
    name: str = "river.jpg",
    *,
    size: tuple[int, int] = (40, 30),
    spot: tuple[float, float] | None = None,
    form: str = "JPEG",
) -> "UploadedFile[Any]":
    """A photo as a phone makes it: with its maker, and with longitude and latitude."""
    picture = Image.new("RGB", size, "navy")
    exif = picture.getexif()
    exif[ExifTags.Base.Make] = "SecretPhone"
    exif[ExifTags.Base.Artist] = "王小明"
    if spot is not None:
        lng, lat = spot
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef] = "N" if lat >= 0 else "S"
        gps[ExifTags.GPS.GPSLatitude] = (abs(lat), 0.0, 0.0)
        gps[ExifTags.GPS.GPSLongitudeRef] = "E" if lng >= 0 else "W"
        gps[ExifTags.GPS.GPSLongitude] = (abs(lng), 0.0, 0.0)
    out = io.BytesIO()
    picture.save(out, form, exif=exif, comment=b"secret comment")
    return SimpleUploadedFile(name, out.getvalue())


def report(at: str = NOW, *photos: "UploadedFile[Any]", **fields: Any) -> Received:
    """A report received, by default in Chaoyang and without a name."""
    data = ReportData.model_validate(FIELDS | fields)
    return receive(Ticket.issue(moment(at)), data, photos, moment(at))

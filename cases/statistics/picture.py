"""A chart as a PNG picture (typst), with the fonts of the documents: no browser, no script."""

import json
from functools import cache
from pathlib import Path
from typing import Final

import typst

from cases.documents.fonts import faces
from cases.statistics.drawing import Drawing

LAYOUT: Final = Path(__file__).parent / "picture.typ"
DOTS_PER_INCH: Final = 192.0
MEDIA_TYPE: Final = "image/png"


def to_png(drawing: Drawing, *, machine_fonts: bool = True) -> bytes:
    """The chart as a PNG file, 20 cm wide and as high as it must be."""
    face = faces(machine=machine_fonts)
    data = {**drawing.as_data(), "fonts": face.roles["hei"]}
    found = typst.Compiler(_layout(), font_paths=face.fonts).compile(
        format="png",
        ppi=DOTS_PER_INCH,
        sys_inputs={"drawing": json.dumps(data, ensure_ascii=False)},
    )
    if not isinstance(found, bytes):
        raise TypeError("typst gave no single picture")
    return found


@cache
def _layout() -> bytes:
    return LAYOUT.read_bytes()

"""Which fonts a PDF is set in: those of the machine where it has them, else those of the wheels.

Each role is a list; the last two bundled fonts stand in all of them, so that a rare character the
first font lacks is still written.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import typst

#: Noto Serif SC and Sans SC; Noto Serif JP has rare characters of names that they lack (𠮷).
_PACKAGES: Final = ("pylopdf_fonts_zh_cn", "pylopdf_fonts_jp")
_SERIF: Final = ("Noto Serif SC", "Noto Serif JP")
_SANS: Final = ("Noto Sans SC",)

#: Names under which Windows, Kylin, UOS, WPS and macOS know the faces of official documents.
WANTED: Final = {
    "fangsong": (
        "FangSong_GB2312",
        "仿宋_GB2312",
        "FZFangSong-Z02",
        "方正仿宋_GBK",
        "FangSong",
        "仿宋",
        "STFangsong",
    ),
    "kai": ("KaiTi_GB2312", "楷体_GB2312", "FZKai-Z03", "方正楷体_GBK", "KaiTi", "楷体", "STKaiti"),
    "hei": ("SimHei", "黑体", "FZHei-B01", "方正黑体_GBK", "STHeiti"),
    "song": ("SimSun", "宋体", "FZShuSong-Z01", "STSong"),
    "title": (
        "FZXiaoBiaoSong-B05S",
        "FZXiaoBiaoSong-B05",
        "方正小标宋简体",
        "方正小标宋_GBK",
        "FZXBSJW--GB1-0",
    ),
}


@dataclass(frozen=True, slots=True)
class Faces:
    """The fonts of each role, best first, and the fonts themselves."""

    fonts: typst.Fonts
    roles: dict[str, list[str]]
    #: No heavy face for titles is installed.
    title_is_text: bool


@cache
def faces(*, machine: bool = True) -> Faces:
    """The faces to set documents in; without ``machine`` only the bundled ones."""
    folders = [Path(str(files(package))) for package in _PACKAGES]
    fonts = typst.Fonts(
        include_system_fonts=machine, include_embedded_fonts=False, font_paths=folders
    )
    present = set(fonts.families())
    found = {role: [name for name in names if name in present] for role, names in WANTED.items()}
    bundled = {role: [*_SERIF, *_SANS] for role in WANTED} | {"hei": [*_SANS, *_SERIF]}
    return Faces(
        fonts,
        {role: found[role] + bundled[role] for role in WANTED},
        title_is_text=not found["title"],
    )

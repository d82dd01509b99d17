"""Page, fonts and styles of the Word files: the numbers of GB/T 9704."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

LATIN: Final = "Times New Roman"
FANGSONG: Final = "仿宋_GB2312"
KAITI: Final = "楷体_GB2312"
HEITI: Final = "黑体"
XIAOBIAOSONG: Final = "方正小标宋简体"
SONGTI: Final = "宋体"

#: What a machine without the first font takes, in this order.
FALLBACKS: Final[Mapping[str, str]] = {
    FANGSONG: "仿宋,FangSong,方正仿宋_GBK,STFangsong,Noto Serif CJK SC",
    KAITI: "楷体,KaiTi,方正楷体_GBK,STKaiti,Noto Serif CJK SC",
    HEITI: "SimHei,方正黑体_GBK,STHeiti,Noto Sans CJK SC",
    XIAOBIAOSONG: "方正小标宋_GBK,FZXiaoBiaoSong-B05S,宋体,SimSun,Noto Serif CJK SC",
    SONGTI: "SimSun,STSong,Noto Serif CJK SC",
}

BODY: Final = Pt(16)
LINE: Final = Pt(28.95)
"""22 lines fill the 225 mm of the text."""
CLOSER: Final = -0.2
"""Points by which characters of 16 points stand closer, for 28 of them to fill 156 mm."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; indents are in characters."""

    name: str
    font: str = FANGSONG
    size: float = 16
    line: float = 28.95
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    first: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    keep: bool = False
    outline: int | None = None


_CENTRE: Final = WD_ALIGN_PARAGRAPH.CENTER
_RIGHT: Final = WD_ALIGN_PARAGRAPH.RIGHT
_LEFT: Final = WD_ALIGN_PARAGRAPH.LEFT

STYLES: Final[Mapping[str, Style]] = {
    "letterhead": Style("发文机关", XIAOBIAOSONG, 22, 32, _CENTRE, keep=True),
    "title": Style("公文标题", XIAOBIAOSONG, 22, 32, _CENTRE, after=14.5, keep=True),
    "number": Style("发文字号", align=_RIGHT, after=14.5),
    "addressee": Style("主送机关", align=_LEFT),
    "paragraph": Style("公文正文", first=2),
    "heading1": Style("公文一级标题", HEITI, first=2, keep=True, outline=0),
    "heading2": Style("公文二级标题", KAITI, first=2, keep=True, outline=1),
    "signature": Style("公文署名", align=_RIGHT, right=2, before=28.95),
    "date": Style("成文日期", align=_RIGHT, right=4),
    "hand_signature": Style("签名处", align=_LEFT, first=2),
    "note": Style("公文附注", first=2),
    "note_small": Style("公文表注", size=12, line=20, first=2, before=6),
    "copy_list": Style("抄送机关", size=14, line=24, align=_LEFT, before=28.95),
    "cell": Style("公文表格", size=12, line=20, align=_LEFT),
    "cell_small": Style("公文小表格", size=10.5, line=18, align=_LEFT),
    "cell_head": Style("公文表头", HEITI, 12, 20, _CENTRE),
    "cell_small_head": Style("公文小表头", HEITI, 10.5, 18, _CENTRE),
}


def prepare(word: WordDocument, *, title: str, author: str) -> None:
    """Page, grid, styles, page numbers and font table of a new Word file."""
    word.core_properties.title = title
    word.core_properties.author = author
    word.core_properties.comments = ""
    word.core_properties.language = "zh-CN"
    _page(word)
    _defaults(word)
    for style in STYLES.values():
        _style(word, style)
    _settings(word)
    _fonts(word)
    section = word.sections[0]
    _page_number(section.footer, _RIGHT)
    _page_number(section.even_page_footer, _LEFT)


def writing(paragraph: Paragraph, text: str) -> Run:
    """Add text whose quotes and dashes are set in the Chinese font."""
    run = paragraph.add_run(text)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
    return run


def _page(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(23)
    # The lines are exact, so no grid is needed; readers differ in how they take one.
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)


def _defaults(word: WordDocument) -> None:
    """No theme's fonts, no space after, Chinese as language, for every style."""
    defaults = word.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(defaults):
        defaults.remove(child)
    defaults.append(_made("w:rFonts", **_font_names(FANGSONG)))
    defaults.append(_made("w:sz", **{"w:val": "32"}))
    defaults.append(_made("w:lang", **{"w:val": "en-US", "w:eastAsia": "zh-CN"}))
    spacing = word.styles.element.find(f".//{qn('w:pPrDefault')}/{qn('w:pPr')}")
    for child in list(spacing):
        spacing.remove(child)
    normal = word.styles["Normal"]
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        # As in the PDF: nothing is put between Chinese characters and figures.
        normal.element.get_or_add_pPr().append(_made(name, **{"w:val": "0"}))
    normal.font.size = BODY
    normal.font.name = LATIN
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FANGSONG)


def _style(word: WordDocument, style: Style) -> None:
    made = word.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = word.styles["Normal"]
    made.quick_style = True
    made.font.size = Pt(style.size)
    if style.size == BODY.pt:
        closer = _made("w:spacing", **{"w:val": f"{CLOSER * 20:.0f}"})
        made.element.get_or_add_rPr().insert_element_before(closer, "w:sz", "w:szCs", "w:lang")
    fonts = made.element.get_or_add_rPr().get_or_add_rFonts()
    for name, value in _font_names(style.font).items():
        fonts.set(qn(name), value)
    form = made.paragraph_format
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(style.line)
    form.alignment = style.align
    form.space_before, form.space_after = Pt(style.before), Pt(style.after)
    form.keep_with_next = style.keep
    _indent(made.element.get_or_add_pPr(), style)
    if style.outline is not None:
        level = _made("w:outlineLvl", **{"w:val": str(style.outline)})
        made.element.get_or_add_pPr().append(level)
    if style.name == STYLES["copy_list"].name:
        _rules(made.element.get_or_add_pPr())


def _indent(properties: Any, style: Style) -> None:
    """Indents in characters, and in points for readers that know no characters."""
    if style.first or style.right:
        indent = properties.get_or_add_ind()
        for name, characters in (("firstLine", style.first), ("right", style.right)):
            if characters:
                indent.set(qn(f"w:{name}Chars"), str(int(characters * 100)))
                indent.set(qn(f"w:{name}"), str(int(characters * (style.size + CLOSER) * 20)))


def _rules(properties: Any) -> None:
    """The rules above and below the copy list."""
    borders = OxmlElement("w:pBdr")
    for side in ("w:top", "w:bottom"):
        borders.append(
            _made(side, **{"w:val": "single", "w:sz": "6", "w:space": "4", "w:color": "000000"})
        )
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _settings(word: WordDocument) -> None:
    """Left and right pages differ; no compatibility mode of an older Word."""
    word.settings.odd_and_even_pages_header_footer = True
    settings = word.settings.element
    compatibility = settings.find(qn("w:compat"))
    if compatibility is None:
        compatibility = OxmlElement("w:compat")
        settings.append(compatibility)
    for child in compatibility.findall(qn("w:compatSetting")):
        compatibility.remove(child)
    compatibility.append(
        _made(
            "w:compatSetting",
            **{
                "w:name": "compatibilityMode",
                "w:uri": "http://schemas.microsoft.com/office/word",
                "w:val": "15",
            },
        )
    )


def _fonts(word: WordDocument) -> None:
    """The font table, which names what stands in for a font the reader's machine lacks."""
    part = word.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{"swiss" if name == HEITI else "roman"}"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, others in FALLBACKS.items()
    )
    table = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts'
        ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'{rows}<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )
    replaced = Part(part.partname, part.content_type, table.encode(), part.package)
    for relation in word.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            relation._target = replaced


def _page_number(footer: _Footer, align: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 —, one character from the edge."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = align
    indent = paragraph.paragraph_format
    indent.left_indent, indent.right_indent = Pt(14), Pt(14)
    for text in ("— ", None, " —"):
        run = writing(paragraph, text or "")
        run.font.size = Pt(14)
        fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
        for name, value in _font_names(SONGTI).items():
            fonts.set(qn(name), value)
        if text is None:
            for kind, code in (("begin", None), (None, "PAGE"), ("end", None)):
                run._r.append(_field(kind, code))


def _field(kind: str | None, code: str | None) -> Any:
    if kind is not None:
        return _made("w:fldChar", **{"w:fldCharType": kind})
    element = OxmlElement("w:instrText")
    element.text = code
    return element


def _font_names(chinese: str) -> dict[str, str]:
    return {"w:ascii": LATIN, "w:hAnsi": LATIN, "w:eastAsia": chinese, "w:cs": LATIN}


def _made(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(name), value)
    return element

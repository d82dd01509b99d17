"""PURE: what in a text tells who somebody is, found before the text is made public.

Patterns find what has a form of its own: plates, identity numbers (GB 11643), telephones, house
numbers, companies, numbers of cases. Names of people have none: those known to the system are
looked for, and who is called something (``当事人李四``). What is found is marked, never changed: a
person replaces it or says why it may stand.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pilit.law.texts import N_


class MarkKind(StrEnum):
    PERSON = "person"
    COMPANY = "company"
    PLATE = "plate"
    IDENTITY = "identity"
    PHONE = "phone"
    ADDRESS = "address"
    REFERENCE = "reference"
    LONG_NUMBER = "long_number"


MARK_LABELS: Final = {
    MarkKind.PERSON: N_("Name of a person"),
    MarkKind.COMPANY: N_("Name of a company"),
    MarkKind.PLATE: N_("Licence plate"),
    MarkKind.IDENTITY: N_("Identity number"),
    MarkKind.PHONE: N_("Telephone number"),
    MarkKind.ADDRESS: N_("Address"),
    MarkKind.REFERENCE: N_("Number of a case or document"),
    MarkKind.LONG_NUMBER: N_("Long number, as of an account"),
}
_RANK: Final = {kind: place for place, kind in enumerate(MarkKind)}
LONGEST: Final = 200
"""Characters of a mark, at most: what is kept of one fits its column."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One place of a text: ``text[start:end]`` is ``words``."""

    kind: MarkKind
    words: str
    start: int
    end: int

    @property
    def label(self) -> str:
        """What it may tell, a message id."""
        return MARK_LABELS[self.kind]


@dataclass(frozen=True, slots=True)
class Known:
    """What the system knows of a case that must not be told; ``people`` are names of people."""

    people: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


#: The commonest surnames, of one and of two characters; they begin what may be a name.
SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏"
    "苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵"
    "万覃武钱戴严莫孔向常汤康易乔赖文施洪辛柯庄温牛樊葛邢安齐庞颜倪章鲁岳翟殷詹申耿关兰焦俞左柳"
    "甘祝包宁符阮纪梅童凌毕单季裴霍涂苗谷盛曲翁冉骆路游靳辜管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时"
    "穆农司古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾"
)
DOUBLE_SURNAMES: Final = frozenset(
    ("欧阳", "司马", "上官", "诸葛", "司徒", "皇甫", "尉迟", "慕容", "令狐", "东方", "夏侯", "公孙")
)

_HAN = r"\u4e00-\u9fff"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领"
_ROLES = (
    "举报人|证人|当事人|被告人|被告|原告|违法行为人|侵权人|法定代表人|负责人|经营者|驾驶员|司机|"
    "近亲属|代理人"
)
#: What stands before a name and does not belong to it.
_BEFORE: Final = re.compile(
    "责令|要求|督促|建议|发现|查明|证实|认定|起诉|涉案|位于|坐落于|来自|以及|处罚|约谈|通知|当事人|"
    "被告单位|被告人|被告|违法企业|作出|依据|根据|[对向与由将在从至的了该及等住、]"
)
#: What follows a name of two characters and is no third of it.
_AFTER: Final = frozenset("称说的在于对向与和将被因为以是有经后等该反到从已未不能及提驾持")
_ANONYMOUS: Final = re.compile("[某××＊*]|^[A-Za-z甲乙丙丁]{1,2}$")
#: Words that name no company although they stand before 公司 or 厂.
_COMMON: Final = frozenset(
    (
        *("物业", "燃气", "供水", "自来水", "再生水", "污水处理", "垃圾处理", "垃圾焚烧", "保险"),
        *("工程", "施工", "建筑", "环保", "运输", "物流", "食品", "养殖", "加工", "检测", "平台"),
        *("相关", "有关", "涉事", "违法", "上述", "多家", "两家", "三家", "一家", "第三方"),
        *("国有", "民营", "专业", "股份", "有限", "企业", "农民专业"),
    )
)
_SUFFIXES = "有限责任公司|股份有限公司|有限公司|公司|合作社|养殖场|采石场|经营部|工作室|事务所|厂"

_ROAD = rf"[{_HAN}]{{1,12}}(?:路|街|巷|胡同|弄|里|道|村|屯|庄|社区|小区|园)"
_NO = r"(?:[0-9]{1,5}(?:-[0-9]{1,4})?|[一二三四五六七八九十百]{1,4})"
_FLAT = rf"{_NO}(?:号楼|号院|栋|幢|单元|室)"

_PLATE = (
    rf"(?<![0-9A-Za-z])[{_PROVINCES}][A-Za-z][·•.\- ]?[0-9A-HJ-NP-Za-hj-np-z]{{4,5}}"
    r"[0-9A-HJ-NP-Za-hj-np-z挂学警港澳领使](?![0-9A-Za-z])"
)
_IDENTITY = r"(?<![0-9A-Za-z])[0-9]{6}[ -]?[0-9]{8}[ -]?[0-9]{3}[0-9Xx](?![0-9A-Za-z])"
_REFERENCE = (
    rf"[{_HAN}]{{0,14}}[〔（(\[][0-9]{{4}}[〕）)\]][{_HAN}]{{0,8}}[0-9]*[{_HAN}]{{0,6}}[0-9]+"
    r"(?:-[0-9]+)?号"
)

PATTERNS: Final = (
    (MarkKind.PLATE, _PLATE),
    (MarkKind.IDENTITY, _IDENTITY),
    (MarkKind.PHONE, r"(?<![0-9])(?:\+?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9])"),
    (MarkKind.PHONE, r"(?<![0-9])0[0-9]{2,3}[- ]?[0-9]{7,8}(?![0-9])"),
    (MarkKind.ADDRESS, rf"{_ROAD}{_NO}号(?:院|楼)?(?:{_FLAT})*"),
    (MarkKind.ADDRESS, rf"(?:{_FLAT})+"),
    (MarkKind.COMPANY, rf"[{_HAN}A-Za-z0-9()（）·]{{1,40}}?(?:{_SUFFIXES})"),
    (MarkKind.REFERENCE, _REFERENCE),
    (MarkKind.LONG_NUMBER, r"(?<![0-9A-Za-z])[0-9]{12,30}[Xx]?(?![0-9A-Za-z])"),
    # The uniform code of organisations (GB 32100).
    (MarkKind.LONG_NUMBER, r"(?<![0-9A-Za-z])9[0-9A-HJ-NPQRTUWXY]{17}(?![0-9A-Za-z])"),
)
_COMPILED: Final = tuple((kind, re.compile(pattern)) for kind, pattern in PATTERNS)
_CALLED: Final = re.compile(rf"(?:{_ROLES})(?P<name>[{_HAN}]{{2,4}})")
_WIDE: Final = str.maketrans({0xFF10 + digit: str(digit) for digit in range(10)})
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"


def is_identity_number(text: str) -> bool:
    """Whether these are 17 digits and the check character that follows from them (GB 11643)."""
    digits = re.sub("[ -]", "", text).upper()
    if not re.fullmatch(r"[0-9]{17}[0-9X]", digits):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits[:17], strict=True))
    return digits[17] == _CHECKS[total % len(_CHECKS)]


def may_be_names(text: str) -> frozenset[str]:
    """Every piece of the text that may be the name of a person: a surname and one or two more."""
    found: set[str] = set()
    for run in re.findall(rf"[{_HAN}]+", text):
        for start in range(len(run)):
            family = 2 if run[start : start + 2] in DOUBLE_SURNAMES else 1
            if family == 2 or run[start] in SURNAMES:
                ends = range(start + family + 1, min(start + family + 2, len(run)) + 1)
                found.update(run[start:end] for end in ends)
    return frozenset(found)


def marks_in(text: str, known: Known) -> tuple[Mark, ...]:
    """What is to be looked at, in the order of the text; of what overlaps, the longest."""
    # Digits of full width are read as digits; every character stays where it is.
    plain = text.translate(_WIDE)
    named = set(_known(plain, known))
    found = sorted(
        {*named, *_called(plain), *(mark for mark in _formed(plain) if not _holds(mark, named))},
        key=lambda mark: (mark.start - mark.end, _RANK[mark.kind], mark.start),
    )
    chosen: list[Mark] = []
    for mark in found:
        if all(mark.end <= other.start or other.end <= mark.start for other in chosen):
            chosen.append(mark)
    chosen.sort(key=lambda mark: mark.start)
    # What was found is told as it is written.
    return tuple(
        Mark(mark.kind, text[mark.start : mark.end], mark.start, mark.end) for mark in chosen
    )


def _known(text: str, known: Known) -> Iterator[Mark]:
    for kind, words in (
        (MarkKind.PERSON, known.people),
        (MarkKind.COMPANY, known.companies),
        (MarkKind.ADDRESS, known.addresses),
        (MarkKind.REFERENCE, known.numbers),
    ):
        for each in _telling(words):
            for at in re.finditer(re.escape(each.translate(_WIDE)), text):
                yield Mark(kind, each, at.start(), at.end())


def _holds(mark: Mark, known: Iterable[Mark]) -> bool:
    """Whether it is something known, with what stands before it."""
    return any(
        mark.kind is each.kind and mark.start < each.start and mark.end == each.end
        for each in known
    )


def _telling(words: Iterable[str]) -> Iterator[str]:
    """Those that name somebody: of two characters at least, and not made anonymous already."""
    return (each for each in words if 2 <= len(each) <= LONGEST and "某" not in each)


def _called(text: str) -> Iterator[Mark]:
    for at in _CALLED.finditer(text):
        family = 2 if at["name"][:2] in DOUBLE_SURNAMES else 1
        name = at["name"][: family + 2]
        if name[-1] in _AFTER and len(name) > family + 1:
            name = name[:-1]
        if (family == 2 or name[0] in SURNAMES) and "某" not in name:
            yield Mark(MarkKind.PERSON, name, at.start("name"), at.start("name") + len(name))


def _formed(text: str) -> Iterator[Mark]:
    for kind, pattern in _COMPILED:
        for at in pattern.finditer(text):
            start, end = at.span()
            if kind is MarkKind.IDENTITY and not is_identity_number(at[0]):
                kind_found = MarkKind.LONG_NUMBER
            else:
                kind_found = kind
            if kind in (MarkKind.COMPANY, MarkKind.ADDRESS, MarkKind.REFERENCE):
                start = _begins(text, start, end, kind)
            if kind is MarkKind.COMPANY and not _names_company(text[start:end]):
                continue
            if kind is MarkKind.ADDRESS and "某" in text[start:end]:
                continue
            yield Mark(kind_found, text[start:end], start, end)


def _begins(text: str, start: int, end: int, kind: MarkKind) -> int:
    """Where a name begins: behind the last word that does not belong to it, two characters kept."""
    least = end
    if kind is MarkKind.COMPANY:
        stem = re.sub(f"(?:{_SUFFIXES})$", "", text[start:end])
        least = start + len(stem) - 2
    for before in _BEFORE.finditer(text, start, end):
        if before.end() <= least and before.end() < end:
            start = before.end()
    return start


def _names_company(words: str) -> bool:
    stem = re.sub(f"(?:{_SUFFIXES})$", "", words)
    common = stem in _COMMON or stem.removeprefix("和") in _COMMON
    return len(stem) > 1 and not common and not _ANONYMOUS.search(stem)

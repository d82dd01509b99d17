"""What tells who somebody is, is found in a text: a table of each kind, and what is left alone."""

import pytest

from referrals.domain.anonymity import Known, MarkKind, is_identity_number, marks_in, may_be_names

KNOWN = Known(
    people=frozenset({"王静", "欧阳明月", "某"}),
    companies=frozenset({"绿源建材", "某混凝土有限公司"}),
    addresses=frozenset({"东坝乡河沿", ""}),
    numbers=frozenset({"京朝检行公立〔2026〕3号"}),
)

FOUND = [
    # people: known to the system, or called something
    ("王静在现场", MarkKind.PERSON, ["王静"]),
    ("欧阳明月到场，王静未到", MarkKind.PERSON, ["欧阳明月", "王静"]),
    ("当事人李四称", MarkKind.PERSON, ["李四"]),
    ("法定代表人司马长风承认", MarkKind.PERSON, ["司马长风"]),
    ("当事人李四驾驶", MarkKind.PERSON, ["李四"]),
    ("证人赵大海证实", MarkKind.PERSON, ["赵大海"]),
    # companies
    ("对北京绿洲建材有限公司作出处罚", MarkKind.COMPANY, ["北京绿洲建材有限公司"]),
    ("责令红星造纸厂停产", MarkKind.COMPANY, ["红星造纸厂"]),
    ("向华为公司发函", MarkKind.COMPANY, ["华为公司"]),
    ("位于通州的永丰养殖场", MarkKind.COMPANY, ["永丰养殖场"]),
    ("绿源建材排放废水", MarkKind.COMPANY, ["绿源建材"]),
    # plates: with the point, without, of new energy, of a police car
    (
        "京A·12345、沪B12345和京AD12345",
        MarkKind.PLATE,
        ["京A·12345", "沪B12345", "京AD12345"],
    ),
    ("粤B1234警", MarkKind.PLATE, ["粤B1234警"]),
    # identity numbers whose check is right, in one piece and in three
    ("11010519491231002X", MarkKind.IDENTITY, ["11010519491231002X"]),
    ("110105 19491231 002X", MarkKind.IDENTITY, ["110105 19491231 002X"]),
    (
        "１１０１０５１９４９１２３１００２X",
        MarkKind.IDENTITY,
        ["１１０１０５１９４９１２３１００２X"],
    ),
    # telephones
    (
        "13800009999、138-0000-9999、+86 13800009999",
        MarkKind.PHONE,
        ["13800009999", "138-0000-9999", "+86 13800009999"],
    ),
    ("010-12345678", MarkKind.PHONE, ["010-12345678"]),
    # addresses
    ("位于建国路88号院3号楼2单元501室", MarkKind.ADDRESS, ["建国路88号院3号楼2单元501室"]),
    ("住建国路88号", MarkKind.ADDRESS, ["建国路88号"]),
    ("在朝阳区建国路８８号", MarkKind.ADDRESS, ["朝阳区建国路８８号"]),
    ("3栋2单元", MarkKind.ADDRESS, ["3栋2单元"]),
    ("东坝乡河沿堆放垃圾", MarkKind.ADDRESS, ["东坝乡河沿"]),
    # numbers of cases and documents
    ("见京朝检行公立〔2026〕3号", MarkKind.REFERENCE, ["京朝检行公立〔2026〕3号"]),
    ("京朝检行公立〔2026〕3号立案", MarkKind.REFERENCE, ["京朝检行公立〔2026〕3号"]),
    ("作出（2026）京0105行初12号判决", MarkKind.REFERENCE, ["（2026）京0105行初12号"]),
    # other long numbers: an identity number with a slip, an account, a code of an organisation
    ("110105194912310021", MarkKind.LONG_NUMBER, ["110105194912310021"]),
    ("账号6222020200112233445", MarkKind.LONG_NUMBER, ["6222020200112233445"]),
    ("91110105MA01ABCD12", MarkKind.LONG_NUMBER, ["91110105MA01ABCD12"]),
]
LEFT_ALONE = (
    "某公司、A公司和某某建材有限公司",
    "某混凝土有限公司未经批准取水",
    "物业公司和污水处理厂",
    "当事人王某、举报人李某某",
    "立案后第12日，3号线",
    "2026年3月1日，向北京市朝阳区水务局送达检察建议。",
    "整改事项3项，种植1200平方米，收缴12345678901元。",
    "朝阳区某路某号",
)


@pytest.mark.parametrize(("text", "kind", "words"), FOUND, ids=[row[0] for row in FOUND])
def test_found(text: str, kind: MarkKind, words: list[str]) -> None:
    marks = marks_in(text, KNOWN)
    assert [(mark.kind, mark.words) for mark in marks] == [(kind, each) for each in words]
    assert all(text[mark.start : mark.end] == mark.words for mark in marks)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_left_alone(text: str) -> None:
    assert not marks_in(text, KNOWN)


def test_every_kind_is_in_the_table() -> None:
    assert {row[1] for row in FOUND} == set(MarkKind)


def test_identity_numbers_are_known_by_their_check() -> None:
    assert is_identity_number("11010519491231002X")
    assert is_identity_number("11010519491231002x")
    wrong = ("110105194912310021", "1101051949123100", "11010519491231002Y", "")
    assert not [text for text in wrong if is_identity_number(text)]


def test_of_what_overlaps_the_longest_is_marked() -> None:
    found = marks_in("王静建材有限公司", KNOWN)
    assert [mark.words for mark in found] == ["王静建材有限公司"]


def test_what_may_be_a_name_begins_with_a_surname() -> None:
    assert may_be_names("由王静清理") == {"王静", "王静清"}
    assert "欧阳明月" in may_be_names("欧阳明月")

"""The score of a clue, row by row; and that the weights are whole."""

import tomllib
from pathlib import Path

import pytest

import cases.domain.triage
from cases.domain.triage import NOTHING, PART_LABELS, REASONS, WEIGHTS, Part, Signs, Weights, score
from pilit.law.texts import Text

DATA = tomllib.loads(
    Path(cases.domain.triage.__file__).with_name("triage.toml").read_text(encoding="utf-8")
)

# Text of the clue; how often each sign holds; points of harm, certainty, record, recurrence,
# attention.
TABLE: tuple[tuple[str, dict[str, int], tuple[int, int, int, int, int]], ...] = (
    ("路灯不亮", {}, (0, 0, 0, 0, 0)),
    ("饮用水发黄", {}, (21, 0, 0, 0, 0)),
    ("河道淤积", {}, (10, 0, 0, 0, 0)),
    ("长期向河道排污，有人中毒", {}, (35, 0, 0, 0, 0)),
    ("占用基本农田、耕地", {}, (10, 0, 0, 0, 0)),
    ("路灯不亮", {"named_informant": 1}, (0, 5, 0, 0, 0)),
    ("路灯不亮", {"photos": 1, "organ": 1, "point": 1}, (0, 11, 0, 0, 0)),
    (
        "路灯不亮",
        {"named_informant": 1, "photos": 1, "organ": 1, "penalty_decision": 1, "assessed": 1},
        (0, 20, 0, 0, 0),
    ),
    ("路灯不亮", {"late_replies": 1}, (0, 0, 4, 0, 0)),
    ("路灯不亮", {"late_replies": 2, "not_rectified": 1}, (0, 0, 11, 0, 0)),
    ("路灯不亮", {"late_replies": 40}, (0, 0, 15, 0, 0)),
    ("路灯不亮", {"same_organ": 1}, (0, 0, 0, 2, 0)),
    ("路灯不亮", {"same_place": 1, "same_organ": 1}, (0, 0, 0, 8, 0)),
    ("路灯不亮", {"media": 1}, (0, 0, 0, 0, 8)),
    ("路灯不亮", {"forwarded": 1, "merged": 2}, (0, 0, 0, 0, 15)),
)


@pytest.mark.parametrize(("text", "counts", "points"), TABLE)
def test_points(text: str, counts: dict[str, int], points: tuple[int, ...]) -> None:
    found = score(Signs(text, counts))
    assert tuple(part.points for part in found.parts) == points
    assert found.points == sum(points)


def test_every_part_says_why() -> None:
    found = score(Signs("持续排污，村民饮用水有毒", {"late_replies": 3}))
    reasons = {part.part: part.reasons for part in found.parts}
    assert reasons[Part.HARM] == (
        Text(REASONS[Part.HARM]["life"], {"words": ("有毒", "饮用水")}),
        Text(REASONS[Part.HARM]["wide"], {"words": ("村民",)}),
        Text(REASONS[Part.HARM]["lasting"], {"words": ("持续",)}),
    )
    assert reasons[Part.RECORD] == (Text(REASONS[Part.RECORD]["late_replies"], {"number": 3}),)
    assert reasons[Part.ATTENTION] == (Text(NOTHING[Part.ATTENTION]),)
    assert set(PART_LABELS) == set(NOTHING) == set(REASONS) == set(Part)


def test_a_word_within_another_is_not_told_twice() -> None:
    harm = score(Signs("基本农田", {})).parts[0]
    assert harm.reasons == (Text(REASONS[Part.HARM]["wide"], {"words": ("基本农田",)}),)


def test_the_first_reason_is_that_of_the_weightiest_part() -> None:
    found = score(Signs("河道", {"media": 1, "forwarded": 1}))
    assert found.first_reasons[0] == Text(REASONS[Part.ATTENTION]["media"], {"number": 1})


def test_all_signs_together_are_the_whole() -> None:
    text = "".join(harm.words[0] for harm in WEIGHTS.harm.values())
    counts = {name: 9 for signs in WEIGHTS.signs.values() for name in signs}
    assert score(Signs(text, counts)).points == 100


@pytest.mark.parametrize(
    "wrong",
    [
        {"weights": DATA["weights"] | {"harm": 36}},
        {"weights": {"harm": 100}},
        {"attention": {"media": 1.0}},
        {"record": DATA["record"] | {"rumour": 0.1}},
    ],
)
def test_weights_that_are_not_whole_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"triage|signs"):
        Weights.of(DATA | wrong)

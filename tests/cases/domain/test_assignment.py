"""The points of a person beside a case, row by row; and that the weights are whole."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest

import cases.domain.assignment
from cases.domain.assignment import PART_LABELS, WEIGHTS, Part, Traits, Weights, score
from pilit.law.texts import Text

DATA = tomllib.loads(
    Path(cases.domain.assignment.__file__).with_name("assignment.toml").read_text(encoding="utf-8")
)
SINCE = dt.date(2025, 6, 1)

# Traits; points of load, overdue, the week ahead, qualification, organ.
TABLE: tuple[tuple[Traits, tuple[int, int, int, int, int]], ...] = (
    (Traits(), (30, 15, 10, 0, 0)),
    (Traits(open=1), (28, 15, 10, 0, 0)),
    (Traits(open=5, week=3), (20, 15, 5, 0, 0)),
    (Traits(open=5, late=2), (20, 8, 10, 0, 0)),
    (Traits(open=15, late=4, week=6), (0, 0, 0, 0, 0)),
    (Traits(open=40, late=30, week=10), (0, 0, 0, 0, 0)),
    (Traits(qualified_since=SINCE), (30, 15, 10, 25, 0)),
    (Traits(of_organ=1), (30, 15, 10, 0, 7)),
    (Traits(of_organ=3, qualified_since=SINCE), (30, 15, 10, 25, 20)),
    (Traits(of_organ=9), (30, 15, 10, 0, 20)),
    (Traits(has_organ=False, of_organ=9), (30, 15, 10, 0, 0)),
    (Traits(open=15, late=4, week=6, qualified_since=SINCE, of_organ=3), (0, 0, 0, 25, 20)),
)


@pytest.mark.parametrize(("traits", "points"), TABLE)
def test_the_points(traits: Traits, points: tuple[int, ...]) -> None:
    found = score(traits)
    assert [part.part for part in found.parts] == list(Part)
    assert tuple(part.points for part in found.parts) == points
    assert found.points == sum(points)
    assert all(part.points <= part.most == WEIGHTS.parts[part.part] for part in found.parts)


def test_every_part_says_why() -> None:
    said = [part.reason for part in score(Traits(2, 1, 1, SINCE, of_organ=2)).parts]
    assert said == [
        Text("Open cases: %(number)s", {"number": 2}),
        Text("Something is overdue in %(number)s of them", {"number": 1}),
        Text("Something falls due within a week in %(number)s of them", {"number": 1}),
        Text("Qualified for this domain since %(day)s", {"day": SINCE}),
        Text("Cases of this organ so far: %(number)s", {"number": 2}),
    ]
    bare = [part.reason.msgid for part in score(Traits(has_organ=False)).parts][-2:]
    assert bare == ["Not entered as qualified for this domain", "No organ is named"]
    assert score(Traits()).parts[-1].reason.msgid == "Has had no case of this organ"
    assert set(PART_LABELS) == set(Part)


@pytest.mark.parametrize(
    "change",
    [
        {"weights": {**DATA["weights"], "open": 31}},
        {"weights": {"open": 100}},
        {"full": {"open": 15, "late": 4}},
        {"full": {"open": 15, "late": 0, "week": 6}},
        {"knows": {"organ": 0}},
    ],
)
def test_weights_that_are_not_whole_are_refused(change: dict[str, dict[str, int]]) -> None:
    with pytest.raises(ValueError, match=r"must be of all parts|needs a number"):
        Weights.of({**DATA, **change})

"""When a story must have begun to stand where it should today."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Final

from cases.demo.arcs import LAST
from cases.demo.plan import Story
from cases.demo.script import Script
from cases.demo.texts import Words
from pilit.law.calendar import DAY, Calendar

_GUESSES: Final = 8
_NEAR: Final = 12
_FAR: Final = 60
"""How many days around the best guess are tried: rest days make some days no period's last, and a
story that had less time is a shorter one.
"""


def script_of(story: Story, today: dt.date, calendar: Calendar) -> Script:
    """The story as it has come to ``today``, a Beijing date; all of it lies before that day.

    Where no working day gives the wanted end, the story stands as near as can be: not overdue where
    it should not be. Raises ``LookupError`` for a story that cannot have happened.
    """
    words = Words(story.matter, story.district, story.place, story.cast)

    def told(start: dt.date) -> Script:
        script = Script(words, story.cast, story.district, calendar, start, today)
        story.arc.tell(script)
        return script

    wanted = today + story.days * DAY
    best: tuple[int, Script] | None = None
    for tried, start in enumerate(_starts(story, told, today, wanted)):
        script = told(start)
        if script.steps[-1].at.date() >= today:
            continue
        cost = _cost((_mark(script, story) - wanted).days, overdue=story.days < 0)
        if best is None or cost < best[0]:
            best = (cost, script)
        if cost <= (0 if tried < 2 * _NEAR else _NEAR):
            break
    if best is None:
        raise LookupError(f"{story.arc.name} cannot stand at {story.days} days: {story.title}")
    return best[1]


def _starts(
    story: Story, told: Callable[[dt.date], Script], today: dt.date, wanted: dt.date
) -> Iterator[dt.date]:
    start = today - 40 * DAY
    for _ in range(_GUESSES):
        off = (_mark(told(start), story) - wanted).days
        if off == 0:
            break
        start -= off * DAY
    yield start
    for days in range(1, _FAR + 1):
        yield start - days * DAY
        yield start + days * DAY


def _mark(script: Script, story: Story) -> dt.date:
    return script.steps[-1].at.date() if story.mark == LAST else script.ends[story.mark]


def _cost(off: int, *, overdue: bool) -> int:
    """How bad it is that the mark lies ``off`` days from where it should."""
    wrong_side = off > 0 if overdue else off < 0
    return abs(off) * (10 if wrong_side else 1)

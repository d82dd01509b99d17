"""When a story must have begun to stand where it should today."""

import datetime as dt
from typing import Final

from cases.demo.arcs import LAST
from cases.demo.periods import Periods
from cases.demo.plan import Story
from cases.demo.script import Script
from cases.demo.texts import Words
from pilit.law.calendar import DAY

_FIRST_GUESS: Final = 40 * DAY
_GUESSES: Final = 5
_PACES: Final = 6
_NEAR: Final = (-1, 1, -2, 2)
_FAR: Final = range(3, 90)


def script_of(story: Story, today: dt.date, periods: Periods) -> Script:
    """The story as it has come to ``today``, a Beijing date; all of it lies before that day.

    A story is told with guessed beginnings, and at another pace, until its mark falls on the day it
    should. Rest days make some days no period's last: then it stands as near as can be, and not
    overdue where it should not be. Raises ``LookupError`` for a story that cannot have happened.
    """
    search = _Search(story, today, periods)
    for pace in range(_PACES):
        if search.approach(pace):
            break
    if search.best is None:
        search.go_back()
    if search.best is None:
        raise LookupError(f"{story.arc.name} cannot stand at {story.days} days: {story.title}")
    return search.best


class _Search:
    """Tells a story again and again and keeps the telling that stands best."""

    def __init__(self, story: Story, today: dt.date, periods: Periods) -> None:
        self.best: Script | None = None
        self._cost = 0
        self._story = story
        self._today = today
        self._wanted = _working_day(story, today + story.days * DAY, periods)
        self._periods = periods
        self._words = Words(story.matter, story.district, story.place, story.cast)

    def approach(self, pace: int) -> bool:
        """Guess beginnings until nothing is gained; whether the story stands where it should."""
        start = self._today - _FIRST_GUESS
        for _ in range(_GUESSES):
            off = self._try(start, pace)
            if off == 0:
                break
            start -= off * DAY
        if self._done:
            return True
        for days in _NEAR:
            self._try(start + days * DAY, pace)
        return self._done

    def go_back(self) -> None:
        """Begin earlier and earlier: a story that had less time is a shorter one."""
        for days in _FAR:
            self._try(self._today - _FIRST_GUESS - days * DAY, 0)

    @property
    def _done(self) -> bool:
        return self.best is not None and self._cost == 0

    def _try(self, start: dt.date, pace: int) -> int:
        """Tell the story; returns how many days its mark lies from where it should."""
        story = self._story
        script = Script(
            self._words,
            story.kind,
            story.cast,
            story.district,
            self._periods,
            start,
            self._today,
            pace=pace,
        )
        story.arc.tell(script)
        last = script.steps[-1].at.date()
        off: int = ((last if story.mark == LAST else script.ends[story.mark]) - self._wanted).days
        wrong_side = off > 0 if story.days < 0 else off < 0
        cost = abs(off) * (10 if wrong_side else 1)
        if last < self._today and (self.best is None or cost < self._cost):
            self.best, self._cost = script, cost
        return off


def _working_day(story: Story, day: dt.date, periods: Periods) -> dt.date:
    """Nothing ends or is done on a rest day: the working day after it, for what is past before."""
    calendar = periods.calendar
    if story.days < 0:
        return calendar.previous_working_day(day)
    return calendar.next_working_day(day)

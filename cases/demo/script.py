"""A story as it is written down: forward in time, on working days, within office hours."""

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from cases.demo.cast import Cast
from cases.demo.periods import Periods
from cases.demo.places import District
from cases.demo.steps import Attachment, Known, Step
from cases.demo.texts import Words
from cases.domain.vocabulary import CaseKind
from pilit.law.calendar import DAY
from pilit.web.clock import BEIJING

_MORNING: Final = 9 * 60
_EVENING: Final = 17 * 60 + 30


class Stop(StrEnum):
    """How far a decision of the chief comes in a story."""

    DRAFTED = "drafted"
    REVIEWED = "reviewed"
    SENT_BACK_BY_HEAD = "sent_back_by_head"
    SENT_BACK_BY_CHIEF = "sent_back_by_chief"
    DECIDED = "decided"
    DECIDED_AT_SECOND_TRY = "decided_at_second_try"


class Script:
    """The steps of one story, which began on ``start`` and has come as far as ``today``.

    ``kind`` is that of its case, ``cast`` changes where the case passes to other people.
    ``day`` is the working day the story has come to, ``ends`` the last day of each period by its
    code, as the rule book counts it, ``source`` where the clue came from, ``docket`` the numbers of
    the case at court, ``orders`` how many orders its judgment has (0: it is performed as a
    whole), ``replies`` how often the organ has replied, ``respondent_known`` whether it is known
    who is to blame. ``pace`` varies how fast
    things go. All days are Beijing dates.
    """

    def __init__(
        self,
        words: Words,
        kind: CaseKind,
        cast: Cast,
        district: District,
        periods: Periods,
        start: dt.date,
        today: dt.date,
        *,
        pace: int = 0,
    ) -> None:
        self.words = words
        self.kind = kind
        self.cast = cast
        self.district = district
        self.calendar = periods.calendar
        self.today = today
        self.day = self.calendar.next_working_day(start)
        self.steps: list[Step] = []
        self.ends: dict[str, dt.date] = {}
        self.extensions: list[tuple[str, dt.date]] = []
        self.source = ""
        self.docket: dict[str, str] = {}
        self.orders = 1
        self.replies = 0
        self.respondent_known = True
        self._periods = periods
        self._dice = words.dice(f"pace {pace}")
        self._minute = self._morning()
        words.begin(self.day)

    def later(self, least: int, most: int | None = None) -> dt.date:
        """Go on by some days, to a working day; returns it."""
        days = least if most is None else self._dice.randint(least, most)
        return self.until(self.day + days * DAY)

    def until(self, day: dt.date) -> dt.date:
        """Go on to a day, or the working day after it; never back."""
        day = self.calendar.next_working_day(day)
        if day > self.day:
            self.day, self._minute = day, self._morning()
        return self.day

    def wait(self, hour: int) -> None:
        """Go on to an hour of the same day."""
        self._minute = max(self._minute, hour * 60)

    def passes(self, days: int) -> bool:
        """Whether that many days from where the story stands lie before today."""
        return self.calendar.next_working_day(self.day + days * DAY) < self.today

    def chance(self, percent: int) -> bool:
        """Whether something that may happen does."""
        return self._dice.randrange(100) < percent

    def one_of[T](self, *choices: T) -> T:
        """One of several."""
        return self._dice.choice(choices)

    @property
    def iso(self) -> str:
        """The day the story has come to, as data."""
        return self.day.isoformat()

    def do(
        self,
        who: str,
        action: str,
        data: Mapping[str, Any],
        *,
        on: str = "case",
        makes: str = "",
        sections: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        """Write a step, some time after the one before it."""
        time = dt.time(*divmod(self._minute, 60))
        moment = dt.datetime.combine(self.day, time, tzinfo=BEIJING)
        self.steps.append(Step(moment, who, action, data, on, makes, sections))
        left = max(_EVENING - self._minute, 12)
        self._minute += min(self._dice.randint(25, 70), max(left // 3, 4))

    def decide(
        self,
        action: str,
        data: Mapping[str, Any],
        stop: Stop = Stop.DECIDED,
        *,
        on: str = "case",
        makes: str = "",
        by: tuple[str, str, str] | None = None,
        same_day: bool = False,
    ) -> None:
        """Write a decision: drafted, reviewed, decided; ``by`` names the three people.

        ``same_day``: its data names the day on which it takes effect.
        """
        drafter, head, chief = by or (self.cast.handler, self.cast.head, self.cast.chief)
        draft = {"draft": Known.DRAFT}
        self.do(drafter, action, data, on=on)
        if stop is Stop.DRAFTED:
            return
        self.later(0 if same_day else self.one_of(0, 0, 1))
        if stop in (Stop.SENT_BACK_BY_HEAD, Stop.DECIDED_AT_SECOND_TRY):
            reason = self.words.say("decision.send_back_head")
            self.do(head, "send_back_draft", {**draft, "reason": reason}, on=on)
        if stop is Stop.SENT_BACK_BY_HEAD:
            return
        if stop is Stop.DECIDED_AT_SECOND_TRY:
            self.later(1)
            self.do(drafter, "revise_draft", {**draft, "data": dict(data)}, on=on)
        opinion = self.words.say("decision.review")
        self.do(head, "review_draft", {**draft, "opinion": opinion}, on=on)
        if stop is Stop.REVIEWED:
            return
        self.later(0 if same_day else self.one_of(0, 1))
        if stop is Stop.SENT_BACK_BY_CHIEF:
            reason = self.words.say("decision.send_back_chief")
            self.do(chief, "send_back_draft", {**draft, "reason": reason}, on=on)
            return
        opinion = self.words.say("decision.approve")
        self.do(chief, "decide_draft", {**draft, "opinion": opinion}, on=on, makes=makes)

    def period(
        self,
        code: str,
        start: dt.date | None = None,
        *,
        stated: dt.date | None = None,
        extensions: Iterable[tuple[str, dt.date]] = (),
    ) -> dt.date:
        """Count a period from a day (the present one); returns its last day and keeps it.

        See :meth:`cases.demo.periods.Periods.end`.
        """
        end = self._periods.end(
            code, start or self.day, self.kind, stated=stated, extensions=tuple(extensions)
        )
        self.ends[code] = end
        return end

    @property
    def against_organ(self) -> bool:
        """Whether an organ is the respondent."""
        return self.kind is CaseKind.ADMINISTRATIVE

    @property
    def defendant(self) -> str:
        """Who enters what the defendant does: the organ's officer, for others the court's clerk."""
        return self.cast.officer if self.against_organ else self.cast.clerk

    @property
    def spot(self) -> dict[str, str]:
        """Longitude and latitude of the harm, as data."""
        longitude, latitude = self.district.centre
        dice = self.words.dice("place")
        return {
            "lng": f"{longitude + dice.uniform(-0.018, 0.018):.6f}",
            "lat": f"{latitude + dice.uniform(-0.014, 0.014):.6f}",
        }

    @property
    def officers(self) -> list[str]:
        """Two officers for a measure."""
        return [self.cast.handler, self.one_of(self.cast.partner, self.cast.assistant)]

    @staticmethod
    def picture(name: str) -> Attachment:
        """A picture to attach."""
        return Attachment(f"{name}.png")

    @staticmethod
    def paper(name: str) -> Attachment:
        """A scanned paper to attach."""
        return Attachment(f"{name}.pdf")

    def _morning(self) -> int:
        return _MORNING + self._dice.randint(2, 50)

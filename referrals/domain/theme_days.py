"""PURE: the days of the year to which typical cases are tied (Opinions 9)."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from pilit.law.texts import N_


@dataclass(frozen=True, slots=True)
class ThemeDay:
    """A day of the year on which the public interest is spoken of."""

    code: str
    month: int
    day: int
    label: str
    """What it is called, a message id."""
    source: str
    """Who named or set it, a message id."""

    def following(self, on: dt.date) -> dt.date:
        """The next time it comes; ``on`` itself where that is the day."""
        this_year = dt.date(on.year, self.month, self.day)
        return this_year if this_year >= on else this_year.replace(year=on.year + 1)


_NAMED: Final = N_("Named in the Opinions, part 9")

#: In the order of the year. Four are those the Opinions name; martyrs' day is set by law.
THEME_DAYS: Final = (
    ThemeDay("consumers", 3, 15, N_("World Consumer Rights Day"), _NAMED),
    ThemeDay("forest", 3, 21, N_("World Forest Day"), _NAMED),
    ThemeDay("water", 3, 22, N_("World Water Day"), _NAMED),
    ThemeDay(
        "environment",
        6,
        5,
        N_("World Environment Day"),
        N_("Named in the Opinions, part 9; Environmental Protection Law, article 12"),
    ),
    ThemeDay(
        "martyrs",
        9,
        30,
        N_("Martyrs' Day"),
        N_("Law on the Protection of Heroes and Martyrs, article 5"),
    ),
)
BY_CODE: Final = {each.code: each for each in THEME_DAYS}

"""The steps by which an end date was found, as data, and their words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from pilit.law.texts import N_, Param, Text, render

COUNTING: Final = ("CPL 85", "ALL-I 48")
"""The start day is not counted; an end on a rest day moves to the first day after the rest."""
CORRESPONDING_DAY: Final = ("Civil Code 202",)
HOLIDAYS: Final = ("Holidays 2",)

STEP_TEXTS: Final[dict[str, str]] = {
    "starts": N_("The period starts on %(start)s; that day itself is not counted."),
    "natural_end": N_("The period of %(length)s ends on %(day)s."),
    "no_such_day": N_(
        "That month has no day %(number)s, so the period ends on its last day, %(day)s."
    ),
    "at_least": N_("This is the shortest period the law allows; it may be longer."),
    "suspended": N_(
        "The period did not run from %(first)s up to, not including, %(until)s (%(reasons)s):"
        " %(length)s are added and it ends on %(day)s."
    ),
    "suspended_open": N_(
        "The period has not been running since %(first)s (%(reasons)s). It has no end date until it"
        " runs again."
    ),
    "suspended_last_day": N_(
        "It cannot end while it is suspended, so it does not end before %(day)s."
    ),
    "suspension_without_effect": N_(
        "The suspension from %(first)s has no effect: the period had ended on %(end)s."
    ),
    "extended": N_(
        "Extended on %(granted_on)s by %(granted_by)s for %(length)s, counted from %(end)s: it ends"
        " on %(day)s."
    ),
    "extended_while_suspended": N_(
        "Extended on %(granted_on)s by %(granted_by)s for %(length)s, to be counted once the period"
        " runs again."
    ),
    "extension_without_effect": N_(
        "The extension of %(granted_on)s has no effect: the period had ended on %(end)s."
    ),
    "rest_day_moves": N_(
        "%(day)s lies in the rest from %(first)s to %(last)s, so the period ends on the first day"
        " after it, %(end)s."
    ),
    "single_rest_day_moves": N_(
        "%(day)s is a rest day, so the period ends on the first day after it, %(end)s."
    ),
    "adjusted_working_day": N_(
        "%(day)s falls on a weekend but is a working day by the holiday arrangement, so the period"
        " can end on it."
    ),
    "provisional": N_(
        "The holidays of %(year)s have not been arranged yet. The date is provisional, computed"
        " from weekends and the fixed public holidays, and will be computed again once they are."
    ),
    "counts_back": N_(
        "Counted back from %(start)s, which is not counted itself: %(length)s before it, %(day)s is"
        " the last day on which this can be done in time."
    ),
    "counts_back_rest_day": N_(
        "%(day)s is a rest day. The last day does not move to a later one, which would shorten the"
        " time the law gives; the last working day before it is %(working_day)s."
    ),
    "as_stated": N_("The decision itself names the date, %(day)s. It does not move."),
}
"""The message id of every kind of step; a step's parameters fill its placeholders."""

GRANTORS: Final[dict[str, str]] = {
    "chief": N_("the chief procurator"),
    "higher_procuratorate": N_("the next higher procuratorate"),
    "court_president": N_("the president of the court"),
    "higher_court": N_("the next higher court"),
    "high_court": N_("the high court"),
}
"""Who may grant an extension: the code used in rules and its words."""


def grantor_text(code: str) -> Text | str:
    """The words for a grantor's code; a name that is no code stands as it is."""
    return Text(GRANTORS[code]) if code in GRANTORS else code


@dataclass(frozen=True)
class Step:
    """One step of a computation: its kind (a key of `STEP_TEXTS`), values and citations."""

    kind: str
    params: Mapping[str, Param]
    basis: tuple[str, ...] = ()

    @property
    def text(self) -> Text:
        """What the step says, for translation."""
        return Text(STEP_TEXTS[self.kind], self.params)


class Line(NamedTuple):
    """A step in words, with its citations in the reader's language."""

    text: str
    basis: tuple[str, ...]


def _unchanged(text: str) -> str:
    return text


def explain(
    steps: Iterable[Step],
    translate: Callable[[str], str] = _unchanged,
    show_date: Callable[[date], str] = date.isoformat,
    cite: Callable[[str], str] = _unchanged,
) -> list[Line]:
    """Put `steps` into words a lawyer can check.

    For Chinese, pass gettext, a Chinese date format and `pilit.law.citations.citation`.
    """
    return [
        Line(render(step.text, translate, show_date), tuple(cite(each) for each in step.basis))
        for step in steps
    ]

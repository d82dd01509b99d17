"""The lines of the weekly digest: what each number counts, and where its list is."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Digest
from cases.statistics.figures import FIGURES
from cases.statistics.periods import text_of
from pilit.law.texts import N_
from pilit.web.texts import month_text, translated

FIGURES_TOLD: Final = (
    "clues_registered",
    "cases_filed",
    "recommendations_served",
    "suits_filed",
    "cases_closed",
)
"""The figures of the month that a digest has, in the order of the procedure."""
_DUTIES: Final[Mapping[str, tuple[str, str]]] = {
    "overdue": (N_("Duties overdue"), "late"),
    "overdue_week": (N_("Of them overdue for 1–7 days"), "week"),
}


def month_of_week(monday: dt.date) -> dt.date:
    """The month whose figures a digest has: that of the Sunday before."""
    return (monday - dt.timedelta(days=1)).replace(day=1)


def lines_of(digest: Digest, site: str) -> str:
    """One number a line, each followed by the address of its list where the site has one."""
    lines = []
    for label, number, path in _lines(digest):
        lines.append(_("%(label)s: %(number)s") % {"label": label, "number": number})
        if site:
            lines.append(f"  {site}{path}")
    return "\n".join(lines)


def _lines(digest: Digest) -> Iterator[tuple[str, int, str]]:
    numbers: Mapping[str, int] = digest.numbers
    for name, (label, age) in _DUTIES.items():
        yield translated(label), numbers[name], f"{reverse('cases:figures_overdue_rows')}?age={age}"
    yield _("Open alerts"), numbers["alerts"], reverse("cases:alerts")
    month = month_of_week(digest.week)
    query = f"from={text_of(month)}&to={text_of(month)}"
    for code in FIGURES_TOLD:
        label = _("%(figure)s, %(month)s") % {
            "figure": translated(FIGURES[code].label),
            "month": month_text(month),
        }
        yield label, numbers[code], f"{reverse('cases:figure', args=[code])}?{query}"

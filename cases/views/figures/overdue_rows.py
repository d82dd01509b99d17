"""The duties behind a number of open and overdue ones, the oldest first."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.domain.rulebook import all_rules
from cases.models import Case, Clue, Deadline
from cases.statistics.overdue import AGES, DEFINITION_BEFORE, LATE, narrowed
from cases.views.access import page
from cases.views.figures.chosen import chosen_of, organ_filter
from cases.views.figures.overdue import PLACED, duties, place_query, waiting_in
from cases.views.filters import Filter, FilterBar, choice_filter
from cases.views.forms.options import target_kind
from cases.views.office.ask_many import may_ask
from cases.views.wording import deadline_label
from pilit.law.errors import NotFound
from pilit.law.texts import N_
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of
from pilit.web.texts import full_date

OLDEST: Final = {"oldest": Ordering("due_on")}


@page
@require_safe
def overdue_rows(request: HttpRequest) -> HttpResponse:
    """The duties behind a number of the page above."""
    chosen = chosen_of(request)
    if not chosen.opens:
        raise NotFound
    query = request.GET
    age = choice_filter(
        "age",
        N_("Age"),
        query,
        {LATE: N_("Overdue"), **{each.code: each.label for each in AGES.values()}},
    )
    duty = choice_filter("duty", N_("Whose duty"), query, duties())
    code = choice_filter(
        "code", N_("Period"), query, {rule.code: rule.label for rule in all_rules()}
    )
    organ = organ_filter(query)
    day = _earlier_day(query.get("on", ""), chosen.today)
    rows = narrowed(
        waiting_in(chosen, day),
        day or chosen.today,
        age=age.value,
        duty=duty.value,
        code=code.value,
        organ=organ.value,
    )
    listed = rows.select_related("case__procuratorate", "clue__procuratorate", "responsible")
    found = page_of(listed, OLDEST, "oldest", query.get("cursor", ""))
    bar: list[Filter] = [each for each in chosen.filters if each.name in PLACED]
    named = [organ] if organ.value else []
    if day is not None:
        named.append(_day_filter(query, day))
    context = {
        "bar": FilterBar([*bar, age, duty, code, *named]),
        "page": found,
        "rows": [_waited(row) for row in found.rows],
        "may_ask": day is None and may_ask(chosen.actor),
        "count": capped_count(rows),
        "today": day or chosen.today,
        "earlier": day,
        "before_definition": DEFINITION_BEFORE,
        "back": f"{reverse('cases:figures_overdue')}?{place_query(chosen)}",
    }
    return respond(request, "cases/figures/overdue_rows.html", context, fragment="list")


def _earlier_day(text: str, today: dt.date) -> dt.date | None:
    """The earlier day a list is asked for; ``None`` for today."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day < today else None


def _day_filter(query: QueryDict, day: dt.date) -> Filter:
    """The day a list is of, which can be left for today."""
    return choice_filter("on", N_("As of"), query, {day.isoformat(): full_date(day)}, N_("Today"))


@dataclass(frozen=True, slots=True)
class Waited:
    """A duty in the list: what is to be done, by whom, in which clue or case."""

    row: Deadline
    target: Clue | Case
    url: str
    label: str

    @property
    def kind(self) -> str:
        """The word for the target in addresses."""
        return target_kind(self.target)

    @property
    def anchor(self) -> str:
        """Its place in the list."""
        return f"d{self.row.pk}"


def _waited(row: Deadline) -> Waited:
    if row.case is not None:
        url = reverse("cases:case", kwargs={"number": row.case.number})
        return Waited(row, row.case, url, deadline_label(row.code))
    if row.clue is None:
        raise LookupError("a deadline of nothing")
    url = reverse("cases:clue", kwargs={"number": row.clue.number})
    return Waited(row, row.clue, url, deadline_label(row.code))

"""How long the stages of the work take, and the cases behind each number."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.models import Case
from cases.statistics.periods import text_of
from cases.statistics.stages import STAGES, Measured, beyond, cases_of, measured
from cases.views.access import page
from cases.views.figures.chosen import Chosen, chosen_of, period_label
from cases.views.filters import FilterBar, choice_filter
from pilit.law.errors import NotFound
from pilit.law.texts import N_
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of

NEWEST: Final = {"newest": Ordering(descending=True)}
WHOLE: Final = "whole"
"""What is shown where no stage is named."""
ENDED, RUNNING, BEYOND = "ended", "running", "beyond"
_ENDED: Final = N_("Ended in the period")
_STATES: Final = {
    RUNNING: N_("Still running"),
    BEYOND: N_("Running longer than nine in ten"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A stage with the lists behind its numbers; without addresses for those who see no case."""

    measured: Measured
    url: str
    url_before: str
    url_running: str
    url_beyond: str


@page
@require_safe
def stages(request: HttpRequest) -> HttpResponse:
    """The stages, each with the period before; by three statements each."""
    chosen = chosen_of(request)
    query = chosen.query()
    context = {
        "chosen": chosen,
        "bar": FilterBar(chosen.filters),
        "period": period_label(chosen.period),
        "period_before": period_label(chosen.period.before),
        "lines": lines_of(chosen),
        "figures_url": f"{reverse('cases:figures')}?{query}",
        "export_url": f"{reverse('cases:figures_sheets', args=['stages'])}?{query}",
        "picture_url": f"{reverse('cases:figures_picture', args=['stages'])}?{query}",
    }
    return respond(request, "cases/figures/stages.html", context, fragment="stages")


def lines_of(chosen: Chosen) -> list[Line]:
    """Every stage; by three statements each."""
    rows = cases_of(chosen.actor, chosen.selection, chosen.opens)
    before = chosen.period.before
    months = {"from": text_of(before.first), "to": text_of(before.last)}
    return [
        Line(
            measured(stage, rows, chosen.period, chosen.today),
            _url(chosen, stage=stage.code, state=ENDED),
            _url(chosen, stage=stage.code, state=ENDED, **months),
            _url(chosen, stage=stage.code, state=RUNNING),
            _url(chosen, stage=stage.code, state=BEYOND),
        )
        for stage in STAGES.values()
    ]


@page
@require_safe
def stage_rows(request: HttpRequest) -> HttpResponse:
    """The cases that left a stage in the period, or are still in it, with their days."""
    chosen = chosen_of(request)
    query = request.GET
    if not chosen.opens:
        raise NotFound
    others = {each.code: each.label for each in STAGES.values() if each.code != WHOLE}
    named = choice_filter("stage", N_("Stage"), query, others, STAGES[WHOLE].label)
    stage = STAGES[named.value or WHOLE]
    state = choice_filter("state", N_("State"), query, _STATES, _ENDED)
    cases = cases_of(chosen.actor, chosen.selection, opens=True)
    if state.value == RUNNING:
        rows = stage.running(cases, chosen.today)
    elif state.value == BEYOND:
        rows = beyond(stage, cases, chosen.period, chosen.today)
    else:
        rows = stage.ended(cases, chosen.period)
    found = page_of(rows.select_related("procuratorate"), NEWEST, "newest", query.get("cursor", ""))
    context = {
        "stage": stage,
        "bar": FilterBar([*chosen.filters, named, state]),
        "page": found,
        "rows": [_listed(row) for row in found.rows],
        "count": capped_count(rows),
        "back": f"{reverse('cases:figures_stages')}?{chosen.query()}",
    }
    return respond(request, "cases/figures/stage_rows.html", context, fragment="list")


@dataclass(frozen=True, slots=True)
class Listed:
    """A case in the list: both days of the stage, and how many lie between them."""

    case: Case
    began: dt.date
    ended: dt.date | None
    days: int

    @property
    def anchor(self) -> str:
        """Its place in the list."""
        return f"case{self.case.pk}"


def _listed(row: Any) -> Listed:
    return Listed(row, row.began, row.ended, row.took.days)


def _url(chosen: Chosen, **changes: str) -> str:
    if not chosen.opens:
        return ""
    return f"{reverse('cases:figures_stage_rows')}?{chosen.query(**changes)}"

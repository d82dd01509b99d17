"""A report's draft: its words and typical cases, kept while they are typed, beside the report."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from agencies.actor import Actor
from agencies.request import actor_of
from cases.documents.html import to_html
from cases.domain.vocabulary import CaseState
from cases.models import Case, FigureReport
from cases.services.figure_reports import (
    Passage,
    Typed,
    choose_case,
    composed,
    discard,
    drop_case,
    may_write,
    passages,
    write,
)
from cases.statistics.report_words import period_name
from cases.statistics.scope import Scope
from cases.views.access import now, page
from cases.views.figures.reports import report_for
from pilit.law.errors import Invalid, NotPermitted
from pilit.web.clock import beijing_date
from pilit.web.texts import errors_of

CANDIDATES: Final = 50
_TITLE, _SUMMARY = "title.", "summary."


@dataclass(frozen=True, slots=True)
class Words:
    """A part of the report in the form."""

    passage: Passage
    text: str
    errors: list[str]

    @property
    def name(self) -> str:
        """What its control is called."""
        return self.passage.section.name

    @property
    def rows(self) -> int:
        """How many lines its control shows."""
        return min(max(self.text.count("\n") + 1 + len(self.text) // 40, 2), 14)


@page
@require_http_methods(["GET", "POST"])
def report_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a draft; a POST keeps what was typed, and adds or drops a typical case."""
    actor, at = actor_of(request), now()
    row = report_for(actor, pk)
    if not may_write(row, actor):
        raise NotPermitted
    if request.method != "POST":
        return _form(request, row, at, {})
    post = request.POST
    if "_discard" in post:
        discard(row, actor)
        return redirect("cases:figure_reports")
    try:
        row = write(row, _typed(post), actor, at)
        _choose(row, post, actor)
    except Invalid as refusal:
        return _form(request, row, at, errors_of(refusal))
    if "_kept" in post:
        return render(request, "cases/figures/report_kept.html", _kept(row, at))
    if "_read" in post:
        return redirect("cases:figure_report", pk=row.pk)
    return redirect("cases:figure_report_edit", pk=row.pk)


def _choose(row: FigureReport, post: QueryDict, actor: Actor) -> None:
    if "_add" in post:
        choose_case(row, post.get("number", "").strip(), actor)
    if post.get("_drop", "").isdecimal():
        drop_case(row, int(str(post["_drop"])), actor)


def _typed(post: QueryDict) -> Typed:
    keys = [key.removeprefix(_TITLE) for key in post if key.startswith(_TITLE)]
    cases = {
        int(pk): (str(post[f"{_TITLE}{pk}"]), str(post.get(f"{_SUMMARY}{pk}", "")))
        for pk in keys
        if pk.isdecimal()
    }
    return Typed({name: str(text) for name, text in post.items()}, cases)


def _kept(row: FigureReport, at: dt.datetime) -> dict[str, object]:
    found = composed(row, beijing_date(at))
    return {"saved_at": row.saved_at, "face": to_html(found.document), "missing": found.missing}


def _form(
    request: HttpRequest, row: FigureReport, at: dt.datetime, errors: dict[str, list[str]]
) -> HttpResponse:
    """The form; where something was wrong, with what was typed."""
    post, today = request.POST, beijing_date(at)
    parts = [
        Words(
            each,
            post.get(each.section.name, each.text),
            errors.get(each.section.name, []),
        )
        for each in passages(row, today)
    ]
    typical = row.code == FigureReport.Kind.SPECIAL
    context = {
        "report": row,
        "period": period_name(row.period),
        "parts": parts,
        "typical": typical,
        "cases": row.cases.select_related("case") if typical else [],
        "candidates": _candidates(row, actor_of(request)) if typical else [],
        "number": post.get("number", "") if errors else "",
        "number_errors": errors.get("number", []),
        "today": today,
        **_kept(row, at),
    }
    status = 422 if errors else 200
    return render(request, "cases/figures/report_edit.html", context, status=status)


def _candidates(row: FigureReport, actor: Actor) -> list[Case]:
    """Cases closed in the report's months that its author sees, the newest first."""
    area = Scope((row.procuratorate,), opens=True).area
    rows = Case.objects.internal_to(actor).filter(
        area.of_targets(),
        state=CaseState.CLOSED,
        closed_on__gte=row.period.first,
        closed_on__lt=row.period.end,
    )
    return list(rows.order_by("-closed_on", "-id")[:CANDIDATES])

"""Every component in every state, for those who build pages. Only where ``DEBUG`` is on."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from pydantic import Field

from cases.actions.fields import ActionData, Ask, Files, Line, Moment, Prose
from cases.models import Case, Finding, MeasureKind
from cases.views.access import now, page
from cases.views.case.rail import Stop
from cases.views.forms.form import describe
from cases.views.place import map_of
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond


class Row(ActionData):
    """A group of fields that can be repeated."""

    kind: Annotated[MeasureKind, Ask(_("Measure"))]
    text: Annotated[Prose, Ask(_("Note"), widget="textarea")]


class Everything(ActionData):
    """A field of every sort."""

    line: Annotated[Line, Ask(_("Title"), _("A word of help."))]
    prose: Annotated[Prose, Ask(_("What happened"), widget="textarea")]
    day: Annotated[dt.date | None, Ask(_("Day"))] = None
    moment: Annotated[Moment, Ask(_("Hearing at"))]
    choice: Annotated[MeasureKind, Ask(_("Measure"))]
    radio: Annotated[Finding, Ask(_("Finding"))]
    box: Annotated[bool, Ask(_("Anonymous"))] = False
    yes: Annotated[bool | None, Ask(_("The objection is upheld"))] = None
    people: Annotated[tuple[str, ...], Ask(_("Officers"), widget="people")]
    panel: Annotated[tuple[Line, ...], Ask(_("Panel"))] = ()
    claims: Annotated[tuple[Row, ...], Field(min_length=1), Ask(_("Claims"))]
    files: Annotated[Files, Ask(_("Files"), widget="files")] = ()


@page
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """All components, with the forms empty, filled and refused."""
    today = beijing_date(now())
    people = {"people": [("a", "王敏"), ("b", "李强")]}
    values = {
        "line": "某混凝土企业",
        "people": ["a"],
        "choice": "inspect",
        "claims": [{"kind": "inspect"}],
    }
    errors = {
        "line": ["必填。"],
        "claims.0.text": ["必填。"],
        "people": ["至少两人。"],
        "__all__": ["请改正。"],
    }
    context = {
        "today": today,
        "days": [today + dt.timedelta(days=days) for days in (-12, -1, 0, 1, 15, 16, 200)],
        "stops": [
            Stop("线索", "done", "1月12日"),
            Stop("调查", "skipped"),
            Stop("跟进监督", "now", "第31天"),
            Stop("起诉", "ahead"),
        ],
        "map": map_of(Case(region="110105", lng=Decimal("116.5"), lat=Decimal("39.95"))),
        "empty_form": describe(Everything, {}, people),
        "refused_form": describe(Everything, values, people, errors),
    }
    return respond(request, "cases/styleguide.html", context)

"""Alerts: those that wait, what each is about, and putting one aside with a reason."""

import datetime as dt
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.actor import Actor
from agencies.request import actor_of
from cases.alerts.rules import LONGEST, dismiss
from cases.models import Alert, AlertRule, Case, Clue
from cases.models.alert import ALERTED_POSTS
from cases.statistics.periods import moved, text_of
from cases.views.access import now, page
from cases.views.figures.chosen import month_label
from cases.views.filters import FilterBar, choice_filter
from cases.views.forms.options import target_kind
from cases.views.wording import deadline_label
from pilit.law.errors import DomainError, Invalid, NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of
from pilit.web.texts import errors_of, full_date, message_of

NEWEST: Final = {"newest": Ordering(descending=True)}
DISMISSED: Final = "dismissed"
_JOINED: Final = (
    "rule__procuratorate",
    "dismissed_by",
    "place",
    "deadline__case__procuratorate",
    "deadline__clue__procuratorate",
    "look_back__case__procuratorate",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """An alert in words: what was found, where it leads, and what has become of it since."""

    row: Alert
    title: str
    url: str
    detail: str
    what: str
    since: str = ""
    target: Clue | Case | None = None
    """What may be acted on; of a rate of replies nothing."""

    @property
    def kind(self) -> str:
        """The word for the target in addresses."""
        return target_kind(self.target) if self.target is not None else ""

    @property
    def anchor(self) -> str:
        """Its place in the list."""
        return f"a{self.row.pk}"

    @property
    def duty(self) -> str:
        """The code of the duty it is about."""
        return self.row.deadline.code if self.row.deadline is not None else ""


@page
@require_safe
def alerts(request: HttpRequest) -> HttpResponse:
    """The alerts of a person's rules, the newest first."""
    actor, query = actor_of(request), request.GET
    if actor.holds(*ALERTED_POSTS) is None:
        raise NotFound
    state = choice_filter(
        "state", N_("State"), query, {DISMISSED: N_("Dismissed")}, first=N_("Not dismissed")
    )
    kinds = {str(value): str(label) for value, label in AlertRule.Kind.choices}
    kind = choice_filter("kind", N_("Kind of alert"), query, kinds)
    rows = Alert.objects.visible_to(actor).filter(dismissed_at__isnull=state.value != DISMISSED)
    if kind.value:
        rows = rows.filter(rule__kind=kind.value)
    found = page_of(rows.select_related(*_JOINED), NEWEST, "newest", query.get("cursor", ""))
    today = beijing_date(now())
    context = {
        "bar": FilterBar([state, kind]),
        "page": found,
        "rows": [shown(row, today) for row in found.rows],
        "count": capped_count(rows),
        "today": today,
    }
    return respond(request, "cases/figures/alerts.html", context, fragment="list")


@page
@require_http_methods(["GET", "POST"])
def alert(request: HttpRequest, pk: int) -> HttpResponse:
    """One alert; a POST puts it aside."""
    actor, at = actor_of(request), now()
    row = alert_for(actor, pk)
    if request.method != "POST":
        return _page(request, row, at)
    reason = request.POST.get("reason", "")
    try:
        dismiss(row, reason, actor, at)
    except Invalid as refusal:
        return _page(request, row, at, reason, errors_of(refusal)["reason"], status=422)
    except DomainError as refusal:
        row = alert_for(actor, pk)
        said = [message_of(refusal)]
        return _page(request, row, at, reason, said, status=refusal.http_status)
    messages.success(request, _("The alert is dismissed."))
    return redirect("cases:alerts")


def alert_for(actor: Actor, pk: int) -> Alert:
    """The alert, if the actor may see it. Raises :class:`NotFound`."""
    row = Alert.objects.visible_to(actor).select_related(*_JOINED).filter(pk=pk).first()
    if row is None:
        raise NotFound
    return row


def _page(
    request: HttpRequest,
    row: Alert,
    at: dt.datetime,
    reason: str = "",
    wrong: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    today = beijing_date(at)
    context = {
        "alert": shown(row, today),
        "reason": reason,
        "wrong": wrong or [],
        "longest": LONGEST,
        "today": today,
    }
    return render(request, "cases/figures/alert.html", context, status=status)


def shown(row: Alert, today: dt.date) -> Shown:
    """An alert in words; what it is about must be at hand."""
    if row.deadline is not None:
        return _duty(row, today)
    if row.look_back is not None:
        case = row.look_back.case
        what = _("The look-back of %(day)s found a relapse") % {"day": full_date(row.look_back.on)}
        return Shown(row, case.title, _url(case), _place(case), what, target=case)
    return _rate(row)


def _duty(row: Alert, today: dt.date) -> Shown:
    deadline = row.deadline
    target = None if deadline is None else deadline.case or deadline.clue
    if deadline is None or target is None or deadline.due_on is None:
        raise LookupError(f"alert {row.pk} is of no duty")
    what = _("%(duty)s: last day was %(day)s") % {
        "duty": deadline_label(deadline.code),
        "day": full_date(deadline.due_on),
    }
    if deadline.met_on is not None:
        since = _("Done since, on %(day)s") % {"day": full_date(deadline.met_on)}
    elif deadline.fires_at is None or deadline.due_on >= today:
        since = _("No longer overdue")
    else:
        since = ""
    return Shown(row, target.title, _url(target), _place(target), what, since, target)


def _rate(row: Alert) -> Shown:
    place, month, months = row.place, row.month, row.rule.months
    if place is None or month is None or months is None:
        raise LookupError(f"alert {row.pk} is of no replies")
    first = moved(month, 1 - months)
    query = {"at": place.code, "own": "1", "from": text_of(first), "to": text_of(month)}
    what = _("%(replied)s of %(due)s replies due came (%(percent)s %%)") % {
        "replied": row.replied,
        "due": row.due,
        "percent": round(100 * (row.replied or 0) / (row.due or 1)),
    }
    period = _("%(first)s to %(last)s") % {
        "first": month_label(first),
        "last": month_label(month),
    }
    url = f"{reverse('cases:figures')}?{urlencode(query)}"
    return Shown(row, place.name, url, month_label(month) if months == 1 else period, what)


def _place(target: Clue | Case) -> str:
    return f"{target.number} · {target.procuratorate.short_name}"


def _url(target: Clue | Case) -> str:
    name = "cases:case" if isinstance(target, Case) else "cases:clue"
    return reverse(name, kwargs={"number": target.number})

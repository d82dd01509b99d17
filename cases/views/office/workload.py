"""Workload (工作量): who has how much, what falls due, and why something is late."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.models import User
from agencies.request import actor_of
from cases.domain.rulebook import Responsible, all_rules
from cases.models import Case
from cases.services.load import falls_due, is_overdue
from cases.views.access import now, page
from cases.views.office.case_load import beside_handler, workers
from cases.views.office.hours_seen import POSTS, hours_seen, hours_url
from cases.views.wording import deadline_label
from pilit.law.errors import NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.texts import listed, translated

#: Whom a period waits for, where that is not the procuratorate itself.
_OTHERS: Final[Mapping[Responsible, str]] = {
    Responsible.ENTRUSTED_PROCURATORATE: N_("the entrusted procuratorate"),
    Responsible.ORGAN: N_("the organ"),
    Responsible.COURT: N_("the court"),
    Responsible.DEFENDANT: N_("the defendant"),
    Responsible.PLAINTIFF: N_("the plaintiff"),
    Responsible.PARTIES: N_("the parties"),
    Responsible.BENEFICIARY: N_("the beneficiary"),
    Responsible.RECEIVER: N_("the receiver"),
}
_OF_THE_ORGAN: Final = (Responsible.ORGAN, Responsible.DEFENDANT)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why cases are late: which duty, and for whom it waits."""

    text: str
    number: int
    url: str


@dataclass(slots=True)
class Load:
    """What one person has. Each number has the address of the list that shows just those."""

    person: User
    open: int = 0
    week: int = 0
    late: int = 0
    team: int = 0
    """Open cases they work on without leading them."""
    hours: Decimal = Decimal(0)
    """Noted this month."""
    hours_url: str = ""
    causes: list[Cause] = field(default_factory=list)

    @property
    def open_url(self) -> str:
        """The person's open cases."""
        return _list(self.person)

    @property
    def week_url(self) -> str:
        """Those in which something falls due within a week."""
        return _list(self.person, week="1")

    @property
    def team_url(self) -> str:
        """Those they work on for others."""
        return _list_of({"member": self.person.username})

    @property
    def late_url(self) -> str:
        """Those in which something is overdue."""
        return _list(self.person, overdue="1")


@page
@require_safe
def workload(request: HttpRequest) -> HttpResponse:
    """The people of the procuratorates one leads or registers for, the most burdened first."""
    actor = actor_of(request)
    if actor.holds(*POSTS) is None:
        raise NotFound
    today = beijing_date(now())
    loads = loads_of(actor, today)
    waiting = Case.objects.internal_to(actor).open().filter(handler=None)
    context = {
        "loads": loads,
        "without": waiting.filter(procuratorate__in=actor.places(*POSTS)).count(),
        "most": max((load.open for load in loads), default=0),
        "today": today,
    }
    return respond(request, "cases/workload.html", context)


def loads_of(actor: Actor, today: dt.date) -> list[Load]:
    """Everybody's load, by five queries."""
    month = today.replace(day=1)
    loads = {
        person.pk: Load(person, hours_url=hours_url(person.username, month))
        for person in workers(actor, today)
    }
    rows = Case.objects.internal_to(actor).open().filter(handler__in=list(loads)).order_by()
    counted = rows.values("handler").annotate(
        open=Count("pk"),
        week=Count("pk", filter=falls_due(today)),
        late=Count("pk", filter=is_overdue(today)),
    )
    for row in counted:
        load = loads[row["handler"]]
        load.open, load.week, load.late = row["open"], row["week"], row["late"]
    inside = Case.objects.internal_to(actor).open().values("pk")
    beside = beside_handler(today).filter(person__in=list(loads), case__in=inside).order_by()
    for person, number in beside.values_list("person").annotate(n=Count("case", distinct=True)):
        loads[person].team = number
    spent = hours_seen(actor, month).filter(person__in=list(loads)).order_by()
    for person, hours in spent.values_list("person").annotate(all=Sum("hours")):
        loads[person].hours = hours
    late = rows.filter(is_overdue(today)).values("handler", "next_due_rule")
    named = ArrayAgg(
        "respondent__short_name", filter=Q(respondent__isnull=False), distinct=True, default=[]
    )
    reasons = late.annotate(number=Count("pk"), organs=named)
    for reason in reasons.order_by("-number", "next_due_rule"):
        load = loads[reason["handler"]]
        load.causes.append(_cause(load.person, reason))
    return sorted(loads.values(), key=lambda load: (-load.late, -load.open, load.person.pk))


def _cause(person: User, row: Mapping[str, Any]) -> Cause:
    code = row["next_due_rule"]
    url = _list(person, overdue="1", period=code)
    return Cause(_reason(code, row["organs"]), row["number"], url)


def _reason(code: str, organs: Iterable[str]) -> str:
    """Which duty of one's own is late; or whom it waits for, by name where it is an organ."""
    responsible = next((rule.responsible for rule in all_rules() if rule.code == code), None)
    what = {"what": deadline_label(code)}
    if responsible is None or responsible not in _OTHERS:
        return _("Own duty: %(what)s") % what
    names = listed(organs) if responsible in _OF_THE_ORGAN else ""
    who = names or translated(_OTHERS[responsible])
    return _("Waiting for %(who)s: %(what)s") % {**what, "who": who}


def _list(person: User, **query: str) -> str:
    return _list_of({"handler": person.username, **query})


def _list_of(query: Mapping[str, str]) -> str:
    return f"{reverse('cases:cases')}?{urlencode(query)}"

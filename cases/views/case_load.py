"""Whose cases, and what presses in them: the filters behind the figures of the workload.

A figure counts by the same condition by which the list it links to is narrowed.
"""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.http import QueryDict

from agencies.actor import Actor
from agencies.models import Appointment, Post, User
from cases.domain.rulebook import all_rules
from cases.models import Case
from cases.querysets import INSIDE_POSTS, CaseQuerySet
from cases.views.filters import Filter, choice_filter, tick_filter
from pilit.law.texts import N_

WEEK = dt.timedelta(days=7)


def is_overdue(today: dt.date) -> Q:
    """Cases in which the day of what falls due next has passed."""
    return Q(next_due_on__lt=today)


def falls_due(today: dt.date) -> Q:
    """Cases in which something falls due within a week, and nothing is overdue."""
    return Q(next_due_on__gte=today, next_due_on__lte=today + WEEK)


def staff(actor: Actor, today: dt.date) -> QuerySet[User]:
    """The procurators of the actor's procuratorates, and whoever still has a case there."""
    places = actor.places(*INSIDE_POSTS)
    posted = Appointment.objects.active_on(today).in_post(Post.HANDLER)
    posted = posted.filter(organisation__in=places)
    cases = Case.objects.internal_to(actor).open().filter(procuratorate__in=places)
    has = Q(pk__in=posted.values("person")) | Q(pk__in=cases.values("handler"))
    return User.objects.filter(has).order_by("id")


def load_filters(query: QueryDict, actor: Actor, today: dt.date) -> list[Filter]:
    """By handler and by what falls due; by the period that is next where a link asks for it."""
    names = dict(staff(actor, today).values_list("username", "name"))
    found = [
        choice_filter("handler", N_("Handler"), query, names),
        tick_filter("week", N_("Due within a week"), query),
    ]
    if "period" in query:
        labels = {rule.code: rule.label for rule in all_rules()}
        chosen = {code: label for code, label in labels.items() if code == query["period"]}
        found.append(choice_filter("period", N_("Next due"), query, chosen))
    return found


def narrowed(rows: CaseQuerySet, filters: Iterable[Filter], today: dt.date) -> CaseQuerySet:
    """The rows that fit the filters of :func:`load_filters`."""
    values = {each.name: each.value for each in filters}
    if values["handler"]:
        rows = rows.filter(handler__username=values["handler"])
    if values["week"]:
        rows = rows.filter(falls_due(today))
    if values.get("period"):
        rows = rows.filter(next_due_rule=values["period"])
    return rows

"""Whose cases, and what presses in them: the filters behind the figures of the workload."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import F, Q, QuerySet
from django.http import QueryDict

from agencies.actor import Actor
from agencies.models import Appointment, Post, User
from cases.domain.rulebook import all_rules
from cases.models import Case, TeamMember
from cases.querysets import INSIDE_POSTS, CaseQuerySet
from cases.services.load import falls_due
from cases.views.filters import Filter, choice_filter, tick_filter
from pilit.law.texts import N_


def staff(actor: Actor, today: dt.date) -> QuerySet[User]:
    """The procurators of the actor's procuratorates, and whoever still has a case there."""
    places = actor.places(*INSIDE_POSTS)
    posted = Appointment.objects.active_on(today).in_post(Post.HANDLER)
    posted = posted.filter(organisation__in=places)
    cases = Case.objects.internal_to(actor).open().filter(procuratorate__in=places)
    has = Q(pk__in=posted.values("person")) | Q(pk__in=cases.values("handler"))
    return User.objects.filter(has).order_by("id")


def workers(actor: Actor, today: dt.date) -> QuerySet[User]:
    """As :func:`staff`, with the assistants."""
    posted = Appointment.objects.active_on(today).in_post(Post.ASSISTANT)
    assisting = posted.filter(organisation__in=actor.places(*INSIDE_POSTS)).values("person")
    named = Q(pk__in=staff(actor, today).order_by().values("pk")) | Q(pk__in=assisting)
    return User.objects.filter(named).order_by("id")


def beside_handler(today: dt.date) -> QuerySet[TeamMember]:
    """Who is on a team on a Beijing date and does not lead it."""
    return TeamMember.objects.on(today).filter(is_lead=False).exclude(person=F("case__handler"))


def load_filters(query: QueryDict, actor: Actor, today: dt.date) -> list[Filter]:
    """By handler and by what falls due; by who is on the team beside the handler, or the period
    that is next, where a link asks for it.
    """
    names = dict(staff(actor, today).values_list("username", "name"))
    found = [
        choice_filter("handler", N_("Handler"), query, names),
        tick_filter("week", N_("Due within a week"), query),
    ]
    if "member" in query:
        people = dict(workers(actor, today).values_list("username", "name"))
        found.append(choice_filter("member", N_("On the team"), query, people))
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
    if values.get("member"):
        beside = beside_handler(today).filter(person__username=values["member"])
        rows = rows.filter(pk__in=beside.values("case"))
    if values.get("period"):
        rows = rows.filter(next_due_rule=values["period"])
    return rows

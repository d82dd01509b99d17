"""Whether everything a sweep owes exists exactly once, looked at from outside the sweep."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count, Q

from agencies.models import Notification
from bench.population import CLOCKED, PLAIN, Population
from cases.models import Case, Deadline, Event, OutboxMail, Reminder
from cases.verification import verify

REVIEW = "review_for_suit_administrative"
PASSED_BY = ("d15", "d7", "d3", "d1", "d0")
#: Who is told on the morning after the end, counted: officer, leader, handler, head; handler, head.
TOLD = {CLOCKED: 4, PLAIN: 2}


def faults(population: Population) -> list[str]:
    """What is missing or there twice after the sweep of ``population``; empty if all is well."""
    return [
        *_ends(),
        *_reminders(),
        *_messages(),
        *_actions(population),
        *(f"chain {found.code} is broken" for found in verify() if found.broken is not None),
        *_due(population.at),
    ]


def _ends() -> Iterator[str]:
    deadlines = Deadline.objects.filter(case__number__contains="/")
    for row in deadlines.filter(code__in=TOLD).exclude(status="missed"):
        yield f"{row} is not missed"
    told: dict[int, int] = {}
    for effects in Event.objects.filter(action="deadline_missed").values_list("effects", flat=True):
        key = effects["deadlines"][0]["deadline"]
        told[key] = told.get(key, 0) + 1
    for key in deadlines.filter(code__in=TOLD).values_list("pk", flat=True):
        if told.get(key) != 1:
            yield f"deadline {key} has {told.get(key, 0)} events of its end"


def _reminders() -> Iterator[str]:
    for code, people in TOLD.items():
        rows = (
            Deadline.objects.filter(case__number__contains="/", code=code)
            .annotate(told=Count("reminders", filter=Q(reminders__status="sent")))
            .annotate(passed_by=Count("reminders", filter=Q(reminders__status="superseded")))
        )
        for pk, told in rows.exclude(told=people).values_list("pk", "told"):
            yield f"deadline {pk}: {told} reminders"
        for row in rows.filter(passed_by__lt=len(PASSED_BY)):
            yield f"deadline {row.pk}: rungs passed by are not recorded"
    strange = Reminder.objects.filter(status="sent").exclude(stage="o1").count()
    if strange:
        yield f"{strange} reminders of rungs gone by"


def _messages() -> Iterator[str]:
    """A notification and a mail for each reminder, not one more."""
    sent = Reminder.objects.filter(status="sent").count()
    notifications = Notification.objects.filter(kind="reminder")
    mails = OutboxMail.objects.filter(notification__in=notifications)
    for name, number in (("notifications", notifications.count()), ("mails", mails.count())):
        if number != sent:
            yield f"{sent} reminders, {number} {name}"


def _actions(population: Population) -> Iterator[str]:
    waited = Deadline.objects.filter(case__number__contains="/", code=CLOCKED).values("case")
    cases = Case.objects.filter(pk__in=waited)
    if cases.count() < population.clocked:
        yield f"{cases.count()} cases awaited a reply, not {population.clocked}"
    ended = Count("events", filter=Q(events__action="reply_period_ends"), distinct=True)
    reviews = Count("deadlines", filter=Q(deadlines__code=REVIEW), distinct=True)
    counted = cases.annotate(ended=ended, reviews=reviews).exclude(ended=1, reviews=1)
    for number, times in counted.values_list("number", "ended"):
        yield f"case {number}: the clock acted {times} times"


def _due(at: dt.datetime) -> Iterator[str]:
    left = Deadline.objects.to_fire(at).count()
    if left:
        yield f"{left} deadlines are still due"

"""What the worker does with the rules each day: find what they ask for, and tell of it once.

A rule is one transaction, in which it is locked: whatever is killed in the middle leaves no trace,
and two workers at once raise nothing twice. The constraints of :class:`cases.models.Alert` hold
whatever the code does. A lost day delays and loses nothing: the next one finds the same.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from django.db import transaction
from django.db.models import Count

from agencies.actor import Actor
from agencies.models import Notification
from agencies.params import pack
from cases.domain.clocks import REPLY_CLOCKS
from cases.models import Alert, AlertRule, Deadline, Finding, LookBack
from cases.models.alert import ALERTED_POSTS
from cases.services.outbox import send_out
from cases.services.people import holders
from cases.statistics.numbers import Selection, numbers
from cases.statistics.overdue import waiting
from cases.statistics.periods import Period, moved
from cases.statistics.scope import Area
from cases.statistics.tally import NIL
from pilit.law.texts import N_
from pilit.web.clock import beijing_date

KIND: Final = "alert"
AT_ONCE: Final = 1000
"""So many alerts a rule raises in a day at most, the oldest first; the others the days after."""
FEWEST_REPLIES: Final = 5
"""Of fewer replies due a rate says little, and nobody is alerted."""
RELAPSES_OF: Final = dt.timedelta(days=365)
"""Relapses found longer ago are not news."""
_EVERYTHING: Final = Actor.anonymous()


def raise_alerts(at: dt.datetime) -> int:
    """Raise what the rules in force find at a moment; returns how many alerts."""
    rules = AlertRule.objects.in_force().order_by("pk").values_list("pk", flat=True)
    return sum(_apply(pk, at) for pk in list(rules))


@transaction.atomic
def _apply(pk: int, at: dt.datetime) -> int:
    rules = AlertRule.objects.in_force().select_related("procuratorate")
    rule = rules.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if rule is None:
        return 0
    found = list(_FOUND[AlertRule.Kind(rule.kind)](rule, beijing_date(at)))
    for alert in found:
        alert.raised_at = at
    raised = Alert.objects.bulk_create(found)
    if raised:
        _tell(rule, {alert.pk for alert in raised}, at)
    return len(raised)


def _overdue(rule: AlertRule, today: dt.date) -> Iterator[Alert]:
    last = today - dt.timedelta(days=rule.days or 0)
    rows = waiting(_EVERYTHING, Area.under([rule.procuratorate]), opens=False)
    rows = rows.filter(due_on__lt=last).exclude(alerts__rule=rule).order_by("due_on", "id")
    for deadline in rows[:AT_ONCE]:
        yield Alert(rule=rule, deadline=deadline)


def _relapses(rule: AlertRule, today: dt.date) -> Iterator[Alert]:
    area = Area.under([rule.procuratorate])
    rows = LookBack.objects.filter(
        area.of_targets("case"), conclusion=Finding.RELAPSED, on__gt=today - RELAPSES_OF
    )
    for look_back in rows.exclude(alerts__rule=rule).order_by("on", "id")[:AT_ONCE]:
        yield Alert(rule=rule, look_back=look_back)


def _few_replies(rule: AlertRule, today: dt.date) -> Iterator[Alert]:
    """Each procuratorate by itself: a good neighbour hides nobody. As reports count it: replies,
    over replies and periods that ended without one.
    """
    latest = moved(today.replace(day=1), -1)
    period = Period(moved(latest, 1 - (rule.months or 1)), latest)
    area = Area.under([rule.procuratorate])
    told = numbers(_EVERYTHING, Selection(area, period), period, "place")
    missing = _unanswered(area, period)
    known = set(rule.alerts.filter(month=latest).values_list("place", flat=True))
    places = {place for _figure, place in told} | missing.keys()
    for place in sorted(places - known):
        replied = sum(
            told.get((figure, place), NIL).count for figure in ("replies_in_time", "replies_late")
        )
        due = replied + missing.get(place, 0)
        if due >= FEWEST_REPLIES and replied * 100 < (rule.percent or 0) * due:
            yield Alert(rule=rule, place_id=place, month=latest, replied=replied, due=due)


def _unanswered(area: Area, period: Period) -> dict[int, int]:
    """By procuratorate the periods for a reply that ended in these months without one."""
    rows = Deadline.objects.filter(
        area.of_targets("case"),
        code__in=REPLY_CLOCKS,
        met_on__isnull=True,
        fires_at__isnull=False,
        due_on__gte=period.first,
        due_on__lt=period.end,
    )
    by_place = rows.order_by().values_list("case__procuratorate").annotate(number=Count("pk"))
    return dict(by_place)


_FOUND: Final[Mapping[AlertRule.Kind, Callable[[AlertRule, dt.date], Iterator[Alert]]]] = {
    AlertRule.Kind.OVERDUE: _overdue,
    AlertRule.Kind.REPLY_RATE: _few_replies,
    AlertRule.Kind.RELAPSE: _relapses,
}


def _tell(rule: AlertRule, raised: set[int], at: dt.datetime) -> None:
    """One message to each who leads there: how many they may see, and nothing of what they are."""
    today = beijing_date(at)
    told = []
    for person in holders(rule.procuratorate_id, ALERTED_POSTS, today):
        seen = Alert.objects.visible_to(Actor.of(person, today)).filter(pk__in=raised).count()
        if seen:
            told.append(
                Notification(
                    recipient=person,
                    kind=KIND,
                    title=N_("New alerts: %(number)s (%(rule)s)"),
                    params=pack({"number": seen, "rule": rule.text}),
                    url_name="cases:alerts",
                    created_at=at,
                )
            )
    send_out(told, at)

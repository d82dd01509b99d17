"""The weekly digest: on Monday morning in Beijing each who leads is sent last week's numbers.

Numbers only, each with the list it counts; nothing of a case leaves the house by mail.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from agencies.actor import Actor
from agencies.models import Appointment, OrganisationKind, User
from agencies.services.notifications import notify
from cases.models import Alert, Digest
from cases.models.alert import ALERTED_POSTS
from cases.services.digest_lines import FIGURES_TOLD, month_of_week
from cases.services.outbox import queue_mail
from cases.statistics.numbers import Selection, numbers
from cases.statistics.overdue import LATE, narrowed, waiting
from cases.statistics.periods import Period
from cases.statistics.scope import Scope
from pilit.law.texts import N_
from pilit.web.clock import BEIJING, beijing_date

KIND: Final = "digest"
BEGINS: Final = dt.time(7)
"""On Monday, in Beijing. What an outage delays goes out later that week."""


def send_digests(at: dt.datetime) -> int:
    """Send this week's digests that have not been sent; returns how many.

    A person is one transaction, and the database keeps one digest for a person and week: however
    often this runs, or is killed, nobody gets two.
    """
    today = beijing_date(at)
    monday = today - dt.timedelta(days=today.weekday())
    if at < dt.datetime.combine(monday, BEGINS, tzinfo=BEIJING):
        return 0
    return sum(_send(person, monday, today, at) for person in list(_readers(monday, today)))


def _readers(monday: dt.date, today: dt.date) -> QuerySet[User]:
    """Those who lead a procuratorate, have an address and want it, and have none of this week."""
    leading = Appointment.objects.active_on(today).filter(
        post__in=ALERTED_POSTS, organisation__kind=OrganisationKind.PROCURATORATE
    )
    people = User.objects.filter(
        pk__in=leading.values("person"), is_active=True, weekly_digest=True
    )
    had = Digest.objects.filter(week=monday)
    return people.exclude(email="").exclude(pk__in=had.values("person")).order_by("pk")


def _send(person: User, monday: dt.date, today: dt.date, at: dt.datetime) -> bool:
    counted = _counted(Actor.of(person, today), monday, today)
    title = N_(
        "Weekly digest: %(overdue)s duties overdue, %(overdue_week)s of them for a week at most; "
        "%(alerts)s open alerts"
    )
    told = {name: counted[name] for name in ("overdue", "overdue_week", "alerts")}
    try:
        with transaction.atomic():
            sent = notify([person], KIND, title, told, "cases:figures", {}, at)
            Digest.objects.create(person=person, week=monday, numbers=counted, notification=sent[0])
            queue_mail(sent, at)
    except IntegrityError:
        # Another worker was first.
        return False
    return True


def _counted(actor: Actor, monday: dt.date, today: dt.date) -> Mapping[str, int]:
    """The numbers, as the pages count them for this person."""
    scope = Scope.of(actor)
    if scope is None:
        raise LookupError("who leads a procuratorate is shown its figures")
    rows = waiting(actor, scope.area, scope.opens)
    month = month_of_week(monday)
    period = Period(month, month)
    counted = {
        "overdue": narrowed(rows, today, age=LATE).count(),
        "overdue_week": narrowed(rows, today, age="week").count(),
        "alerts": Alert.objects.visible_to(actor).open().count(),
        **dict.fromkeys(FIGURES_TOLD, 0),
    }
    for (figure, _domain), number in numbers(
        actor, Selection(scope.area, period), period, "domain"
    ).items():
        if figure in counted:
            counted[figure] += number.count
    return counted

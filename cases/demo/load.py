"""Loads the stories of the demo, those that have not been told yet."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from agencies.models import Notification
from cases.demo.alerts import make_alerts
from cases.demo.congress import make_reports
from cases.demo.fitting import script_of
from cases.demo.periods import Periods
from cases.demo.plan import plan
from cases.demo.qualifications import make_qualifications
from cases.demo.script import Script
from cases.demo.teller import Company, tell
from cases.models import Case, Clue
from cases.services.calendars import current_calendar
from cases.sorts import SORTS
from pilit.web.clock import beijing_date


@dataclass(frozen=True, slots=True)
class Progress:
    """How many stories are told, and how many were to be told by this load."""

    told: int
    wanted: int


def load(at: dt.datetime, most: int | None = None) -> Iterator[Progress]:
    """Tell the stories of the plan, at most so many of them, as they stand at a moment.

    Yields after each story. What was told before, even on another day, is left alone: stories are
    known by their titles. They are told in the order in which they began, so that numbers follow
    one another as they would have. Raises what :func:`cases.demo.teller.tell` raises.
    """
    stories = plan()[:most]
    known = set(Clue.objects.filter(title__in=_titles()).values_list("title", flat=True))
    today = beijing_date(at)
    periods = Periods(current_calendar())
    missing = [story for story in stories if story.title not in known]
    scripts = [script_of(story, today, periods) for story in missing]
    company = Company(today)
    for told, script in enumerate(sorted(scripts, key=_beginning), 1):
        tell(script, company, at)
        yield Progress(told, len(scripts))
    put_in_order()
    if most is None:
        make_reports(at)
        for sort in SORTS.values():
            sort.demo(at)
        make_qualifications(at)
        make_alerts(at)


def put_in_order() -> None:
    """Write the demo's notifications anew in the order of their moments, where they are not.

    They are listed by their keys, newest first; but stories overlap in time and are told one after
    the other.
    """
    numbers = [
        *Clue.objects.filter(title__in=_titles()).values_list("number", flat=True),
        *Case.objects.filter(clue__title__in=_titles()).values_list("number", flat=True),
    ]
    told = Notification.objects.filter(url_args__number__in=numbers)
    with transaction.atomic():
        rows = list(told.select_for_update().order_by("id"))
        ordered = sorted(rows, key=lambda row: row.created_at)
        if rows == ordered:
            return
        told.filter(pk__in=[row.pk for row in rows]).delete()
        Notification.objects.bulk_create(_anew(row) for row in ordered)


def counts() -> tuple[int, int]:
    """How many clues and cases of the demo there are."""
    clues = Clue.objects.filter(title__in=_titles()).count()
    return clues, Case.objects.filter(clue__title__in=_titles()).count()


def _titles() -> list[str]:
    return [story.title for story in plan()]


def _beginning(script: Script) -> tuple[dt.datetime, str]:
    return script.steps[0].at, script.words.title


def _anew(row: Notification) -> Notification:
    row.pk = None
    row._state.adding = True
    return row

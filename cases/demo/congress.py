"""The reports the demo's city procuratorate made of its figures: one of each kind frozen, and a
draft.
"""

import datetime as dt
from typing import Final

from agencies.actor import Actor
from agencies.models import Organisation, User
from cases.domain.vocabulary import CaseState
from cases.models import Case, FigureReport
from cases.services.figure_reports import (
    Typed,
    begin,
    choose_case,
    composed,
    freeze,
    write,
)
from cases.statistics.periods import Period, moved
from pilit.web.clock import beijing_date

CITY: Final = "bj"
TYPICAL: Final = 3
PROBLEMS: Final = (
    "一是办案规模在地区之间不够均衡，部分新领域案件线索偏少。\n"
    "二是部分整改事项易反弹，“回头看”的常态化机制有待完善。\n"
    "下一步，将加强与行政机关的线索移送和信息共享，加大对整改效果的跟踪监督力度。"
)


def make_reports(at: dt.datetime) -> None:
    """Make them of this year up to its last month that is over, unless there are reports."""
    if FigureReport.objects.exists():
        return
    today = beijing_date(at)
    place = Organisation.objects.get(code=CITY)
    month = moved(today.replace(day=1), -1)
    year = Period(month.replace(month=1), month)
    chief, registrar = (
        Actor.of(User.objects.get(username=f"{CITY}.{post}"), today)
        for post in ("chief", "registrar")
    )
    for kind, period in (
        (FigureReport.Kind.MONTHLY, _one(moved(month, -1))),
        (FigureReport.Kind.FUNDS, year),
    ):
        kept = begin(kind, place, period, registrar, at)
        freeze(kept, composed(kept, today).document.digest(), registrar, at)
    begin(FigureReport.Kind.MONTHLY, place, _one(month), registrar, at)
    told = Case.objects.internal_to(chief).filter(
        state=CaseState.CLOSED, closed_on__gte=year.first, closed_on__lt=year.end
    )
    typical = list(told.order_by("-closed_on", "-id")[:TYPICAL])
    if not typical:
        return
    report = begin(FigureReport.Kind.SPECIAL, place, year, chief, at)
    for case in typical:
        choose_case(report, case.number, chief)
    report = write(report, Typed({"problems": PROBLEMS}, {}), chief, at)
    freeze(report, composed(report, today).document.digest(), chief, at)


def _one(month: dt.date) -> Period:
    """One month, by its first day."""
    return Period(month, month)

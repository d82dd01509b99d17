"""What the reports made of the figures say: the facts their templates are written over."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from django.conf import settings
from django.utils import translation

from agencies.models import Organisation, OrganisationKind
from cases.documents.facts import Facts
from cases.domain.vocabulary import CASE_KIND_LABELS, DOMAIN_LABELS
from cases.models import CaseCost, FigureReport, Finding, Payment
from cases.statistics.changes import change, points, rate_text
from cases.statistics.counted import Counted, counted_for
from cases.statistics.figures import FIGURES
from cases.statistics.report_words import (
    STAGES,
    comparison,
    label_of,
    overview,
    period_name,
)
from cases.statistics.scope import Scope
from cases.statistics.tally import NIL, Sum
from pilit.web.texts import translated

#: The numbers of each stage, in the order of the procedure.
_SUITS: Final = ("suits_filed", "suits_withdrawn", "suits_won", "suits_lost", "money_mediated")
_MONEY: Final = tuple(code for code in FIGURES if code.startswith("money_"))
#: The columns of the statistics by procuratorate.
_PLACED: Final = {
    "clues": "clues_registered",
    "filed": "cases_filed",
    "served": "recommendations_served",
    "suits": "suits_filed",
    "closed": "cases_closed",
}

type Rows = list[dict[str, Any]]


def facts_of(report: FigureReport, today: dt.date) -> Facts:
    """The facts of a report as they are now, without what was written over them. Documents are in
    Chinese whatever their reader speaks.
    """
    place, period = report.procuratorate, report.period
    with translation.override(settings.LANGUAGE_CODE):
        return {
            "procuratorate": {"name": place.name},
            "period": {"name": period_name(period)},
            "date": today,
            **_FACTS[FigureReport.Kind(report.code)](report, today),
        }


# -- the report to the people's congress


def _special(report: FigureReport, today: dt.date) -> Facts:
    place, period = report.procuratorate, report.period
    now = counted_for(place, period, today)
    before = counted_for(place, period.year_before, today)
    return {
        "receiver": {"name": _congress(place)},
        "overview": overview(place, period, now),
        "by_kind": _parts(CASE_KIND_LABELS, now.by_kind, before.by_kind),
        "by_domain": _parts(_domains(now, before), now.by_domain, before.by_domain),
        "by_stage": _figures(STAGES, now, before),
        "reply_rates": _rates(now, before),
        "look_backs": [
            _row(str(finding.label), *(of.count(f"look_backs_{finding}") for of in (now, before)))
            for finding in Finding
        ],
        "suits": _figures(_SUITS, now, before),
        "funds": _funds(now, before),
        "typical_cases": [
            {"title": each.title, "summary": each.summary} for each in report.cases.all()
        ],
        "comparison": comparison(now, before),
        "problems": "",
    }


def _congress(place: Organisation) -> str:
    """The standing committee the procuratorate answers to."""
    congress = Organisation.objects.of_kind(OrganisationKind.CONGRESS).filter(
        level=place.level, region=place.region
    )
    found = congress.order_by("pk").first()
    name = found.name if found else f"{place.name.removesuffix('人民检察院')}人民代表大会"
    return name if name.endswith("常务委员会") else f"{name}常务委员会"


def _domains(now: Counted, before: Counted) -> Mapping[Any, str]:
    """The domains in which a case was filed; where there is none, all."""
    filed = {
        domain
        for told in (now.by_domain, before.by_domain)
        for code, domain in told
        if code == "cases_filed"
    }
    shown = {each: label for each, label in DOMAIN_LABELS.items() if each.value in filed}
    return shown or DOMAIN_LABELS


def _parts(
    labels: Mapping[Any, str],
    now: Mapping[tuple[str, Any], Sum],
    before: Mapping[tuple[str, Any], Sum],
) -> Rows:
    """Cases filed, told apart."""
    return [
        _row(
            translated(label),
            now.get(("cases_filed", each.value), NIL).count,
            before.get(("cases_filed", each.value), NIL).count,
        )
        for each, label in labels.items()
    ]


def _figures(codes: Sequence[str], now: Counted, before: Counted) -> Rows:
    return [_row(label_of(code), now.count(code), before.count(code)) for code in codes]


def _row(name: str, now: int, before: int) -> dict[str, Any]:
    return {"name": name, "count": now, "before": before, "change": change(now, before)}


def _rates(now: Counted, before: Counted) -> Rows:
    counts: Mapping[str, Callable[[Counted], int]] = {
        "按期回复（件）": lambda of: of.count("replies_in_time"),
        "逾期回复（件）": lambda of: of.count("replies_late"),
        "到期未回复（件）": lambda of: of.unanswered,
        "整改到位（项）": lambda of: of.count("items_rectified"),
        "未整改到位（项）": lambda of: of.count("items_not_rectified"),
    }
    rates = {
        "回复率": (now.reply_rate, before.reply_rate),
        "按期回复率": (now.in_time_rate, before.in_time_rate),
        "整改到位率": (now.rectified_rate, before.rectified_rate),
    }
    return [
        *(_row(name, count(now), count(before)) for name, count in counts.items()),
        *(
            {
                "name": name,
                "count": rate_text(one),
                "before": rate_text(other),
                "change": points(one, other),
            }
            for name, (one, other) in rates.items()
        ),
    ]


def _funds(now: Counted, before: Counted) -> Rows:
    return [
        {"name": label_of(code), "amount": now.yuan(code), "before": before.yuan(code)}
        for code in _MONEY
    ]


# -- the monthly statistics


def _monthly(report: FigureReport, today: dt.date) -> Facts:
    place, month = report.procuratorate, report.period
    columns = {
        "count": month,
        "total": month.year_so_far,
        "before": month.year_before,
        "total_before": month.year_so_far.year_before,
    }
    counted = {name: counted_for(place, period, today) for name, period in columns.items()}
    rows: Rows = [
        {
            "name": label_of(code),
            **{name: of.totals.get(code, NIL).count for name, of in counted.items()},
        }
        for code in FIGURES
        if code not in _MONEY
    ]
    rows += [
        {"name": f"{label_of(code)}（元）", **{name: of.yuan(code) for name, of in counted.items()}}
        for code in _MONEY
    ]
    told = counted["count"].by_place
    return {
        "monthly": rows,
        "by_place": [
            {
                "name": each.short_name,
                **{
                    column: told.get((code, each.pk), NIL).count for column, code in _PLACED.items()
                },
            }
            for each in _places(place)
        ],
    }


# -- the statement of costs and funds


def _money(report: FigureReport, today: dt.date) -> Facts:
    place, period = report.procuratorate, report.period
    now = counted_for(place, period, today)
    before = counted_for(place, period.year_before, today)
    year = period.last.year
    costs, costs_before = now.costs("kind", year), now.costs("kind", year - 1)
    placed = now.costs("case__procuratorate", year)
    placed_before = now.costs("case__procuratorate", year - 1)
    paid, paid_before = now.paid_into(), before.paid_into()
    return {
        "costs": _yuan(CaseCost.Kind.choices, costs, costs_before),
        "costs_total": sum(costs.values(), Decimal(0)),
        "costs_total_before": sum(costs_before.values(), Decimal(0)),
        "costs_by_place": _yuan(
            [(each.pk, each.short_name) for each in _places(place)], placed, placed_before
        ),
        "funds": _funds(now, before),
        "accounts": _yuan(Payment.Account.choices, paid, paid_before),
    }


def _yuan(
    named: Iterable[tuple[Any, Any]], now: Mapping[Any, Decimal], before: Mapping[Any, Decimal]
) -> Rows:
    nothing = Decimal(0)
    return [
        {"name": str(name), "count": now.get(value, nothing), "before": before.get(value, nothing)}
        for value, name in named
    ]


def _places(place: Organisation) -> Iterable[Organisation]:
    return Scope((place,), opens=True).places()


_FACTS: Final[Mapping[FigureReport.Kind, Callable[[FigureReport, dt.date], Facts]]] = {
    FigureReport.Kind.SPECIAL: _special,
    FigureReport.Kind.MONTHLY: _monthly,
    FigureReport.Kind.FUNDS: _money,
}

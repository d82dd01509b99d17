"""Template filters: dates as documents write them, days left, citations, translated terms."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django import template
from django.http import HttpRequest
from django.utils import timezone

from pilit.law.texts import Text
from pilit.web import texts

register = template.Library()


@register.filter
def t(msgid: object) -> str:
    """Translate a message id the pure layers gave: ``{{ case.state_label|t }}``."""
    return texts.shown(msgid) if isinstance(msgid, Text) else texts.translated(msgid)


@register.filter
def day(value: dt.date | None) -> str:
    """A day with its year: 2026年8月3日."""
    return texts.full_date(value) if value else ""


@register.filter
def short_day(value: dt.date | None, today: dt.date | None = None) -> str:
    """A day without its year where that is the current one, given as ``today``."""
    return texts.short_date(value, today) if value else ""


@register.filter
def month(value: dt.date) -> str:
    """The month of a day, with its year: 2026年8月."""
    return texts.month_text(value)


@register.filter
def moment(value: dt.datetime | None, today: dt.date | None = None) -> str:
    """A moment in Beijing, the year left out where it is the current one."""
    return texts.moment_text(value, today) if value else ""


@register.filter
def hour(value: dt.datetime | None) -> str:
    """The time of day in Beijing: 16:30."""
    return f"{timezone.localtime(value):%H:%M}" if value else ""


@register.filter
def days_left(value: dt.date, today: dt.date) -> str:
    """Days left in words."""
    return texts.days_left(value, today)


@register.filter
def urgency(value: dt.date, today: dt.date) -> str:
    """``late``, ``soon`` or ``calm``: the class of the chip."""
    return texts.urgency(value, today)


@register.filter
def days_since(value: dt.date, today: dt.date) -> int:
    """How many days ago, the first day counting as one: 第31天."""
    return (today - value).days + 1


@register.filter
def cite(value: str | Iterable[str], style: str = "full") -> str:
    """One citation or several, ``"full"`` or ``"short"``."""
    each = [value] if isinstance(value, str) else list(value)
    return texts.listed(texts.cite(text, "short" if style == "short" else "full") for text in each)


@register.filter
def basis(value: str, style: str = "full") -> str:
    """The legal basis of a row of the lifecycle table."""
    return texts.basis_text(value, "short" if style == "short" else "full")


@register.filter
def listed(values: Iterable[object]) -> str:
    """Names or other entries, one after another."""
    return texts.listed(values)


@register.filter
def money(value: Decimal | str | None) -> str:
    """An amount in yuan: 1,516,320.00元."""
    if value in (None, ""):
        return ""
    return texts.yuan(Decimal(str(value)))


@register.filter
def part_of_site(path: str) -> str:
    """The first part of an address, by which the menu knows where a page belongs."""
    return path.strip("/").partition("/")[0] or "home"


@register.simple_tag
def sentences(first: str, *others: str) -> str:
    """Sentences one after another, with a space between them where the language has one."""
    return texts.sentences(first, *others)


@register.simple_tag(takes_context=True)
def query_with(context: template.Context, **changes: object) -> str:
    """The query of this page with some parameters changed; an empty value takes one away."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"

"""The words of the pure layers in the reader's language."""

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Literal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext, pgettext

from pilit.law.citations import SOURCES, Style, citation, numeral
from pilit.law.errors import DomainError
from pilit.law.explain import Line, Step, explain
from pilit.law.texts import Text, render

SOON: Final = 15
"""From so many days before the end a period is shown as pressing: the first rung of the ladder."""

type Urgency = Literal["late", "soon", "calm"]


def translated(msgid: object) -> str:
    """A message id, or a text already translated, in the reader's language; empty stays empty."""
    text = str(msgid) if msgid else ""
    return gettext(text) if text else ""


def full_date(day: dt.date) -> str:
    """A day with its year: 2026年8月3日. A moment is shown as its Beijing date."""
    return date_format(_local(day), pgettext("format of a date", "j M Y"))


def short_date(day: dt.date, today: dt.date | None = None) -> str:
    """A day without its year where that is the year of ``today``: 8月3日."""
    local = _local(day)
    if today is None or local.year != today.year:
        return full_date(local)
    return date_format(local, pgettext("format of a date without year", "j M"))


def month_text(day: dt.date) -> str:
    """The month of a day, with its year: 2026年8月."""
    return date_format(day, pgettext("format of a month", "F Y"))


def moment_text(moment: dt.datetime, today: dt.date | None = None) -> str:
    """A moment in Beijing: 8月3日 09:30, with the year where that is not the year of ``today``."""
    return f"{short_date(moment, today)} {timezone.localtime(moment):%H:%M}"


def _local(day: dt.date) -> dt.date:
    return timezone.localdate(day) if isinstance(day, dt.datetime) else day


def days_left(due_on: dt.date, today: dt.date) -> str:
    """How many days are left, in words: 还有17天, 今天到期, 超3天."""
    left = (due_on - today).days
    if left == 0:
        return gettext("due today")
    if left > 0:
        return ngettext("%(days)d day left", "%(days)d days left", left) % {"days": left}
    return ngettext("%(days)d day over", "%(days)d days over", -left) % {"days": -left}


def urgency(due_on: dt.date, today: dt.date) -> Urgency:
    """How pressing a day is: past, within :data:`SOON` days, or later."""
    left = (due_on - today).days
    if left < 0:
        return "late"
    return "soon" if left <= SOON else "calm"


def listed(entries: Iterable[object]) -> str:
    """Entries one after another: 王敏、李强."""
    return pgettext("between the entries of a list", ", ").join(str(each) for each in entries)


def sentences(first: str, *others: str) -> str:
    """Sentences one after another; Chinese puts no space between them."""
    for other in others:
        if other:
            first = pgettext("two sentences", "%(first)s %(second)s") % {
                "first": first,
                "second": other,
            }
    return first


def shown(text: Text) -> str:
    """A message of the pure layers with its values, in the reader's language."""
    return render(text, gettext, full_date)


def message_of(error: DomainError) -> str:
    """What a refusal says."""
    return shown(error.text)


def errors_of(error: DomainError) -> dict[str, list[str]]:
    """What a refusal says field by field."""
    return {name: [translated(each) for each in said] for name, said in error.errors.items()}


def yuan(amount: Decimal) -> str:
    """An amount of money with its unit: 1,516,320.00元."""
    return gettext("%(amount)s yuan") % {"amount": f"{amount:,.2f}"}


def in_chinese() -> bool:
    """Whether the reader's language is Chinese."""
    return (get_language() or "").startswith("zh")


def cite(text: str, style: Style = "full") -> str:
    """A citation in the reader's language; English keeps the short form used in data."""
    return citation(text, style) if in_chinese() else text


def steps_in_words(steps: Iterable[Step]) -> list[Line]:
    """The steps of a computation in the reader's language, with their articles."""
    return explain(steps, gettext, full_date, cite)


_ARTICLES = re.compile(r"(?P<name>\D+) (?P<articles>\d[\d(), -]*)")
_ARTICLE = re.compile(r"(?P<first>\d+)(?:\((?P<part>\d+)\))?(?:-(?P<last>\d+))?")


def basis_text(basis: str, style: Style = "full") -> str:
    """The legal basis of a row of the lifecycle table in the reader's language.

    A row names sources separated by "; ", each with articles, ranges among them: "Rules 28-30",
    "Rec. 22, 23", "CPL 128; ALL 67". What is no such list stands as it is.
    """
    if not in_chinese():
        return basis
    separator = "、" if style == "short" else "，"
    return separator.join(_source_text(part, style) for part in basis.split("; "))


def _source_text(part: str, style: Style) -> str:
    match = _ARTICLES.fullmatch(part)
    if match is None or match["name"] not in SOURCES:
        return citation(part, style)
    name = match["name"]
    articles = list(_ARTICLE.finditer(match["articles"]))
    first, *others = [_article_text(name, article, style) for article in articles]
    head = _head(name, style)
    return "、".join([first, *(text.removeprefix(head) for text in others)])


def _head(name: str, style: Style) -> str:
    source = SOURCES[name]
    return source.short if style == "short" else f"《{source.title}》"


def _article_text(name: str, article: re.Match[str], style: Style) -> str:
    part = f"({article['part']})" if article["part"] else ""
    text = citation(f"{name} {article['first']}{part}", style)
    if not article["last"]:
        return text
    last = int(article["last"])
    return f"{text}—{last}" if style == "short" else f"{text}至第{numeral(last)}条"

"""What is remarkable in the figures, in sentences whose numbers lead to their lists."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Protocol

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cases.statistics.figure import Figure
from cases.statistics.remarkable import Change, remarkable
from cases.statistics.tally import Sum
from cases.views.figures.chosen import Chosen, month_label
from cases.views.figures.overdue import Count, late_of
from pilit.law.texts import N_
from pilit.web.texts import translated


class Told(Protocol):
    """A figure with that of the period before, and the lists behind both."""

    @property
    def figure(self) -> Figure: ...
    @property
    def now(self) -> Sum: ...
    @property
    def before(self) -> Sum: ...
    @property
    def url(self) -> str: ...
    @property
    def url_before(self) -> str: ...


_ROSE: Final = N_("%(figure)s rose from %(before)s to %(now)s (%(change)s).")
_FELL: Final = N_("%(figure)s fell from %(before)s to %(now)s (%(change)s).")
_NEW: Final = N_("%(figure)s: %(now)s, and none in the period before.")


def remarks_of(chosen: Chosen, lines: Iterable[Told]) -> Iterator[SafeString]:
    """The biggest changes, what is overdue, and what makes the comparison lame; by two
    statements.
    """
    told = {line.figure.code: line for line in lines if line.figure.amount is None}
    changes = [Change(code, line.now.count, line.before.count) for code, line in told.items()]
    found = remarkable(changes)
    for change in found:
        yield _of_change(change, told[change.code])
    if not found:
        yield SafeString(escape(_("No figure has changed remarkably.")))
    late = late_of(chosen)
    if late.now.number or late.before.number:
        yield _filled(
            N_("Duties overdue today: %(now)s; a month ago: %(before)s."),
            {"now": _number(late.now), "before": _number(late.before)},
        )
    if chosen.today.replace(day=1) in chosen.period:
        month = month_label(chosen.today.replace(day=1))
        yield _filled(
            N_("%(month)s is not over yet, so that this period has less than the one before."),
            {"month": SafeString(escape(month))},
        )


def _of_change(change: Change, line: Told) -> SafeString:
    share, more = change.share, change.now - change.before
    sentence = _NEW if not change.before else _ROSE if more > 0 else _FELL
    return _filled(
        sentence,
        {
            "figure": SafeString(escape(translated(line.figure.label))),
            "now": _number(Count(change.now, line.url)),
            "before": _number(Count(change.before, line.url_before)),
            "change": SafeString(f"{more:+}" if share is None else f"{share:+}%"),
        },
    )


def _number(count: Count) -> SafeString:
    """A number, leading to its list where there is one."""
    if not count.number or not count.url:
        return SafeString(count.number)
    return format_html('<a href="{}">{}</a>', count.url, count.number)


def _filled(sentence: str, values: Mapping[str, SafeString]) -> SafeString:
    """A sentence of the catalogue with markup in it: its words escaped, its values safe already."""
    return mark_safe(escape(translated(sentence)) % values)  # noqa: S308 (escaped above)

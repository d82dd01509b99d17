"""The administration of cases: what is set by hand, and what may be looked at.

A clue or case changes only through actions, so nothing here changes one. Nor does it show one: an
administrator holds no post and sees no case. Of the deadline ledger, the event log and the outbox
only that is shown which tells whether the system works.
"""

import datetime as dt
import functools
import re
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agencies.actor import Actor
from agencies.models import User
from cases.domain.rulebook import all_rules
from cases.models import Deadline, Event, HousePeriod, OutboxMail, RestDayArrangement
from cases.services.arrangements import recompute_year, save_arrangement
from pilit.law.calendar import DAY, YearArrangement
from pilit.law.errors import Invalid
from pilit.web.texts import errors_of, translated

LONGEST_RANGE: Final = 60
"""A range of more days is taken for a typing error."""


class DaysField(forms.Field):
    """Days, one a line; ``2027-02-06..2027-02-12`` stands for all days from one to the other."""

    widget = forms.Textarea(attrs={"rows": 12, "cols": 28})

    def to_python(self, value: str | None) -> list[dt.date]:
        """The days in their order. Raises ``ValidationError`` naming the line that is wrong."""
        days: set[dt.date] = set()
        for line in re.split(r"[\s,;，；、]+", value or ""):
            if line:
                days.update(_days(line))
        return sorted(days)

    def prepare_value(self, value: Any) -> Any:
        """Days as they are typed: runs of days as ranges."""
        return "\n".join(_lines(value)) if isinstance(value, list) else value


def _days(line: str) -> list[dt.date]:
    parts = line.split("..")
    try:
        first, last = dt.date.fromisoformat(parts[0]), dt.date.fromisoformat(parts[-1])
    except ValueError:
        raise _no_day(line) from None
    if len(parts) > 2 or not 0 <= (last - first).days < LONGEST_RANGE:
        raise _no_day(line)
    return [first + DAY * number for number in range((last - first).days + 1)]


def _no_day(line: str) -> ValidationError:
    return ValidationError(
        _(
            "%(line)s is neither a day such as 2027-02-06"
            " nor a range such as 2027-02-06..2027-02-12."
        ),
        params={"line": line},
    )


def _lines(days: Sequence[dt.date]) -> list[str]:
    runs: list[list[dt.date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [f"{run[0]}..{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs]


class ArrangementForm(forms.ModelForm):  # type: ignore[type-arg]
    """A year's arrangement as the State Council published it."""

    rest_days = DaysField(
        label=_("Rest days"),
        help_text=_("Every day off the notice names, weekends among them or not, one a line."),
    )
    working_days = DaysField(
        label=_("Adjusted working days"),
        required=False,
        help_text=_("Weekend days that are worked, one a line."),
    )

    class Meta:
        model = RestDayArrangement
        fields = ("year", "rest_days", "working_days", "source")

    def clean(self) -> dict[str, Any]:
        """Let the law look at the days."""
        data = super().clean() or {}
        if self.errors:
            return data
        rest, working = frozenset(data["rest_days"]), frozenset(data["working_days"])
        try:
            YearArrangement(data.get("year", self.instance.year), rest, working, data["source"])
        except Invalid as refusal:
            raise ValidationError(errors_of(refusal)) from refusal
        return data


@admin.register(RestDayArrangement)
class RestDayArrangementAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Arrangements of rest days: entered and corrected, never taken back."""

    form = ArrangementForm
    list_display = ("year", "source", "entered_by", "entered_at")
    list_select_related = ("entered_by",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """An arrangement stays that of its year."""
        return ("year",) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Deadlines were computed with it: a wrong one is corrected."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save through the service; what depends on it is recomputed once this is committed."""
        now = timezone.now()
        person = request.user if isinstance(request.user, User) else None
        actor = Actor(person, ())
        saved = save_arrangement(obj.year, obj.rest_days, obj.working_days, obj.source, actor, now)
        obj.pk = saved.pk
        # In batches of their own, so that nobody who works on a case waits for all of them.
        transaction.on_commit(functools.partial(_recompute, request, obj.year, actor, now))


def _recompute(request: HttpRequest, year: int, actor: Actor, at: dt.datetime) -> None:
    done = recompute_year(year, actor, at)
    text = ngettext(
        "%(changed)s deadline was recomputed and has changed.",
        "%(changed)s deadlines were recomputed and have changed.",
        done.changed,
    )
    messages.info(request, text % {"changed": done.changed})


class HousePeriodForm(forms.ModelForm):  # type: ignore[type-arg]
    """Only periods that the rule book marks as house periods."""

    class Meta:
        model = HousePeriod
        fields = ("procuratorate", "code", "days", "months")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {rule.code: translated(rule.label) for rule in all_rules() if rule.house}
        self.fields["code"] = forms.ChoiceField(label=_("Period"), choices=sorted(labels.items()))


@admin.register(HousePeriod)
class HousePeriodAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """House periods; a change holds for clocks that start from now on."""

    form = HousePeriodForm
    list_display = ("procuratorate", "code", "days", "months")
    list_select_related = ("procuratorate",)
    autocomplete_fields = ("procuratorate",)


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What is looked at and never touched."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds one by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes one by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody removes one."""
        return False


@admin.register(Deadline)
class DeadlineAdmin(ReadOnlyAdmin):
    """The deadline ledger, without whose deadlines they are."""

    fields = (
        *("id", "code", "rule_version", "start_on", "due_on", "status", "provisional"),
        *("calendar_version", "met_on", "cancelled_on", "fires_at"),
    )
    list_display = ("id", "code", "due_on", "status", "provisional", "fires_at")
    list_filter = ("status", "provisional", "code")
    show_full_result_count = False


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """The links of the chains of events, without what the events say."""

    fields = ("id", "shard", "seq", "recorded_at", "written_at", "previous", "digest")
    list_display = ("id", "shard", "seq", "recorded_at", "written_at", "digest")
    list_filter = ("shard",)
    list_select_related = ("shard",)
    ordering = ("-id",)
    show_full_result_count = False


@admin.register(OutboxMail)
class OutboxMailAdmin(ReadOnlyAdmin):
    """Mails, without their text: what waits, what was given up and why."""

    fields = ("id", "recipient", "status", "attempts", "not_before", "sent_at", "error")
    list_display = fields
    list_filter = ("status",)
    list_select_related = ("recipient",)
    ordering = ("-id",)
    show_full_result_count = False

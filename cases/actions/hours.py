"""Hours spent on a case: noted, put right (Opinions 3(3))."""

from decimal import Decimal
from typing import Annotated, Any

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from agencies.models import User
from cases.actions.base import CaseAction, Options, choices
from cases.actions.fields import ActionData, Ask, FactDay, OptionalLine
from cases.actions.registry import register
from cases.models import HoursSpent
from cases.models.hours import LONGEST_DAY, HoursQuerySet
from pilit.law.errors import Invalid
from pilit.law.texts import N_
from pilit.web.texts import short_date

CHOICES = 30
"""The last of one's own entries that can be put right."""


@register
class RecordHours(CaseAction):
    """Hours one spent on the case on a day; or an entry of one's own put right, or struck.

    It leaves the version as it is: nobody's form is in the way of it, and no party senses it.
    """

    name = "record_hours"
    label = N_("Note hours")
    consequence = N_(
        "The hours count in your load and that of the case; heads and chiefs see them, no party "
        "does. What stood in an entry before it was put right stays in the history."
    )
    occurs_on = "on"
    aside = True
    from_address = frozenset({"entry", "hours", "on", "note"})

    class Data(ActionData):
        hours: Annotated[
            Decimal,
            Field(ge=0, le=LONGEST_DAY, max_digits=4, decimal_places=2),
            Ask(_("Hours"), _("In hours and parts of one: 1.5. None strikes an entry."), "number"),
        ]
        on: Annotated[FactDay, Ask(_("On"))]
        note: Annotated[OptionalLine, Ask(_("Work done"))] = ""
        entry: Annotated[
            OptionalLine,
            Ask(_("In place of"), _("Empty: a new entry. Else one of your own."), "choice"),
        ] = ""

    def mine(self) -> HoursQuerySet:
        """One's own entries on the case that stand, the last first."""
        rows = HoursSpent.objects.standing().filter(case=self.case, person=self.author)
        return rows.order_by("-on", "-id")

    def options(self) -> Options:
        return {"entry": choices((row.pk, self._in_a_line(row)) for row in self.mine()[:CHOICES])}

    def unasked(self) -> frozenset[str]:
        return self.by_clock() | (frozenset() if self.mine().exists() else {"entry"})

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def guard(self) -> None:
        data, before = self.data, self._before()
        if before is None and not data.hours:
            raise Invalid(errors={"hours": [str(_("Say how many hours it was."))]})
        # Two forms of one person wait for each other, so that neither passes the other's sum by.
        User.objects.select_for_update(no_key=True).get(pk=self.person().pk)
        others = HoursSpent.objects.standing().filter(person=self.author, on=data.on)
        if before is not None:
            others = others.exclude(pk=before.pk)
        spent = others.aggregate(all=Sum("hours"))["all"] or Decimal(0)
        if spent + data.hours > LONGEST_DAY:
            said = _("With %(spent)s hours noted already, the day would be longer than 24 hours.")
            raise Invalid(errors={"hours": [str(said) % {"spent": in_hours(spent)}]})

    def effect(self) -> None:
        data, row = self.data, self._before()
        if row is None:
            row = HoursSpent(case=self.case, person=self.person())
        else:
            self.effects["before"] = {"hours": in_hours(row.hours), "on": row.on.isoformat()}
        if data.hours:
            row.hours, row.on, row.note = data.hours, data.on, data.note
        else:
            row.struck_on = self.today
        row.save()
        self.effects["row"] = row.pk

    def _before(self) -> HoursSpent | None:
        """The entry put right, one's own. Raises :class:`Invalid` at the field for any other."""
        key = self.data.entry
        if not key:
            return None
        found = self.mine().filter(pk=int(key)).first() if key.isdecimal() else None
        if found is None:
            raise Invalid(errors={"entry": [str(_("Choose one of your own entries."))]})
        return found

    def _in_a_line(self, row: HoursSpent) -> str:
        day = short_date(row.on, self.today)
        return str(_("%(day)s: %(hours)s hours")) % {
            "day": f"{day} {row.note}".strip(),
            "hours": in_hours(row.hours),
        }


def in_hours(hours: Decimal) -> str:
    """Hours without needless noughts: 1.5."""
    return f"{hours.normalize():f}"

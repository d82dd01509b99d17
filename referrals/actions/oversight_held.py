"""The day of oversight is fixed, the materials are handed in, it is held."""

import datetime as dt
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from cases.actions.base import Options
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Files,
    OptionalLine,
    PlannedDay,
    Prose,
)
from cases.models import FigureReport
from cases.services.files import take
from cases.statistics.report_words import period_name
from pilit.law.errors import DateOutOfOrder, Invalid
from pilit.law.texts import N_
from referrals.actions.oversight import OversightAction, refuse_days
from referrals.domain.oversight import DAY, FIXING, MATERIALS
from referrals.sort import OVERSIGHT

DAYS_BEFORE = dt.timedelta(days=7)
"""So long before the day the materials are proposed to be in."""


@OVERSIGHT.register
class ScheduleOversight(OversightAction):
    """The procuratorate fixes the day, or another one."""

    name = "schedule_oversight"
    label = N_("Fix the day")
    consequence = N_("The body is told at once. A day fixed before no longer holds.")

    class Data(ActionData):
        planned_on: Annotated[PlannedDay, Ask(_("Day"))]
        place: Annotated[OptionalLine, Ask(_("Place"))] = ""
        materials_by: Annotated[
            PlannedDay | None, Ask(_("Materials handed in by"), _("Empty: none are needed."))
        ] = None

    def initial(self) -> dict[str, Any]:
        row = self.matter
        day = row.planned_on or row.wanted_on
        if day is None or day < self.today:
            return {"place": row.place}
        by = row.materials_by or max(day - DAYS_BEFORE, self.today)
        return {
            "planned_on": day.isoformat(),
            "place": row.place,
            "materials_by": by.isoformat() if row.answered_on is None else "",
        }

    def guard(self) -> None:
        refuse_days(self)

    def effect(self) -> None:
        row, data = self.matter, self.data
        self.ledger.meet(FIXING, self.today)
        self.ledger.cancel({DAY, MATERIALS}, N_("another day was fixed"))
        row.planned_on, row.place = data.planned_on, data.place
        row.materials_by = data.materials_by
        self.start_day(row)
        self.tell_other_side(row, N_("The day was fixed: %(title)s"))


@OVERSIGHT.register
class HandInMaterials(OversightAction):
    """The procuratorate hands in what is wanted: words, files, frozen reports of its figures."""

    name = "hand_in_materials"
    label = N_("Hand in materials")
    consequence = N_(
        "The body reads them from now on. Write nothing of a case that it may not know."
    )

    class Data(ActionData):
        answer: Annotated[Prose, Ask(_("What is handed in"), widget="textarea")]
        reports: Annotated[
            tuple[int, ...],
            Field(max_length=20),
            Ask(
                _("Reports of figures"),
                _("Frozen reports of your procuratorate; their numbers stay as they were."),
                "people",
            ),
        ] = ()
        files: Annotated[Files, Ask(_("Files"), widget="files")] = ()

    def initial(self) -> dict[str, Any]:
        return {"answer": self.matter.answer}

    def options(self) -> Options:
        return {
            "reports": [
                (str(each.pk), f"{each.get_code_display()} · {period_name(each.period)}")
                for each in self.frozen()
            ]
        }

    def frozen(self) -> list[FigureReport]:
        """The frozen reports of the procuratorate, the newest first."""
        place = self.matter.procuratorate
        return list(FigureReport.objects.filter(procuratorate=place, frozen_at__isnull=False))

    def guard(self) -> None:
        if not set(self.data.reports) <= {each.pk for each in self.frozen()}:
            raise Invalid(errors={"reports": [N_("Choose frozen reports of your procuratorate.")]})

    def effect(self) -> None:
        row, data = self.matter, self.data
        row.answer, row.answered_on = data.answer, self.today
        row.reports.add(*data.reports)
        if data.files:
            take(self, list(dict.fromkeys(data.files)), "files", matter=row)
        self.ledger.meet(MATERIALS, self.today)
        self.tell_other_side(row, N_("Materials were handed in: %(title)s"))


@OVERSIGHT.register
class RecordOversightHeld(OversightAction):
    """It was held: what the body said."""

    name = "record_oversight_held"
    label = N_("Enter that it was held")
    consequence = N_("What was said is then followed up by tasks, whose results the body sees.")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Held on"))]
        opinions: Annotated[
            Prose, Ask(_("Opinions"), _("What was deliberated, asked or suggested."), "textarea")
        ]
        files: Annotated[Files, Ask(_("Files"), widget="files")] = ()

    def initial(self) -> dict[str, Any]:
        day = self.matter.planned_on
        return {"on": (min(day, self.today) if day else self.today).isoformat()}

    def guard(self) -> None:
        if self.data.on < self.matter.begun_on:
            raise DateOutOfOrder(
                errors={"on": [N_("This day lies before what had to come first.")]}
            )

    def effect(self) -> None:
        row, data = self.matter, self.data
        row.held_on, row.opinions = data.on, data.opinions
        if data.files:
            take(self, list(dict.fromkeys(data.files)), "files", matter=row)
        self.ledger.meet(DAY, data.on)
        self.ledger.cancel({MATERIALS}, N_("it was held"))
        self.tell_other_side(row, N_("It was held, opinions are entered: %(title)s"))

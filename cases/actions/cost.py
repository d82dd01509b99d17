"""What a case costs the procuratorate (Opinions 8(3))."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from cases.actions.base import CaseAction
from cases.actions.fields import (
    EARLIEST_YEAR,
    ActionData,
    Ask,
    FactDay,
    OptionalLine,
    OptionalProse,
    Yuan,
)
from cases.actions.registry import register
from cases.models import CaseCost
from pilit.law.errors import Invalid
from pilit.law.texts import N_


@register
class RecordCost(CaseAction):
    """A cost of the case and the budget year that bears it (Opinions 8(3))."""

    name = "record_cost"
    label = N_("Record a cost")
    occurs_on = "on"

    class Data(ActionData):
        kind: Annotated[CaseCost.Kind, Ask(_("Kind of cost"))]
        amount: Annotated[Yuan, Field(gt=0), Ask(_("Amount (yuan)"), widget="money")]
        on: Annotated[FactDay, Ask(_("Spent on"))]
        budget_year: Annotated[
            int | None,
            Field(ge=EARLIEST_YEAR, le=9999),
            Ask(_("Budget year"), _("Empty: the year in which it was spent.")),
        ] = None
        payee: Annotated[OptionalLine, Ask(_("Payee"))] = ""
        note: Annotated[OptionalProse, Ask(_("Note"), widget="textarea")] = ""

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def guard(self) -> None:
        year = self.data.budget_year
        if year is not None and abs(year - self.data.on.year) > 1:
            message = str(_("The budget year is that of the day, the one before or the one after."))
            raise Invalid(errors={"budget_year": [message]})

    def effect(self) -> None:
        data = self.data
        CaseCost.objects.create(
            case=self.case,
            kind=data.kind,
            amount=data.amount,
            on=data.on,
            budget_year=data.budget_year or data.on.year,
            payee=data.payee,
            note=data.note,
        )

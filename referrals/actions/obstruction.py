"""That an organ refused or obstructed is recorded, and brought to who can help (Rules 45).

The organ senses neither: no state, no version, no period changes by it, and it is told nothing.
"""

import datetime as dt
from functools import cached_property
from typing import Annotated, Any, Final

from django.utils.translation import gettext_lazy as _

from agencies.models import Organisation, OrganisationKind
from cases.actions.base import choices
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    OptionalProse,
    OrganisationCode,
    Prose,
    Sealed,
)
from cases.services.people import organisation
from pilit.law.errors import DateOutOfOrder, Invalid, WrongState
from pilit.law.texts import N_
from referrals.actions.assistance import AssistanceAction
from referrals.domain.assistance import WAYS, Way
from referrals.models import Obstruction, ObstructionReport
from referrals.sort import ASSISTANCE

KIND_OF_WAY: Final = {
    Way.CONGRESS: OrganisationKind.CONGRESS,
    Way.COMMISSION: OrganisationKind.COMMISSION,
    Way.SUPERIOR: OrganisationKind.PROCURATORATE,
}


@ASSISTANCE.register
class RecordObstruction(AssistanceAction):
    """The organ refuses, or obstructs the inquiry: as often as it does."""

    name = "record_obstruction"
    label = N_("Record a refusal or obstruction")
    consequence = N_(
        "It may then be reported to the people's congress, notified to the discipline commission, "
        "or taken up through the next higher procuratorate. The organ does not see it."
    )
    occurs_on = "on"
    aside = True

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("When"))]
        what: Annotated[
            Prose, Ask(_("What was refused or obstructed"), widget="textarea"), Sealed()
        ]

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def guard(self) -> None:
        self.refuse_before_asked()

    def effect(self) -> None:
        data = self.data
        Obstruction.objects.create(assistance=self.asked, on=data.on, what=data.what)


@ASSISTANCE.register
class ReportObstruction(AssistanceAction):
    """It is brought to somebody who can help."""

    name = "report_obstruction"
    label = N_("Report the refusal or obstruction")
    consequence = N_("That it was reported, to whom and when, is kept.")
    occurs_on = "on"
    aside = True

    class Data(ActionData):
        way: Annotated[Way, Ask(_("Way"))]
        to: Annotated[OrganisationCode, Ask(_("To whom"), widget="organisation")]
        on: Annotated[FactDay, Ask(_("Day"))]
        note: Annotated[OptionalProse, Ask(_("Note"), widget="textarea"), Sealed()] = ""

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def options(self) -> dict[str, Any]:
        rows = Organisation.objects.active().filter(kind__in=KIND_OF_WAY.values())
        rows = rows.exclude(pk=self.asked.case.procuratorate_id).order_by("kind", "region", "id")
        return {
            "way": choices((each.value, _(WAYS[each])) for each in Way),
            "to": [(row.code, row.name, row.get_kind_display()) for row in rows],
        }

    @cached_property
    def receiver(self) -> Organisation:
        """To whom it is reported."""
        return organisation("to", self.data.to)

    @cached_property
    def first_day(self) -> dt.date | None:
        """The first day on which it refused or obstructed, ``None`` where none is known."""
        recorded = self.asked.obstructions.values_list("on", flat=True)
        return min((*recorded, *filter(None, (self.asked.refused_on,))), default=None)

    def precheck(self) -> None:
        if self.first_day is None:
            raise WrongState(N_("Record first what was refused or obstructed."))

    def guard(self) -> None:
        if self.first_day is not None and self.data.on < self.first_day:
            raise DateOutOfOrder(
                errors={"on": [N_("This day lies before what had to come first.")]}
            )
        fits = self.receiver.kind == KIND_OF_WAY[self.data.way]
        if self.data.way == Way.SUPERIOR:
            fits = self.receiver.pk == self.asked.case.procuratorate.parent_id
        if not fits:
            raise Invalid(errors={"to": [N_("In this way it does not go to them.")]})

    def effect(self) -> None:
        data = self.data
        ObstructionReport.objects.create(
            assistance=self.asked, way=data.way, to=self.receiver, on=data.on, note=data.note
        )

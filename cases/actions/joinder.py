"""What else an environmental civil case brings: the department told, others joining (Env-I 10,
12).
"""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from agencies.models import OrganisationKind
from cases.actions.docketing import is_environmental_civil
from cases.actions.fields import ActionData, Ask, FactDay, Line, OrganisationCode
from cases.actions.litigation import OnSuit
from cases.actions.notices import team_of, tell
from cases.actions.registry import register
from cases.models import CoPlaintiff
from cases.services import search
from cases.services.people import organisation
from pilit.law.errors import Invalid, PeriodEnded, WrongState
from pilit.law.texts import N_

JOINING = "co_plaintiff_joining"


class OnEnvironmentalSuit(OnSuit):
    """An action on the suit of an environmental civil case."""

    def precheck(self) -> None:
        if not is_environmental_civil(self.case):
            raise WrongState(N_("This is not an environmental civil case."))

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def guard(self) -> None:
        self.refuse_before("on", self.suit().docketed_on, str(_("Before the suit was docketed.")))


@register
class InformDepartment(OnEnvironmentalSuit):
    """The court tells the department that supervises the defendant, within ten days (Env-I 12)."""

    name = "inform_department"
    label = N_("Inform the supervising department")
    occurs_on = "on"

    class Data(ActionData):
        department: Annotated[
            OrganisationCode, Ask(_("Supervising department"), widget="organisation")
        ]
        on: Annotated[FactDay, Ask(_("Informed on"))]

    def precheck(self) -> None:
        super().precheck()
        if self.suit().department_informed_on is not None:
            raise WrongState(N_("The department has been informed already."))

    def guard(self) -> None:
        super().guard()
        if organisation("department", self.data.department).kind != OrganisationKind.ORGAN:
            message = str(_("The department is an administrative organ."))
            raise Invalid(errors={"department": [message]})

    def effect(self) -> None:
        suit = self.suit()
        suit.department = organisation("department", self.data.department)
        suit.department_informed_on = self.data.on
        suit.save(update_fields=["department", "department_informed_on"])
        self.ledger.meet("department_informing", self.data.on)


@register
class AdmitPlaintiff(OnEnvironmentalSuit):
    """Another eligible plaintiff joins; who applies late is not admitted (Env-I 10)."""

    name = "admit_plaintiff"
    label = N_("Admit a plaintiff")
    consequence = N_("It becomes a plaintiff beside the procuratorate.")
    occurs_on = "on"

    class Data(ActionData):
        who: Annotated[Line, Ask(_("Who"), _("An organ or social organisation that may sue."))]
        on: Annotated[FactDay, Ask(_("Applied on"))]

    def guard(self) -> None:
        super().guard()
        clock = self.ledger.find(JOINING)
        if clock is not None and clock.due_on is not None and self.data.on > clock.due_on:
            raise PeriodEnded(
                N_("Others could apply to join until %(end)s."), params={"end": clock.due_on}
            )

    def effect(self) -> None:
        CoPlaintiff.objects.create(suit=self.suit(), who=self.data.who, on=self.data.on)
        search.index_case(self.case)
        tell(
            self,
            team_of(self.case, self.today),
            "plaintiff_admitted",
            N_("Another plaintiff joined the suit: %(number)s – %(title)s"),
        )

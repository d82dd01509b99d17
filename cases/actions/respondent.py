"""A case against the matter gets its respondent or wrongdoers (Rules 29)."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from agencies.models import Organisation, OrganisationKind
from cases.actions.base import CaseAction
from cases.actions.fields import ActionData, Ask, OrganisationCode
from cases.actions.filing import OffenderData
from cases.actions.notices import team_of, tell
from cases.actions.registry import register
from cases.domain.vocabulary import CaseKind
from cases.models import Offender
from cases.services import search
from cases.services.people import organisation
from pilit.law.errors import Invalid, WrongState
from pilit.law.texts import N_

SERVICE, INQUIRY = "filing_decision_service", "recommendation_inquiry"
_LEVELS = ("national", "provincial", "municipal", "district")


def respondent_named(code: str, procuratorate: Organisation) -> Organisation:
    """The organ of a code, if a case of the procuratorate may be against it (Rules 13).

    Raises :class:`Invalid` at ``respondent``. A superior may take cases of lower levels (Rules 13,
    15, 18).
    """
    organ = organisation("respondent", code)
    if organ.kind != OrganisationKind.ORGAN:
        raise Invalid(errors={"respondent": [str(_("The respondent is an administrative organ."))]})
    if _LEVELS.index(procuratorate.level) > _LEVELS.index(organ.level):
        raise Invalid(
            errors={
                "respondent": [str(_("Not an organ of this procuratorate's level (Rules 13)."))]
            }
        )
    return organ


@register
class NameRespondent(CaseAction):
    """Filed against the matter because it was unknown who failed or did wrong; now it is known."""

    name = "name_respondent"
    label = N_("Name the respondent")
    consequence = N_(
        "The case goes on against them. The filing decision must be served on an organ within "
        "seven days from today."
    )

    class Data(ActionData):
        respondent: Annotated[
            OrganisationCode | None, Ask(_("Respondent organ"), widget="organisation")
        ] = None
        offenders: Annotated[
            tuple[OffenderData, ...], Field(max_length=50), Ask(_("Wrongdoers"))
        ] = ()

    def precheck(self) -> None:
        case = self.case
        if not case.against_matter or case.respondent_id is not None:
            raise WrongState(N_("This case is not filed against an unknown respondent."))
        if not self._is_administrative() and case.offenders.exists():
            raise WrongState(N_("The wrongdoers are named already."))

    def guard(self) -> None:
        data = self.data
        if self._is_administrative():
            if not data.respondent:
                raise Invalid(
                    errors={
                        "respondent": [
                            str(_("An administrative case names the organ it is against."))
                        ]
                    }
                )
            respondent_named(data.respondent, self.case.procuratorate)
        elif data.respondent:
            raise Invalid(errors={"respondent": [str(_("Only of an administrative case."))]})
        elif not data.offenders:
            raise Invalid(errors={"offenders": [str(_("Name the wrongdoer."))]})

    def effect(self) -> None:
        case, data = self.case, self.data
        Offender.objects.bulk_create(
            Offender(case=case, name=row.name, kind=row.kind) for row in data.offenders
        )
        if data.respondent:
            organ = respondent_named(data.respondent, case.procuratorate)
            case.respondent = organ
            self.ledger.cancel((SERVICE,), N_("the respondent was named only later"))
            self.ledger.start(SERVICE, self.today)
            if self.ledger.find(INQUIRY) is None:
                # Rec. 15 counts from the chief's decision to inquire, whoever is found to have
                # failed.
                self.ledger.start(INQUIRY, case.filed_on)
        search.index_case(case)
        tell(
            self,
            team_of(case, self.today),
            "respondent_named",
            N_("The respondent is named: %(number)s – %(title)s"),
        )

    def initial(self) -> dict[str, Any]:
        organ = self.case.clue.organ
        return {"respondent": organ.code if organ and self._is_administrative() else ""}

    def _is_administrative(self) -> bool:
        return self.case.kind == CaseKind.ADMINISTRATIVE

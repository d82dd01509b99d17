"""A clue becomes a case (Rules 28-30)."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from agencies.models import OrganisationKind
from cases.actions.base import Options, choices
from cases.actions.case import open_case
from cases.actions.clue import Row
from cases.actions.clue_outcome import DecisionOnClue
from cases.actions.fields import (
    ActionData,
    Ask,
    Line,
    OrganisationCode,
)
from cases.actions.registry import register
from cases.domain.vocabulary import CaseKind
from cases.models import Clue, Offender
from cases.services import search
from cases.services.people import organisation
from pilit.law.errors import Invalid
from pilit.law.texts import N_


class OffenderData(Row):
    name: Annotated[Line, Ask(_("Name"))]
    kind: Annotated[Offender.Kind, Ask(_("Kind"))]


@register
class FileCase(DecisionOnClue):
    """A case is filed where the public interest is harmed and a breach of duty is possible (Rules
    28-30, 67).
    """

    name = "file_case"
    label = N_("File a case")
    consequence = N_(
        "The case gets its number; the decision must be served on the organ within seven days, "
        "and the inquiry "
        "for a recommendation finished within two months."
    )

    class Data(ActionData):
        kind: Annotated[CaseKind, Ask(_("Kind"))]
        respondent: Annotated[
            OrganisationCode | None, Ask(_("Respondent organ"), widget="organisation")
        ] = None
        offenders: Annotated[
            tuple[OffenderData, ...], Field(max_length=50), Ask(_("Wrongdoers"))
        ] = ()
        cause: Annotated[
            Line, Ask(_("Cause"), _("Such as: failure to supervise water pollution control."))
        ]
        against_matter: Annotated[
            bool,
            Ask(
                _("The wrongdoer is still unknown"),
                _("The case is filed against the matter (Rules 29)."),
            ),
        ] = False

    def initial(self) -> dict[str, Any]:
        organ = self.clue.organ
        return {"kind": CaseKind.ADMINISTRATIVE.value, "respondent": organ.code if organ else ""}

    def options(self) -> Options:
        from_kind = [
            (CaseKind.ADMINISTRATIVE.value, _("Administrative public-interest litigation"))
        ]
        return {"kind": choices(from_kind)}

    def guard(self) -> None:
        if self.data.kind != CaseKind.ADMINISTRATIVE:
            raise Invalid(
                errors={"kind": [str(_("Only administrative cases can be filed in this version."))]}
            )
        if not self.data.respondent:
            raise Invalid(
                errors={
                    "respondent": [str(_("An administrative case names the organ it is against."))]
                }
            )
        organ = organisation("respondent", self.data.respondent)
        if organ.kind != OrganisationKind.ORGAN:
            raise Invalid(
                errors={"respondent": [str(_("The respondent is an administrative organ."))]}
            )
        if organ.level != self.clue.procuratorate.level and not _may_reach_down(
            self.clue, organ.level
        ):
            raise Invalid(
                errors={
                    "respondent": [str(_("Not an organ of this procuratorate's level (Rules 13)."))]
                }
            )

    def effect(self) -> None:
        data = self.data
        respondent = organisation("respondent", data.respondent)
        case = open_case(self, self.clue, data, respondent)
        Offender.objects.bulk_create(
            Offender(case=case, name=row.name, kind=row.kind) for row in data.offenders
        )
        search.index(
            case,
            case.number,
            case.title,
            case.cause,
            respondent.name,
            respondent.short_name,
            *(row.name for row in data.offenders),
        )
        self.made = case
        self.ledger_of(self.clue).cancel(None, N_("a case was filed"))
        ledger = self.ledger_of(case)
        ledger.start("filing_decision_service", self.today)
        ledger.start("recommendation_inquiry", self.today)


def _may_reach_down(clue: Clue, level: str) -> bool:
    """A superior may take cases of lower levels (Rules 13, 15, 18)."""
    order = ["national", "provincial", "municipal", "district"]
    return order.index(clue.procuratorate.level) < order.index(level)

"""A clue becomes a case, or several: of another kind, against another organ (Rules 28-30, 69)."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from django.utils.translation import gettext_lazy as _
from pydantic import Field, model_validator

from agencies.models import Organisation, OrganisationKind
from cases.actions.base import Options, choices
from cases.actions.clue import Row
from cases.actions.clue_outcome import DecisionOnClue
from cases.actions.fields import ActionData, Ask, Line, OrganisationCode
from cases.actions.negotiation import may_hold
from cases.actions.notices import people_of_organ, tell
from cases.actions.registry import register
from cases.domain.vocabulary import CASE_KIND_LABELS, CaseKind, CaseState, ClueState
from cases.models import Case, Clue, Offender, PartyRole, TeamMember
from cases.services import search
from cases.services.numbering import give_number
from cases.services.parties import add_party
from cases.services.people import organisation
from pilit.law.errors import Invalid
from pilit.law.texts import N_

#: The series of a case's number: administrative, and all that follow civil procedure.
_SERIES: Final[Mapping[bool, str]] = {True: "行公立", False: "民公立"}


class OffenderData(Row):
    name: Annotated[Line, Ask(_("Name"))]
    kind: Annotated[Offender.Kind, Ask(_("Kind"))]


class CriminalCase(Row):
    """The prosecution an incidental suit goes with. Its number alone will do where its court is
    known.
    """

    number: Annotated[Annotated[str, Field(min_length=1, max_length=60)], Ask(_("Docket number"))]
    court: Annotated[OrganisationCode | None, Ask(_("Court"), widget="organisation")] = None

    @model_validator(mode="before")
    @classmethod
    def _number_alone(cls, value: Any) -> Any:
        return {"number": value} if isinstance(value, str) else value


@register
class FileCase(DecisionOnClue):
    """A case is filed where the public interest is harmed and a wrong is possible (Rules 28-30, 67,
    85).

    Several organs that may have failed over the same harm have a case each (Rules 69); so has what
    is to be done otherwise, as when support was withdrawn (Rules 103).
    """

    name = "file_case"
    label = N_("File a case")
    consequence = N_(
        "The case gets its number. Against an organ, the decision must be served on it within "
        "seven days and the inquiry for a recommendation finished within two months."
    )

    class Data(ActionData):
        kind: Annotated[CaseKind, Ask(_("Kind"))]
        respondent: Annotated[
            OrganisationCode | None,
            Ask(_("Respondent organ"), _("Of an administrative case."), "organisation"),
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
        criminal_case: Annotated[
            CriminalCase | None,
            Ask(_("Criminal case"), _("The one an incidental suit goes with (Interp. 20).")),
        ] = None
        right_holder: Annotated[
            OrganisationCode | None,
            Ask(
                _("Right-holder"),
                _("Of compensation for ecological damage, where known (Eco-I 1)."),
                "organisation",
            ),
        ] = None

    def initial(self) -> dict[str, Any]:
        organ = self.clue.organ
        return {"kind": CaseKind.ADMINISTRATIVE.value, "respondent": organ.code if organ else ""}

    def options(self) -> Options:
        courts = Organisation.objects.active().corresponding_to(self.clue.procuratorate)
        return {
            "kind": choices((kind.value, _(CASE_KIND_LABELS[kind])) for kind in CaseKind),
            "criminal_case.court": choices((court.code, court.name) for court in courts),
        }

    def precheck(self) -> None:
        if self.clue.state != ClueState.FILED:
            super().precheck()

    def guard(self) -> None:
        if self.data.kind == CaseKind.ADMINISTRATIVE:
            self._check_respondent()
        else:
            self._check_civil()
        self._check_prosecution()
        self._check_right_holder()
        self._refuse_twice()

    def effect(self) -> None:
        data = self.data
        case = self._open()
        Offender.objects.bulk_create(
            Offender(case=case, name=row.name, kind=row.kind) for row in data.offenders
        )
        self.made = case
        self.ledger_of(self.clue).cancel(None, N_("a case was filed"))
        if case.respondent is not None:
            ledger = self.ledger_of(case)
            ledger.start("filing_decision_service", self.today)
            ledger.start("recommendation_inquiry", self.today)
        self._show_right_holder(case)
        search.index_case(case)

    def _open(self) -> Case:
        """Make the case, with its number and its handler as lead of the team."""
        data, clue, handler = self.data, self.clue, self.person()
        own, prosecution = clue.procuratorate, data.criminal_case
        case = Case.objects.create(
            procuratorate=own,
            number=give_number(own, _SERIES[data.kind == CaseKind.ADMINISTRATIVE], self.today),
            clue=clue,
            kind=data.kind,
            title=clue.title,
            cause=data.cause,
            domain=clue.domain,
            address=clue.address,
            region=clue.region,
            lng=clue.lng,
            lat=clue.lat,
            respondent=self._organ("respondent"),
            against_matter=data.against_matter,
            criminal_number=prosecution.number if prosecution else "",
            criminal_court=self._criminal_court(),
            handler=handler,
            filed_on=self.today,
            state_since=self.today,
        )
        TeamMember.objects.create(case=case, person=handler, is_lead=True, since=self.today)
        return case

    def _show_right_holder(self, case: Case) -> None:
        """The right-holder has a facet of the case from now on (Eco-I 1)."""
        right_holder = self._organ("right_holder")
        if right_holder is not None:
            add_party(case, right_holder, PartyRole.RIGHT_HOLDER, self.today)
            tell(
                self,
                people_of_organ(self, right_holder),
                "case_filed",
                N_("A case was filed that concerns you: %(number)s"),
            )

    def _organ(self, field: str) -> Organisation | None:
        code = getattr(self.data, field)
        return organisation(field, code) if code else None

    def _criminal_court(self) -> Organisation | None:
        given = self.data.criminal_case
        return organisation("criminal_case.court", given.court) if given and given.court else None

    def _check_respondent(self) -> None:
        """An organ of the procuratorate's level, unless which one failed is still to be found out
        (Rules 13, 29).
        """
        organ = self._organ("respondent")
        if organ is None:
            if not self.data.against_matter:
                message = str(_("An administrative case names the organ it is against."))
                raise Invalid(errors={"respondent": [message]})
            return
        if organ.kind != OrganisationKind.ORGAN:
            message = str(_("The respondent is an administrative organ."))
            raise Invalid(errors={"respondent": [message]})
        if organ.level != self.clue.procuratorate.level and not _may_reach_down(
            self.clue, organ.level
        ):
            message = str(_("Not an organ of this procuratorate's level (Rules 13)."))
            raise Invalid(errors={"respondent": [message]})

    def _check_civil(self) -> None:
        """Against wrongdoers, no organ; they may still be unknown (Rules 29, 85)."""
        if self.data.respondent:
            message = str(_("Only an administrative case is against an organ; leave this empty."))
            raise Invalid(errors={"respondent": [message]})
        if not self.data.offenders and not self.data.against_matter:
            message = str(_("Name the wrongdoers, or say that they are still unknown."))
            raise Invalid(errors={"offenders": [message]})

    def _check_prosecution(self) -> None:
        """An incidental case, and no other, goes with a prosecution (Interp. 20; Rules 14, 97)."""
        given, incidental = self.data.criminal_case, self.data.kind == CaseKind.INCIDENTAL
        if not incidental and given is not None:
            message = str(_("Only an incidental case goes with a prosecution; leave this empty."))
            raise Invalid(errors={"criminal_case": [message]})
        if incidental and given is None:
            message = str(_("An incidental suit names the criminal case it goes with."))
            raise Invalid(errors={"criminal_case": [message]})
        if incidental and not given.court:
            message = str(_("Name the court that tries the criminal case."))
            raise Invalid(errors={"criminal_case.court": [message]})
        court = self._criminal_court()
        if court is not None and court.kind != OrganisationKind.COURT:
            raise Invalid(errors={"criminal_case.court": [str(_("This is not a court."))]})

    def _check_right_holder(self) -> None:
        """A government or its organ, of ecological compensation only (Eco-I 1)."""
        right_holder = self._organ("right_holder")
        if right_holder is None:
            return
        if self.data.kind != CaseKind.COMPENSATION:
            message = str(_("Only a case of compensation has a right-holder; leave this empty."))
            raise Invalid(errors={"right_holder": [message]})
        if not may_hold(right_holder):
            message = str(
                _(
                    "The right-holder is a government of city level or above, or its organ (Eco-I "
                    "1)."
                )
            )
            raise Invalid(errors={"right_holder": [message]})

    def _refuse_twice(self) -> None:
        """Several wrongs of the same sort by the same organ are one case (Rules 69)."""
        same = self.clue.cases.exclude(state=CaseState.CLOSED).filter(
            kind=self.data.kind, respondent=self._organ("respondent")
        )
        first = same.first()
        if first is not None:
            field = "respondent" if self.data.kind == CaseKind.ADMINISTRATIVE else "kind"
            message = str(_("The case %(number)s on this is open; work on it there (Rules 69)."))
            raise Invalid(errors={field: [message % {"number": first.number}]})


def _may_reach_down(clue: Clue, level: str) -> bool:
    """A superior may take cases of lower levels (Rules 13, 15, 18)."""
    order = ["national", "provincial", "municipal", "district"]
    return order.index(clue.procuratorate.level) < order.index(level)

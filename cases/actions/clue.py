"""Actions on a clue: register, assess, merge, transfer, decline, file a case."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from agencies.models import OrganisationKind
from cases.actions.base import ClueAction, Options, choices
from cases.actions.case import open_case
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Line,
    OptionalLine,
    OptionalProse,
    OrganisationCode,
    Prose,
    Sealed,
)
from cases.actions.notices import tell
from cases.actions.registry import register
from cases.domain.vocabulary import DOMAIN_LABELS, CaseKind, ClueState, Domain
from cases.models import Case, Clue, ClueSource, Informant, Offender, Verdict
from cases.querysets import INSIDE_POSTS
from cases.services import search
from cases.services.informants import seal
from cases.services.numbering import give_number
from cases.services.people import holders, organisation
from pilit.law.errors import Invalid, NotFound, NotPermitted, WrongState
from pilit.law.texts import N_


class Row(BaseModel):
    """A group of fields inside an action's data."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class PlaceData(Row):
    address: Annotated[Line, Ask(_("Address"))]
    region: Annotated[str, Field(pattern=r"^\d{6}$"), Ask(_("Region code"), _("Six digits, such as 110105."))]
    lng: Annotated[Decimal | None, Field(ge=-180, le=180), Ask(_("Longitude"))] = None
    lat: Annotated[Decimal | None, Field(ge=-90, le=90), Ask(_("Latitude"))] = None


class ReporterData(Row):
    name: Annotated[OptionalLine, Ask(_("Name"))] = ""
    phone: Annotated[OptionalLine, Ask(_("Phone"))] = ""
    anonymous: Annotated[bool, Ask(_("Anonymous"))] = False


class OffenderData(Row):
    name: Annotated[Line, Ask(_("Name"))]
    kind: Annotated[Offender.Kind, Ask(_("Kind"))]


@register
class RegisterClue(ClueAction):
    """Every clue is registered in one place (Rules 24, 25)."""

    name = "register_clue"
    label = N_("Register a clue")
    consequence = N_("The clue gets its number, and the house period for its assessment starts.")
    occurs_on = "reported_on"

    class Data(ActionData):
        title: Annotated[Line, Ask(_("Title"))]
        narrative: Annotated[Prose, Ask(_("What happened"), widget="textarea")]
        source: Annotated[ClueSource, Ask(_("Source"))]
        domain: Annotated[Domain, Ask(_("Domain"))]
        place: Annotated[PlaceData, Ask(_("Place"))]
        reported_on: Annotated[FactDay, Ask(_("Reported on"))]
        reporter: Annotated[
            ReporterData | None,
            Ask(_("Informant"), _("Sealed at once; opened only with a second person's approval.")),
            Sealed(),
        ] = None
        organ: Annotated[OrganisationCode | None, Ask(_("Organ concerned"), widget="organisation")] = None
        penalty_decision: Annotated[
            OptionalProse, Ask(_("Penalty decision"), _("Number and content, where an organ has given one."), "textarea")
        ] = ""

    def options(self) -> Options:
        return {"domain": choices((domain.value, _(DOMAIN_LABELS[domain])) for domain in Domain)}

    def initial(self) -> dict[str, Any]:
        return {"reported_on": self.today.isoformat(), "source": ClueSource.REPORT.value}

    def effect(self) -> None:
        seat = next(
            seat
            for seat in self.actor.seats_in(OrganisationKind.PROCURATORATE)
            if seat.post in INSIDE_POSTS
        )
        owner = organisation("organ", seat.organisation_code)
        data = self.data
        clue = Clue.objects.create(
            procuratorate=owner,
            number=give_number(owner, "公线", self.today),
            title=data.title,
            narrative=data.narrative,
            source=data.source,
            domain=data.domain,
            address=data.place.address,
            region=data.place.region,
            lng=data.place.lng,
            lat=data.place.lat,
            reported_on=data.reported_on,
            registered_at=self.at,
            registered_by=self.person(),
            organ=organisation("organ", data.organ) if data.organ else None,
            penalty_decision=data.penalty_decision,
        )
        if data.reporter is not None:
            Informant.objects.create(clue=clue, **seal(data.reporter.model_dump()))
        search.index(clue, clue.number, clue.title, clue.address, clue.organ.name if clue.organ else "")
        self.made = clue
        self.ledger_of(clue).start(
            "clue_assessment", max(data.reported_on, self.today)
        )


@register
class AssessClue(ClueAction):
    """Truth and viability are assessed before anything is decided (Rules 27)."""

    name = "assess_clue"
    label = N_("Assess the clue")
    consequence = N_("The assessment is recorded; what it proposes still needs its own decision.")

    class Data(ActionData):
        truth: Annotated[Prose, Ask(_("Truth"), _("What speaks for it, what was checked."), "textarea")]
        viability: Annotated[Prose, Ask(_("Viability"), _("Can it be cleared up, and how."), "textarea")]
        harm: Annotated[Prose, Ask(_("Harm"), _("What public interest is harmed."), "textarea")]
        verdict: Annotated[Verdict, Ask(_("Verdict"))]
        note: Annotated[OptionalProse, Ask(_("Note"), widget="textarea")] = ""

    def initial(self) -> dict[str, Any]:
        clue = self.clue
        return {
            "truth": clue.truth,
            "viability": clue.viability,
            "harm": clue.harm,
            "verdict": clue.verdict,
            "note": clue.assessment_note,
        }

    def effect(self) -> None:
        clue, data = self.clue, self.data
        clue.truth, clue.viability, clue.harm = data.truth, data.viability, data.harm
        clue.verdict, clue.assessment_note = data.verdict, data.note
        clue.assessed_on = self.today
        self.ledger_of(clue).meet("clue_assessment", self.today)


@register
class MergeClue(ClueAction):
    """Several wrongs of the same sort by one organ are one case (Rules 69)."""

    name = "merge_clue"
    label = N_("Merge into another clue")
    consequence = N_("This clue is closed; its facts are worked on under the other one.")

    class Data(ActionData):
        into: Annotated[Line, Ask(_("Into clue"), _("Its number."))]
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def guard(self) -> None:
        other = Clue.objects.visible_to(self.actor).filter(number=self.data.into).first()
        if other is None or other == self.clue:
            raise Invalid(errors={"into": [str(_("There is no other clue with this number here."))]})
        if other.procuratorate_id != self.clue.procuratorate_id:
            raise Invalid(errors={"into": [str(_("The other clue is of another procuratorate."))]})
        if other.state not in {ClueState.REGISTERED, ClueState.ASSESSED, ClueState.FILED}:
            raise Invalid(errors={"into": [str(_("The other clue is no longer worked on."))]})

    def effect(self) -> None:
        self.clue.merged_into = Clue.objects.get(number=self.data.into)
        self.clue.outcome_reason = self.data.reason
        self.ledger_of(self.clue).cancel(None, N_("the clue was merged"))


@register
class TransferClue(ClueAction):
    """To the procuratorate whose case it is; it must take the clue or report upward (Rules 26)."""

    name = "transfer_clue"
    label = N_("Transfer the clue")
    consequence = N_("The clue passes to the other procuratorate, which cannot send it back or on.")

    class Data(ActionData):
        to: Annotated[OrganisationCode, Ask(_("To procuratorate"), widget="organisation")]
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def guard(self) -> None:
        to = organisation("to", self.data.to)
        if to.kind != OrganisationKind.PROCURATORATE:
            raise Invalid(errors={"to": [str(_("This is not a procuratorate."))]})
        if to.pk == self.clue.procuratorate_id:
            raise Invalid(errors={"to": [str(_("The clue is here already."))]})

    def effect(self) -> None:
        clue = self.clue
        clue.transferred_to = organisation("to", self.data.to)
        clue.outcome_reason = self.data.reason
        self.ledger_of(clue).cancel(None, N_("the clue was transferred"))
        received = Clue.objects.create(
            procuratorate=clue.transferred_to,
            number=give_number(clue.transferred_to, "公线", self.today),
            registered_at=self.at,
            registered_by=self.person(),
            **{name: getattr(clue, name) for name in _COPIED},
        )
        search.index(received, received.number, received.title, received.address)
        self.effects["received_as"] = received.number
        self.ledger_of(received).start("clue_assessment", self.today)
        self.ledger_of(received).refresh_target()
        received.save()
        registrars = holders(clue.transferred_to.pk, INSIDE_POSTS, self.today)
        tell(self, registrars, "clue_received", N_("A clue was transferred to you: %(received)s – %(title)s"), received=received.number)


_COPIED = ("title", "narrative", "source", "domain", "address", "region", "lng", "lat", "reported_on", "organ", "penalty_decision")


class DecisionOnClue(ClueAction):
    """A decision that follows from the assessment."""

    def precheck(self) -> None:
        if self.clue.state != ClueState.ASSESSED:
            raise WrongState(N_("Assess the clue first."))


@register
class DeclineClue(DecisionOnClue):
    """No case is filed (Rules 30)."""

    name = "decline_clue"
    label = N_("File no case")
    consequence = N_("A decision not to file a case is made, and the clue is closed.")

    class Data(ActionData):
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def effect(self) -> None:
        self.clue.outcome_reason = self.data.reason
        self.effects["number"] = give_number(self.clue.procuratorate, "不立", self.today)
        self.ledger_of(self.clue).cancel(None, N_("no case was filed"))


@register
class FileCase(DecisionOnClue):
    """A case is filed where the public interest is harmed and a breach of duty is possible (Rules 28-30, 67)."""

    name = "file_case"
    label = N_("File a case")
    consequence = N_(
        "The case gets its number; the decision must be served on the organ within seven days, and the inquiry "
        "for a recommendation finished within two months."
    )

    class Data(ActionData):
        kind: Annotated[CaseKind, Ask(_("Kind"))]
        respondent: Annotated[OrganisationCode | None, Ask(_("Respondent organ"), widget="organisation")] = None
        offenders: Annotated[tuple[OffenderData, ...], Field(max_length=50), Ask(_("Wrongdoers"))] = ()
        cause: Annotated[Line, Ask(_("Cause"), _("Such as: failure to supervise water pollution control."))]
        against_matter: Annotated[
            bool, Ask(_("The wrongdoer is still unknown"), _("The case is filed against the matter (Rules 29)."))
        ] = False

    def initial(self) -> dict[str, Any]:
        organ = self.clue.organ
        return {"kind": CaseKind.ADMINISTRATIVE.value, "respondent": organ.code if organ else ""}

    def options(self) -> Options:
        from_kind = [(CaseKind.ADMINISTRATIVE.value, _("Administrative public-interest litigation"))]
        return {"kind": choices(from_kind)}

    def guard(self) -> None:
        if self.data.kind != CaseKind.ADMINISTRATIVE:
            raise Invalid(errors={"kind": [str(_("Only administrative cases can be filed in this version."))]})
        if not self.data.respondent:
            raise Invalid(errors={"respondent": [str(_("An administrative case names the organ it is against."))]})
        organ = organisation("respondent", self.data.respondent)
        if organ.kind != OrganisationKind.ORGAN:
            raise Invalid(errors={"respondent": [str(_("The respondent is an administrative organ."))]})
        if organ.level != self.clue.procuratorate.level and not _may_reach_down(self.clue, organ.level):
            raise Invalid(
                errors={"respondent": [str(_("Not an organ of this procuratorate's level (Rules 13)."))]}
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

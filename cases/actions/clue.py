"""A clue comes in and is assessed (Rules 24, 25, 27)."""

from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from agencies.models import OrganisationKind
from cases.actions.base import ClueAction, Options, choices
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
from cases.actions.received_clue import refuse_while_reported_up
from cases.actions.registry import register
from cases.domain.vocabulary import DOMAIN_LABELS, Domain
from cases.models import ClueSource, Informant, Verdict
from cases.querysets import INSIDE_POSTS
from cases.services.clues import register_clue
from cases.services.informants import seal
from cases.services.people import organisation
from pilit.law.texts import N_


class Row(BaseModel):
    """A group of fields inside an action's data."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class PlaceData(Row):
    address: Annotated[Line, Ask(_("Address"))]
    region: Annotated[str, Field(pattern=r"^\d{6}$"), Ask(_("District"))]
    lng: Annotated[Decimal | None, Field(ge=-180, le=180), Ask(_("Longitude"))] = None
    lat: Annotated[Decimal | None, Field(ge=-90, le=90), Ask(_("Latitude"))] = None


class ReporterData(Row):
    name: Annotated[OptionalLine, Ask(_("Name"))] = ""
    phone: Annotated[OptionalLine, Ask(_("Phone"))] = ""
    anonymous: Annotated[bool, Ask(_("Anonymous"))] = False


@register
class RegisterClue(ClueAction):
    """Every clue is registered in one place (Rules 24, 25)."""

    name = "register_clue"
    label = N_("Register a clue")
    consequence = N_("The clue gets its number, and the house period for its assessment starts.")
    occurs_on = "reported_on"

    class Data(ActionData):
        title: Annotated[Line, Ask(_("Title"))]
        narrative: Annotated[Prose, Ask(_("What was reported"), widget="textarea")]
        source: Annotated[ClueSource, Ask(_("Source"))]
        domain: Annotated[Domain, Ask(_("Domain"))]
        place: Annotated[PlaceData, Ask(_("Place"))]
        reported_on: Annotated[FactDay, Ask(_("Reported on"))]
        reporter: Annotated[
            ReporterData | None,
            Ask(_("Informant"), _("Sealed at once; opened only with a second person's approval.")),
            Sealed(),
        ] = None
        organ: Annotated[
            OrganisationCode | None, Ask(_("Organ concerned"), widget="organisation")
        ] = None
        penalty_decision: Annotated[
            OptionalProse,
            Ask(
                _("Penalty decision"),
                _("Number and content, where an organ has given one."),
                "textarea",
            ),
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
        clue = register_clue(
            owner,
            self.person(),
            self.at,
            title=data.title,
            narrative=data.narrative,
            source=data.source,
            domain=data.domain,
            address=data.place.address,
            region=data.place.region,
            lng=data.place.lng,
            lat=data.place.lat,
            reported_on=data.reported_on,
            organ=organisation("organ", data.organ) if data.organ else None,
            penalty_decision=data.penalty_decision,
        )
        if data.reporter is not None:
            Informant.objects.create(clue=clue, **seal(data.reporter.model_dump()))
        self.made = clue
        self.ledger_of(clue).start("clue_assessment", max(data.reported_on, self.today))


@register
class AssessClue(ClueAction):
    """Truth and viability are assessed before anything is decided (Rules 27)."""

    name = "assess_clue"
    label = N_("Assess the clue")
    consequence = N_("The assessment is recorded; what it proposes still needs its own decision.")

    class Data(ActionData):
        truth: Annotated[
            Prose, Ask(_("Truth"), _("What speaks for it, what was checked."), "textarea")
        ]
        viability: Annotated[
            Prose, Ask(_("Viability"), _("Can it be cleared up, and how."), "textarea")
        ]
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

    def precheck(self) -> None:
        refuse_while_reported_up(self.clue)

    def effect(self) -> None:
        clue, data = self.clue, self.data
        if clue.transferred_from_id is not None and clue.accepted_on is None:
            clue.accepted_on = self.today  # to work on it is to accept it
        clue.truth, clue.viability, clue.harm = data.truth, data.viability, data.harm
        clue.verdict, clue.assessment_note = data.verdict, data.note
        clue.assessed_on = self.today
        self.ledger_of(clue).meet("clue_assessment", self.today)

"""Compensation for ecological damage: the right-holder and the obligor negotiate (Eco-I 1, 20;
Rules 91, 96).
"""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from agencies.models import Level, Organisation, OrganisationKind
from cases.actions.base import CaseAction, Options, choices
from cases.actions.confirming_court import ask_court, competent_court, competent_courts
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Line,
    OptionalProse,
    OrganisationCode,
    PlannedDay,
    Prose,
    Yuan,
)
from cases.actions.notices import people_of_organ, team_of, tell
from cases.actions.registry import register
from cases.actions.review_clock import start_review
from cases.domain.clocks import NOTICE, REVIEW_CIVIL
from cases.models import Agreement, Negotiation, PartyRole
from cases.services import search
from cases.services.parties import add_party
from cases.services.people import organisation
from pilit.law.errors import Invalid, WrongState
from pilit.law.texts import N_

#: Directly governed cities, whose districts count as cities (Eco-I 1), by the head of their region.
DIRECTLY_GOVERNED = frozenset({"11", "12", "31", "50"})


def may_hold(right_holder: Organisation) -> bool:
    """Whether a government or its organ may claim: provincial or of a city; of the districts those
    of directly governed cities (Eco-I 1).
    """
    if right_holder.kind != OrganisationKind.ORGAN:
        return False
    return right_holder.level != Level.DISTRICT or right_holder.region[:2] in DIRECTLY_GOVERNED


class OnNegotiation(CaseAction):
    """An action on the negotiation of the case."""

    def negotiation(self) -> Negotiation:
        """The latest negotiation. Raises :class:`WrongState` where there is none."""
        row = self.case.negotiations.select_related("right_holder").order_by("-id").first()
        if row is None:
            raise WrongState(N_("No negotiation was started on this case."))
        return row

    def tell_all(self, kind: str, title: str) -> None:
        """Tell the team and the right-holder."""
        right_holder = self.negotiation().right_holder
        people = [*team_of(self.case, self.today), *people_of_organ(self, right_holder)]
        tell(self, people, kind, title)


@register
class StartNegotiation(CaseAction):
    """The right-holder negotiates; a civil case waits for it (Rules 91, 96)."""

    name = "start_negotiation"
    label = N_("Start the negotiation")
    consequence = N_(
        "The right-holder sees the negotiation; a civil case waits until it has succeeded or "
        "failed."
    )
    occurs_on = "on"

    class Data(ActionData):
        right_holder: Annotated[OrganisationCode, Ask(_("Right-holder"), widget="organisation")]
        obligor: Annotated[Line, Ask(_("Obligor"))]
        on: Annotated[FactDay, Ask(_("Started on"))]

    def options(self) -> Options:
        organs = Organisation.objects.active().of_kind(OrganisationKind.ORGAN)
        rows = organs.order_by("region", "id")
        return {"right_holder": choices((row.code, row.name) for row in rows if may_hold(row))}

    def initial(self) -> dict[str, Any]:
        offender = self.case.offenders.order_by("id").first()
        party = self.case.parties.filter(role=PartyRole.RIGHT_HOLDER).order_by("-id").first()
        return {
            "right_holder": party.organisation.code if party else "",
            "obligor": offender.name if offender else "",
            "on": self.today.isoformat(),
        }

    def guard(self) -> None:
        right_holder = organisation("right_holder", self.data.right_holder)
        if not may_hold(right_holder):
            message = str(
                _(
                    "The right-holder is a government of city level or above, or its organ (Eco-I "
                    "1)."
                )
            )
            raise Invalid(errors={"right_holder": [message]})
        seat = self.seat
        if (
            seat is not None
            and seat.organisation_kind == OrganisationKind.ORGAN
            and seat.organisation_id != right_holder.pk
        ):
            message = str(_("A right-holder negotiates for itself."))
            raise Invalid(errors={"right_holder": [message]})
        self.refuse_before("on", self.case.filed_on, str(_("Before the case was filed.")))

    def effect(self) -> None:
        data = self.data
        right_holder = organisation("right_holder", data.right_holder)
        Negotiation.objects.create(
            case=self.case, right_holder=right_holder, obligor=data.obligor, started_on=data.on
        )
        add_party(self.case, right_holder, PartyRole.RIGHT_HOLDER, data.on)
        search.index_case(self.case)
        people = [*team_of(self.case, self.today), *people_of_organ(self, right_holder)]
        tell(self, people, "negotiation", N_("Compensation is negotiated: %(number)s – %(title)s"))


@register
class RecordAgreement(OnNegotiation):
    """What was agreed, and the court asked to confirm it (Eco-I 20)."""

    name = "record_agreement"
    label = N_("Record the agreement")
    consequence = N_(
        "The court asked to confirm it publishes the agreement for 30 days at least, then examines "
        "it."
    )
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Agreed on"))]
        amount: Annotated[
            Yuan, Field(ge=0), Ask(_("Amount (yuan)"), _("Nothing to pay: 0."), "money")
        ]
        restoration: Annotated[
            OptionalProse,
            Ask(_("Restoration"), _("What the obligor restores, and how."), "textarea"),
        ] = ""
        perform_by: Annotated[PlannedDay | None, Ask(_("To be performed by"))] = None
        court: Annotated[
            OrganisationCode | None,
            Ask(_("Court asked to confirm"), _("An intermediate court or above."), "choice"),
        ] = None
        published_on: Annotated[
            FactDay | None,
            Ask(_("Published by the court on"), _("Where it has been published already.")),
        ] = None

    def options(self) -> Options:
        return {"court": competent_courts()}

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def guard(self) -> None:
        data = self.data
        started = self.negotiation().started_on
        self.refuse_before("on", started, str(_("Before the negotiation started.")))
        self.refuse_before("perform_by", data.on, str(_("Before the agreement was made.")))
        self.refuse_before("published_on", data.on, str(_("Before the agreement was made.")))
        if not data.amount and not data.restoration:
            message = str(_("Say what is restored, or which amount is paid."))
            raise Invalid(errors={"restoration": [message]})
        if data.court:
            competent_court(data.court)
        elif data.published_on:
            message = str(_("Name the court that published the agreement."))
            raise Invalid(errors={"court": [message]})

    def effect(self) -> None:
        data = self.data
        court = competent_court(data.court) if data.court else None
        row = Agreement.objects.create(
            negotiation=self.negotiation(),
            on=data.on,
            amount=data.amount,
            restoration=data.restoration,
            perform_by=data.perform_by,
            court=court,
            asked_on=data.on if court else None,
            published_on=data.published_on,
        )
        self.tell_all("agreement", N_("Compensation was agreed: %(number)s – %(title)s"))
        ask_court(self, row)
        if data.published_on:
            self.ledger.start("confirmation_notice", data.published_on, responsible=court)


@register
class FailNegotiation(OnNegotiation):
    """No agreement was reached: the right-holder may sue, a civil case goes on (Rules 96)."""

    name = "fail_negotiation"
    label = N_("Record that the negotiation failed")
    consequence = N_(
        "The right-holder may sue. A civil case goes on: the days of the negotiation do not count "
        "in its review."
    )
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Failed on"))]
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def guard(self) -> None:
        started = self.negotiation().started_on
        self.refuse_before("on", started, str(_("Before the negotiation started.")))

    def effect(self) -> None:
        row = self.negotiation()
        row.failed_on, row.failure_reason = self.data.on, self.data.reason
        row.save(update_fields=["failed_on", "failure_reason"])
        self._start_review(row)
        self.tell_all("negotiation_failed", N_("The negotiation failed: %(number)s – %(title)s"))

    def _start_review(self, row: Negotiation) -> None:
        """The review begins with the end of the notice and rested while they negotiated (Rules 96).

        Where the notice still runs its end starts the review; without a notice there is none yet.
        """
        notice = self.ledger.find(NOTICE)
        if notice is None or notice.due_on is None or notice.due_on >= self.today:
            return
        start_review(self, REVIEW_CIVIL, notice)
        if self.data.on <= notice.due_on:
            return
        source = f"negotiation:{row.pk}"
        self.ledger.suspend((REVIEW_CIVIL,), source, row.started_on, row.obligor, "Rules 96")
        self.ledger.resume(source, self.data.on)


@register
class RightHolderSues(OnNegotiation):
    """After a failed negotiation the right-holder sues (Eco-I 1)."""

    name = "right_holder_sues"
    label = N_("Record the right-holder's suit")
    consequence = N_("The procuratorate may support the suit.")
    occurs_on = "on"

    class Data(ActionData):
        court: Annotated[OrganisationCode, Ask(_("Court"), widget="choice")]
        on: Annotated[FactDay, Ask(_("Sued on"))]

    def options(self) -> Options:
        return {"court": competent_courts()}

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def precheck(self) -> None:
        row = self.negotiation()
        if row.failed_on is None:
            raise WrongState(N_("The negotiation has not failed."))
        if row.sued_on is not None:
            raise WrongState(N_("The right-holder's suit is recorded already."))

    def guard(self) -> None:
        competent_court(self.data.court)
        failed = self.negotiation().failed_on
        self.refuse_before("on", failed, str(_("Before the negotiation failed.")))

    def effect(self) -> None:
        row = self.negotiation()
        row.sued_on, row.court = self.data.on, competent_court(self.data.court)
        row.save(update_fields=["sued_on", "court"])
        self.tell_all("right_holder_sues", N_("The right-holder sues: %(number)s – %(title)s"))

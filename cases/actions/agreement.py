"""An agreement on compensation before the court: sent to it, confirmed after its notice (Eco-I
20).
"""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from cases.actions.base import Options
from cases.actions.confirming_court import ask_court, competent_court, competent_courts
from cases.actions.fields import ActionData, Ask, DocketNumber, FactDay, OrganisationCode
from cases.actions.negotiation import OnNegotiation
from cases.actions.performance import start_performance
from cases.actions.registry import register
from cases.models import Agreement
from pilit.law.errors import DateOutOfOrder, NoticeRunning, WrongState
from pilit.law.texts import N_


class OnAgreement(OnNegotiation):
    """An action on the agreement of the case."""

    def agreement(self) -> Agreement:
        """The agreement. Raises :class:`WrongState` where none was recorded."""
        row = self.negotiation().agreements.select_related("court").first()
        if row is None:
            raise WrongState(N_("No agreement was recorded."))
        return row


@register
class AskForConfirmation(OnAgreement):
    """An agreement made without a court is sent to one to be confirmed (Eco-I 20)."""

    name = "ask_for_confirmation"
    label = N_("Ask a court to confirm the agreement")
    consequence = N_(
        "The court asked to confirm it publishes the agreement for 30 days at least, then examines "
        "it."
    )
    occurs_on = "on"

    class Data(ActionData):
        court: Annotated[
            OrganisationCode,
            Ask(_("Court asked to confirm"), _("An intermediate court or above."), "choice"),
        ]
        on: Annotated[FactDay, Ask(_("Asked on"))]

    def options(self) -> Options:
        return {"court": competent_courts()}

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def precheck(self) -> None:
        if self.agreement().court is not None:
            raise WrongState(N_("A court has been asked already."))

    def guard(self) -> None:
        competent_court(self.data.court)
        self.refuse_before("on", self.agreement().on, str(_("Before the agreement was made.")))

    def effect(self) -> None:
        row = self.agreement()
        row.court, row.asked_on = competent_court(self.data.court), self.data.on
        row.save(update_fields=["court", "asked_on"])
        ask_court(self, row)
        self.tell_all("agreement", N_("A court is asked to confirm: %(number)s – %(title)s"))


@register
class ConfirmAgreement(OnAgreement):
    """The court finds the agreement lawful and confirms it by ruling (Eco-I 20)."""

    name = "confirm_agreement"
    label = N_("Confirm the agreement")
    consequence = N_(
        "The agreement is in force and can be enforced; its time for performance runs."
    )
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Ruling of"))]
        court_number: Annotated[
            DocketNumber, Ask(_("Docket number"), _("Such as （2026）京03民特12号."))
        ]

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def precheck(self) -> None:
        if self.agreement().published_on is None:
            raise WrongState(N_("First publish the agreement."))
        clock = self.ledger.find("confirmation_notice")
        if clock is not None and clock.due_on is not None and self.today <= clock.due_on:
            raise NoticeRunning(
                N_("The agreement is on public notice. Confirm it after the notice has ended.")
            )

    def guard(self) -> None:
        clock = self.ledger.find("confirmation_notice")
        if clock is not None and clock.due_on is not None and self.data.on <= clock.due_on:
            raise DateOutOfOrder(errors={"on": [str(_("Before the public notice ended."))]})
        published = self.agreement().published_on
        self.refuse_before("on", published, str(_("Before the agreement was published.")))

    def effect(self) -> None:
        data, row = self.data, self.agreement()
        row.confirmed_on, row.court_number = data.on, data.court_number
        row.save(update_fields=["confirmed_on", "court_number"])
        clock = self.ledger.find("confirmation_notice")
        if clock is not None and clock.due_on is not None:
            # The notice was kept to its last day.
            self.ledger.meet(clock.code, clock.due_on)
        right_holder = self.negotiation().right_holder
        start_performance(self, data.on, row.perform_by, beneficiary=right_holder)
        self.tell_all("confirmed", N_("The agreement was confirmed: %(number)s – %(title)s"))

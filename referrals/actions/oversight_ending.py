"""An offer is taken or declined; who asked or offered withdraws."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from cases.actions.fields import ActionData, Ask, Prose
from pilit.law.errors import WrongState
from pilit.law.texts import N_
from referrals.actions.oversight import OversightAction
from referrals.sort import OVERSIGHT


@OVERSIGHT.register
class AcceptOversight(OversightAction):
    """The body takes the offer."""

    name = "accept_oversight"
    label = N_("Accept the offer")
    consequence = N_("The day is fixed as offered; the procuratorate is told at once.")

    def precheck(self) -> None:
        if self.matter.planned_on is not None and self.matter.planned_on < self.today:
            raise WrongState(N_("The day that was offered has passed."))

    def effect(self) -> None:
        self.start_day(self.matter)
        self.tell_other_side(self.matter, N_("The offer was accepted: %(title)s"))


class ReasonData(ActionData):
    """Why it ends."""

    reason: Annotated[Prose, Ask(_("Reason"), _("The other side sees it."), "textarea")]


class Ending(OversightAction):
    """It ends before it was held, for a reason."""

    Data = ReasonData
    told: str

    def effect(self) -> None:
        row = self.matter
        row.ended_on, row.ended_reason = self.today, self.data.reason
        self.ledger.cancel(None, N_("it was withdrawn"))
        self.tell_other_side(row, self.told)


@OVERSIGHT.register
class DeclineOversight(Ending):
    """The body does not take the offer."""

    name = "decline_oversight"
    label = N_("Decline the offer")
    consequence = N_("The procuratorate is told at once, with the reason.")
    told = N_("The offer was declined: %(title)s")


@OVERSIGHT.register
class WithdrawOversight(Ending):
    """Who asked or offered wants it no longer."""

    name = "withdraw_oversight"
    label = N_("Withdraw")
    consequence = N_(
        "Nothing is expected any more; the other side is told at once, with the reason."
    )
    told = N_("Withdrawn: %(title)s")

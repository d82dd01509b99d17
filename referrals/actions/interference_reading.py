"""A record of an attempt to intervene is signed for and read. What it says, each of those to whom
it goes may open; who recorded it, only with the approval of another. Every opening is in the log.
"""

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from agencies.models import User
from cases.actions.fields import ActionData, Ask, FactDay
from cases.models import Recusal
from pilit.law.errors import DateOutOfOrder, NotPermitted
from pilit.law.texts import N_
from referrals.actions.interference import InterferenceAction
from referrals.actions.opening import Approving, Asking, Opened
from referrals.services.interference import addressees, case_of
from referrals.sort import INTERFERENCE


@INTERFERENCE.register
class ReceiveInterference(InterferenceAction):
    """The commission signs for it; whoever recorded it sees that on its page, and is sent nothing:
    a message would have to name them.
    """

    name = "receive_interference"
    label = N_("Sign for the record")
    consequence = N_("Who recorded it sees that it arrived.")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Received on"))]

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def guard(self) -> None:
        if self.data.on < self.record.recorded_on:
            raise DateOutOfOrder(
                errors={"on": [N_("This day lies before what had to come first.")]}
            )

    def effect(self) -> None:
        self.record.received_on = self.data.on


class OnContent(InterferenceAction):
    """What reads a record. Whoever is recused from the case by now does not."""

    def precheck(self) -> None:
        recused = Recusal.objects.filter(case__number=case_of(self.record), person=self.actor.user)
        if recused.exists():
            raise NotPermitted(N_("You are recused from the case of which it tells."))
        super().precheck()


@INTERFERENCE.register
class OpenInterference(OnContent):
    """It is read, or a file of it is fetched."""

    name = "open_interference"
    label = N_("Open the record")
    consequence = N_("That you open it is recorded.")

    class Data(ActionData):
        file: Annotated[UUID | None, Ask(_("File"), widget="hidden")] = None

    def effect(self) -> None:
        self.effects["accounts"] = self.record.accounts.count()


@INTERFERENCE.register
class AskForRecorder(OnContent, Asking):
    """One of those to whom it goes asks who recorded it."""

    name = "ask_for_recorder"
    label = N_("Ask who recorded it")
    consequence = N_("Another of those to whom it goes has to approve; this is recorded.")
    told: ClassVar[str] = N_("%(title)s: somebody asks who recorded it")

    def approvers(self) -> Iterable[User]:
        return addressees(self.record, self.today)


@INTERFERENCE.register
class ApproveRecorder(OnContent, Approving):
    """Another of them approves the oldest request."""

    name = "approve_recorder"
    label = N_("Approve that the recorder is named")
    consequence = N_("Who asked may see the name for 24 hours; every time is recorded.")


@INTERFERENCE.register
class OpenRecorder(OnContent, Opened):
    """The name of who recorded it is read."""

    name = "open_recorder"
    label = N_("See who recorded it")
    consequence = N_("That you see it is recorded.")

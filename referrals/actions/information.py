"""Information shared in a mechanism: agreed on, sent, received, stopped (信息共享; Opinions 7)."""

from enum import StrEnum
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from agencies.models import Organisation
from cases.actions.base import Options, choices
from cases.actions.fields import (
    ActionData,
    ArrivalDay,
    Ask,
    FactDay,
    Files,
    Line,
    OptionalProse,
    OrganisationCode,
    Prose,
)
from cases.services.files import take
from pilit.law.errors import Invalid, WrongState
from pilit.law.texts import N_
from referrals.actions.in_mechanism import CHOOSE, InMechanism
from referrals.models import InformationItem, InformationReceipt
from referrals.sort import MECHANISM


class Unit(StrEnum):
    DAYS = "days"
    MONTHS = "months"


UNITS = {Unit.DAYS: N_("Days"), Unit.MONTHS: N_("Months")}


@MECHANISM.register
class AgreeInformation(InMechanism):
    """Participants agree that one gives another something, every so often."""

    name = "agree_information"
    label = N_("Agree on information to share")
    consequence = N_(
        "Both sides are told. Each time it comes, the sender sends it here or the receiver notes "
        "it; where it does not come in time, the page says so. Other members do not see it."
    )
    occurs_on = "agreed_on"

    class Data(ActionData):
        what: Annotated[Line, Ask(_("What is shared"))]
        sender: Annotated[OrganisationCode, Ask(_("From whom"), widget="choice")]
        receiver: Annotated[OrganisationCode, Ask(_("Who receives it"), widget="choice")]
        every: Annotated[int, Field(ge=1, le=366), Ask(_("Every so many"))]
        unit: Annotated[Unit, Ask(_("Days or months"))]
        agreed_on: Annotated[FactDay, Ask(_("Sharing agreed on"))]

    def options(self) -> Options:
        offered = self.participant_choices()
        units = choices((each.value, _(UNITS[each])) for each in Unit)
        return {"sender": offered, "receiver": offered, "unit": units}

    def initial(self) -> dict[str, Any]:
        own = self.mechanism.procuratorate.code
        return {"agreed_on": self.today.isoformat(), "receiver": own, "unit": Unit.MONTHS.value}

    def sides(self) -> list[Organisation]:
        """Sender and receiver. Raises :class:`Invalid` where one is no participant."""
        return [self.participant(name, getattr(self.data, name)) for name in ("sender", "receiver")]

    def guard(self) -> None:
        sender, receiver = self.sides()
        if sender == receiver:
            raise Invalid(errors={"receiver": [N_("Information goes to somebody else.")]})

    def effect(self) -> None:
        data = self.data
        sender, receiver = self.sides()
        row = InformationItem.objects.create(
            mechanism=self.mechanism,
            no=self.mechanism.information.count() + 1,
            what=data.what,
            sender=sender,
            receiver=receiver,
            agreed_on=data.agreed_on,
            **{f"every_{data.unit}": data.every},
        )
        self.effects["information"] = row.no
        agreed = N_("%(title)s: information to share was agreed on")
        self.tell_places((sender, receiver), agreed)


class OnInformation(InMechanism):
    """An action on one item of information."""

    def items(self) -> list[InformationItem]:
        """The items one may choose."""
        rows = self.mechanism.information.filter(stopped_on__isnull=True)
        return list(rows.select_related("sender", "receiver"))

    def precheck(self) -> None:
        if not self.items():
            raise WrongState(N_("No information is agreed on that concerns you here."))

    def options(self) -> Options:
        told = ((row.no, f"{row.what}（{row.sender.short_name}）") for row in self.items())
        return {"item": choices(told)}

    def initial(self) -> dict[str, Any]:
        first = next((str(row.no) for row in self.items()), "")
        return {"item": first, "on": self.today.isoformat()}

    def item(self) -> InformationItem:
        """The item chosen. Raises :class:`Invalid` at ``item``."""
        for row in self.items():
            if row.no == self.data.item:
                return row
        raise Invalid(errors={"item": [CHOOSE]})

    def guard(self) -> None:
        self.refuse_before("on", self.item().agreed_on)

    def receive(self, *, by_sender: bool) -> InformationItem:
        """Record that it came."""
        row, data = self.item(), self.data
        receipt = InformationReceipt.objects.create(
            item=row, on=data.on, by_sender=by_sender, note=data.note
        )
        wanted = list(dict.fromkeys(data.files))
        if wanted:
            take(self, wanted, "files", matter=self.mechanism)
            receipt.files.set(wanted)
        return row


@MECHANISM.register
class SendInformation(OnInformation):
    """The sender gives it here."""

    name = "send_information"
    label = N_("Send information")
    consequence = N_("The receiver is told at once; nobody else in the mechanism sees it.")

    class Data(ActionData):
        item: Annotated[int, Ask(_("What is shared"), widget="choice")]
        on: Annotated[ArrivalDay, Ask(_("Sent on"))]
        note: Annotated[OptionalProse, Ask(_("Note"), widget="textarea")] = ""
        files: Annotated[Files, Ask(_("Files"), widget="files")] = ()

    def items(self) -> list[InformationItem]:
        return [row for row in super().items() if row.sender_id in self.own]

    def guard(self) -> None:
        super().guard()
        if not self.data.note and not self.data.files:
            raise Invalid(errors={"files": [N_("Send a file, or write what is shared.")]})

    def effect(self) -> None:
        row = self.receive(by_sender=True)
        self.tell_places([row.receiver], N_("%(title)s: information came"))


@MECHANISM.register
class NoteInformation(OnInformation):
    """The receiver notes that it came in another way."""

    name = "note_information"
    label = N_("Note that information came")
    consequence = N_("The time until it is to come next is counted from that day.")

    class Data(ActionData):
        item: Annotated[int, Ask(_("What is shared"), widget="choice")]
        on: Annotated[FactDay, Ask(_("Received on"))]
        note: Annotated[OptionalProse, Ask(_("Note"), widget="textarea")] = ""
        files: Annotated[Files, Ask(_("Files"), widget="files")] = ()

    def items(self) -> list[InformationItem]:
        return [row for row in super().items() if row.receiver_id in self.own]

    def effect(self) -> None:
        row = self.receive(by_sender=False)
        self.tell_places([row.sender], N_("%(title)s: the receiver noted that information came"))


@MECHANISM.register
class StopInformation(OnInformation):
    """It is no longer shared."""

    name = "stop_information"
    label = N_("Stop sharing information")
    consequence = N_("It is no longer expected; both sides are told.")

    class Data(ActionData):
        item: Annotated[int, Ask(_("What is shared"), widget="choice")]
        on: Annotated[FactDay, Ask(_("Stopped on"))]
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def effect(self) -> None:
        row, data = self.item(), self.data
        row.stopped_on, row.stop_reason = data.on, data.reason
        row.save(update_fields=["stopped_on", "stop_reason"])
        stopped = N_("%(title)s: information is no longer shared")
        self.tell_places((row.sender, row.receiver), stopped)

"""Joint training and exchange of staff (联合培训、人员交流; Opinions 7)."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from agencies.models import Organisation
from cases.actions.base import Options, choices
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Line,
    OptionalLine,
    OrganisationCode,
    PlannedDay,
    Prose,
)
from pilit.law.errors import DateOutOfOrder, Invalid, WrongState
from pilit.law.texts import N_
from referrals.actions.in_mechanism import CHOOSE, InMechanism
from referrals.models import JointTraining, StaffExchange
from referrals.sort import MECHANISM


@MECHANISM.register
class RecordTraining(InMechanism):
    """A training was held together."""

    name = "record_training"
    label = N_("Record a joint training")
    consequence = N_("All members see it.")
    occurs_on = "ends_on"

    class Data(ActionData):
        title: Annotated[Line, Ask(_("Name of the training"))]
        starts_on: Annotated[FactDay, Ask(_("From (day)"))]
        ends_on: Annotated[FactDay, Ask(_("To (day)"))]
        place: Annotated[OptionalLine, Ask(_("Place of the training"))] = ""
        people: Annotated[int, Field(ge=1, le=100_000), Ask(_("How many people took part"))]
        participants: Annotated[
            Prose, Ask(_("Who took part"), _("Of which organisations, how many."), "textarea")
        ]
        outcome: Annotated[Prose, Ask(_("Content and outcome"), widget="textarea")]

    def initial(self) -> dict[str, Any]:
        return dict.fromkeys(("starts_on", "ends_on"), self.today.isoformat())

    def guard(self) -> None:
        self.refuse_before("ends_on", self.data.starts_on)

    def effect(self) -> None:
        data = self.data
        JointTraining.objects.create(
            mechanism=self.mechanism,
            title=data.title,
            starts_on=data.starts_on,
            ends_on=data.ends_on,
            place=data.place,
            people=data.people,
            participants=data.participants,
            outcome=data.outcome,
        )
        self.tell_members(N_("%(title)s: a joint training was recorded"))


@MECHANISM.register
class RecordExchange(InMechanism):
    """Somebody of one participant begins to serve at another."""

    name = "record_exchange"
    label = N_("Record an exchange of staff")
    consequence = N_("Both sides are told; all members see it. Conclude it with its outcome.")
    occurs_on = "starts_on"

    class Data(ActionData):
        who: Annotated[Line, Ask(_("Who is exchanged"), _("Name and post at home."))]
        home: Annotated[OrganisationCode, Ask(_("Of which organisation"), widget="choice")]
        host: Annotated[OrganisationCode, Ask(_("Serves at"), widget="choice")]
        post: Annotated[Line, Ask(_("In what post"))]
        starts_on: Annotated[FactDay, Ask(_("From (day)"))]
        ends_on: Annotated[PlannedDay, Ask(_("Planned until"))]

    def options(self) -> Options:
        offered = self.participant_choices()
        return {"home": offered, "host": offered}

    def initial(self) -> dict[str, Any]:
        return {"starts_on": self.today.isoformat()}

    def sides(self) -> list[Organisation]:
        """Home and host. Raises :class:`Invalid` where one is no participant."""
        return [self.participant(name, getattr(self.data, name)) for name in ("home", "host")]

    def guard(self) -> None:
        home, host = self.sides()
        if home == host:
            raise Invalid(errors={"host": [N_("Choose another organisation.")]})
        if self.data.ends_on < self.data.starts_on:
            raise DateOutOfOrder(
                errors={"ends_on": [N_("This day lies before what had to come first.")]}
            )

    def effect(self) -> None:
        data = self.data
        home, host = self.sides()
        StaffExchange.objects.create(
            mechanism=self.mechanism,
            no=self.mechanism.exchanges.count() + 1,
            who=data.who,
            home=home,
            host=host,
            post=data.post,
            starts_on=data.starts_on,
            ends_on=data.ends_on,
        )
        self.tell_places((home, host), N_("%(title)s: an exchange of staff began"))


@MECHANISM.register
class ConcludeExchange(InMechanism):
    """The exchange is over, with its outcome."""

    name = "conclude_exchange"
    label = N_("Conclude an exchange of staff")
    consequence = N_("Both sides are told; the outcome stands on the page.")
    occurs_on = "on"

    class Data(ActionData):
        exchange: Annotated[int, Ask(_("Which exchange"), widget="choice")]
        on: Annotated[FactDay, Ask(_("Returned on"))]
        outcome: Annotated[Prose, Ask(_("Outcome of the exchange"), widget="textarea")]

    def exchanges(self) -> list[StaffExchange]:
        """Those that are not over."""
        rows = self.mechanism.exchanges.filter(ended_on__isnull=True)
        return list(rows.select_related("home", "host"))

    def precheck(self) -> None:
        if not self.exchanges():
            raise WrongState(N_("No exchange of staff is under way."))

    def options(self) -> Options:
        told = ((row.no, f"{row.who} → {row.host.short_name}") for row in self.exchanges())
        return {"exchange": choices(told)}

    def initial(self) -> dict[str, Any]:
        first = next((str(row.no) for row in self.exchanges()), "")
        return {"exchange": first, "on": self.today.isoformat()}

    def exchange(self) -> StaffExchange:
        """The exchange chosen. Raises :class:`Invalid` at ``exchange``."""
        for row in self.exchanges():
            if row.no == self.data.exchange:
                return row
        raise Invalid(errors={"exchange": [CHOOSE]})

    def guard(self) -> None:
        self.refuse_before("on", self.exchange().starts_on)

    def effect(self) -> None:
        row, data = self.exchange(), self.data
        row.ended_on, row.outcome = data.on, data.outcome
        row.save(update_fields=["ended_on", "outcome"])
        self.tell_places((row.home, row.host), N_("%(title)s: an exchange of staff was concluded"))

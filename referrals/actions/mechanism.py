"""A joint mechanism is established, ended, and its members join and leave (Opinions 7)."""

from functools import cached_property
from typing import Annotated, Any, Final

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from agencies.models import Organisation
from cases.actions.base import Action, Options, choices
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Line,
    OptionalLine,
    OrganisationCode,
    Prose,
)
from cases.actions.notices import tell, tell_apart
from cases.services.numbering import give_number
from cases.services.people import organisation
from pilit.law.errors import Invalid, NotPermitted, WrongState
from pilit.law.texts import N_
from referrals.actions.in_mechanism import CHOOSE, InMechanism, people_at
from referrals.domain.joint_meeting import MeetingState
from referrals.domain.mechanism import FIELDS_OF_WORK, FieldOfWork, MechanismState
from referrals.models import Mechanism, Membership
from referrals.querysets.mechanism import MEMBER_KINDS
from referrals.services.mechanism import candidates, drop_tasks, stop_information
from referrals.sort import MECHANISM

SERIES: Final = "公协作"
JOINED: Final = N_("Your organisation is a member of a joint mechanism: %(title)s")
NO_MEMBER: Final = N_(
    "Name an administrative organ, a court or a social organisation (Opinions 7)."
)


class MemberRow(BaseModel):
    """A first member."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    organisation: Annotated[OrganisationCode, Ask(_("Member"), widget="organisation")]
    contact: Annotated[OptionalLine, Ask(_("Contact"), _("Name, post, telephone."))] = ""


def _member(field: str, code: str) -> Organisation:
    """An organisation that may be a member. Raises :class:`Invalid` at ``field``."""
    place = organisation(field, code)
    if place.kind not in MEMBER_KINDS:
        raise Invalid(errors={field: [NO_MEMBER]})
    return place


@MECHANISM.register
class EstablishMechanism(Action):
    """A procuratorate establishes a mechanism with its first members."""

    name = "establish_mechanism"
    label = N_("Establish a joint mechanism")
    consequence = N_(
        "The members are told and see the mechanism from now on: its members, documents, "
        "meetings and tasks, and the information that goes from or to them."
    )
    occurs_on = "established_on"

    class Data(ActionData):
        name: Annotated[Line, Ask(_("Name of the mechanism"))]
        field: Annotated[FieldOfWork, Ask(_("Field of work"))]
        purpose: Annotated[Prose, Ask(_("What it is for"), widget="textarea")]
        established_on: Annotated[FactDay, Ask(_("Established on"))]
        meeting_months: Annotated[
            int,
            Field(ge=1, le=60),
            Ask(
                _("A joint meeting at least every … months"),
                _("As the members agreed; the page says whether it is kept to."),
            ),
        ]
        members: Annotated[
            tuple[MemberRow, ...],
            Field(min_length=1, max_length=50),
            Ask(_("Members of the mechanism")),
        ]

    def initial(self) -> dict[str, Any]:
        return {"established_on": self.today.isoformat()}

    def options(self) -> Options:
        return {
            "field": choices((each.value, _(FIELDS_OF_WORK[each])) for each in FieldOfWork),
            "members.organisation": candidates(self.home),
        }

    @cached_property
    def home(self) -> Organisation | None:
        """The procuratorate for which one acts."""
        found = Organisation.objects.filter(pk=self.seat.organisation_id) if self.seat else None
        return found.first() if found is not None else None

    def places(self) -> list[Organisation]:
        """The first members. Raises :class:`Invalid` at the row of one that may not be."""
        found: list[Organisation] = []
        for index, row in enumerate(self.data.members):
            field = f"members.{index}.organisation"
            place = _member(field, row.organisation)
            if place in found:
                raise Invalid(errors={field: [N_("It is named twice.")]})
            found.append(place)
        return found

    def guard(self) -> None:
        self.places()

    def effect(self) -> None:
        data, own = self.data, self.home
        if own is None:
            raise NotPermitted
        row = Mechanism.objects.create(
            sort=MECHANISM.name,
            procuratorate=own,
            number=give_number(own, SERIES, self.today),
            state=MechanismState.RUNNING,
            author=self.person(),
            name=data.name,
            field=data.field,
            purpose=data.purpose,
            established_on=data.established_on,
            meeting_months=data.meeting_months,
        )
        Membership.objects.bulk_create(
            Membership(
                mechanism=row,
                organisation=place,
                contact=given.contact,
                joined_on=data.established_on,
            )
            for place, given in zip(self.places(), data.members, strict=True)
        )
        self.made = row
        tell(self, people_at(self.places(), self.today), self.name, JOINED)


class OnMembers(InMechanism):
    """An action on one of the members."""

    def members_offered(self) -> list[Membership]:
        """The members one may choose."""
        return self.members

    def options(self) -> Options:
        rows = self.members_offered()
        return {"member": [(row.organisation.code, row.organisation.name) for row in rows]}

    def membership(self) -> Membership:
        """The membership chosen. Raises :class:`Invalid` at ``member``."""
        for row in self.members_offered():
            if row.organisation.code == self.data.member:
                return row
        raise Invalid(errors={"member": [CHOOSE]})


@MECHANISM.register
class AdmitMember(InMechanism):
    """An organisation joins."""

    name = "admit_member"
    label = N_("Admit a member")
    consequence = N_("Its people are told and see the mechanism from now on.")
    occurs_on = "joined_on"

    class Data(ActionData):
        member: Annotated[OrganisationCode, Ask(_("Member"), widget="organisation")]
        contact: Annotated[OptionalLine, Ask(_("Contact"), _("Name, post, telephone."))] = ""
        joined_on: Annotated[FactDay, Ask(_("Joined on"))]

    def initial(self) -> dict[str, Any]:
        return {"joined_on": self.today.isoformat()}

    def options(self) -> Options:
        known = self.participants
        offered = candidates(self.mechanism.procuratorate)
        return {"member": [row for row in offered if row[0] not in known]}

    def guard(self) -> None:
        _member("member", self.data.member)
        if self.data.member in self.participants:
            raise Invalid(errors={"member": [N_("It is a member already.")]})
        self.refuse_before("joined_on", self.mechanism.established_on)

    def effect(self) -> None:
        data = self.data
        place = _member("member", data.member)
        Membership.objects.create(
            mechanism=self.mechanism,
            organisation=place,
            contact=data.contact,
            joined_on=data.joined_on,
        )
        self.tell_places([place], JOINED)


@MECHANISM.register
class NameContact(OnMembers):
    """A member, or the procuratorate for it, says who is its contact."""

    name = "name_contact"
    label = N_("Name the contact")
    consequence = N_("All members see who the contact is.")

    class Data(ActionData):
        member: Annotated[OrganisationCode, Ask(_("Member"), widget="choice")]
        contact: Annotated[Line, Ask(_("Contact"), _("Name, post, telephone."))]

    def members_offered(self) -> list[Membership]:
        if self.mechanism.procuratorate_id in self.own:
            return self.members
        return [row for row in self.members if row.organisation_id in self.own]

    def guard(self) -> None:
        self.membership()

    def effect(self) -> None:
        row = self.membership()
        row.contact = self.data.contact
        row.save(update_fields=["contact"])


@MECHANISM.register
class ReleaseMember(OnMembers):
    """A member leaves; that it was one is kept."""

    name = "release_member"
    label = N_("Record that a member left")
    consequence = N_(
        "Its people no longer see the mechanism. Its tasks not done yet are dropped, and "
        "information from it or to it is no longer expected."
    )
    occurs_on = "on"

    class Data(ActionData):
        member: Annotated[OrganisationCode, Ask(_("Member"), widget="choice")]
        on: Annotated[FactDay, Ask(_("Left on"))]
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def precheck(self) -> None:
        if len(self.members) == 1:
            raise WrongState(N_("It is the last member: end the mechanism instead."))

    def guard(self) -> None:
        self.refuse_before("on", self.membership().joined_on)

    def effect(self) -> None:
        row, data = self.membership(), self.data
        place = row.organisation
        left = N_("Your organisation left the joint mechanism: %(mechanism)s")
        for person in people_at([place], self.today):
            tell_apart(self, person, self.name, left, mechanism=self.mechanism.name)
        row.left_on, row.reason = data.on, data.reason
        row.save(update_fields=["left_on", "reason"])
        drop_tasks(self, self.mechanism, N_("the member has left"), owner=place)
        stop_information(self.mechanism, data.on, data.reason, of=place)


@MECHANISM.register
class EndMechanism(InMechanism):
    """The mechanism ends, with a reason."""

    name = "end_mechanism"
    label = N_("End the mechanism")
    consequence = N_(
        "It cannot be taken up again. The members still see it; tasks not done yet are dropped, "
        "and no document of it is reviewed any more."
    )
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Ended on"))]
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def precheck(self) -> None:
        if self.mechanism.meetings.filter(state=MeetingState.CALLED).exists():
            raise WrongState(N_("A meeting is called: record it, or call it off first."))

    def guard(self) -> None:
        self.refuse_before("on", self.mechanism.established_on)

    def effect(self) -> None:
        row, data = self.mechanism, self.data
        row.ended_on, row.end_reason = data.on, data.reason
        self.ledger_of(row).cancel(None, N_("the mechanism has ended"))
        drop_tasks(self, row, N_("the mechanism has ended"))
        stop_information(row, data.on, data.reason)
        self.tell_members(N_("The joint mechanism has ended: %(title)s"))

"""Deputies, members and readers are invited to a hearing, an announced service or a look-back,
answer, and are heard (Opinions 8(2)).
"""

from functools import cached_property
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from agencies.models import Organisation, User
from cases.actions.base import Action, choices
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Line,
    Moment,
    OptionalLine,
    OptionalProse,
    Prose,
    UserName,
)
from cases.actions.notices import team_of, tell
from cases.domain.lifecycle import Transition
from cases.models import Case
from cases.services.ledger import Ledger
from cases.services.numbering import give_number
from cases.services.people import unrecused
from pilit.law.errors import DateOutOfOrder, Invalid, WrongState
from pilit.law.texts import N_
from referrals.domain.invitation import DAY, OCCASIONS, InvitationState, Occasion
from referrals.models import Invitation
from referrals.services.overseers import watchers_of
from referrals.sort import INVITATION
from referrals.standing import procurator_on

SERIES = "公邀"


class InvitationAction(Action):
    """An action on an invitation."""

    @property
    def invitation(self) -> Invitation:
        """What is acted on."""
        if not isinstance(self.target, Invitation):
            raise TypeError(f"{self.name} acts on an invitation")
        return self.target

    @property
    def ledger(self) -> Ledger:
        """Its deadlines."""
        return self.ledger_of(self.invitation)

    def tell_inviting(self, message: str) -> None:
        """Tell who works on the case where it is now, and who invited while it is there still."""
        row = self.invitation
        people = team_of(row.case, self.today)
        if row.case.procuratorate_id == row.procuratorate_id:
            people = [*people, row.writer]
        name = self.person().name
        tell(self, unrecused(row.case, dict.fromkeys(people)), self.name, message, name=name)

    def tell_invited(self, message: str) -> None:
        """Tell the person invited, unless they are recused from the case by now."""
        row = self.invitation
        tell(self, unrecused(row.case, [row.invitee]), self.name, message)


@INVITATION.register
class InviteOverseer(InvitationAction):
    """Somebody of those who oversee is invited, in a case."""

    name = "invite_overseer"
    label = N_("Invite a deputy or member")
    consequence = N_(
        "The person is told at once and may accept or decline. They see what you write here, and "
        "nothing else of the case."
    )

    class Data(ActionData):
        case: Annotated[Line, Ask(_("Number of the case"))]
        occasion: Annotated[Occasion, Ask(_("Occasion"))]
        invitee: Annotated[UserName, Ask(_("Who is invited"), widget="person")]
        subject: Annotated[
            Line, Ask(_("Subject"), _("What it is about, in words the invited may read."))
        ]
        starts_at: Annotated[Moment, Ask(_("Begins"))]
        place: Annotated[Line, Ask(_("Place"))]
        text: Annotated[
            OptionalProse,
            Ask(_("What else they should know"), _("Nothing of the case beyond this."), "textarea"),
        ] = ""

    @cached_property
    def case(self) -> Case:
        """The case. Raises :class:`Invalid` for one the actor's procuratorate does not have."""
        row = Case.objects.internal_to(self.actor).filter(number=self.data.case).first()
        place = self.seat.organisation_id if self.seat is not None else None
        if row is None or row.procuratorate_id != place:
            raise Invalid(errors={"case": [N_("Your procuratorate has no case of this number.")]})
        return row

    @cached_property
    def invitee(self) -> User:
        """Who is invited. Raises :class:`Invalid` for who does not oversee the procuratorate, or is
        recused from the case.
        """
        people = [person for _body, person in watchers_of(self.case.procuratorate, self.today)]
        named = [person for person in people if person.username == self.data.invitee]
        if not unrecused(self.case, named):
            raise Invalid(
                errors={"invitee": [N_("Invite somebody of the bodies that oversee you.")]}
            )
        return named[0]

    def options(self) -> dict[str, Any]:
        seat = procurator_on(self.actor, None)
        own = Organisation.objects.filter(pk=seat.organisation_id).first() if seat else None
        people = watchers_of(own, self.today) if own else []
        return {
            "occasion": choices((each.value, _(row.label)) for each, row in OCCASIONS.items()),
            "invitee": [(person.username, person.name, body.name) for body, person in people],
        }

    def guard(self) -> None:
        data, case = self.data, self.case
        if case.state not in OCCASIONS[data.occasion].states:
            raise Invalid(
                errors={"occasion": [N_("The case is not in a state for it (Rules 44, 76, 77).")]}
            )
        if data.starts_at <= self.at:
            raise Invalid(errors={"starts_at": [N_("Name a moment that has not passed.")]})
        again = Invitation.objects.filter(
            case=case,
            occasion=data.occasion,
            invitee=self.invitee,
            starts_at=data.starts_at,
            cancelled_on=None,
        )
        if again.exists():
            raise Invalid(errors={"invitee": [N_("They are invited to it already.")]})

    def effect(self) -> None:
        data, case = self.data, self.case
        row = Invitation.objects.create(
            sort=INVITATION.name,
            procuratorate=case.procuratorate,
            number=give_number(case.procuratorate, SERIES, self.today),
            state=InvitationState.INVITED,
            author=self.person(),
            case=case,
            occasion=data.occasion,
            invitee=self.invitee,
            subject=data.subject,
            text=data.text,
            starts_at=data.starts_at,
            place=data.place,
            invited_on=self.today,
        )
        self.made = row
        self.ledger_of(row).start(DAY, self.today, stated_end=row.day)
        tell(self, [self.invitee], self.name, N_("You are invited: %(title)s"))


@INVITATION.register
class AcceptInvitation(InvitationAction):
    """The invited will come."""

    name = "accept_invitation"
    label = N_("I will come")
    consequence = N_("The procurator is told at once.")

    class Data(ActionData):
        note: Annotated[OptionalLine, Ask(_("Note"), _("The procurator sees it."))] = ""

    def precheck(self) -> None:
        if self.invitation.starts_at <= self.at:
            raise WrongState(N_("It has begun already."))

    def effect(self) -> None:
        row = self.invitation
        if row.state == InvitationState.DECLINED:
            self.ledger.start(DAY, self.today, stated_end=row.day)
        row.answered_on, row.note = self.today, self.data.note
        self.tell_inviting(N_("%(name)s will come: %(title)s"))


@INVITATION.register
class DeclineInvitation(InvitationAction):
    """The invited cannot come."""

    name = "decline_invitation"
    label = N_("I cannot come")
    consequence = N_("The procurator is told at once. You need not say why.")

    class Data(ActionData):
        note: Annotated[OptionalLine, Ask(_("Note"), _("The procurator sees it."))] = ""

    def effect(self) -> None:
        row = self.invitation
        row.answered_on, row.note = self.today, self.data.note
        self.ledger.cancel({DAY}, N_("the invited cannot come"))
        self.tell_inviting(N_("%(name)s cannot come: %(title)s"))


@INVITATION.register
class CancelInvitation(InvitationAction):
    """What they were invited to does not take place, or at another time."""

    name = "cancel_invitation"
    label = N_("Call it off")
    consequence = N_(
        "The invited is told at once, with the reason. Another day is invited to anew."
    )

    class Data(ActionData):
        reason: Annotated[Prose, Ask(_("Reason"), _("The invited sees it."), "textarea")]

    def effect(self) -> None:
        row = self.invitation
        row.cancelled_on, row.cancelled_reason = self.today, self.data.reason
        self.ledger.cancel({DAY}, N_("it was called off"))
        self.tell_invited(N_("Called off: %(title)s"))


@INVITATION.register
class RecordAttendance(InvitationAction):
    """Whether they came, and what they said."""

    name = "record_attendance"
    label = N_("Enter who came and what they said")
    consequence = N_(
        "It stands in the file of the case. The invited reads what is entered of them."
    )
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Day"))]
        came: Annotated[bool, Ask(_("They were there"))]
        said: Annotated[
            OptionalProse, Ask(_("What they said"), _("Empty where nobody came."), "textarea")
        ] = ""

    def initial(self) -> dict[str, Any]:
        return {"on": self.invitation.day.isoformat()}

    def guard(self) -> None:
        if self.data.on < self.invitation.day:
            raise DateOutOfOrder(errors={"on": [N_("They are invited to a later day.")]})
        if self.data.said and not self.data.came:
            raise Invalid(errors={"said": [N_("Leave this empty with what you chose above.")]})

    def leads_to(self, entry: Transition) -> str | None:
        return entry.target if self.data.came else entry.otherwise

    def effect(self) -> None:
        row, data = self.invitation, self.data
        row.happened_on, row.said = data.on, data.said
        self.ledger.meet(DAY, data.on)
        if data.came:
            self.tell_invited(N_("What you said was entered: %(title)s"))

"""What is sealed is opened by one of those who may, once another has approved; each opening is told
in the log.
"""

from collections.abc import Iterable
from typing import Annotated, ClassVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from agencies.models import User
from cases.actions.base import Action
from cases.actions.fields import ActionData, Ask, Line
from cases.actions.notices import tell
from cases.models import Matter
from pilit.law.errors import NotPermitted, SamePerson
from pilit.law.texts import N_
from referrals.actions.base import ReferralAction
from referrals.models import Opening
from referrals.services.sealing import opening_of
from referrals.sort import REFERRAL

APPROVED = N_("%(title)s: you may open it for 24 hours")


class OnSealed(Action):
    """An action on what a matter holds under seal."""

    second: ClassVar[str] = N_("Another of those to whom it goes has to approve.")
    """Who has to approve, a message id."""

    @property
    def matter(self) -> Matter:
        """The matter acted on."""
        if not isinstance(self.target, Matter):
            raise TypeError(f"{self.name} acts on a matter")
        return self.target

    def waiting(self) -> list[Opening]:
        """The requests nobody has approved yet, oldest first."""
        return list(self.matter.openings.filter(approved_at__isnull=True))


class Asking(OnSealed):
    """One of those who may read it asks to."""

    told: ClassVar[str] = N_("%(title)s: somebody asks to open it")
    """What the others are told, a message id."""

    class Data(ActionData):
        reason: Annotated[Line, Ask(_("Reason"))]

    def approvers(self) -> Iterable[User]:
        """Those of whom one has to approve; who asks may be among them."""
        raise NotImplementedError

    def precheck(self) -> None:
        super().precheck()
        if any(row.asked_by == self.actor.user for row in self.waiting()):
            raise NotPermitted(N_("Your request waits for its approval."))

    def effect(self) -> None:
        row = self.matter
        Opening.objects.create(
            matter=row, asked_by=self.person(), asked_at=self.at, reason=self.data.reason
        )
        tell(self, self.approvers(), self.name, self.told)


class Approving(OnSealed):
    """A second person approves the oldest request of another."""

    def precheck(self) -> None:
        super().precheck()
        waiting = self.waiting()
        if not waiting:
            raise NotPermitted(N_("Nobody has asked to open it."))
        if all(row.asked_by == self.actor.user for row in waiting):
            raise SamePerson(self.second)

    def effect(self) -> None:
        row = next(row for row in self.waiting() if row.asked_by != self.actor.user)
        row.approved_by, row.approved_at = self.person(), self.at
        row.save()
        self.effects["opening"] = {"asked_by": row.asked_by.name, "reason": row.reason}
        tell(self, [row.asked_by], self.name, APPROVED)


class Opened(OnSealed):
    """It is read: the log says by whom, and who approved."""

    def precheck(self) -> None:
        super().precheck()
        if opening_of(self.matter, self.actor, self.at) is None:
            raise NotPermitted(N_("Opening it needs the approval of a second person."))

    def effect(self) -> None:
        opening = opening_of(self.matter, self.actor, self.at)
        if opening is not None and opening.approved_by is not None:
            self.effects["approved_by"] = opening.approved_by.name


class OnSecret(ReferralAction, OnSealed):
    """An action on what a secret referral holds."""

    second: ClassVar[str] = N_("Another person named in the referral has to approve.")

    def precheck(self) -> None:
        if not self.referral.is_secret:
            raise NotPermitted(N_("Nothing of this referral is sealed."))
        super().precheck()


@REFERRAL.register
class AskToOpen(OnSecret, Asking):
    """One of those named asks to read it."""

    name = "ask_to_open"
    label = N_("Ask to open what is sealed")
    consequence = N_("Another person named in the referral has to approve; this is recorded.")

    def approvers(self) -> Iterable[User]:
        return self.referral.named.all()


@REFERRAL.register
class ApproveOpening(OnSecret, Approving):
    """A second person named approves the oldest request of another."""

    name = "approve_opening"
    label = N_("Approve the opening")
    consequence = N_("Who asked may open it for 24 hours; every opening is recorded.")


@REFERRAL.register
class OpenSealed(OnSecret, Opened):
    """It is read, or a file of it is fetched: the log says by whom, and who approved."""

    name = "open_sealed"
    label = N_("Open what is sealed")
    consequence = N_("That you open it is recorded.")

    class Data(ActionData):
        file: Annotated[UUID | None, Ask(_("File"), widget="hidden")] = None

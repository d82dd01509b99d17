"""What is sealed is opened by one of those named, once another has approved; each opening is told
in the log.
"""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cases.actions.fields import ActionData, Ask, Line
from cases.actions.notices import tell
from pilit.law.errors import NotPermitted, SamePerson
from pilit.law.texts import N_
from referrals.actions.base import ReferralAction
from referrals.models import Opening
from referrals.services.sealing import opening_of
from referrals.sort import REFERRAL


class OnSealed(ReferralAction):
    """An action on what a secret referral holds."""

    def precheck(self) -> None:
        if not self.referral.is_secret:
            raise NotPermitted(N_("Nothing of this referral is sealed."))

    def waiting(self) -> list[Opening]:
        """The requests nobody has approved yet, oldest first."""
        return list(self.referral.openings.filter(approved_at__isnull=True))


@REFERRAL.register
class AskToOpen(OnSealed):
    """One of those named asks to read it."""

    name = "ask_to_open"
    label = N_("Ask to open what is sealed")
    consequence = N_("Another person named in the referral has to approve; this is recorded.")

    class Data(ActionData):
        reason: Annotated[Line, Ask(_("Reason"))]

    def precheck(self) -> None:
        super().precheck()
        if any(row.asked_by == self.actor.user for row in self.waiting()):
            raise NotPermitted(N_("Your request waits for its approval."))

    def effect(self) -> None:
        row = self.referral
        Opening.objects.create(
            referral=row, asked_by=self.person(), asked_at=self.at, reason=self.data.reason
        )
        tell(self, row.named.all(), self.name, N_("%(title)s: somebody asks to open it"))


@REFERRAL.register
class ApproveOpening(OnSealed):
    """A second person named approves the oldest request of another."""

    name = "approve_opening"
    label = N_("Approve the opening")
    consequence = N_("Who asked may open it for 24 hours; every opening is recorded.")

    def precheck(self) -> None:
        super().precheck()
        waiting = self.waiting()
        if not waiting:
            raise NotPermitted(N_("Nobody has asked to open it."))
        if all(row.asked_by == self.actor.user for row in waiting):
            raise SamePerson(N_("Another person named in the referral has to approve."))

    def effect(self) -> None:
        row = next(row for row in self.waiting() if row.asked_by != self.actor.user)
        row.approved_by, row.approved_at = self.person(), self.at
        row.save()
        self.effects["opening"] = {"asked_by": row.asked_by.name, "reason": row.reason}
        tell(self, [row.asked_by], self.name, N_("%(title)s: you may open it for 24 hours"))


@REFERRAL.register
class OpenSealed(OnSealed):
    """It is read, or a file of it is fetched: the log says by whom, and who approved."""

    name = "open_sealed"
    label = N_("Open what is sealed")
    consequence = N_("That you open it is recorded.")

    class Data(ActionData):
        file: Annotated[UUID | None, Ask(_("File"), widget="hidden")] = None

    def precheck(self) -> None:
        super().precheck()
        if opening_of(self.referral, self.actor, self.at) is None:
            raise NotPermitted(N_("Opening it needs the approval of a second person."))

    def effect(self) -> None:
        opening = opening_of(self.referral, self.actor, self.at)
        if opening is not None and opening.approved_by is not None:
            self.effects["approved_by"] = opening.approved_by.name

"""A governance recommendation is reviewed, issued, sent back or taken back: by others than who
wrote it.
"""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from agencies.models import Post
from cases.actions.fields import ActionData, Ask, OptionalProse, Prose
from cases.services.numbering import give_number
from pilit.law.errors import SamePerson, WrongState
from pilit.law.texts import N_
from referrals.actions.governance import GovernanceAction
from referrals.domain.governance import INSIDE, REPLY
from referrals.sort import GOVERNANCE

LETTERS = "社治建"
"""The series of the document."""


class ByAnother(GovernanceAction):
    """Taken by somebody who had no hand in it before."""

    def precheck(self) -> None:
        before = (self.row.drafted_by_id, self.row.reviewed_by_id)
        if self.actor.user is not None and self.actor.user.pk in before:
            raise SamePerson


@GOVERNANCE.register
class ReviewGovernance(ByAnother):
    """The head of department has reviewed it."""

    name = "review_governance"
    label = N_("Reviewed: pass on to the chief")
    consequence = N_("You have read the recommendation and what it rests on; the chief decides.")

    class Data(ActionData):
        opinion: Annotated[OptionalProse, Ask(_("Opinion"), widget="textarea")] = ""

    def effect(self) -> None:
        row = self.row
        row.reviewed_by, row.reviewed_on = self.person(), self.today
        message = N_("A governance recommendation waits for your decision: %(title)s")
        self.tell_post(Post.CHIEF, message)


@GOVERNANCE.register
class IssueGovernance(ByAnother):
    """The chief issues it: it has its number and stays as it is."""

    name = "issue_governance"
    label = N_("Issue the recommendation")
    consequence = N_(
        "It gets its number and stays as it is; its receiver sees it once it is served."
    )

    def precheck(self) -> None:
        super().precheck()
        if self.row.reply_by <= self.today:
            said = N_("The day by which it is to be answered has passed: send it back.")
            raise WrongState(said)

    def effect(self) -> None:
        row = self.row
        row.decided_by, row.issued_on = self.person(), self.today
        row.letter_number = give_number(row.procuratorate, LETTERS, self.today)
        self.effects["number"] = row.letter_number
        self.tell_author(N_("Your governance recommendation was issued: %(title)s"))


@GOVERNANCE.register
class SendBackGovernance(GovernanceAction):
    """Whoever has it before them sends it back to its author."""

    name = "send_back_governance"
    label = N_("Send back")
    consequence = N_("Its author changes it and sends it for review anew.")

    class Data(ActionData):
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def effect(self) -> None:
        row = self.row
        row.remark = self.data.reason
        row.reviewed_by = row.reviewed_on = None
        self.tell_author(N_("Your governance recommendation was sent back: %(title)s"))


@GOVERNANCE.register
class WithdrawGovernance(GovernanceAction):
    """It is taken back: by its author before it is issued, by the chief before it is answered."""

    name = "withdraw_governance"
    label = N_("Take back")
    consequence = N_(
        "Nothing more is expected of its receiver, who is told where it was served, with the "
        "reason. It is not deleted."
    )

    class Data(ActionData):
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def effect(self) -> None:
        row = self.row
        row.withdrawn_on, row.withdrawn_reason = self.today, self.data.reason
        self.ledger.cancel({REPLY}, N_("the recommendation was taken back"))
        if row.state not in INSIDE:
            self.tell_author(N_("Your governance recommendation was taken back: %(title)s"))
        if row.served_on is not None:
            self.tell_receiver(N_("%(title)s: the recommendation was taken back"))

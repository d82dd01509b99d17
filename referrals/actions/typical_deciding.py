"""A typical case is reviewed, decided on, made public and taken back (Opinions 9): by others than
who wrote it.
"""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from agencies.models import Post
from cases.actions.fields import ActionData, Ask, OptionalProse, Prose
from cases.domain.vocabulary import CaseState
from pilit.law.errors import SamePerson, WrongState
from pilit.law.texts import N_
from referrals.actions.typical import TypicalAction
from referrals.domain.typical import TypicalState
from referrals.sort import TYPICAL


class ByAnother(TypicalAction):
    """Taken by somebody who had no hand in it before."""

    def precheck(self) -> None:
        before = (self.row.author_id, self.row.reviewed_by_id)
        if self.actor.user is not None and self.actor.user.pk in before:
            raise SamePerson


@TYPICAL.register
class ReviewTypicalCase(ByAnother):
    """The head of department has reviewed it."""

    name = "review_typical_case"
    label = N_("Reviewed: pass on to the chief")
    consequence = N_("You have read the text and what was kept in it; the chief decides.")

    class Data(ActionData):
        opinion: Annotated[OptionalProse, Ask(_("Opinion"), widget="textarea")] = ""

    def precheck(self) -> None:
        super().precheck()
        self.refuse_open_marks()

    def effect(self) -> None:
        row = self.row
        row.reviewed_by, row.reviewed_on = self.person(), self.today
        self.tell_post(Post.CHIEF, N_("A typical case waits for your decision: %(title)s"))


@TYPICAL.register
class PublishTypicalCase(ByAnother):
    """The chief decides that everybody may read it."""

    name = "publish_typical_case"
    label = N_("Make it public")
    consequence = N_("Everybody can read it from now on, without an account, under today's date.")

    def precheck(self) -> None:
        super().precheck()
        if self.row.case.state != CaseState.CLOSED:
            raise WrongState(N_("The case has been reopened."))
        # People may have come into the directory or the file since it was written.
        self.refuse_open_marks()

    def effect(self) -> None:
        row = self.row
        row.decided_by, row.published_on = self.person(), self.today
        self.tell_author(N_("Your typical case is public: %(title)s"))


@TYPICAL.register
class SendBackTypicalCase(TypicalAction):
    """Whoever has it before them sends it back to its author."""

    name = "send_back_typical_case"
    label = N_("Send back")
    consequence = N_("Its author changes it and sends it for review anew.")

    class Data(ActionData):
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def effect(self) -> None:
        row = self.row
        row.remark = self.data.reason
        row.reviewed_by = row.reviewed_on = None
        self.tell_author(N_("Your typical case was sent back: %(title)s"))


@TYPICAL.register
class WithdrawTypicalCase(TypicalAction):
    """It is taken back: by its author before it is public, by the chief afterwards."""

    name = "withdraw_typical_case"
    label = N_("Take back")
    consequence = N_(
        "It can be read by nobody outside from now on. It is not deleted; the case can be chosen "
        "anew."
    )

    class Data(ActionData):
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def effect(self) -> None:
        row = self.row
        row.withdrawn_on, row.withdrawn_reason = self.today, self.data.reason
        if row.state == TypicalState.PUBLISHED:
            self.tell_author(N_("Your typical case was taken back: %(title)s"))

"""What becomes of a referral is reported back (Opinions 3(1), 6)."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from cases.actions.base import Options, choices
from cases.actions.fields import ActionData, Ask, FactDay, OptionalProse, Sealed
from pilit.law.errors import Invalid
from pilit.law.texts import N_
from referrals.actions.base import ReferralAction
from referrals.domain.vocabulary import RESULT, RESULT_LABELS, Result
from referrals.models import Progress
from referrals.sort import REFERRAL

SEALED = N_("The referral is secret: write nothing of it here.")


class Report(ReferralAction):
    """What both reports share: their day, and that a secret is not told in their note."""

    occurs_on = "on"

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def guard(self) -> None:
        self.refuse_before(self.referral.accepted_on)
        if self.referral.is_secret and self.data.note:
            raise Invalid(errors={"note": [SEALED]})


@REFERRAL.register
class ReportProgress(Report):
    """It goes on. How, is the receiver's own affair."""

    name = "report_progress"
    label = N_("Report progress")
    consequence = N_("The sender sees that it goes on, not what you write here.")

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Day"))]
        note: Annotated[OptionalProse, Ask(_("Progress"), widget="textarea"), Sealed()] = ""

    def effect(self) -> None:
        Progress.objects.create(referral=self.referral, on=self.data.on, note=self.data.note)
        self.tell_sender(N_("%(title)s is being worked on"))


@REFERRAL.register
class ReportResult(Report):
    """The result goes back to the sender."""

    name = "report_result"
    label = N_("Report the result")
    consequence = N_("The sender sees the result and what you say of it; the referral is done.")

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Day of the result"))]
        result: Annotated[Result, Ask(_("Result"))]
        note: Annotated[
            OptionalProse, Ask(_("What the sender is told of it"), widget="textarea"), Sealed()
        ] = ""

    def options(self) -> Options:
        return {"result": choices((each.value, _(RESULT_LABELS[each])) for each in Result)}

    def effect(self) -> None:
        row, data = self.referral, self.data
        row.reported_on, row.result, row.result_note = data.on, data.result, data.note
        self.ledger.meet(RESULT, data.on)
        self.tell_sender(N_("%(title)s: the result was reported"))

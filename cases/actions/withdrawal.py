"""Actions beside the trial: withdrawal of the suit, recommendation to the court."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from cases.actions.base import CaseAction
from cases.actions.case import finish
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Line,
    OptionalLine,
    Prose,
)
from cases.actions.litigation import OnSuit
from cases.actions.notices import people_of_court, tell
from cases.actions.registry import register
from cases.models import CourtRecommendation, Deadline
from cases.services.numbering import give_number
from pilit.law.errors import WrongState
from pilit.law.texts import N_

SUBMISSION = "withdrawal_submission"


@register
class WithdrawSuit(OnSuit):
    """All claims have been met; the court decides on the withdrawal (Rules 84, 99; Interp. 19,
    24).
    """

    name = "withdraw_suit"
    label = N_("Withdraw the suit")
    consequence = N_(
        "The decision is submitted to the court within three days; the court allows it by ruling."
    )

    class Data(ActionData):
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def precheck(self) -> None:
        if self.suit().withdrawal_decided_on is not None:
            raise WrongState(N_("The withdrawal waits for the court."))

    def effect(self) -> None:
        suit = self.suit()
        suit.withdrawal_decided_on, suit.withdrawal_reason = self.today, self.data.reason
        suit.save()
        self.effects["number"] = give_number(self.case.procuratorate, "公撤", self.today)
        self.ledger.start(SUBMISSION, self.today)
        self.tell_parties(
            "withdrawal", N_("The procuratorate withdraws its suit: %(number)s – %(title)s")
        )


@register
class SubmitWithdrawal(OnSuit):
    """The decision to withdraw the suit or to alter its claims goes to the court within three days
    (Rules 84, 99).
    """

    name = "submit_withdrawal"
    label = N_("Record submission to the court")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Submitted on"))]

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def precheck(self) -> None:
        self._waiting()

    def guard(self) -> None:
        self.refuse_before("on", self._waiting().start_on, str(_("Before it was decided.")))

    def effect(self) -> None:
        self.ledger.fulfil(self._waiting(), self.data.on)

    def _waiting(self) -> Deadline:
        clock = self.case.deadlines.pending().filter(code=SUBMISSION).order_by("-id").first()
        if clock is None:
            raise WrongState(N_("No decision waits to be submitted to the court."))
        return clock


@register
class AllowWithdrawal(OnSuit):
    """The court allows the withdrawal by ruling (Interp. 19, 24)."""

    name = "allow_withdrawal"
    label = N_("Allow the withdrawal")
    consequence = N_("The case is closed and its periods end.")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Ruling of"))]
        court_number: Annotated[OptionalLine, Ask(_("Number of the ruling"))] = ""

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def precheck(self) -> None:
        if self.suit().withdrawal_decided_on is None:
            raise WrongState(N_("The procuratorate has not withdrawn its suit."))

    def guard(self) -> None:
        decided = self.suit().withdrawal_decided_on
        self.refuse_before("on", decided, str(_("Before the withdrawal was decided.")))

    def effect(self) -> None:
        suit = self.suit()
        self.tell_parties(
            "withdrawal_allowed", N_("The withdrawal was allowed: %(number)s – %(title)s")
        )
        suit.withdrawn_on = self.data.on
        suit.save()
        self.ledger.meet(SUBMISSION, self.data.on)
        self.ledger.meet("first_instance", self.data.on)
        finish(self)


@register
class RecommendToCourt(CaseAction):
    """A recommendation to the court on its procedure or its enforcement (Rules 66)."""

    name = "recommend_to_court"
    label = N_("Recommend to the court")

    class Data(ActionData):
        ground: Annotated[Prose, Ask(_("Ground"), widget="textarea")]
        items: Annotated[
            tuple[Line, ...], Field(min_length=1, max_length=30), Ask(_("What is recommended"))
        ]

    def effect(self) -> None:
        CourtRecommendation.objects.create(
            case=self.case,
            ground=self.data.ground,
            items=list(self.data.items),
            decided_on=self.today,
        )
        suit = self.case.suits.order_by("-id").first()
        if suit is not None:
            people = people_of_court(self, suit.court)
            tell(
                self,
                people,
                "court_recommendation",
                N_("The procuratorate recommends to the court: %(number)s"),
            )

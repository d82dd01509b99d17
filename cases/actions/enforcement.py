"""Actions after the judgment is in force: performance, enforcement, payment, completion."""

from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from cases.actions.base import Options, choices
from cases.actions.case import finish
from cases.actions.fields import ActionData, Ask, FactDay, Files, OptionalLine, Prose
from cases.actions.litigation import OnSuit
from cases.actions.notices import people_of_court, team_of, tell
from cases.actions.registry import register
from cases.models import EnforcementStep, Judgment, JudgmentOrder, Payment, PerformanceReport
from cases.services.files import attach
from pilit.law.errors import Invalid, WrongState
from pilit.law.texts import N_

Money = Annotated[Decimal, Field(gt=0, max_digits=14, decimal_places=2)]


class ReportRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    order: Annotated[int, Field(ge=1), Ask(_("Order of the judgment"), widget="choice")]
    done: Annotated[bool, Ask(_("Performed"))] = False
    on: Annotated[FactDay, Ask(_("Day"))]
    files: Annotated[Files, Ask(_("Proof"), widget="files")] = ()


class AfterJudgment(OnSuit):
    """An action on the judgment that is in force."""

    def judgment(self) -> Judgment:
        """The judgment in force. Raises :class:`WrongState` where there is none."""
        row = self.suit().judgments.filter(in_force_on__isnull=False).order_by("-id").first()
        if row is None:
            raise WrongState(N_("No judgment is in force."))
        return row

    def orders(self) -> list[JudgmentOrder]:
        """What is to be performed: the orders of the judgment in force, or those below that it
        upheld.
        """
        judgment = self.judgment()
        own = list(judgment.orders.all())
        if own or not judgment.upheld_below:
            return own
        return list(JudgmentOrder.objects.filter(judgment__suit=judgment.suit).order_by("no"))


@register
class ReportPerformance(AfterJudgment):
    """The organ reports what it has performed (Opinions 5(5))."""

    name = "report_performance"
    label = N_("Report performance")
    consequence = N_(
        "Court and procuratorate learn of it. Once every order is performed, the period is met."
    )

    class Data(ActionData):
        items: Annotated[
            tuple[ReportRow, ...], Field(min_length=1, max_length=30), Ask(_("Order by order"))
        ]

    def options(self) -> Options:
        return {
            "items.order": choices(
                (order.no, f"{order.no}. {order.text}") for order in self.orders()
            )
        }

    def initial(self) -> dict[str, Any]:
        return {
            "items": [{"order": order.no, "on": self.today.isoformat()} for order in self.orders()]
        }

    def guard(self) -> None:
        known = {order.no for order in self.orders()}
        for index, row in enumerate(self.data.items):
            if row.order not in known:
                raise Invalid(
                    errors={f"items.{index}.order": [str(_("The judgment has no such order."))]}
                )

    def effect(self) -> None:
        orders = {order.no: order for order in self.orders()}
        for row in self.data.items:
            order = orders[row.order]
            report = PerformanceReport.objects.create(
                case=self.case, order=order, done=row.done, on=row.on
            )
            attach(self, row.files, report=report)
            if row.done and order.performed_on is None:
                order.performed_on = row.on
                order.save(update_fields=["performed_on"])
        days = [order.performed_on for order in orders.values()]
        if days and all(days):
            self.ledger.meet("judgment_performance", max(day for day in days if day))
        people = [*team_of(self.case, self.today), *people_of_court(self, self.suit().court)]
        tell(
            self, people, "performance", N_("The organ reports performance: %(number)s – %(title)s")
        )


@register
class TransferToEnforcement(AfterJudgment):
    """What is not performed is transferred to enforcement by the court itself (Interp. 12)."""

    name = "transfer_to_enforcement"
    label = N_("Transfer to enforcement")
    consequence = N_("The court enforces the judgment of its own motion.")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Transferred on"))]

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def guard(self) -> None:
        self.refuse_before(
            "on", self.judgment().in_force_on, str(_("Before the judgment was in force."))
        )

    def effect(self) -> None:
        self.tell_parties(
            "enforcement", N_("The judgment is being enforced: %(number)s – %(title)s")
        )


@register
class RecordEnforcement(AfterJudgment):
    """A step of enforcement (Interp. 12)."""

    name = "record_enforcement"
    label = N_("Record a step of enforcement")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Day"))]
        measure: Annotated[Prose, Ask(_("Measure"), widget="textarea")]
        amount: Annotated[Money | None, Ask(_("Amount (yuan)"), widget="money")] = None
        payee: Annotated[OptionalLine, Ask(_("Payee"))] = ""

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def effect(self) -> None:
        data = self.data
        EnforcementStep.objects.create(
            case=self.case, on=data.on, measure=data.measure, amount=data.amount, payee=data.payee
        )
        tell(
            self,
            team_of(self.case, self.today),
            "enforcement_step",
            N_("The court enforces: %(number)s – %(title)s"),
        )


@register
class RecordPayment(AfterJudgment):
    """Money paid under the judgment and where it went (Opinions 8(3))."""

    name = "record_payment"
    label = N_("Record a payment")
    occurs_on = "on"

    class Data(ActionData):
        amount: Annotated[Money, Ask(_("Amount (yuan)"), widget="money")]
        on: Annotated[FactDay, Ask(_("Paid on"))]
        account: Annotated[Payment.Account, Ask(_("Paid into"))]

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def effect(self) -> None:
        data = self.data
        Payment.objects.create(case=self.case, amount=data.amount, on=data.on, account=data.account)


@register
class CompleteEnforcement(AfterJudgment):
    """Nothing is left to perform or to enforce; the case ends (Interp. 12)."""

    name = "complete_enforcement"
    label = N_("Complete enforcement")
    consequence = N_("The case is closed and its periods end.")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Completed on"))]
        result: Annotated[Prose, Ask(_("Result"), widget="textarea")]

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def guard(self) -> None:
        self.refuse_before(
            "on", self.judgment().in_force_on, str(_("Before the judgment was in force."))
        )

    def effect(self) -> None:
        self.case.outcome_note = self.data.result
        self.ledger.meet("judgment_performance", self.data.on)
        self.tell_parties("completed", N_("Enforcement is complete: %(number)s – %(title)s"))
        finish(self)

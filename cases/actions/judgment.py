"""Actions that enter a judgment and make it take effect."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from agencies.models import Organisation
from cases.actions.base import Options, choices
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Line,
    OnlyFor,
    OptionalLine,
    OptionalProse,
    PlannedDay,
    Prose,
)
from cases.actions.performance import start_performance
from cases.actions.registry import register
from cases.actions.trial import OnTrial
from cases.domain.clocks import APPEAL_CLOCKS, INSTANCE_CLOCKS, MEDIATION_NOTICE
from cases.domain.vocabulary import CaseKind
from cases.models import (
    Judgment,
    JudgmentOrder,
    Outcome,
    PartyRole,
)
from cases.services.people import court_of
from cases.services.titles import standing_orders
from pilit.law.errors import Invalid, WrongState
from pilit.law.texts import N_

#: What has lost its point once the trial is over.
TRIAL_CLOCKS = (
    "complaint_service",
    "defence",
    "defence_forwarding",
    "first_instance",
    "withdrawal_submission",
    "co_plaintiff_joining",
    MEDIATION_NOTICE,
)


class OrderRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    text: Annotated[Prose, Ask(_("What is ordered"), widget="textarea")]
    perform_by: Annotated[PlannedDay | None, Ask(_("To be performed by"))] = None
    amount: Annotated[
        Decimal | None,
        Field(ge=0, max_digits=14, decimal_places=2),
        Ask(_("Amount (yuan)"), widget="money"),
    ] = None
    payee: Annotated[OptionalLine, Ask(_("Payee"))] = ""


class JudgmentEntry(OnTrial):
    """A judgment or ruling as entered by the court."""

    occurs_on = "served_on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Given on"))]
        court_number: Annotated[Line, Ask(_("Docket number"))]
        served_on: Annotated[
            FactDay, Ask(_("Served on"), _("The appeal period starts with this day."))
        ]
        outcome: Annotated[Outcome, Ask(_("Outcome"))]
        orders: Annotated[tuple[OrderRow, ...], Field(max_length=30), Ask(_("Orders"))] = ()
        is_ruling: Annotated[
            bool, Ask(_("It is a ruling"), _("Then the appeal period is ten days."))
        ] = False
        criminal_part: Annotated[
            OptionalProse,
            Ask(
                _("Criminal part"),
                _("What is found on the prosecution: one judgment for both (Interp. 20)."),
                "textarea",
            ),
            OnlyFor(frozenset({CaseKind.INCIDENTAL})),
        ] = ""

    def options(self) -> Options:
        outcomes = Outcome.for_kind(self.case.kind)
        return {"outcome": choices((each.value, each.label) for each in outcomes)}

    def initial(self) -> dict[str, Any]:
        return {
            "court_number": self.suit().court_number,
            "on": self.today.isoformat(),
            "served_on": self.today.isoformat(),
            "orders": [{"text": ""}],
        }

    def guard(self) -> None:
        self.refuse_before("served_on", self.data.on, str(_("Before it was given.")))
        self.refuse_before("on", self.suit().docketed_on, str(_("Before the suit was docketed.")))
        if self.data.outcome not in Outcome.for_kind(self.case.kind):
            raise Invalid(errors={"outcome": [str(_("Not an outcome of this kind of case."))]})

    def enter(self, court: Organisation, upheld_below: bool | None = None) -> Judgment:
        """Write the judgment with its orders."""
        data = self.data
        judgment = Judgment.objects.create(
            suit=self.suit(),
            instance=self.instance(),
            court=court,
            is_ruling=data.is_ruling,
            on=data.on,
            court_number=data.court_number,
            served_on=data.served_on,
            outcome=data.outcome,
            criminal_part=data.criminal_part,
            upheld_below=upheld_below,
        )
        JudgmentOrder.objects.bulk_create(
            JudgmentOrder(
                judgment=judgment,
                no=no,
                text=row.text,
                perform_by=row.perform_by,
                amount=row.amount,
                payee=row.payee,
            )
            for no, row in enumerate(data.orders, 1)
        )
        for code in INSTANCE_CLOCKS:
            self.ledger.meet(code, data.on)
        self.ledger.cancel(TRIAL_CLOCKS, N_("judgment was given"))
        return judgment


@register
class EnterJudgment(JudgmentEntry):
    """The judgment of first instance (Interp. 25); one for the prosecution and an incidental suit
    (Interp. 20).
    """

    name = "enter_judgment"
    label = N_("Enter the judgment")
    consequence = N_(
        "The appeal periods start with the day of service: 15 days for a judgment, ten for a "
        "ruling."
    )

    def guard(self) -> None:
        super().guard()
        if self.case.kind == CaseKind.INCIDENTAL and not self.data.criminal_part:
            message = str(_("One judgment decides on both; say what is found on the prosecution."))
            raise Invalid(errors={"criminal_part": [message]})

    def effect(self) -> None:
        data = self.data
        self.enter(self.suit().court)
        self.ledger.start("judgment_record", data.served_on)
        code = "appeal_ruling" if data.is_ruling else "appeal_judgment"
        self.ledger.start(code, data.served_on)
        self.tell_parties("judgment", N_("Judgment was given: %(number)s – %(title)s"))


class InForce(OnTrial):
    """What makes a judgment take effect."""

    def take_effect(self, judgment: Judgment, on: dt.date) -> None:
        """Start the time for performance and then for enforcement, where it orders anything."""
        judgment.in_force_on = on
        judgment.save(update_fields=["in_force_on"])
        orders = standing_orders(judgment)
        days = [order.perform_by for order in orders if order.perform_by is not None]
        if orders:
            start_performance(self, on, max(days, default=None))
        self.tell_parties("in_force", N_("The judgment is in force: %(number)s – %(title)s"))


@register
class JudgmentTakesEffect(InForce):
    """The clock: both appeal periods ended without an appeal (CPL 171; ALL 85)."""

    name = "judgment_takes_effect"
    label = N_("The judgment takes effect")

    def precheck(self) -> None:
        running = self.case.deadlines.filter(
            code__in=APPEAL_CLOCKS, status__in=("running", "suspended")
        )
        if running.exists():
            raise WrongState(N_("An appeal period still runs."))

    def effect(self) -> None:
        judgment = self.suit().judgments.order_by("-id").first()
        if judgment is None:
            raise LookupError("no judgment was given")
        ends = [clock.due_on for clock in map(self.ledger.find, APPEAL_CLOCKS) if clock]
        last = max((end for end in ends if end is not None), default=self.today)
        self.take_effect(judgment, min(last + dt.timedelta(days=1), self.today))


@register
class EnterFinalJudgment(JudgmentEntry, InForce):
    """The judgment of second instance is final (CPL 183; ALL 88)."""

    name = "enter_final_judgment"
    label = N_("Enter the final judgment")
    consequence = N_(
        "The judgment is in force with its service; the periods of performance it names start."
    )

    class Data(JudgmentEntry.Data):
        upheld_below: Annotated[bool | None, Ask(_("The judgment below is upheld"))] = None

    def initial(self) -> dict[str, Any]:
        appeal = self.suit().appeals.order_by("-id").first()
        number = appeal.court_number if appeal else ""
        return {**super().initial(), "court_number": number}

    def precheck(self) -> None:
        if self.suit().is_refused:
            raise WrongState(
                N_("The appeal is against the refusal to docket; rule on the refusal.")
            )

    def effect(self) -> None:
        court = court_of(self.case, PartyRole.APPEAL_COURT) or self.suit().court
        judgment = self.enter(court, self.data.upheld_below)
        self.take_effect(judgment, judgment.served_on)

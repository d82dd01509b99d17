"""Actions on what is in force (judgment, mediation, confirmed agreement): performance, enforcement,
completion.
"""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from cases.actions.base import CaseAction, Options, choices
from cases.actions.case import finish
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Files,
    Line,
    OptionalLine,
    Prose,
    Yuan,
)
from cases.actions.notices import people_of_court, people_of_organ, team_of, tell
from cases.actions.performance import (
    APPLICATION,
    PERFORMANCE,
    STALLED,
    start_enforcement,
)
from cases.actions.registry import register
from cases.models import (
    Agreement,
    EnforcementApplication,
    EnforcementStep,
    PartyRole,
    PerformanceReport,
)
from cases.services.files import attach
from cases.services.titles import Title, title_of
from pilit.law.errors import DateOutOfOrder, Invalid, WrongState
from pilit.law.texts import N_


class ReportRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    order: Annotated[
        int | None,
        Field(ge=1),
        Ask(
            _("Order of the judgment"),
            _("Empty for a mediation or an agreement, which is performed as a whole."),
            "choice",
        ),
    ] = None
    done: Annotated[bool, Ask(_("Performed"))] = False
    on: Annotated[FactDay, Ask(_("Day"))]
    files: Annotated[Files, Ask(_("Proof"), widget="files")] = ()


class OnTitle(CaseAction):
    """An action on what is in force: a judgment, a mediation or a confirmed agreement."""

    def title(self) -> Title:
        """The title in force. Raises :class:`WrongState` where there is none."""
        found = title_of(self.case)
        if found is None:
            raise WrongState(N_("Neither a judgment nor an agreement is in force."))
        return found

    def precheck(self) -> None:
        self.title()

    def refuse_before_in_force(self) -> None:
        """Raise ``DateOutOfOrder`` where the day ``on`` lies before the title was in force."""
        self.refuse_before("on", self.title().in_force_on, str(_("Before it was in force.")))

    def tell_parties(self, kind: str, title: str) -> None:
        """Tell the team, the court, the defendant organ and the right-holder."""
        people = team_of(self.case, self.today)
        court = self.title().court
        if court is not None:
            people += people_of_court(self, court)
        if self.case.respondent is not None:
            people += people_of_organ(self, self.case.respondent)
        for party in self.case.parties.filter(role=PartyRole.RIGHT_HOLDER):
            people += people_of_organ(self, party.organisation)
        tell(self, people, kind, title)


@register
class ReportPerformance(OnTitle):
    """What the defendant or obligor has performed (Opinions 5(5); Eco-I 21): the organ reports for
    itself, for a private one the court enters it.
    """

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
        orders = self.title().orders
        return {"items.order": choices((order.no, f"{order.no}. {order.text}") for order in orders)}

    def initial(self) -> dict[str, Any]:
        orders, today = self.title().orders, self.today.isoformat()
        rows = [{"order": order.no, "on": today} for order in orders]
        return {"items": rows or [{"on": today}]}

    def guard(self) -> None:
        known = {order.no for order in self.title().orders}
        for index, row in enumerate(self.data.items):
            if known and row.order not in known:
                raise Invalid(
                    errors={f"items.{index}.order": [str(_("The judgment has no such order."))]}
                )
            if not known and row.order is not None:
                message = str(_("It is performed as a whole: leave the order empty."))
                raise Invalid(errors={f"items.{index}.order": [message]})

    def effect(self) -> None:
        title = self.title()
        orders = {order.no: order for order in title.orders}
        for row in self.data.items:
            order = orders[row.order] if row.order is not None else None
            report = PerformanceReport.objects.create(
                case=self.case, order=order, done=row.done, on=row.on
            )
            attach(self, row.files, report=report)
            if row.done and order is not None and order.performed_on is None:
                order.performed_on = row.on
                order.save(update_fields=["performed_on"])
        if orders:
            days = [order.performed_on for order in orders.values()]
        else:
            days = self._performed_as_a_whole(title)
        if days and all(days):
            self.ledger.meet(PERFORMANCE, max(day for day in days if day))
            self.ledger.cancel((APPLICATION, STALLED), N_("everything was performed"))
        self.tell_parties("performance", N_("Performance is reported: %(number)s – %(title)s"))

    def _performed_as_a_whole(self, title: Title) -> list[Any]:
        """The day on which a mediation or agreement was performed; empty while it is not."""
        days = [row.on for row in self.data.items if row.done]
        source = title.source
        if days and isinstance(source, Agreement) and source.performed_on is None:
            source.performed_on = max(days)
            source.save(update_fields=["performed_on"])
        return [max(days)] if days else []


@register
class ApplyForEnforcement(OnTitle):
    """The beneficiary applies for enforcement of what was not performed (CPL 250; ALL-I 153)."""

    name = "apply_for_enforcement"
    label = N_("Apply for enforcement")
    consequence = N_("The court has six months; after them the next higher court can be asked.")
    occurs_on = "on"

    class Data(ActionData):
        by: Annotated[Line, Ask(_("Applicant"))]
        on: Annotated[FactDay, Ask(_("Application received by the court on"))]

    def initial(self) -> dict[str, Any]:
        party = self.case.parties.filter(role=PartyRole.RIGHT_HOLDER).first()
        organisation = party.organisation if party else self.case.procuratorate
        return {"by": organisation.name, "on": self.today.isoformat()}

    def precheck(self) -> None:
        super().precheck()
        clock = self.ledger.find(PERFORMANCE)
        if clock is not None and clock.met_on is not None:
            raise WrongState(N_("Everything was performed; nothing is left to enforce."))

    def guard(self) -> None:
        self.refuse_before_in_force()
        first = self.title().first_due
        if first is not None and self.data.on <= first:
            message = str(_("The time for performance has not ended on that day."))
            raise DateOutOfOrder(errors={"on": [message]})

    def effect(self) -> None:
        data = self.data
        EnforcementApplication.objects.create(case=self.case, by=data.by, on=data.on)
        start_enforcement(self, data.on, self.title().court)
        self.tell_parties(
            "enforcement_application", N_("Enforcement is applied for: %(number)s – %(title)s")
        )


@register
class TransferToEnforcement(OnTitle):
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
        self.refuse_before_in_force()

    def effect(self) -> None:
        start_enforcement(self, self.data.on, self.title().court)
        self.tell_parties("enforcement", N_("It is being enforced: %(number)s – %(title)s"))


@register
class RecordEnforcement(OnTitle):
    """A step of enforcement (Interp. 12)."""

    name = "record_enforcement"
    label = N_("Record a step of enforcement")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Day"))]
        measure: Annotated[Prose, Ask(_("Measure"), widget="textarea")]
        amount: Annotated[
            Annotated[Yuan, Field(gt=0)] | None, Ask(_("Amount (yuan)"), widget="money")
        ] = None
        payee: Annotated[OptionalLine, Field(max_length=120), Ask(_("Payee"))] = ""

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def guard(self) -> None:
        self.refuse_before_in_force()

    def effect(self) -> None:
        data = self.data
        EnforcementStep.objects.create(
            case=self.case, on=data.on, measure=data.measure, amount=data.amount, payee=data.payee
        )
        self.ledger.meet(STALLED, data.on)
        tell(
            self,
            team_of(self.case, self.today),
            "enforcement_step",
            N_("The court enforces: %(number)s – %(title)s"),
        )


@register
class CompleteEnforcement(OnTitle):
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
        self.refuse_before_in_force()

    def effect(self) -> None:
        self.case.outcome_note = self.data.result
        self.ledger.meet(PERFORMANCE, self.data.on)
        self.ledger.meet(STALLED, self.data.on)
        self.tell_parties("completed", N_("Enforcement is complete: %(number)s – %(title)s"))
        finish(self)

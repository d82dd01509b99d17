"""A governance recommendation is served, answered item by item, followed up and closed."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from cases.actions.base import Options, choices
from cases.actions.fields import (
    ActionData,
    ArrivalDay,
    Ask,
    FactDay,
    Files,
    OptionalLine,
    OptionalProse,
    Prose,
)
from cases.models import ServiceMethod
from cases.services.files import take
from pilit.law.errors import DateOutOfOrder, Invalid
from pilit.law.texts import N_
from pilit.web.texts import translated
from referrals.actions.governance import GovernanceAction
from referrals.domain.governance import ANSWERS, REPLY, Answer, GovernanceState
from referrals.models import GovernanceFollowUp
from referrals.sort import GOVERNANCE

_ANSWERS = tuple((each.value, label) for each, label in ANSWERS.items())


@GOVERNANCE.register
class ServeGovernance(GovernanceAction):
    """It is served: from now on its receiver sees it, and is to answer by the day it names."""

    name = "serve_governance"
    label = N_("Record the service")
    consequence = N_(
        "Its receiver sees it from now on and is told at once; the day it names for the reply "
        "stands among the deadlines. It is no statutory period."
    )
    occurs_on = "served_on"

    class Data(ActionData):
        served_on: Annotated[FactDay, Ask(_("Served on"))]
        method: Annotated[ServiceMethod, Ask(_("Method"))]
        signed_by: Annotated[OptionalLine, Ask(_("Signed for by"))] = ""

    def guard(self) -> None:
        row, day = self.row, self.data.served_on
        if row.issued_on is not None and day < row.issued_on:
            raise DateOutOfOrder(errors={"served_on": [N_("Before it was issued.")]})
        if day > row.reply_by:
            said = N_("After the day by which it is to be answered: take it back and issue anew.")
            raise Invalid(errors={"served_on": [said]})

    def effect(self) -> None:
        row, data = self.row, self.data
        row.served_on, row.method, row.signed_by = data.served_on, data.method, data.signed_by
        self.ledger.start(REPLY, data.served_on, stated_end=row.reply_by, responsible=row.receiver)
        self.tell_receiver(N_("A governance recommendation is addressed to you: %(title)s"))


class ReplyRow(BaseModel):
    """What becomes of one item."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    no: Annotated[int, Field(ge=1), Ask(_("Item"))]
    answer: Annotated[Answer, Ask(_("Adopted?"))]
    measure: Annotated[
        OptionalProse, Ask(_("Measures"), _("Needed where it is adopted."), "textarea")
    ] = ""
    reason: Annotated[
        OptionalProse,
        Ask(_("Reason"), _("Needed where it is adopted in part or not."), "textarea"),
    ] = ""


@GOVERNANCE.register
class ReplyGovernance(GovernanceAction):
    """The receiver answers in its portal; the procuratorate enters what came on paper."""

    name = "reply_governance"
    label = N_("Reply in writing")
    consequence = N_("Each item is answered; the procuratorate is told at once.")

    class Data(ActionData):
        on: Annotated[ArrivalDay, Ask(_("Received on"))]
        statement: Annotated[Prose, Ask(_("Statement"), widget="textarea")]
        items: Annotated[
            tuple[ReplyRow, ...], Field(min_length=1, max_length=30), Ask(_("Item by item"))
        ]
        files: Annotated[Files, Ask(_("Files"), widget="files")] = ()

    def initial(self) -> dict[str, Any]:
        return {"items": [{"no": no} for no in self.row.items.values_list("no", flat=True)]}

    def options(self) -> Options:
        return {
            "items.no": [
                (str(each.no), f"{each.no}. {each.problem} — {each.proposal}")
                for each in self.row.items.all()
            ],
            "items.answer": choices((value, translated(label)) for value, label in _ANSWERS),
        }

    def guard(self) -> None:
        row, errors = self.row, dict[str, list[str]]()
        if row.served_on is not None and self.data.on < row.served_on:
            raise DateOutOfOrder(errors={"on": [N_("Before it was served.")]})
        known = set(row.items.values_list("no", flat=True))
        if sorted(each.no for each in self.data.items) != sorted(known):
            errors["items"] = [N_("Answer every item once.")]
        for index, each in enumerate(self.data.items):
            if each.answer != Answer.NOT_ADOPTED and not each.measure:
                errors[f"items.{index}.measure"] = [N_("Say what is done.")]
            if each.answer != Answer.ADOPTED and not each.reason:
                errors[f"items.{index}.reason"] = [N_("Say why it is not adopted, or not whole.")]
        if errors:
            raise Invalid(errors=errors)

    def effect(self) -> None:
        row, data = self.row, self.data
        row.statement, row.replied_on = data.statement, data.on
        answers = {each.no: each for each in data.items}
        for item in row.items.all():
            given = answers[item.no]
            item.answer, item.measure, item.reason = given.answer, given.measure, given.reason
            item.save(update_fields=["answer", "measure", "reason"])
        if data.files:
            take(self, list(dict.fromkeys(data.files)), "files", matter=row)
        self.ledger.meet(REPLY, data.on)
        self.tell_author(N_("%(title)s: the reply has come"))


@GOVERNANCE.register
class FollowUpGovernance(GovernanceAction):
    """The procuratorate looks after what became of it."""

    name = "follow_up_governance"
    label = N_("Record a follow-up")
    consequence = N_("Your own note: the receiver does not see it.")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("On"))]
        note: Annotated[Prose, Ask(_("What was found"), widget="textarea")]

    def guard(self) -> None:
        served = self.row.served_on
        if served is not None and self.data.on < served:
            raise DateOutOfOrder(errors={"on": [N_("Before it was served.")]})

    def effect(self) -> None:
        GovernanceFollowUp.objects.create(
            governance=self.row, on=self.data.on, note=self.data.note, by=self.person()
        )


@GOVERNANCE.register
class CloseGovernance(GovernanceAction):
    """Nothing more is expected."""

    name = "close_governance"
    label = N_("Close it")
    consequence = N_(
        "Nothing more is expected of the receiver; without a reply it is closed as not adopted."
    )

    class Data(ActionData):
        outcome: Annotated[Answer, Ask(_("What became of it in all"))]
        note: Annotated[
            Prose, Ask(_("What was reached"), _("The receiver does not see it."), "textarea")
        ]

    def options(self) -> Options:
        return {"outcome": choices((value, translated(label)) for value, label in _ANSWERS)}

    def guard(self) -> None:
        unanswered = self.row.state == GovernanceState.SERVED
        if unanswered and self.data.outcome != Answer.NOT_ADOPTED:
            said = N_("It was not answered: it is closed as not adopted.")
            raise Invalid(errors={"outcome": [said]})

    def effect(self) -> None:
        row = self.row
        row.closed_on = self.today
        row.outcome, row.outcome_note = self.data.outcome, self.data.note
        self.ledger.cancel({REPLY}, N_("the recommendation was closed"))

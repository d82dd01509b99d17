"""The one reconsideration of a decision on recusal (Rules 23)."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from cases.actions.base import Options, choices
from cases.actions.fields import (
    Ask,
    FactDay,
)
from cases.actions.notices import tell
from cases.actions.recusal_decision import DecisionOnRecusal, OneApplication
from cases.actions.registry import register
from cases.models import RecusalApplication
from pilit.law.errors import (
    DateOutOfOrder,
)
from pilit.law.texts import N_


@register
class RequestReconsideration(OneApplication):
    """Once, by the applicant, on receipt of the decision; the person meanwhile works on (Rules
    23).
    """

    name = "request_reconsideration"
    label = N_("Request reconsideration of a decision on recusal")
    consequence = N_("It is decided within three days; the decision stands meanwhile.")
    occurs_on = "received_on"

    class Data(OneApplication.Data):
        received_on: Annotated[FactDay, Ask(_("Received on"))]

    def waiting(self) -> list[RecusalApplication]:
        outside = self.own_organisation()
        return [
            row
            for row in self.applications()
            if row.decided_on is not None
            and row.reconsideration_received_on is None
            and outside in (None, row.applicant_id)
        ]

    def options(self) -> Options:
        if self.own_organisation() is None:
            return super().options()
        # A party is shown what it sent and when, no more.
        rows = ((row.pk, f"{row.received_on} · {row.ground[:40]}") for row in self.waiting())
        return {"application": choices(rows)}

    def initial(self) -> dict[str, Any]:
        return {**super().initial(), "received_on": self.today.isoformat()}

    def guard(self) -> None:
        super().guard()
        decided_on = self.application().decided_on
        if decided_on is not None and self.data.received_on < decided_on:
            raise DateOutOfOrder(errors={"received_on": [str(_("Before the decision."))]})

    def effect(self) -> None:
        row = self.application()
        row.reconsideration_received_on = self.data.received_on
        row.reconsideration_deadline = self.ledger.start(
            "recusal_reconsideration", self.data.received_on
        )
        row.save(update_fields=["reconsideration_received_on", "reconsideration_deadline"])
        tell(
            self,
            self.deciders(row.person),
            "recusal_to_reconsider",
            N_("For your reconsideration of a recusal: %(number)s – %(title)s"),
        )


@register
class DecideReconsideration(DecisionOnRecusal):
    """Upheld: a refused recusal is granted, a granted one lifted (Rules 23)."""

    name = "decide_reconsideration"
    label = N_("Decide on the reconsideration")
    consequence = N_("Upheld reverses the first decision: it is final either way.")

    def waiting(self) -> list[RecusalApplication]:
        return [
            row
            for row in self.applications()
            if row.reconsideration_received_on is not None and row.reconsidered_on is None
        ]

    def guard(self) -> None:
        super().guard()
        asked_on = self.application().reconsideration_received_on
        if asked_on is not None and self.data.on < asked_on:
            raise DateOutOfOrder(errors={"on": [str(_("Before the request was received."))]})

    def effect(self) -> None:
        row, data = self.application(), self.data
        row.reconsideration_upheld, row.reconsidered_on = data.upheld, data.on
        row.save(update_fields=["reconsideration_upheld", "reconsidered_on"])
        if row.reconsideration_deadline is not None:
            self.ledger.fulfil(row.reconsideration_deadline, data.on)
        if data.upheld and row.upheld:
            self.lift(row.person)
        elif data.upheld:
            self.recuse(row.person, row.ground)
        self.tell_applicant(row)

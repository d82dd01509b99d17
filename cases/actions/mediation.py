"""What the parties agree on: published for thirty days, then in force (Eco-I 20; Env-I 25; Rules
99).
"""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from cases.actions.agreement import OnAgreement
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    PlannedDay,
    Prose,
    Yuan,
)
from cases.actions.judgment import TRIAL_CLOCKS
from cases.actions.performance import start_performance
from cases.actions.registry import register
from cases.actions.trial import OnTrial
from cases.domain.clocks import INSTANCE_CLOCKS, MEDIATION_NOTICE
from cases.domain.rulebook import UnknownRule, rule
from cases.domain.vocabulary import CaseState
from cases.models import Mediation
from cases.services.periods import procedure_of
from pilit.law.errors import DateOutOfOrder, Invalid, NoticeRunning, WrongState
from pilit.law.texts import N_


class OnMediation(OnTrial):
    """An action on the agreement reached in the suit."""

    def published(self) -> Mediation | None:
        """The agreement as published by the court, ``None`` before."""
        return self.suit().mediations.order_by("-id").first()


@register
class PublishAgreement(OnAgreement, OnMediation):
    """The court puts what was agreed on public notice for thirty days at least: compensation (Eco-I
    20), or what the parties agreed on during the trial (Env-I 25).
    """

    name = "publish_agreement"
    label = N_("Publish the agreement")
    consequence = N_(
        "It stays on public notice for 30 days at least; only then it can take effect."
    )
    occurs_on = "published_on"

    class Data(ActionData):
        published_on: Annotated[FactDay, Ask(_("Published on"))]

    def initial(self) -> dict[str, Any]:
        return {"published_on": self.today.isoformat()}

    def precheck(self) -> None:
        if self._published_on() is not None:
            raise WrongState(N_("The agreement was published already."))

    def guard(self) -> None:
        if self._out_of_court():
            row = self.agreement()
            asked = str(_("Before the court was asked to confirm it."))
            self.refuse_before("published_on", row.asked_on or row.on, asked)
        else:
            docketed = str(_("Before the suit was docketed."))
            self.refuse_before("published_on", self.suit().docketed_on, docketed)

    def effect(self) -> None:
        day, title = (
            self.data.published_on,
            N_("The agreement was published: %(number)s – %(title)s"),
        )
        if self._out_of_court():
            row = self.agreement()
            row.published_on = day
            row.save(update_fields=["published_on"])
            self.ledger.start("confirmation_notice", day, responsible=row.court)
            self.tell_all("published", title)
        else:
            Mediation.objects.create(suit=self.suit(), published_on=day)
            self.ledger.start(MEDIATION_NOTICE, day)
            self.tell_parties("published", title)

    def _out_of_court(self) -> bool:
        return self.case.state == CaseState.AGREED

    def _published_on(self) -> dt.date | None:
        if self._out_of_court():
            return self.agreement().published_on
        row = self.published()
        return row.published_on if row is not None else None


@register
class Mediate(OnMediation):
    """The agreement takes effect after its notice; it reduces no claim (Rules 99; Env-I 25)."""

    name = "mediate"
    label = N_("Enter the mediation")
    consequence = N_("The agreement is in force; the time for its performance starts.")
    occurs_on = "on"

    class Data(ActionData):
        agreement: Annotated[Prose, Ask(_("Agreement"), widget="textarea")]
        amount: Annotated[
            Annotated[Yuan, Field(ge=0)] | None,
            Ask(
                _("Amount (yuan)"),
                _("What the defendant pays in all; not less than is claimed (Rules 99)."),
                "money",
            ),
        ] = None
        published_on: Annotated[
            FactDay | None, Ask(_("Published on"), _("Where it is not recorded yet."))
        ] = None
        on: Annotated[FactDay, Ask(_("In force on"))]
        perform_by: Annotated[PlannedDay | None, Ask(_("To be performed by"))] = None

    def initial(self) -> dict[str, Any]:
        row = self.published()
        found: dict[str, Any] = {"on": self.today.isoformat()}
        if row is not None:
            found["published_on"] = row.published_on.isoformat()
        return found

    def guard(self) -> None:
        row, data = self.published(), self.data
        if row is None and data.published_on is None:
            message = str(_("Say when it was published."))
            raise Invalid(errors={"published_on": [message]})
        if row is not None and data.published_on not in (None, row.published_on):
            message = str(_("It was published on another day."))
            raise Invalid(errors={"published_on": [message]})
        docketed = str(_("Before the suit was docketed."))
        self.refuse_before("published_on", self.suit().docketed_on, docketed)
        if data.perform_by is not None and data.perform_by < data.on:
            raise DateOutOfOrder(errors={"perform_by": [str(_("Before it is in force."))]})
        self._refuse_during_notice()
        self._refuse_less_than_claimed()

    def effect(self) -> None:
        data = self.data
        row = self.published() or Mediation(suit=self.suit(), published_on=data.published_on)
        row.agreement, row.amount = data.agreement, data.amount
        row.on, row.perform_by = data.on, data.perform_by
        row.save()
        self._end_notice(row.published_on)
        for code in INSTANCE_CLOCKS:
            self.ledger.meet(code, data.on)
        self.ledger.cancel(TRIAL_CLOCKS, N_("an agreement was reached"))
        start_performance(self, data.on, data.perform_by)
        self.tell_parties("mediated", N_("The agreement is in force: %(number)s – %(title)s"))

    def _published_on(self) -> dt.date:
        row = self.published()
        day: dt.date = row.published_on if row is not None else self.data.published_on
        return day

    def _refuse_during_notice(self) -> None:
        """It takes effect only after the notice. Raises :class:`NoticeRunning`."""
        start, clock = self._published_on(), self.ledger.find(MEDIATION_NOTICE)
        end = clock.due_on if clock is not None else self._would_end(start)
        if end is not None and self.data.on <= end:
            raise NoticeRunning(
                N_("The agreement is on notice until %(end)s; it takes effect after that day."),
                params={"end": end},
            )

    def _would_end(self, start: dt.date) -> dt.date | None:
        """The last day of a notice that is recorded with its end; ``None`` before the rule."""
        law = procedure_of(self.case)
        try:
            notice = rule(MEDIATION_NOTICE, start, law)
        except UnknownRule:
            return None
        return notice.compute(start, self.ledger.calendar, procedure=law).end

    def _refuse_less_than_claimed(self) -> None:
        """An agreement may not reduce the claims (Rules 99). Raises :class:`Invalid`."""
        claims = self.suit().claims.filter(altered_on__isnull=True, amount__isnull=False)
        claimed = sum((row.amount for row in claims if row.amount), Decimal(0))
        if (self.data.amount or Decimal(0)) < claimed:
            message = str(_("Less than the %(claimed)s yuan claimed (Rules 99)."))
            raise Invalid(errors={"amount": [message % {"claimed": f"{claimed:,}"}]})

    def _end_notice(self, published_on: dt.date) -> None:
        """Note that the notice was kept to its last day."""
        clock = self.ledger.find(MEDIATION_NOTICE) or self.ledger.start(
            MEDIATION_NOTICE, published_on
        )
        if clock is not None and clock.due_on is not None:
            self.ledger.meet(clock.code, clock.due_on)

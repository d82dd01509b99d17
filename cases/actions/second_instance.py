"""At the court of second instance: the appeal is docketed; one against the refusal to docket a suit
is ruled on (CPL 177, 178, 183; ALL 88, 89; ALL-I 109).
"""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from cases.actions.fields import ActionData, Ask, DocketNumber, FactDay, OptionalProse
from cases.actions.notices import people_of_court, team_of, tell
from cases.actions.registry import register
from cases.actions.trial import OnTrial
from cases.domain.clocks import INSTANCE_CLOCKS
from cases.domain.lifecycle import Transition
from cases.domain.rulebook import Procedure
from cases.models import Appeal, Suit, TrialSuspension
from cases.services.periods import procedure_of
from pilit.law.errors import WrongState
from pilit.law.texts import N_


def is_on_ruling(suit: Suit) -> bool:
    """Whether what can be appealed in a suit is a ruling: the refusal to docket it, or its last
    decision.
    """
    if suit.is_refused:
        return True
    judgment = suit.judgments.order_by("-id").first()
    return judgment is not None and judgment.is_ruling


class OnAppeal(OnTrial):
    """An action on the appeal that is pending."""

    def appeal(self) -> Appeal:
        """The latest appeal. Raises :class:`WrongState` where the case is here on a protest."""
        row = self.suit().appeals.order_by("-id").first()
        if row is None or row.by == Appeal.By.PROTEST:
            raise WrongState(N_("No appeal is pending; the case is here on a protest."))
        return row


@register
class DocketAppeal(OnAppeal):
    """The court of second instance dockets the appeal; in a civil case its period starts with this
    day (CPL 183), in an administrative one it runs since the appeal was received (ALL 88).
    """

    name = "docket_appeal"
    label = N_("Docket the appeal")
    consequence = N_(
        "In a civil case the period of the second instance starts with this day: three months, "
        "thirty days for a ruling. In an administrative case it runs since the appeal was received."
    )
    occurs_on = "docketed_on"

    class Data(ActionData):
        docketed_on: Annotated[FactDay, Ask(_("Docketed on"))]
        court_number: Annotated[
            DocketNumber, Ask(_("Docket number"), _("Such as （2026）京03行终21号."))
        ]

    def initial(self) -> dict[str, Any]:
        return {"docketed_on": self.today.isoformat()}

    def precheck(self) -> None:
        if self.appeal().docketed_on is not None:
            raise WrongState(N_("The appeal is docketed already."))

    def guard(self) -> None:
        self.refuse_before("docketed_on", self.appeal().on, str(_("Before the appeal was made.")))

    def effect(self) -> None:
        data, row = self.data, self.appeal()
        row.docketed_on, row.court_number = data.docketed_on, data.court_number
        row.save(update_fields=["docketed_on", "court_number"])
        if procedure_of(self.case) is Procedure.CIVIL:
            code = "second_instance_ruling" if is_on_ruling(self.suit()) else "second_instance"
            self.ledger.start(code, data.docketed_on)
            self._rest(code)
        people = [*team_of(self.case, self.today), *people_of_court(self, self.suit().court)]
        tell(
            self,
            people,
            "appeal_docketed",
            N_("The appeal was docketed: %(number)s – %(title)s"),
        )

    def _rest(self, code: str) -> None:
        """A stay recorded before the appeal was docketed goes on (ALL-I 50)."""
        for stay in TrialSuspension.objects.filter(suit=self.suit(), ends_on__isnull=True):
            self.ledger.suspend(
                (code,), f"trial:{stay.pk}", stay.starts_on, stay.ground, "ALL-I 50"
            )


@register
class RuleOnDocketing(OnAppeal):
    """The ruling on the appeal against a refusal to docket: it stands, or the court below is
    ordered to docket the suit (CPL 177, 178; ALL 89; ALL-I 109).
    """

    name = "rule_on_docketing"
    label = N_("Rule on the refusal to docket")
    consequence = N_(
        "Upheld, the refusal is final and the case returns to its review. Set aside, the court "
        "below dockets the suit."
    )
    occurs_on = "on"

    class Data(ActionData):
        upheld: Annotated[
            bool, Ask(_("The refusal is upheld"), _("Not: the court below is ordered to docket."))
        ]
        on: Annotated[FactDay, Ask(_("Ruling of"))]
        court_number: Annotated[DocketNumber, Ask(_("Docket number"))]
        reason: Annotated[OptionalProse, Ask(_("Reason"), widget="textarea")] = ""

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat(), "court_number": self.appeal().court_number}

    def precheck(self) -> None:
        if not self.suit().is_refused:
            raise WrongState(N_("The appeal is not against a refusal to docket."))

    def guard(self) -> None:
        row = self.appeal()
        self.refuse_before("on", row.docketed_on or row.on, str(_("Before the appeal was made.")))

    def leads_to(self, entry: Transition) -> str | None:
        return entry.target if self.data.upheld else entry.otherwise

    def effect(self) -> None:
        data, row, suit = self.data, self.appeal(), self.suit()
        row.ruled_on, row.refusal_upheld, row.ruling_reason = data.on, data.upheld, data.reason
        row.court_number = data.court_number
        row.save()
        for code in INSTANCE_CLOCKS:
            self.ledger.meet(code, data.on)
        if not data.upheld:
            suit.refusal_set_aside_on = data.on
            suit.save(update_fields=["refusal_set_aside_on"])
        people = [*team_of(self.case, self.today), *people_of_court(self, suit.court)]
        title = (
            N_("The refusal to docket was upheld: %(number)s – %(title)s")
            if data.upheld
            else N_("The court below is ordered to docket: %(number)s – %(title)s")
        )
        tell(self, people, "docketing_ruled", title)

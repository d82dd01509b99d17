"""Actions between complaint and hearing: service, defence, altered claims."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from cases.actions.base import Options
from cases.actions.claims import (
    Claims,
    claim_options,
    claims_as_asked,
    make_claims,
    refuse_foreign_claims,
)
from cases.actions.fields import (
    ActionData,
    ArrivalDay,
    Ask,
    FactDay,
    Line,
    Prose,
)
from cases.actions.litigation import OnSuit
from cases.actions.notices import people_of_court, people_of_organ, team_of, tell
from cases.actions.registry import register
from cases.models import Defence
from cases.services.numbering import give_number
from pilit.law.errors import WrongState
from pilit.law.texts import N_


@register
class ServeComplaint(OnSuit):
    """Within five days of docketing (ALL 67); the defence is due fifteen days after receipt."""

    name = "serve_complaint"
    label = N_("Record service of the complaint")
    consequence = N_("The defendant's period of fifteen days for its defence starts.")
    occurs_on = "served_on"

    class Data(ActionData):
        served_on: Annotated[FactDay, Ask(_("Day of service"))]

    def initial(self) -> dict[str, Any]:
        return {"served_on": self.today.isoformat()}

    def precheck(self) -> None:
        if self.suit().complaint_served_on is not None:
            raise WrongState(N_("The complaint has been served already."))

    def guard(self) -> None:
        self.refuse_before(
            "served_on", self.suit().docketed_on, str(_("Before the suit was docketed."))
        )

    def effect(self) -> None:
        suit = self.suit()
        suit.complaint_served_on = self.data.served_on
        suit.save()
        self.ledger.meet("complaint_service", self.data.served_on)
        clock = self.ledger.start("defence", self.data.served_on)
        if self.case.respondent is not None:
            end = {"date": clock.due_on.isoformat()} if clock and clock.due_on else ""
            people = people_of_organ(self, self.case.respondent)
            tell(
                self,
                people,
                "complaint_served",
                N_("You are sued; file your defence by %(end)s: %(number)s"),
                end=end,
            )


@register
class SubmitDefence(OnSuit):
    """The defendant answers; an organ with its evidence and the norms it relied on (CPL 128; ALL
    67; Opinions 5(5)). What a private defendant sends, the court enters.
    """

    name = "submit_defence"
    label = N_("Submit the defence")
    consequence = N_(
        "The court receives the defence and sends it to the procuratorate within five days."
    )
    occurs_on = "received_on"

    class Data(ActionData):
        statement: Annotated[Prose, Ask(_("Defence"), widget="textarea")]
        received_on: Annotated[ArrivalDay, Ask(_("Received on"))]
        evidence: Annotated[
            tuple[Line, ...],
            Field(max_length=100),
            Ask(_("Evidence and norms"), _("One entry each.")),
        ] = ()

    def initial(self) -> dict[str, Any]:
        return {"received_on": self.today.isoformat()}

    def guard(self) -> None:
        self.refuse_before(
            "received_on", self.suit().docketed_on, str(_("Before the suit was docketed."))
        )

    def effect(self) -> None:
        suit, data = self.suit(), self.data
        Defence.objects.create(
            suit=suit,
            statement=data.statement,
            received_on=data.received_on,
            evidence=list(data.evidence),
        )
        self.ledger.meet("defence", data.received_on)
        self.ledger.start("defence_forwarding", data.received_on)
        tell(
            self,
            people_of_court(self, suit.court),
            "defence",
            N_("A defence was filed: %(number)s – %(title)s"),
        )


@register
class ForwardDefence(OnSuit):
    """Within five days of receipt the court sends the defence to the procuratorate (ALL 67)."""

    name = "forward_defence"
    label = N_("Forward the defence")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Sent on"))]

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def precheck(self) -> None:
        if not self._waiting().exists():
            raise WrongState(N_("No defence waits to be forwarded."))

    def effect(self) -> None:
        self._waiting().update(forwarded_on=self.data.on)
        self.ledger.meet("defence_forwarding", self.data.on)
        tell(
            self,
            team_of(self.case, self.today),
            "defence_forwarded",
            N_("The court sent the defence: %(number)s – %(title)s"),
        )

    def _waiting(self) -> Any:
        return self.suit().defences.filter(forwarded_on__isnull=True)


@register
class AlterClaims(OnSuit):
    """The organ has performed meanwhile: confirm the conduct illegal instead (Rules 84). In a civil
    case also where the court finds the claims do not suffice (Interp. 18).
    """

    name = "alter_claims"
    label = N_("Alter the claims")
    consequence = N_("The decision is submitted to the court within three days.")

    class Data(ActionData):
        claims: Annotated[Claims, Ask(_("The claims as altered"))]
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def initial(self) -> dict[str, Any]:
        return {"claims": claims_as_asked(self.suit().claims.filter(altered_on__isnull=True))}

    def options(self) -> Options:
        return {"claims.kind": claim_options(self.case.kind)}

    def guard(self) -> None:
        refuse_foreign_claims(self.data.claims, self.case.kind)

    def effect(self) -> None:
        suit = self.suit()
        suit.claims.filter(altered_on__isnull=True).update(altered_on=self.today)
        make_claims(suit, self.data.claims)
        self.effects["number"] = give_number(self.case.procuratorate, "公变", self.today)
        self.ledger.start("withdrawal_submission", self.today)
        self.tell_parties("claims_altered", N_("The claims were altered: %(number)s – %(title)s"))

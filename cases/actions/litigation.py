"""Actions around the filing of a suit: complaint, docketing, service, defence, claims, withdrawal."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from agencies.models import Organisation, OrganisationKind
from cases.actions.base import CaseAction, Options, choices
from cases.actions.case import finish
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Line,
    OptionalLine,
    OrganisationCode,
    Prose,
)
from cases.actions.notices import people_of_court, people_of_organ, team_of, tell
from cases.actions.recommendation import REVIEW_CLOCKS, OnRecommendation
from cases.actions.registry import register
from cases.models import Claim, ClaimKind, CourtRecommendation, Defence, PartyRole, Suit
from cases.services.numbering import give_number
from cases.services.parties import add_party
from cases.services.people import organisation
from pilit.law.errors import CourtNotCorresponding, DateOutOfOrder, Invalid, WrongState
from pilit.law.texts import N_

TRIAL_CLOCKS = ("complaint_service", "defence", "defence_forwarding", "first_instance")


class ClaimRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    kind: Annotated[ClaimKind, Ask(_("Kind of claim"))]
    text: Annotated[Prose, Ask(_("Claim"), widget="textarea")]


Claims = Annotated[tuple[ClaimRow, ...], Field(min_length=1, max_length=20)]


class OnSuit(CaseAction):
    """An action on the pending suit of the case."""

    def suit(self) -> Suit:
        """The suit that is pending. Raises :class:`WrongState` where there is none."""
        row = (
            self.case.suits.filter(refused_on__isnull=True, withdrawn_on__isnull=True)
            .select_related("court")
            .order_by("-id")
            .first()
        )
        if row is None:
            raise WrongState(N_("No suit is pending on this case."))
        return row

    def tell_parties(self, kind: str, title: str, **params: Any) -> None:
        """Tell the team, the defendant and the court."""
        people = [*team_of(self.case), *people_of_court(self, self.suit().court)]
        if self.case.respondent is not None:
            people += people_of_organ(self, self.case.respondent)
        tell(self, people, kind, title, **params)

    def refuse_before(self, field: str, first: Any, message: str) -> None:
        """Raise :class:`DateOutOfOrder` at ``field`` where its day lies before ``first``."""
        day = getattr(self.data, field)
        if first is not None and day is not None and day < first:
            raise DateOutOfOrder(errors={field: [message]})


@register
class FileSuit(OnRecommendation):
    """The organ still fails its duty and the harm goes on (Rules 81, 83), at the corresponding court (Rules 16)."""

    name = "file_suit"
    label = N_("File a suit")
    consequence = N_(
        "The complaint is filed with the next higher procuratorate within five days; the court has seven days to "
        "docket or refuse it."
    )
    occurs_on = "delivered_on"

    class Data(ActionData):
        court: Annotated[OrganisationCode, Ask(_("Court"), widget="choice")]
        claims: Annotated[Claims, Ask(_("Claims"))]
        delivered_on: Annotated[FactDay, Ask(_("Delivered to the court on"))]

    def options(self) -> Options:
        own = self.case.procuratorate
        courts = Organisation.objects.active().corresponding_to(own)
        return {"court": choices((court.code, court.name) for court in courts)}

    def initial(self) -> dict[str, Any]:
        court = Organisation.objects.active().corresponding_to(self.case.procuratorate).first()
        return {
            "court": court.code if court else "",
            "delivered_on": self.today.isoformat(),
            "claims": [{"kind": "", "text": ""}],
        }

    def precheck(self) -> None:
        self.refuse_before_reply_period_ends()

    def guard(self) -> None:
        court = organisation("court", self.data.court)
        own = self.case.procuratorate
        if court.kind != OrganisationKind.COURT:
            raise Invalid(errors={"court": [str(_("This is not a court."))]})
        if (court.level, court.region) != (own.level, own.region):
            raise CourtNotCorresponding(errors={"court": [CourtNotCorresponding.default_message]})
        clock = self.reply_clock()
        if clock and clock.due_on and self.data.delivered_on <= clock.due_on:
            raise DateOutOfOrder(errors={"delivered_on": [str(_("Before the reply period ended."))]})

    def effect(self) -> None:
        data, case = self.data, self.case
        court = organisation("court", data.court)
        suit = Suit.objects.create(
            case=case,
            number=give_number(case.procuratorate, "行公诉", self.today),
            court=court,
            delivered_on=data.delivered_on,
        )
        Claim.objects.bulk_create(
            Claim(suit=suit, no=no, kind=row.kind, text=row.text) for no, row in enumerate(data.claims, 1)
        )
        add_party(case, court, PartyRole.COURT, data.delivered_on)
        self.effects["number"] = suit.number
        for code in REVIEW_CLOCKS:
            self.ledger.meet(code, data.delivered_on)
        self.ledger.start("complaint_record", data.delivered_on)
        self.ledger.start("docketing", data.delivered_on, responsible=court)
        tell(self, people_of_court(self, court), "complaint", N_("A complaint was delivered: %(number)s – %(title)s"))


@register
class Docket(OnSuit):
    """The court registers the suit within seven days (ALL 51)."""

    name = "docket"
    label = N_("Docket the suit")
    consequence = N_("The trial period of six months starts; the complaint is served on the defendant within five days.")
    occurs_on = "docketed_on"

    class Data(ActionData):
        docketed_on: Annotated[FactDay, Ask(_("Docketed on"))]
        court_number: Annotated[Line, Ask(_("Docket number"), _("Such as （2026）京0108行初321号."))]

    def initial(self) -> dict[str, Any]:
        return {"docketed_on": self.today.isoformat()}

    def guard(self) -> None:
        self.refuse_before("docketed_on", self.suit().delivered_on, str(_("Before the complaint was delivered.")))

    def effect(self) -> None:
        suit, data = self.suit(), self.data
        suit.docketed_on, suit.court_number = data.docketed_on, data.court_number
        suit.save()
        self.ledger.meet("docketing", data.docketed_on)
        self.ledger.start("complaint_service", data.docketed_on)
        self.ledger.start("first_instance", data.docketed_on)
        self.tell_parties("docketed", N_("The suit was docketed: %(number)s – %(title)s"))


@register
class RefuseDocketing(OnSuit):
    """The court refuses the suit by ruling (ALL 51); the case returns to follow-up."""

    name = "refuse_docketing"
    label = N_("Refuse to docket")
    consequence = N_("The case returns to follow-up; the procuratorate may sue again.")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Ruling of"))]
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def guard(self) -> None:
        self.refuse_before("on", self.suit().delivered_on, str(_("Before the complaint was delivered.")))

    def effect(self) -> None:
        suit = self.suit()
        self.tell_parties("docketing_refused", N_("The court refused to docket: %(number)s – %(title)s"))
        suit.refused_on, suit.refusal_reason = self.data.on, self.data.reason
        suit.save()
        self.ledger.meet("docketing", self.data.on)


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
        self.refuse_before("served_on", self.suit().docketed_on, str(_("Before the suit was docketed.")))

    def effect(self) -> None:
        suit = self.suit()
        suit.complaint_served_on = self.data.served_on
        suit.save()
        self.ledger.meet("complaint_service", self.data.served_on)
        clock = self.ledger.start("defence", self.data.served_on)
        if self.case.respondent is not None:
            end = {"date": clock.due_on.isoformat()} if clock and clock.due_on else ""
            people = people_of_organ(self, self.case.respondent)
            tell(self, people, "complaint_served", N_("You are sued; file your defence by %(end)s: %(number)s"), end=end)


@register
class SubmitDefence(OnSuit):
    """The organ answers, with its evidence and the norms it relied on (ALL 67; Opinions 5(5))."""

    name = "submit_defence"
    label = N_("Submit the defence")
    consequence = N_("The court receives the defence and sends it to the procuratorate within five days.")
    occurs_on = "received_on"

    class Data(ActionData):
        statement: Annotated[Prose, Ask(_("Defence"), widget="textarea")]
        received_on: Annotated[FactDay, Ask(_("Received on"))]
        evidence: Annotated[
            tuple[Line, ...], Field(max_length=100), Ask(_("Evidence and norms"), _("One entry each."))
        ] = ()

    def initial(self) -> dict[str, Any]:
        return {"received_on": self.today.isoformat()}

    def guard(self) -> None:
        self.refuse_before("received_on", self.suit().docketed_on, str(_("Before the suit was docketed.")))

    def effect(self) -> None:
        suit, data = self.suit(), self.data
        Defence.objects.create(
            suit=suit, statement=data.statement, received_on=data.received_on, evidence=list(data.evidence)
        )
        self.ledger.meet("defence", data.received_on)
        self.ledger.start("defence_forwarding", data.received_on)
        tell(self, people_of_court(self, suit.court), "defence", N_("A defence was filed: %(number)s – %(title)s"))


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
        tell(self, team_of(self.case), "defence_forwarded", N_("The court sent the defence: %(number)s – %(title)s"))

    def _waiting(self) -> Any:
        return self.suit().defences.filter(forwarded_on__isnull=True)


@register
class AlterClaims(OnSuit):
    """The organ has performed meanwhile: confirm the conduct illegal instead (Rules 84)."""

    name = "alter_claims"
    label = N_("Alter the claims")
    consequence = N_("The decision is submitted to the court within three days.")

    class Data(ActionData):
        claims: Annotated[Claims, Ask(_("The claims as altered"))]
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def initial(self) -> dict[str, Any]:
        rows = self.suit().claims.filter(altered_on__isnull=True)
        return {"claims": [{"kind": row.kind, "text": row.text} for row in rows]}

    def effect(self) -> None:
        suit = self.suit()
        suit.claims.filter(altered_on__isnull=True).update(altered_on=self.today)
        Claim.objects.bulk_create(
            Claim(suit=suit, no=no, kind=row.kind, text=row.text) for no, row in enumerate(self.data.claims, 1)
        )
        self.effects["number"] = give_number(self.case.procuratorate, "公变", self.today)
        self.ledger.start("withdrawal_submission", self.today)
        self.tell_parties("claims_altered", N_("The claims were altered: %(number)s – %(title)s"))


@register
class WithdrawSuit(OnSuit):
    """All claims have been met; the court decides on the withdrawal (Rules 84; Interp. 24)."""

    name = "withdraw_suit"
    label = N_("Withdraw the suit")
    consequence = N_("The decision is submitted to the court within three days; the court allows it by ruling.")

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
        self.ledger.start("withdrawal_submission", self.today)
        self.tell_parties("withdrawal", N_("The procuratorate withdraws its suit: %(number)s – %(title)s"))


@register
class AllowWithdrawal(OnSuit):
    """The court allows the withdrawal by ruling (Interp. 24)."""

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
        self.tell_parties("withdrawal_allowed", N_("The withdrawal was allowed: %(number)s – %(title)s"))
        suit.withdrawn_on = self.data.on
        suit.save()
        self.ledger.meet("withdrawal_submission", self.data.on)
        self.ledger.meet("first_instance", self.data.on)
        finish(self)


@register
class RecommendToCourt(CaseAction):
    """A recommendation to the court on its procedure or its enforcement (Rules 66)."""

    name = "recommend_to_court"
    label = N_("Recommend to the court")

    class Data(ActionData):
        ground: Annotated[Prose, Ask(_("Ground"), widget="textarea")]
        items: Annotated[tuple[Line, ...], Field(min_length=1, max_length=30), Ask(_("What is recommended"))]

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
            tell(self, people, "court_recommendation", N_("The procuratorate recommends to the court: %(number)s"))

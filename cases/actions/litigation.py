"""Actions that bring a suit before the court: complaint and docketing."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from agencies.models import Organisation, OrganisationKind
from cases.actions.base import CaseAction, Options, choices
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Line,
    OrganisationCode,
    Prose,
)
from cases.actions.notices import people_of_court, people_of_organ, team_of, tell
from cases.actions.recommendation import OnRecommendation
from cases.actions.registry import register
from cases.domain.clocks import REPLY_CLOCKS, REVIEW_CLOCKS
from cases.models import Claim, ClaimKind, DeadlineStatus, PartyRole, Suit
from cases.services.numbering import give_number
from cases.services.parties import add_party
from cases.services.people import organisation
from pilit.law.errors import CourtNotCorresponding, DateOutOfOrder, Invalid, WrongState
from pilit.law.texts import N_


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
        people = [*team_of(self.case, self.today), *people_of_court(self, self.suit().court)]
        if self.case.respondent is not None:
            people += people_of_organ(self, self.case.respondent)
        tell(self, people, kind, title, **params)


@register
class FileSuit(OnRecommendation):
    """The organ still fails its duty and the harm goes on (Rules 81, 83), at the corresponding
    court (Rules 16).
    """

    name = "file_suit"
    label = N_("File a suit")
    consequence = N_(
        "The complaint is filed with the next higher procuratorate within five days; the court "
        "has seven days to "
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
            raise DateOutOfOrder(
                errors={"delivered_on": [str(_("Before the reply period ended."))]}
            )

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
            Claim(suit=suit, no=no, kind=row.kind, text=row.text)
            for no, row in enumerate(data.claims, 1)
        )
        add_party(case, court, PartyRole.COURT, data.delivered_on)
        self.effects["number"] = suit.number
        for code in REVIEW_CLOCKS:
            self.ledger.meet(code, data.delivered_on)
        self._end_reply_clock()
        self.ledger.start("complaint_record", data.delivered_on)
        self.ledger.start("docketing", data.delivered_on, responsible=court)
        tell(
            self,
            people_of_court(self, court),
            "complaint",
            N_("A complaint was delivered: %(number)s – %(title)s"),
        )

    def _end_reply_clock(self) -> None:
        """A reply can no longer be made: a period missed stays so, and nobody is reminded of it."""
        clock = self.reply_clock()
        if clock is not None and clock.status == DeadlineStatus.RUNNING:
            self.ledger.end(clock)
        self.ledger.cancel(REPLY_CLOCKS, N_("a suit was filed"))


@register
class Docket(OnSuit):
    """The court registers the suit within seven days (ALL 51)."""

    name = "docket"
    label = N_("Docket the suit")
    consequence = N_(
        "The trial period of six months starts; the complaint is served on the defendant within "
        "five days."
    )
    occurs_on = "docketed_on"

    class Data(ActionData):
        docketed_on: Annotated[FactDay, Ask(_("Docketed on"))]
        court_number: Annotated[
            Line, Ask(_("Docket number"), _("Such as （2026）京0108行初321号."))
        ]

    def initial(self) -> dict[str, Any]:
        return {"docketed_on": self.today.isoformat()}

    def guard(self) -> None:
        self.refuse_before(
            "docketed_on", self.suit().delivered_on, str(_("Before the complaint was delivered."))
        )

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
        self.refuse_before(
            "on", self.suit().delivered_on, str(_("Before the complaint was delivered."))
        )

    def effect(self) -> None:
        suit = self.suit()
        self.tell_parties(
            "docketing_refused", N_("The court refused to docket: %(number)s – %(title)s")
        )
        suit.refused_on, suit.refusal_reason = self.data.on, self.data.reason
        suit.save()
        self.ledger.meet("docketing", self.data.on)

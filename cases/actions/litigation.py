"""The suit: what actions on it share, and its filing (Rules 46, 81-83, 96-98)."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from agencies.models import OrganisationKind
from cases.actions.base import CaseAction, Options, choices
from cases.actions.claims import Claims, claim_options, make_claims, refuse_foreign_claims
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    OnlyFor,
    OrganisationCode,
)
from cases.actions.filing import CriminalCase
from cases.actions.notices import people_of_court, people_of_organ, team_of, tell
from cases.actions.pre_suit import pre_suit
from cases.actions.registry import register
from cases.domain.clocks import REVIEW_CLOCKS
from cases.domain.vocabulary import CaseKind, CaseState
from cases.models import PartyRole, Suit
from cases.services.numbering import give_number
from cases.services.parties import add_party
from cases.services.people import organisation
from pilit.law.errors import CourtNotCorresponding, DateOutOfOrder, Invalid, WrongState
from pilit.law.texts import N_


class OnSuit(CaseAction):
    """An action on the pending suit of the case."""

    def suit(self) -> Suit:
        """The suit that is pending; on appeal also one whose docketing was refused.

        Raises :class:`WrongState` where there is none.
        """
        rows = self.case.suits.select_related("court").order_by("-id")
        row = rows.pending().first()
        if row is None and self.case.state == CaseState.ON_APPEAL:
            row = rows.refused().first()
        if row is None:
            raise WrongState(N_("No suit is pending on this case."))
        return row

    def tell_parties(self, kind: str, title: str, **params: Any) -> None:
        """Tell the team, the defendant organ and the court."""
        people = [*team_of(self.case, self.today), *people_of_court(self, self.suit().court)]
        if self.case.respondent is not None:
            people += people_of_organ(self, self.case.respondent)
        tell(self, people, kind, title, **params)


@register
class FileSuit(CaseAction):
    """The harm goes on and nobody else ends it (Rules 81, 83, 96-98), at the corresponding court
    (Rules 16; Interp. 5, 20).
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
        criminal_case: Annotated[
            CriminalCase | None,
            Ask(_("Criminal case"), _("The one the suit goes with (Interp. 20).")),
            OnlyFor(frozenset({CaseKind.INCIDENTAL})),
        ] = None

    def options(self) -> Options:
        courts = choices((court.code, court.name) for court in pre_suit(self).courts())
        return {
            "court": courts,
            "criminal_case.court": courts,
            "claims.kind": claim_options(self.case.kind),
        }

    def initial(self) -> dict[str, Any]:
        court = next(iter(pre_suit(self).courts()), None)
        code = court.code if court else ""
        found: dict[str, Any] = {
            "court": code,
            "delivered_on": self.today.isoformat(),
            "claims": [{"kind": "", "text": ""}],
        }
        if self.case.kind == CaseKind.INCIDENTAL:
            found["criminal_case"] = {"number": self.case.criminal_number, "court": code}
        return found

    def precheck(self) -> None:
        pre_suit(self).refuse_suit()

    def guard(self) -> None:
        court, before = organisation("court", self.data.court), pre_suit(self)
        if court.kind != OrganisationKind.COURT:
            raise Invalid(errors={"court": [str(_("This is not a court."))]})
        if court not in before.courts():
            raise CourtNotCorresponding(errors={"court": [CourtNotCorresponding.default_message]})
        refuse_foreign_claims(self.data.claims, self.case.kind)
        self._refuse_other_prosecution()
        last = before.last_day()
        if last is not None and self.data.delivered_on <= last:
            raise DateOutOfOrder(errors={"delivered_on": [before.too_early]})

    def effect(self) -> None:
        data, case, before = self.data, self.case, pre_suit(self)
        court = organisation("court", data.court)
        suit = Suit.objects.create(
            case=case,
            number=give_number(case.procuratorate, before.series, self.today),
            court=court,
            delivered_on=data.delivered_on,
        )
        make_claims(suit, data.claims)
        add_party(case, court, PartyRole.COURT, data.delivered_on)
        self.effects["number"] = suit.number
        for code in REVIEW_CLOCKS:
            self.ledger.meet(code, data.delivered_on)
        before.settle()
        self.ledger.cancel(("appeal_ruling",), N_("a suit was filed"))
        self.ledger.start("complaint_record", data.delivered_on)
        self.ledger.start("docketing", data.delivered_on, responsible=court)
        tell(
            self,
            people_of_court(self, court),
            "complaint",
            N_("A complaint was delivered: %(number)s – %(title)s"),
        )

    def _refuse_other_prosecution(self) -> None:
        """An incidental suit names the prosecution its case was filed with (Rules 97)."""
        case, given = self.case, self.data.criminal_case
        if case.kind != CaseKind.INCIDENTAL:
            return
        if given is None:
            message = str(_("An incidental suit names the criminal case it goes with."))
            raise Invalid(errors={"criminal_case": [message]})
        court = case.criminal_court.code if case.criminal_court else ""
        wrong = {"number": given.number != case.criminal_number}
        wrong["court"] = given.court not in (None, court)
        message = str(_("This case was filed with another prosecution: %(number)s."))
        errors = {
            f"criminal_case.{name}": [message % {"number": case.criminal_number}]
            for name, is_wrong in wrong.items()
            if is_wrong
        }
        if errors:
            raise Invalid(errors=errors)

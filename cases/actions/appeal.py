"""Actions against a judgment: appeal, and protest by the higher procuratorate."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from agencies.models import Organisation, Post
from cases.actions.fields import (
    ActionData,
    ArrivalDay,
    Ask,
    FactDay,
    OptionalProse,
    Prose,
)
from cases.actions.notices import people_of_court, team_of, tell
from cases.actions.performance import APPLICATION, PERFORMANCE, STALLED
from cases.actions.registry import register
from cases.actions.second_instance import is_on_ruling
from cases.actions.trial import OnTrial
from cases.domain.clocks import APPEAL_CLOCKS
from cases.domain.rulebook import Procedure
from cases.domain.vocabulary import CaseState
from cases.models import Appeal, DeadlineStatus, PartyRole, Suit
from cases.services.numbering import give_number
from cases.services.parties import add_party
from cases.services.periods import procedure_of
from pilit.law.errors import DateOutOfOrder, Invalid, NotPermitted, PeriodEnded, WrongState
from pilit.law.texts import N_


@register
class AppealAction(OnTrial):
    """Either party appeals within the period (CPL 171; ALL 85; Rules 58-62), to the next higher
    court; the procuratorate also against the refusal to docket (CPL 157; ALL 51). The appeal of a
    private defendant is entered by the court.
    """

    name = "appeal"
    label = N_("Appeal")
    consequence = N_(
        "The judgment or ruling does not take effect; the case goes to the next higher court."
    )
    occurs_on = "on"

    class Data(ActionData):
        by: Annotated[Appeal.By | None, Ask(_("By"), widget="hidden")] = None
        on: Annotated[ArrivalDay, Ask(_("Appealed on"))]
        copy_received_on: Annotated[
            ArrivalDay | None,
            Ask(_("Copy received by the procuratorate on"), _("Of the defendant's appeal.")),
        ] = None
        reason: Annotated[OptionalProse, Ask(_("Request and reasons"), widget="textarea")] = ""

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def suit(self) -> Suit:
        """The suit that was decided, or that the court refused to docket."""
        if self.case.state != CaseState.FOLLOWING_UP:
            return super().suit()
        row = self.case.suits.select_related("court").order_by("-id").first()
        if row is None or not row.is_refused:
            raise WrongState(N_("There is no ruling that could be appealed."))
        return row

    def precheck(self) -> None:
        suit = self.suit()
        if not suit.is_refused:
            return
        clock = self.case.deadlines.filter(code="appeal_ruling").order_by("-id").first()
        # Where no rule is known for so old a ruling, no clock runs: one appeal.
        runs = (
            clock.status == DeadlineStatus.RUNNING
            if clock is not None
            else not suit.appeals.exists()
        )
        if not runs:
            raise WrongState(N_("The ruling can no longer be appealed."))

    def guard(self) -> None:
        suit = self.suit()
        codes = ("appeal_ruling",) if suit.is_refused else APPEAL_CLOCKS
        ends = [clock.due_on for clock in map(self.ledger.find, codes) if clock and clock.due_on]
        if ends and self.data.on > max(ends):
            raise PeriodEnded(N_("The appeal period ended on %(end)s."), params={"end": max(ends)})
        judgment = suit.judgments.order_by("-id").first()
        served = judgment.served_on if judgment else suit.refusal_served_on or suit.refused_on
        if served is not None and self.data.on < served:
            raise DateOutOfOrder(
                errors={"on": [str(_("Before the judgment or ruling was served."))]}
            )
        own = self._by()
        if self.data.by not in (None, own):
            raise NotPermitted(N_("You can appeal only for your own side."))
        if suit.court.parent is None:
            raise Invalid(errors={"on": [str(_("The directory knows no higher court."))]})

    def effect(self) -> None:
        data, suit, by = self.data, self.suit(), self._by()
        number = ""
        if by == Appeal.By.PROCURATORATE:
            number = give_number(self.case.procuratorate, "公上", self.today)
            self.effects["number"] = number
        Appeal.objects.create(
            suit=suit,
            by=by,
            on=data.on,
            number=number,
            copy_received_on=data.copy_received_on,
            reason=data.reason,
        )
        higher = suit.court.parent
        if higher is None:
            raise LookupError("there is no higher court")
        add_party(self.case, higher, PartyRole.APPEAL_COURT, data.on)
        self.ledger.meet("appeal_ruling" if is_on_ruling(suit) else "appeal_judgment", data.on)
        if by == Appeal.By.DEFENDANT:
            self.ledger.start("appeal_copy_record", data.copy_received_on or data.on)
        if procedure_of(self.case) is Procedure.ADMINISTRATIVE:
            # From the receipt of the appeal (ALL 88); in a civil case from its docketing (CPL 183).
            self.ledger.start("second_instance", data.on, responsible=higher)
        title = N_("An appeal was filed: %(number)s – %(title)s")
        if suit.is_refused:
            # The defendant learns of a suit when it is docketed.
            tell(self, team_of(self.case, self.today), "appeal", title)
            tell(self, people_of_court(self, suit.court), "appeal", title)
        else:
            self.tell_parties("appeal", title)
        tell(self, people_of_court(self, higher), "appeal", title)

    def _by(self) -> Appeal.By:
        inside = self.actor.holds(Post.HANDLER, organisation_id=self.case.procuratorate_id)
        return Appeal.By.PROCURATORATE if inside else Appeal.By.DEFENDANT


@register
class Protest(OnTrial):
    """The higher procuratorate protests a judgment in force that is wrong (Rules 64)."""

    name = "protest"
    label = N_("Protest the judgment")
    consequence = N_("The case is tried again by the next higher court.")
    occurs_on = "on"

    class Data(ActionData):
        ground: Annotated[Prose, Ask(_("Ground"), widget="textarea")]
        on: Annotated[FactDay, Ask(_("Protested on"))]

    def review_place(self) -> Organisation:
        above = self.case.procuratorate.parent
        if above is None:
            raise WrongState(N_("There is no higher procuratorate in the directory."))
        return above

    def precheck(self) -> None:
        if not self.suit().judgments.exists():
            raise WrongState(N_("There is no judgment to protest."))

    def effect(self) -> None:
        suit = self.suit()
        Appeal.objects.create(
            suit=suit, by=Appeal.By.PROTEST, on=self.data.on, reason=self.data.ground
        )
        higher = suit.court.parent or suit.court
        add_party(self.case, higher, PartyRole.APPEAL_COURT, self.data.on)
        self.ledger.cancel((PERFORMANCE, APPLICATION, STALLED), N_("the judgment was protested"))
        self.tell_parties("protest", N_("The judgment was protested: %(number)s – %(title)s"))
        tell(
            self,
            team_of(self.case, self.today),
            "protest",
            N_("The judgment was protested: %(number)s – %(title)s"),
        )

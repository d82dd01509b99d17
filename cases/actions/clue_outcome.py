"""A clue that becomes no case here: merged, transferred, declined."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from cases.actions.base import ClueAction
from cases.actions.fields import (
    ActionData,
    Ask,
    Line,
    OrganisationCode,
    Prose,
)
from cases.actions.moving import another_procuratorate, is_under
from cases.actions.notices import team_of, tell
from cases.actions.received_clue import ASSESSMENT, refuse_while_reported_up
from cases.actions.registry import register
from cases.domain.vocabulary import CaseState, ClueState
from cases.models import Case, Clue
from cases.querysets import INSIDE_POSTS
from cases.services import search
from cases.services.numbering import give_number
from cases.services.people import holders, organisation
from pilit.law.errors import Invalid, WrongState
from pilit.law.texts import N_


@register
class MergeClue(ClueAction):
    """Several wrongs of the same sort by one organ are one case (Rules 69)."""

    name = "merge_clue"
    label = N_("Merge into another clue")
    consequence = N_("This clue is closed; its facts are worked on under the other one.")

    class Data(ActionData):
        into: Annotated[Line, Ask(_("Into clue"), _("Its number."))]
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def guard(self) -> None:
        other = Clue.objects.visible_to(self.actor).filter(number=self.data.into).first()
        if other is None or other == self.clue:
            raise Invalid(
                errors={"into": [str(_("There is no other clue with this number here."))]}
            )
        if other.procuratorate_id != self.clue.procuratorate_id:
            raise Invalid(errors={"into": [str(_("The other clue is of another procuratorate."))]})
        if other.state not in {ClueState.REGISTERED, ClueState.ASSESSED, ClueState.FILED}:
            raise Invalid(errors={"into": [str(_("The other clue is no longer worked on."))]})
        if other.state == ClueState.FILED and not self._cases_of(other):
            raise WrongState(
                errors={"into": [str(_("Its recommendation was issued already (Rules 69)."))]}
            )

    def effect(self) -> None:
        other = Clue.objects.get(number=self.data.into)
        self.clue.merged_into = other
        self.clue.outcome_reason = self.data.reason
        self.ledger_of(self.clue).cancel(None, N_("the clue was merged"))
        cases = self._cases_of(other)
        if cases:
            self.effects["cases"] = [case.number for case in cases]
        for case in cases:
            tell(
                self,
                team_of(case, self.today),
                "clue_merged",
                N_("A clue was merged into your case %(case)s: %(title)s"),
                case=case.number,
            )

    @staticmethod
    def _cases_of(other: Clue) -> list[Case]:
        """The cases of a clue on which no recommendation was issued yet (Rules 69)."""
        rows = other.cases.select_for_update(of=("self",)).filter(
            state=CaseState.INQUIRING,
            recommendations__isnull=True,
            procuratorate=other.procuratorate_id,
        )
        return list(rows.select_related("procuratorate", "handler").order_by("id"))


@register
class TransferClue(ClueAction):
    """To the procuratorate of the same level whose case it is; it must take the clue or report
    upward (Rules 26). One below it may be handed the clue, too (Rules 11).
    """

    name = "transfer_clue"
    label = N_("Transfer the clue")
    consequence = N_("The clue passes to the other procuratorate, which cannot send it back or on.")

    class Data(ActionData):
        to: Annotated[OrganisationCode, Ask(_("To procuratorate"), widget="organisation")]
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def precheck(self) -> None:
        refuse_while_reported_up(self.clue)
        if self.clue.transferred_from_id is not None or self.clue.accepted_on is not None:
            raise WrongState(
                N_(
                    "A clue that was transferred to you goes neither back nor on: accept it, or "
                    "report it upward (Rules 26)."
                )
            )

    def guard(self) -> None:
        own = self.clue.procuratorate
        to = another_procuratorate(self.data.to, own)
        if own.pk != to.pk and is_under(own, to):
            raise Invalid(
                errors={"to": [str(_("What is the superior's is reported upward (Rules 26)."))]}
            )
        # Of another province the directory knows the highest procuratorate alone.
        elsewhere = to.provincial_id != own.provincial_id
        if to.level != own.level and not elsewhere and not is_under(to, own):
            raise Invalid(
                errors={"to": [str(_("A clue goes to a procuratorate of the same level."))]}
            )

    def effect(self) -> None:
        clue = self.clue
        clue.transferred_to = organisation("to", self.data.to)
        clue.outcome_reason = self.data.reason
        self.ledger_of(clue).cancel(None, N_("the clue was transferred"))
        received = Clue.objects.create(
            procuratorate=clue.transferred_to,
            number=give_number(clue.transferred_to, "公线", self.today),
            registered_at=self.at,
            registered_by=self.person(),
            transferred_from=clue.procuratorate,
            **{name: getattr(clue, name) for name in _COPIED},
        )
        search.index(received, received.number, received.title, received.address)
        self.effects["received_as"] = received.number
        self.made = received
        self.ledger_of(received).start(ASSESSMENT, self.today)
        registrars = holders(clue.transferred_to.pk, INSIDE_POSTS, self.today)
        tell(
            self,
            registrars,
            "clue_received",
            N_("A clue was transferred to you: %(number)s – %(title)s"),
        )


_COPIED = (
    "title",
    "narrative",
    "source",
    "domain",
    "address",
    "region",
    "lng",
    "lat",
    "reported_on",
    "organ",
    "penalty_decision",
)


class DecisionOnClue(ClueAction):
    """A decision that follows from the assessment."""

    def precheck(self) -> None:
        refuse_while_reported_up(self.clue)
        if self.clue.state != ClueState.ASSESSED:
            raise WrongState(N_("Assess the clue first."))


@register
class DeclineClue(DecisionOnClue):
    """No case is filed (Rules 30)."""

    name = "decline_clue"
    label = N_("File no case")
    consequence = N_("A decision not to file a case is made, and the clue is closed.")

    class Data(ActionData):
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def effect(self) -> None:
        self.clue.outcome_reason = self.data.reason
        self.effects["number"] = give_number(self.clue.procuratorate, "不立", self.today)
        self.ledger_of(self.clue).cancel(None, N_("no case was filed"))

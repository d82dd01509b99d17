"""A clue that becomes no case here: merged, transferred, declined."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from agencies.models import OrganisationKind
from cases.actions.base import ClueAction
from cases.actions.fields import (
    ActionData,
    Ask,
    Line,
    OrganisationCode,
    Prose,
)
from cases.actions.notices import tell
from cases.actions.registry import register
from cases.domain.vocabulary import ClueState
from cases.models import Clue
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

    def effect(self) -> None:
        self.clue.merged_into = Clue.objects.get(number=self.data.into)
        self.clue.outcome_reason = self.data.reason
        self.ledger_of(self.clue).cancel(None, N_("the clue was merged"))


@register
class TransferClue(ClueAction):
    """To the procuratorate whose case it is; it must take the clue or report upward (Rules 26)."""

    name = "transfer_clue"
    label = N_("Transfer the clue")
    consequence = N_("The clue passes to the other procuratorate, which cannot send it back or on.")

    class Data(ActionData):
        to: Annotated[OrganisationCode, Ask(_("To procuratorate"), widget="organisation")]
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def guard(self) -> None:
        to = organisation("to", self.data.to)
        if to.kind != OrganisationKind.PROCURATORATE:
            raise Invalid(errors={"to": [str(_("This is not a procuratorate."))]})
        if to.pk == self.clue.procuratorate_id:
            raise Invalid(errors={"to": [str(_("The clue is here already."))]})

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
            **{name: getattr(clue, name) for name in _COPIED},
        )
        search.index(received, received.number, received.title, received.address)
        self.effects["received_as"] = received.number
        self.ledger_of(received).start("clue_assessment", self.today)
        self.ledger_of(received).refresh_target()
        received.save()
        registrars = holders(clue.transferred_to.pk, INSIDE_POSTS, self.today)
        tell(
            self,
            registrars,
            "clue_received",
            N_("A clue was transferred to you: %(received)s – %(title)s"),
            received=received.number,
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

"""A clue that came from another procuratorate: accepted, or reported upward (Rules 26)."""

from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.models import Organisation, Post
from cases.actions.base import Action, ClueAction
from cases.actions.fields import ActionData, Ask, FactDay, Prose
from cases.actions.notices import tell
from cases.actions.registry import register
from cases.models import Clue
from cases.querysets import INSIDE_POSTS
from cases.services.people import holders
from pilit.law.errors import DateOutOfOrder, WrongState
from pilit.law.texts import N_

ASSESSMENT = "clue_assessment"
REPORTED_UP = "reported_up"


def refuse_while_reported_up(clue: Clue) -> None:
    """Raise :class:`WrongState` while the superior has not said whose clue it is."""
    if clue.reported_up_on is not None and clue.accepted_on is None:
        raise WrongState(N_("The clue was reported upward; the superior designates who has it."))


def give_clue(action: Action, clue: Clue, to: Organisation) -> None:
    """Let a designated procuratorate have a clue that was reported upward; it is accepted thereby.

    Its assessment starts anew where it is another procuratorate, else it runs on.
    """
    giver, ledger = clue.procuratorate, action.ledger_of(clue)
    clue.accepted_on = action.today
    if to.pk == giver.pk:
        ledger.resume(REPORTED_UP, action.today)
    else:
        ledger.cancel((ASSESSMENT,), N_("another procuratorate was designated"))
        clue.procuratorate, clue.transferred_from, clue.handler = to, giver, None
        # The ancestors are copied by the database; the copy in hand must not write the old back.
        clue.national_id, clue.provincial_id, clue.municipal_id = (
            to.national_id,
            to.provincial_id,
            to.municipal_id,
        )
        ledger.start(ASSESSMENT, action.today)
    action.effects["moved"] = [giver.code, to.code]
    told = [
        *holders(to.pk, INSIDE_POSTS, action.today),
        *holders(giver.pk, (Post.HEAD,), action.today),
    ]
    tell(
        action,
        dict.fromkeys(told),
        "clue_designated",
        N_("%(receiver)s was designated for the clue: %(number)s – %(title)s"),
        receiver=to.short_name,
    )


@register
class AcceptClue(ClueAction):
    """The receiver must take a clue that was transferred to it (Rules 26)."""

    name = "accept_clue"
    label = N_("Accept the clue")
    consequence = N_("The clue is yours and is assessed here.")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Accepted on"))]

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def precheck(self) -> None:
        if self.clue.transferred_from_id is None:
            raise WrongState(N_("This clue was not transferred from elsewhere."))
        refuse_while_reported_up(self.clue)
        if self.clue.accepted_on is not None:
            raise WrongState(N_("The clue was accepted already."))

    def guard(self) -> None:
        if self.data.on < timezone.localdate(self.clue.registered_at):
            raise DateOutOfOrder(errors={"on": [str(_("Before the clue came here."))]})

    def effect(self) -> None:
        self.clue.accepted_on = self.data.on


@register
class ReportClueUpward(ClueAction):
    """Who thinks a clue is not theirs, or is the superior's, reports it to the superior, who
    decides whose it is (Rules 26).
    """

    name = "report_clue_upward"
    label = N_("Report the clue upward")
    consequence = N_("The superior designates who has the clue; until then it rests here.")

    class Data(ActionData):
        reason: Annotated[
            Prose, Ask(_("Reason"), _("Why the clue is not this procuratorate's."), "textarea")
        ]

    def precheck(self) -> None:
        if self.clue.procuratorate.parent_id is None:
            raise WrongState(N_("There is no higher procuratorate in the directory."))
        refuse_while_reported_up(self.clue)
        if self.clue.accepted_on is not None:
            raise WrongState(N_("The clue was accepted already."))

    def effect(self) -> None:
        clue, superior = self.clue, self.clue.procuratorate.parent
        if superior is None:
            raise LookupError("there is no higher procuratorate")
        clue.reported_up_on, clue.reported_up_reason = self.today, self.data.reason
        self.ledger_of(clue).suspend(
            (ASSESSMENT,), REPORTED_UP, self.today, self.data.reason, "Rules 26"
        )
        tell(
            self,
            holders(superior.pk, (Post.HEAD, Post.HANDLER), self.today),
            "clue_reported_up",
            N_("A clue waits for you to say whose it is: %(number)s – %(title)s"),
        )

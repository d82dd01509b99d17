"""A referral arrives: signed for, accepted or returned (Opinions 6, Rules 26)."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from agencies.models import OrganisationKind
from cases.actions.base import Options, choices
from cases.actions.fields import ActionData, Ask, FactDay, OptionalLine, Prose, Sealed
from cases.domain.vocabulary import DOMAIN_LABELS, Domain
from cases.models import Clue, ClueSource
from cases.services.clues import register_clue
from pilit.law.errors import Invalid, NotPermitted
from pilit.law.texts import N_
from referrals.actions.base import ReferralAction
from referrals.domain.directions import BECOME_CLUES, direction
from referrals.domain.vocabulary import RESULT, SIGNING
from referrals.sort import REFERRAL

CLUE_FIELDS = ("clue_title", "clue_domain", "clue_address")


@REFERRAL.register
class ReceiveReferral(ReferralAction):
    """The receiver signs for it; the sender has its receipt."""

    name = "receive_referral"
    label = N_("Sign for the referral")
    consequence = N_(
        "The sender sees that it arrived and has a receipt; the house period for its result starts."
    )
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Received on"))]

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def guard(self) -> None:
        self.refuse_before(self.referral.sent_on)

    def effect(self) -> None:
        row, on = self.referral, self.data.on
        row.received_on = on
        self.ledger.meet(SIGNING, on)
        self.ledger.start(RESULT, on, responsible=row.receiver)
        self.tell_sender(N_("%(title)s was signed for"))


@REFERRAL.register
class AcceptReferral(ReferralAction):
    """The receiver takes it on; a procuratorate may register a clue from it (Rules 24)."""

    name = "accept_referral"
    label = N_("Accept the referral")
    consequence = N_("The sender sees that it is accepted.")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Accepted on"))]
        clue_title: Annotated[
            OptionalLine,
            Ask(
                _("Title of the clue"),
                _("Fill in the three fields to register a clue from it; else leave them empty."),
            ),
        ] = ""
        clue_domain: Annotated[Domain | None, Ask(_("Domain"))] = None
        clue_address: Annotated[OptionalLine, Ask(_("Place"))] = ""

    def options(self) -> Options:
        return {
            "clue_domain": choices((each.value, _(DOMAIN_LABELS[each])) for each in Domain),
        }

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    @property
    def _wants_clue(self) -> bool:
        return any(getattr(self.data, name) for name in CLUE_FIELDS)

    def guard(self) -> None:
        self.refuse_before(self.referral.received_on)
        if not self._wants_clue:
            return
        row = self.referral
        becomes = row.kind in BECOME_CLUES and not row.is_secret
        if not becomes or row.receiver.kind != OrganisationKind.PROCURATORATE:
            said = N_("No clue is registered from this referral here.")
            raise Invalid(errors={"clue_title": [said]})
        empty = [name for name in CLUE_FIELDS if not getattr(self.data, name)]
        if empty:
            raise Invalid(errors={name: [N_("This field is required.")] for name in empty})

    def effect(self) -> None:
        row = self.referral
        row.accepted_on = self.data.on
        if self._wants_clue:
            row.registered = self._register()
            self.made = row.registered
        self.tell_sender(N_("%(title)s was accepted"))

    def _register(self) -> Clue:
        row, data = self.referral, self.data
        clue = register_clue(
            row.receiver,
            self.person(),
            self.at,
            title=data.clue_title,
            narrative=row.narrative,
            source=ClueSource.FORWARDED,
            domain=data.clue_domain,
            address=data.clue_address,
            region=row.receiver.region.partition(".")[0],
            reported_on=row.received_on or data.on,
            penalty_decision=row.penalty_decision,
        )
        self.ledger_of(clue).start("clue_assessment", self.today)
        return clue


@REFERRAL.register
class ReturnReferral(ReferralAction):
    """It does not concern the receiver; between procuratorates there is no returning (Rules 26)."""

    name = "return_referral"
    label = N_("Return the referral")
    consequence = N_("The referral goes back to the sender with your reason.")

    class Data(ActionData):
        reason: Annotated[
            Prose,
            Ask(
                _("Reason"),
                _("The sender reads it. Of what is sealed, say nothing here."),
                "textarea",
            ),
            Sealed(),
        ]

    def precheck(self) -> None:
        row = self.referral
        way = direction(row.sender.kind, row.receiver.kind)
        if way is not None and not way.returnable:
            raise NotPermitted(
                N_(
                    "Between procuratorates a referral is not returned; report it upward"
                    " (Rules 26)."
                )
            )

    def effect(self) -> None:
        row = self.referral
        row.returned_on, row.return_reason = self.today, self.data.reason
        self.ledger.cancel(None, N_("the referral was returned"))
        self.tell_sender(N_("%(title)s was returned"))

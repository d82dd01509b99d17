"""An inquiry another procuratorate is entrusted with, and its answer (Rules 43)."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from agencies.models import Post
from cases.actions.base import CaseAction
from cases.actions.fields import ActionData, Ask, FactDay, OrganisationCode, Prose
from cases.actions.moving import another_procuratorate
from cases.actions.notices import team_of, tell
from cases.actions.registry import register
from cases.models import Entrustment, PartyRole
from cases.services.parties import add_party
from cases.services.people import holders
from pilit.law.errors import WrongState
from pilit.law.texts import N_

ANSWERING = (Post.HANDLER, Post.HEAD)
"""Who answers for an entrusted procuratorate (see ``cases.policy``)."""


@register
class EntrustInquiry(CaseAction):
    """Where the inquiry must be made elsewhere (Rules 43)."""

    name = "entrust_inquiry"
    label = N_("Entrust an inquiry")
    consequence = N_(
        "The other procuratorate has thirty days from the receipt of the letter; it sees the "
        "letter and nothing else of the case."
    )
    occurs_on = "received_on"

    class Data(ActionData):
        to: Annotated[OrganisationCode, Ask(_("To procuratorate"), widget="organisation")]
        matter: Annotated[Prose, Ask(_("Persons, matters and requirements"), widget="textarea")]
        received_on: Annotated[FactDay, Ask(_("Letter received there on"))]

    def initial(self) -> dict[str, Any]:
        return {"received_on": self.today.isoformat()}

    def guard(self) -> None:
        to = another_procuratorate(self.data.to, self.case.procuratorate)
        self.refuse_before("received_on", self.case.filed_on, str(_("Before the case was filed.")))
        if self.case.entrustments.filter(to=to, answered_on__isnull=True).exists():
            raise WrongState(
                errors={"to": [str(_("It has not answered the letter it was sent before."))]}
            )

    def effect(self) -> None:
        data, case = self.data, self.case
        to = another_procuratorate(data.to, case.procuratorate)
        Entrustment.objects.create(
            case=case,
            to=to,
            matter=data.matter,
            entrusted_on=min(self.today, data.received_on),
            received_on=data.received_on,
            deadline=self.ledger.start("entrusted_inquiry", data.received_on, responsible=to),
        )
        add_party(case, to, PartyRole.ENTRUSTED, data.received_on)
        tell(
            self,
            holders(to.pk, ANSWERING, self.today),
            "inquiry_entrusted",
            N_("%(place)s entrusts you with an inquiry: %(number)s – %(title)s"),
            place=case.procuratorate.short_name,
        )


@register
class AnswerEntrustedInquiry(CaseAction):
    """The entrusted procuratorate finishes the inquiry and replies (Rules 43)."""

    name = "answer_entrusted_inquiry"
    label = N_("Answer the entrusted inquiry")
    consequence = N_("The answer goes to the procuratorate that entrusted you.")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Answered on"))]
        findings: Annotated[Prose, Ask(_("Findings"), widget="textarea")]

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def precheck(self) -> None:
        if self._open() is None:
            raise WrongState(N_("The letter of entrustment was answered already."))

    def guard(self) -> None:
        row = self._open()
        received = row.received_on if row else None
        self.refuse_before("on", received, str(_("Before the letter was received.")))

    def effect(self) -> None:
        row = self._open()
        if row is None:
            raise LookupError("there is no letter to answer")
        row.answered_on, row.findings = self.data.on, self.data.findings
        row.answered_by = self.person()
        row.save(update_fields=["answered_on", "findings", "answered_by"])
        if row.deadline is not None:
            self.ledger.fulfil(row.deadline, self.data.on)
        self.effects["from"] = row.to.code
        tell(
            self,
            team_of(self.case, self.today),
            "entrusted_inquiry_answered",
            N_("%(place)s answered the entrusted inquiry: %(number)s – %(title)s"),
            place=row.to.short_name,
        )

    def _open(self) -> Entrustment | None:
        """The unanswered letter to a procuratorate the actor answers for."""
        mine = [seat.organisation_id for seat in self.actor.seats if seat.post in ANSWERING]
        rows = self.case.entrustments.filter(to__in=mine, answered_on__isnull=True)
        return rows.select_related("to", "deadline").order_by("id").first()

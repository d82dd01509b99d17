"""Evidence and appraisals; while one is out the review period rests (Rules 48)."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from cases.actions.base import CaseAction
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Files,
    Line,
    OnlyFor,
    Prose,
)
from cases.actions.registry import register
from cases.domain.clocks import REVIEW_CLOCKS
from cases.domain.vocabulary import CIVIL_KINDS
from cases.models import (
    Appraisal,
    Evidence,
    EvidenceKind,
)
from cases.services.files import attach
from pilit.law.errors import DateOutOfOrder, WrongState
from pilit.law.texts import N_


@register
class AddEvidence(CaseAction):
    """Evidence with its origin (Rules 34), also from a criminal investigation (Rules 88); a party
    files its own in its facet.
    """

    name = "add_evidence"
    label = N_("Add evidence")
    occurs_on = "obtained_on"

    class Data(ActionData):
        kind: Annotated[EvidenceKind, Ask(_("Kind of evidence"))]
        title: Annotated[Line, Ask(_("Title"))]
        obtained_on: Annotated[FactDay, Ask(_("Obtained on"))]
        source: Annotated[Line, Ask(_("Source"), _("Who provided it, where it was found."))]
        criminal_case: Annotated[
            Annotated[str, Field(max_length=60)],
            Ask(
                _("Criminal case number"),
                _("Where it was gathered in the criminal investigation of the same facts."),
            ),
            OnlyFor(CIVIL_KINDS),
        ] = ""
        files: Annotated[Files, Ask(_("Files"), widget="files")] = ()

    def initial(self) -> dict[str, Any]:
        return {"obtained_on": self.today.isoformat()}

    def effect(self) -> None:
        data = self.data
        if self.seat is None:
            raise LookupError("evidence is filed from a post")
        evidence = Evidence.objects.create(
            case=self.case,
            kind=data.kind,
            title=data.title,
            obtained_on=data.obtained_on,
            source=data.source,
            criminal_number=data.criminal_case,
            filed_by_id=self.seat.organisation_id,
        )
        attach(self, data.files, evidence=evidence)


@register
class CommissionAppraisal(CaseAction):
    """While the appraisal is out, the review period does not run (Rules 41, 48)."""

    name = "commission_appraisal"
    label = N_("Commission an appraisal")
    consequence = N_(
        "The review-for-suit period does not run until the conclusion is received (Rules 48)."
    )
    occurs_on = "commissioned_on"

    class Data(ActionData):
        institution: Annotated[Line, Ask(_("Institution"))]
        matter: Annotated[Prose, Ask(_("Matter"), widget="textarea")]
        commissioned_on: Annotated[FactDay, Ask(_("Commissioned on"))]
        materials: Annotated[
            tuple[Line, ...], Field(max_length=50), Ask(_("Materials handed over"))
        ] = ()

    def precheck(self) -> None:
        if self.case.appraisals.filter(received_on__isnull=True).exists():
            raise WrongState(N_("An appraisal is still out; record its conclusion first."))

    def guard(self) -> None:
        if self.data.commissioned_on < self.case.filed_on:
            raise DateOutOfOrder(errors={"commissioned_on": [str(_("Before the case was filed."))]})

    def effect(self) -> None:
        data = self.data
        row = Appraisal.objects.create(
            case=self.case,
            institution=data.institution,
            matter=data.matter,
            commissioned_on=data.commissioned_on,
        )
        self.ledger.suspend(
            REVIEW_CLOCKS, f"appraisal:{row.pk}", data.commissioned_on, data.institution, "Rules 48"
        )


@register
class ReceiveAppraisal(CaseAction):
    """The conclusion is in; the review period runs on (Rules 48)."""

    name = "receive_appraisal"
    label = N_("Record the conclusion of the appraisal")
    consequence = N_(
        "The review-for-suit period runs on; its end moves by the days of the appraisal."
    )
    occurs_on = "received_on"

    class Data(ActionData):
        received_on: Annotated[FactDay, Ask(_("Received on"))]
        conclusion: Annotated[Prose, Ask(_("Conclusion"), widget="textarea")]

    def precheck(self) -> None:
        if self._out() is None:
            raise WrongState(N_("No appraisal is out."))

    def guard(self) -> None:
        row = self._out()
        if row is not None and self.data.received_on < row.commissioned_on:
            raise DateOutOfOrder(errors={"received_on": [str(_("Before it was commissioned."))]})

    def effect(self) -> None:
        row = self._out()
        if row is None:
            raise LookupError("no appraisal is out")
        row.received_on, row.conclusion = self.data.received_on, self.data.conclusion
        row.save()
        self.ledger.resume(f"appraisal:{row.pk}", row.received_on)

    def _out(self) -> Appraisal | None:
        return self.case.appraisals.filter(received_on__isnull=True).order_by("-id").first()

"""Actions of the inquiry: service of the filing decision, plan, measures, hearing, conclusion."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from agencies.models import Post, User
from cases.actions.base import CaseAction, Options, choices
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Line,
    OptionalLine,
    Prose,
    UserName,
)
from cases.actions.notices import people_of_organ, tell
from cases.actions.registry import register
from cases.actions.serving import ServiceData, Serving
from cases.documents.registry import template
from cases.models import (
    Conclusion,
    Consultation,
    InquiryPlan,
    Measure,
    MeasureKind,
    PartyRole,
    PublicHearing,
    ServiceRecord,
)
from cases.models.choices import ConsultationForm, InquiryProposal
from cases.services.documents import is_handed_over
from cases.services.numbering import give_number
from cases.services.parties import add_party
from cases.services.people import holders, named_unrecused, unrecused
from pilit.law.errors import Invalid, TwoOfficersRequired, WrongState
from pilit.law.texts import N_

TWO = 2


Officers = Annotated[tuple[UserName, ...], Field(max_length=20)]


def refuse_single_officer(names: tuple[str, ...]) -> None:
    """Two officers at least take a measure (Rules 36). Raises :class:`TwoOfficersRequired`."""
    if len(set(names)) < TWO:
        raise TwoOfficersRequired(errors={"officers": [TwoOfficersRequired.default_message]})


class WithOfficers(CaseAction):
    """An action taken by two officers of the procuratorate."""

    def options(self) -> Options:
        posts = (Post.HANDLER, Post.ASSISTANT, Post.HEAD)
        people = unrecused(self.case, holders(self.case.procuratorate_id, posts, self.today))
        return {"officers": choices((person.username, person.name) for person in people)}

    def initial(self) -> dict[str, Any]:
        user = self.actor.user
        return {"on": self.today.isoformat(), "officers": [user.username] if user else []}

    def guard(self) -> None:
        refuse_single_officer(self.data.officers)
        self.named_officers()

    def named_officers(self) -> list[User]:
        """The officers named. Raises :class:`Invalid` for a name nobody has, or who is recused."""
        return named_unrecused("officers", self.data.officers, self.case)


@register
class ServeFilingDecision(Serving):
    """Within seven days of the decision (Rules 70)."""

    name = "serve_filing_decision"
    label = N_("Record service of the filing decision")
    consequence = N_("The organ learns of the case and may be consulted.")
    occurs_on = "served_on"

    Data = ServiceData

    def precheck(self) -> None:
        if self.case.respondent_id is None:
            raise WrongState(N_("There is no respondent organ yet; name it first (Rules 29)."))
        if self.case.services.filter(document=ServiceRecord.Document.FILING_DECISION).exists():
            raise WrongState(N_("The filing decision has been served already."))

    def guard(self) -> None:
        self.refuse_faulty_service(self.case.filed_on, str(_("Before the case was filed.")))

    def effect(self) -> None:
        organ, day = self.case.respondent, self.day_of_fact()
        if organ is None:
            raise LookupError("an administrative case has a respondent")
        self.prove(ServiceRecord.Document.FILING_DECISION, organ, number=self.case.number)
        add_party(self.case, organ, PartyRole.RESPONDENT, day)
        self.ledger.meet("filing_decision_service", day)
        tell(
            self,
            people_of_organ(self, organ),
            "case_filed",
            N_("A case was filed that concerns you: %(number)s"),
        )


@register
class RecordConsultation(CaseAction):
    """Consultation with the organ on the failure, the harm and the remedy (Rules 70)."""

    name = "record_consultation"
    label = N_("Record a consultation")
    occurs_on = "held_on"

    class Data(ActionData):
        held_on: Annotated[FactDay, Ask(_("Held on"))]
        form: Annotated[ConsultationForm, Ask(_("Form"))]
        minutes: Annotated[Prose, Ask(_("Minutes"), widget="textarea")]

    def effect(self) -> None:
        data = self.data
        Consultation.objects.create(
            case=self.case, held_on=data.held_on, form=data.form, minutes=data.minutes
        )


@register
class PlanInquiry(CaseAction):
    """The plan comes before the inquiry (Rules 33)."""

    name = "plan_inquiry"
    label = N_("Plan the inquiry")

    class Data(ActionData):
        approach: Annotated[Prose, Ask(_("Approach and steps"), widget="textarea")]
        evidence_sought: Annotated[Prose, Ask(_("Evidence sought"), widget="textarea")]

    def effect(self) -> None:
        InquiryPlan.objects.create(
            case=self.case,
            approach=self.data.approach,
            evidence_sought=self.data.evidence_sought,
            made_on=self.today,
        )


@register
class RecordMeasure(WithOfficers):
    """A measure of inquiry; nothing that restricts liberty or property (Rules 35, 36)."""

    name = "record_measure"
    label = N_("Record a measure")
    occurs_on = "on"

    class Data(ActionData):
        measure: Annotated[MeasureKind, Ask(_("Measure"))]
        on: Annotated[FactDay, Ask(_("Taken on"))]
        officers: Annotated[Officers, Ask(_("Officers"), _("Two at least (Rules 36)."), "people")]
        record: Annotated[Prose, Ask(_("Record"), widget="textarea")]
        from_whom: Annotated[
            OptionalLine,
            Ask(
                _("Who was asked"),
                _("The unit or person that was questioned or gave the evidence (Rules 37, 38)."),
            ),
        ] = ""

    def effect(self) -> None:
        data = self.data
        measure = Measure.objects.create(
            case=self.case, kind=data.measure, on=data.on, record=data.record
        )
        measure.officers.set(self.named_officers())
        if is_handed_over(self):
            # Of the notice; the list of what was taken names it.
            own, series = self.case.procuratorate, template("evidence_notice").series
            self.effects["number"] = give_number(own, series, self.today)


@register
class HoldHearing(CaseAction):
    """A public hearing: panel, parties and opinion (Rules 44)."""

    name = "hold_hearing"
    label = N_("Record a public hearing")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Held on"))]
        panel: Annotated[tuple[Line, ...], Field(min_length=1, max_length=30), Ask(_("Panel"))]
        parties: Annotated[tuple[Line, ...], Field(max_length=30), Ask(_("Parties"))] = ()
        opinion: Annotated[Prose, Ask(_("Opinion of the panel"), widget="textarea")]

    def effect(self) -> None:
        data = self.data
        PublicHearing.objects.create(
            case=self.case,
            on=data.on,
            panel=list(data.panel),
            parties=list(data.parties),
            opinion=data.opinion,
        )


@register
class ConcludeInquiry(CaseAction):
    """The report that ends the inquiry and what it proposes (Rules 73, 89)."""

    name = "conclude_inquiry"
    label = N_("Conclude the inquiry")
    consequence = N_("The report is on file; what it proposes still needs the chief's decision.")

    class Data(ActionData):
        findings: Annotated[Prose, Ask(_("Findings"), widget="textarea")]
        proposal: Annotated[InquiryProposal, Ask(_("Proposal"))]

    def options(self) -> Options:
        allowed = InquiryProposal.for_kind(self.case.kind)
        return {"proposal": choices((item.value, item.label) for item in allowed)}

    def initial(self) -> dict[str, Any]:
        return {"proposal": InquiryProposal.for_kind(self.case.kind)[0].value}

    def guard(self) -> None:
        if self.data.proposal not in InquiryProposal.for_kind(self.case.kind):
            raise Invalid(errors={"proposal": [str(_("Not open in this kind of case."))]})

    def effect(self) -> None:
        Conclusion.objects.create(
            case=self.case,
            stage=Conclusion.Stage.INQUIRY,
            on=self.today,
            proposal=self.data.proposal,
            findings=self.data.findings,
            author=self.person(),
        )
        self.ledger.meet("recommendation_inquiry", self.today)

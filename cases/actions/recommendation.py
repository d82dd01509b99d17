"""The recommendation, the organ's objection and reply, follow-up and the review for suit."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from agencies.models import Organisation
from cases.actions.base import CaseAction
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Files,
    OptionalLine,
    OptionalProse,
    PlannedDay,
    Prose,
)
from cases.actions.inquiry import Officers, WithOfficers
from cases.actions.notices import people_of_organ, team_of, tell
from cases.actions.registry import register
from cases.domain.vocabulary import CaseState
from cases.models import (
    Conclusion,
    Deadline,
    FollowUp,
    ItemStatus,
    Objection,
    PartyRole,
    Recommendation,
    RecommendationItem,
    Reply,
    ReplyItem,
    ReplyKind,
    ReviewSuspension,
    ServiceMethod,
    ServiceRecord,
)
from cases.models.choices import FailureKind, ReviewProposal
from cases.services.files import attach
from cases.services.numbering import give_number
from cases.services.parties import add_party
from pilit.law.errors import (
    DateOutOfOrder,
    Invalid,
    ReplyPeriodRunning,
    WrongState,
)
from pilit.law.lengths import Length
from pilit.law.texts import N_

REPLY_CLOCKS = ("recommendation_reply", "recommendation_reply_urgent")
REVIEW = "review_for_suit_administrative"
REVIEW_CLOCKS = (REVIEW, "review_for_suit_transferred_administrative")


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class ItemText(Row):
    text: Annotated[Prose, Ask(_("What is recommended"), widget="textarea")]


class ReplyRow(Row):
    no: Annotated[int, Field(ge=1), Ask(_("Item"))]
    measure: Annotated[Prose, Ask(_("Measures taken"), widget="textarea")]
    status: Annotated[ItemStatus, Ask(_("Status"))]
    finish_by: Annotated[PlannedDay | None, Ask(_("To be finished by"))] = None


class OnRecommendation(CaseAction):
    """An action on the case's standing recommendation."""

    def standing(self) -> Recommendation:
        """The recommendation that stands. Raises :class:`WrongState` where there is none."""
        row = self.case.recommendations.filter(withdrawn_on__isnull=True).order_by("-id").first()
        if row is None:
            raise WrongState(N_("There is no recommendation on this case."))
        return row

    def organ(self) -> Organisation:
        """The organ the recommendation is addressed to."""
        return self.standing().organ

    def reply_clock(self) -> Deadline | None:
        """The reply period, ``None`` before service."""
        found = (self.ledger.find(code) for code in REPLY_CLOCKS)
        return next((deadline for deadline in found if deadline is not None), None)

    def refuse_before_reply_period_ends(self) -> None:
        """Raise :class:`ReplyPeriodRunning` while the organ may still perform and reply (Interp. 21)."""
        clock = self.reply_clock()
        if clock is None or clock.due_on is None or self.today <= clock.due_on:
            params = {"end": clock.due_on} if clock and clock.due_on else {}
            message = N_("The organ's reply period runs until %(end)s; act after that day.") if params else None
            raise ReplyPeriodRunning(message, params=params)

    def start_review(self) -> None:
        """Start the review for suit at the end of the reply period (Rules 47), once."""
        clock = self.reply_clock()
        if clock is None or clock.due_on is None or self.ledger.find(REVIEW) is not None:
            return
        self.ledger.start(REVIEW, clock.due_on, follows=clock)
        for appraisal in self.case.appraisals.filter(received_on__isnull=True):
            self.ledger.suspend(
                (REVIEW,),
                f"appraisal:{appraisal.pk}",
                appraisal.commissioned_on,
                appraisal.institution,
                "Rules 48",
            )


@register
class IssueRecommendation(CaseAction):
    """With the parts the Rules require (Rules 75); the number is given with the decision."""

    name = "issue_recommendation"
    label = N_("Issue a recommendation")
    consequence = N_("The recommendation gets its number and must be served on the organ within three days.")

    class Data(ActionData):
        urgent: Annotated[
            bool, Ask(_("The harm is still spreading"), _("Then the organ replies within 15 days, not two months."))
        ] = False
        source_of_case: Annotated[Prose, Ask(_("Source of the case"), widget="textarea")]
        facts: Annotated[Prose, Ask(_("Facts of the harm"), widget="textarea")]
        failure: Annotated[Prose, Ask(_("Facts and reasons of the failure"), widget="textarea")]
        legal_basis: Annotated[Prose, Ask(_("Legal basis"), widget="textarea")]
        items: Annotated[
            tuple[ItemText, ...], Field(min_length=1, max_length=50), Ask(_("What is recommended, item by item"))
        ]
        other_matters: Annotated[OptionalProse, Ask(_("Other matters"), widget="textarea")] = ""

    def initial(self) -> dict[str, Any]:
        ended = self.case.conclusions.filter(stage=Conclusion.Stage.INQUIRY).order_by("-id").first()
        return {
            "source_of_case": str(self.case.clue.get_source_display()),
            "failure": ended.findings if ended else "",
            "items": [{"text": ""}],
        }

    def precheck(self) -> None:
        if not self.case.conclusions.filter(stage=Conclusion.Stage.INQUIRY).exists():
            raise WrongState(N_("Conclude the inquiry first (Rules 73)."))

    def effect(self) -> None:
        data = self.data
        if self.case.respondent is None:
            raise LookupError("an administrative case has a respondent")
        row = Recommendation.objects.create(
            case=self.case,
            number=give_number(self.case.procuratorate, "行公建", self.today),
            organ=self.case.respondent,
            urgent=data.urgent,
            source_of_case=data.source_of_case,
            facts=data.facts,
            failure=data.failure,
            legal_basis=data.legal_basis,
            other_matters=data.other_matters,
            decided_on=self.today,
        )
        RecommendationItem.objects.bulk_create(
            RecommendationItem(recommendation=row, no=no, text=item.text)
            for no, item in enumerate(data.items, start=1)
        )
        self.effects["number"] = row.number
        self.ledger.meet("recommendation_inquiry", self.today)
        self.ledger.start("recommendation_service", self.today)


@register
class ServeRecommendation(OnRecommendation):
    """Within three days; the reply period starts with the day of service (Rules 76; Interp. 21)."""

    name = "serve_recommendation"
    label = N_("Record service of the recommendation")
    consequence = N_(
        "The organ's reply period starts: two months, or 15 days where urgent. Within five days the "
        "recommendation is filed with the next higher procuratorate."
    )
    occurs_on = "served_on"

    class Data(ActionData):
        served_on: Annotated[FactDay, Ask(_("Day of service"), _("As on the proof of service."))]
        method: Annotated[ServiceMethod, Ask(_("Method of service"))]
        witness: Annotated[
            OptionalLine, Ask(_("Witness"), _("Where it was left at the premises, or announced with people present."))
        ] = ""

    def initial(self) -> dict[str, Any]:
        return {"served_on": self.today.isoformat(), "method": ServiceMethod.DIRECT.value}

    def guard(self) -> None:
        if self.data.served_on < self.standing().decided_on:
            raise DateOutOfOrder(errors={"served_on": [str(_("Before the recommendation was decided."))]})

    def effect(self) -> None:
        row, data = self.standing(), self.data
        row.served_on = data.served_on
        row.save(update_fields=["served_on"])
        proof = ServiceRecord.objects.create(
            case=self.case,
            document=ServiceRecord.Document.RECOMMENDATION,
            addressee=row.organ,
            served_on=data.served_on,
            method=data.method,
            witness=data.witness,
            recorded_by=self.person(),
        )
        add_party(self.case, row.organ, PartyRole.RESPONDENT, data.served_on)
        self.ledger.meet("recommendation_service", data.served_on)
        code = "recommendation_reply_urgent" if row.urgent else "recommendation_reply"
        clock = self.ledger.start(code, data.served_on, proof=proof)
        self.ledger.start("recommendation_record", data.served_on, proof=proof)
        end = {"date": clock.due_on.isoformat()} if clock and clock.due_on else ""
        people = people_of_organ(self, row.organ)
        tell(self, people, "recommendation_served", N_("A recommendation was served on you; reply in writing by %(end)s"), end=end)


@register
class ObjectToRecommendation(OnRecommendation):
    """The organ may object in writing to the recommendation (Rec. 22)."""

    name = "object_to_recommendation"
    label = N_("Object to the recommendation")
    consequence = N_("The procuratorate must examine the objection and answer it. The reply period runs on.")

    class Data(ActionData):
        ground: Annotated[Prose, Ask(_("Ground"), widget="textarea")]

    def precheck(self) -> None:
        if self.standing().objections.filter(answered_on__isnull=True).exists():
            raise WrongState(N_("An objection is already being examined."))

    def effect(self) -> None:
        Objection.objects.create(recommendation=self.standing(), ground=self.data.ground, stated_on=self.today)
        tell(self, team_of(self.case), "objection", N_("The organ objects to the recommendation: %(number)s – %(title)s"))


@register
class AnswerObjection(OnRecommendation):
    """Upheld: the recommendation is amended or withdrawn; else the organ is told why not (Rec. 22, 23)."""

    name = "answer_objection"
    label = N_("Answer the objection")
    consequence = N_("Upheld, the recommendation is withdrawn and the case returns to inquiry, where it can be amended.")

    class Data(ActionData):
        upheld: Annotated[bool, Ask(_("The objection is upheld"))]
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def precheck(self) -> None:
        if self._open() is None:
            raise WrongState(N_("No objection waits for an answer."))

    def effect(self) -> None:
        row = self._open()
        if row is None:
            raise LookupError("no objection waits")
        row.upheld, row.reason, row.answered_on = self.data.upheld, self.data.reason, self.today
        row.save()
        if row.upheld:
            recommendation = self.standing()
            recommendation.withdrawn_on = self.today
            recommendation.save(update_fields=["withdrawn_on"])
            self.ledger.cancel((*REPLY_CLOCKS, "recommendation_record"), N_("the recommendation was withdrawn"))
            self.effects["state"] = [self.case.state, CaseState.INQUIRING.value]
            self.case.state = CaseState.INQUIRING
            self.case.state_since = self.today
        organ = self.case.respondent
        if organ is not None:
            title = (
                N_("Your objection was upheld; the recommendation is withdrawn: %(number)s")
                if row.upheld
                else N_("Your objection was not upheld; the reply period runs on: %(number)s")
            )
            tell(self, people_of_organ(self, organ), "objection_answered", title)

    def _open(self) -> Objection | None:
        return self.standing().objections.filter(answered_on__isnull=True).first()


@register
class SubmitReply(OnRecommendation):
    """The organ's written reply, item by item (Interp. 21; Opinions 5(4)). The postmark decides lateness."""

    name = "submit_reply"
    label = N_("Submit the written reply")
    consequence = N_("The reply reaches the procuratorate at once and cannot be taken back; a further reply may follow.")
    occurs_on = "received_on"

    class Data(ActionData):
        kind: Annotated[ReplyKind, Ask(_("Kind of reply"), widget="radio")]
        statement: Annotated[Prose, Ask(_("Statement"), widget="textarea")]
        items: Annotated[tuple[ReplyRow, ...], Field(max_length=50), Ask(_("Item by item"))] = ()
        received_on: Annotated[FactDay, Ask(_("Received on"))]
        posted_on: Annotated[FactDay | None, Ask(_("Postmark"), _("Where it came by post (CPL 85)."))] = None
        files: Annotated[Files, Ask(_("Attachments"), widget="files")] = ()

    def initial(self) -> dict[str, Any]:
        items = self.standing().items.all()
        return {
            "received_on": self.today.isoformat(),
            "items": [{"no": item.no, "measure": "", "status": ""} for item in items],
        }

    def guard(self) -> None:
        recommendation, data = self.standing(), self.data
        known = set(recommendation.items.values_list("no", flat=True))
        answered = [row.no for row in data.items]
        for index, no in enumerate(answered):
            if no not in known or no in answered[:index]:
                raise Invalid(errors={f"items.{index}.no": [str(_("No such item, or answered twice."))]})
        if data.kind != ReplyKind.NO_VIOLATION and known - set(answered):
            raise Invalid(errors={"items": [str(_("Every recommended item needs an answer."))]})
        for index, row in enumerate(data.items):
            if data.kind == ReplyKind.PLAN and row.status != ItemStatus.DONE and row.finish_by is None:
                raise Invalid(errors={f"items.{index}.finish_by": [str(_("A plan says by when."))]})
        if data.posted_on and data.posted_on > data.received_on:
            raise DateOutOfOrder(errors={"posted_on": [str(_("After it was received."))]})
        if recommendation.served_on and (data.posted_on or data.received_on) < recommendation.served_on:
            raise DateOutOfOrder(errors={"received_on": [str(_("Before the recommendation was served."))]})

    def effect(self) -> None:
        data = self.data
        reply = Reply.objects.create(
            recommendation=self.standing(),
            kind=data.kind,
            statement=data.statement,
            received_on=data.received_on,
            posted_on=data.posted_on,
            submitted_by=self.person(),
        )
        ReplyItem.objects.bulk_create(
            ReplyItem(reply=reply, no=row.no, measure=row.measure, status=row.status, finish_by=row.finish_by)
            for row in data.items
        )
        attach(self, data.files, reply=reply)
        for code in REPLY_CLOCKS:
            self.ledger.meet(code, data.received_on, posted_on=data.posted_on)
        self.start_review()
        tell(self, team_of(self.case), "reply_received", N_("The organ has replied: %(number)s – %(title)s"))


@register
class RecordFollowUp(WithOfficers):
    """Follow-up on how the organ performs and whether the harm goes on (Rules 77)."""

    name = "record_follow_up"
    label = N_("Record follow-up")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Day"))]
        officers: Annotated[Officers, Ask(_("Officers"), _("Two at least (Rules 36)."), "people")]
        note: Annotated[Prose, Ask(_("Note"), widget="textarea")]

    def effect(self) -> None:
        row = FollowUp.objects.create(case=self.case, on=self.data.on, note=self.data.note)
        row.officers.set(self.named_officers())


@register
class ReplyPeriodEnds(OnRecommendation):
    """The clock: the reply period ended without a reply; the review for suit starts (Rules 47)."""

    name = "reply_period_ends"
    label = N_("The reply period ended")

    def effect(self) -> None:
        self.start_review()


@register
class SuspendReview(OnRecommendation):
    """The organ decided or planned in time and objective causes hinder it (Rules 78)."""

    name = "suspend_review"
    label = N_("Suspend the review")
    consequence = N_("The review-for-suit period does not run from that day; the decision is filed with the superior.")
    occurs_on = "from_"

    class Data(ActionData):
        reason: Annotated[Prose, Ask(_("Reason"), _("The objective cause, such as an emergency."), "textarea")]
        from_: Annotated[FactDay, Field(alias="from"), Ask(_("From"))]

        model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, serialize_by_alias=True)

    def guard(self) -> None:
        served = self.standing().served_on
        if served and self.data.from_ < served:
            raise DateOutOfOrder(errors={"from": [str(_("Before the recommendation was served."))]})

    def effect(self) -> None:
        row = ReviewSuspension.objects.create(
            case=self.case, reason=self.data.reason, starts_on=self.data.from_
        )
        self.ledger.suspend(REVIEW_CLOCKS, f"review:{row.pk}", row.starts_on, row.reason, "Rules 78")


@register
class ResumeReview(CaseAction):
    """The cause is gone (Rules 78)."""

    name = "resume_review"
    label = N_("Resume the review")
    consequence = N_("The review-for-suit period runs on; its end moves by the suspended days.")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Resumed on"))]

    def guard(self) -> None:
        row = self._open()
        if row is not None and self.data.on < row.starts_on:
            raise DateOutOfOrder(errors={"on": [str(_("Before the review was suspended."))]})

    def effect(self) -> None:
        row = self._open()
        if row is None:
            raise LookupError("the review is not suspended")
        row.resumed_on = self.data.on
        row.save(update_fields=["resumed_on"])
        self.ledger.resume(f"review:{row.pk}", self.data.on)

    def _open(self) -> ReviewSuspension | None:
        return self.case.review_suspensions.filter(resumed_on__isnull=True).first()


@register
class ExtendReview(OnRecommendation):
    """Complex cases: one month by the chief; then by the next higher procuratorate (Rules 47)."""

    name = "extend_review"
    label = N_("Extend the review period")
    consequence = N_("The period ends one month later; a second extension is the next higher procuratorate's.")

    class Data(ActionData):
        reason: Annotated[Prose, Ask(_("Reason"), _("Why the case is major, difficult or complex."), "textarea")]
        months: Annotated[
            int, Field(ge=1, le=6), Ask(_("Months"), _("For the second extension; the law fixes the first at one."))
        ] = 1

    def decision_place(self) -> Organisation:
        own = self.case.procuratorate
        return own.parent if self._by() == "higher_procuratorate" and own.parent else own

    def precheck(self) -> None:
        self._clock()

    def guard(self) -> None:
        clock, by = self._clock(), self._by()
        self.ledger.check_extension(clock, by, self.today, Length(months=self.data.months))

    def effect(self) -> None:
        self.ledger.extend(self._clock(), self._by(), self.today, self.data.reason, Length(months=self.data.months))

    def _clock(self) -> Deadline:
        for code in reversed(REVIEW_CLOCKS):
            clock = self.ledger.find(code)
            if clock is not None:
                return clock
        raise WrongState(N_("The review period has not started."))

    def _by(self) -> str:
        return "higher_procuratorate" if self._clock().extensions.exists() else "chief"


@register
class ConcludeReview(OnRecommendation):
    """The report that ends the review and what it proposes (Rules 79, 82)."""

    name = "conclude_review"
    label = N_("Conclude the review")
    consequence = N_("The report is on file; what it proposes still needs the chief's decision.")

    class Data(ActionData):
        proposal: Annotated[ReviewProposal, Ask(_("Proposal"))]
        failure_kind: Annotated[
            FailureKind | None, Ask(_("How the organ failed"), _("Needed where a suit is proposed (Rules 82)."))
        ] = None

    def precheck(self) -> None:
        if self.case.state == CaseState.AWAITING_REPLY:
            self.refuse_before_reply_period_ends()

    def guard(self) -> None:
        if self.data.proposal == ReviewProposal.SUE and self.data.failure_kind is None:
            raise Invalid(errors={"failure_kind": [str(_("Say how the organ failed to perform its duty."))]})

    def effect(self) -> None:
        Conclusion.objects.create(
            case=self.case,
            stage=Conclusion.Stage.REVIEW,
            on=self.today,
            proposal=self.data.proposal,
            failure_kind=self.data.failure_kind or "",
            author=self.person(),
        )


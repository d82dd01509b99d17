"""Follow-up and the review for suit: suspended, extended, concluded (Rules 47, 77-82)."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import ConfigDict, Field

from agencies.models import Organisation
from cases.actions.base import CaseAction
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    OnlyFor,
    Prose,
)
from cases.actions.inquiry import Officers, WithOfficers
from cases.actions.recommendation import OnRecommendation
from cases.actions.registry import register
from cases.actions.review_clock import review_clock
from cases.domain.clocks import REVIEW_CLOCKS
from cases.domain.vocabulary import CaseKind, CaseState
from cases.models import (
    Conclusion,
    FollowUp,
    ReviewSuspension,
)
from cases.models.choices import FailureKind, ReviewProposal
from pilit.law.errors import (
    DateOutOfOrder,
    Invalid,
)
from pilit.law.lengths import Length
from pilit.law.texts import N_


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
class SuspendReview(OnRecommendation):
    """The organ decided or planned in time and objective causes hinder it (Rules 78)."""

    name = "suspend_review"
    label = N_("Suspend the review")
    consequence = N_(
        "The review-for-suit period does not run from that day; the decision is filed with the "
        "superior."
    )
    occurs_on = "from_"

    class Data(ActionData):
        reason: Annotated[
            Prose, Ask(_("Reason"), _("The objective cause, such as an emergency."), "textarea")
        ]
        from_: Annotated[FactDay, Field(alias="from"), Ask(_("From"))]

        model_config = ConfigDict(
            extra="forbid", frozen=True, str_strip_whitespace=True, serialize_by_alias=True
        )

    def guard(self) -> None:
        served = self.standing().served_on
        if served and self.data.from_ < served:
            raise DateOutOfOrder(errors={"from": [str(_("Before the recommendation was served."))]})

    def effect(self) -> None:
        row = ReviewSuspension.objects.create(
            case=self.case, reason=self.data.reason, starts_on=self.data.from_
        )
        self.ledger.suspend(
            REVIEW_CLOCKS, f"review:{row.pk}", row.starts_on, row.reason, "Rules 78"
        )


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
class ExtendReview(CaseAction):
    """Complex cases: one month by the chief; then by the next higher procuratorate (Rules 47)."""

    name = "extend_review"
    label = N_("Extend the review period")
    consequence = N_(
        "The period ends one month later; a second extension is the next higher procuratorate's."
    )

    class Data(ActionData):
        reason: Annotated[
            Prose, Ask(_("Reason"), _("Why the case is major, difficult or complex."), "textarea")
        ]
        months: Annotated[
            int,
            Field(ge=1, le=6),
            Ask(_("Months"), _("For the second extension; the law fixes the first at one.")),
        ] = 1

    def decision_place(self) -> Organisation:
        own = self.case.procuratorate
        return own.parent if self._by() == "higher_procuratorate" and own.parent else own

    def precheck(self) -> None:
        review_clock(self)

    def guard(self) -> None:
        clock, by = review_clock(self), self._by()
        self.ledger.check_extension(clock, by, self.today, Length(months=self.data.months))

    def effect(self) -> None:
        length = Length(months=self.data.months)
        self.ledger.extend(review_clock(self), self._by(), self.today, self.data.reason, length)

    def _by(self) -> str:
        return "higher_procuratorate" if review_clock(self).extensions.exists() else "chief"


@register
class ConcludeReview(OnRecommendation):
    """The report that ends the review and what it proposes (Rules 79, 82, 94)."""

    name = "conclude_review"
    label = N_("Conclude the review")
    consequence = N_("The report is on file; what it proposes still needs the chief's decision.")

    class Data(ActionData):
        proposal: Annotated[ReviewProposal, Ask(_("Proposal"))]
        failure_kind: Annotated[
            FailureKind | None,
            Ask(_("How the organ failed"), _("Needed where a suit is proposed (Rules 82).")),
            OnlyFor(frozenset({CaseKind.ADMINISTRATIVE})),
        ] = None

    def precheck(self) -> None:
        if self.case.state == CaseState.AWAITING_REPLY:
            self.refuse_before_reply_period_ends()

    def guard(self) -> None:
        organ_failed = self.case.kind == CaseKind.ADMINISTRATIVE
        sue = self.data.proposal == ReviewProposal.SUE
        if organ_failed and sue and self.data.failure_kind is None:
            raise Invalid(
                errors={"failure_kind": [str(_("Say how the organ failed to perform its duty."))]}
            )

    def effect(self) -> None:
        Conclusion.objects.create(
            case=self.case,
            stage=Conclusion.Stage.REVIEW,
            on=self.today,
            proposal=self.data.proposal,
            failure_kind=self.data.failure_kind or "",
            author=self.person(),
        )

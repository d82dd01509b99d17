"""The recommendation: issued, served, objected to (Rules 75, 76; Rec. 22, 23)."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from agencies.models import Organisation
from cases.actions.base import CaseAction
from cases.actions.fields import (
    ActionData,
    Ask,
    OptionalProse,
    Prose,
)
from cases.actions.notices import people_of_organ, tell
from cases.actions.pre_suit import ReplyPeriod
from cases.actions.registry import register
from cases.actions.review_clock import start_review
from cases.actions.serving import ServiceData, Serving
from cases.domain.clocks import REVIEW
from cases.models import (
    Conclusion,
    Deadline,
    PartyRole,
    Recommendation,
    RecommendationItem,
    ServiceRecord,
)
from cases.services.numbering import give_number
from cases.services.parties import add_party
from pilit.law.errors import (
    WrongState,
)
from pilit.law.texts import N_


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class ItemText(Row):
    text: Annotated[Prose, Ask(_("What is recommended"), widget="textarea")]


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
        return ReplyPeriod(self).clock()

    def refuse_before_reply_period_ends(self) -> None:
        """Raise :class:`ReplyPeriodRunning` while the organ may still perform and reply (Interp.
        21).
        """
        ReplyPeriod(self).refuse_suit()

    def start_review(self) -> None:
        """Start the review for suit at the end of the reply period (Rules 47), once."""
        clock = self.reply_clock()
        if clock is not None:
            start_review(self, REVIEW, clock)


@register
class IssueRecommendation(CaseAction):
    """With the parts the Rules require (Rules 75); the number is given with the decision."""

    name = "issue_recommendation"
    label = N_("Issue a recommendation")
    consequence = N_(
        "The recommendation gets its number and must be served on the organ within three days."
    )

    class Data(ActionData):
        urgent: Annotated[
            bool,
            Ask(
                _("The harm is still spreading"),
                _("Then the organ replies within 15 days, not two months."),
            ),
        ] = False
        source_of_case: Annotated[Prose, Ask(_("Source of the case"), widget="textarea")]
        facts: Annotated[Prose, Ask(_("Facts of the harm"), widget="textarea")]
        failure: Annotated[Prose, Ask(_("Facts and reasons of the failure"), widget="textarea")]
        legal_basis: Annotated[Prose, Ask(_("Legal basis"), widget="textarea")]
        items: Annotated[
            tuple[ItemText, ...],
            Field(min_length=1, max_length=50),
            Ask(_("What is recommended, item by item")),
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
        if self.case.respondent_id is None:
            raise WrongState(N_("There is no respondent organ yet; name it first (Rules 29)."))
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
class ServeRecommendation(Serving, OnRecommendation):
    """Within three days; the reply period starts with the day of service (Rules 76; Interp. 21)."""

    name = "serve_recommendation"
    label = N_("Record service of the recommendation")
    consequence = N_(
        "The organ's reply period starts: two months, or 15 days where urgent. Within five days "
        "the "
        "recommendation is filed with the next higher procuratorate."
    )
    occurs_on = "served_on"

    Data = ServiceData

    def guard(self) -> None:
        self.refuse_faulty_service(
            self.standing().decided_on, str(_("Before the recommendation was decided."))
        )

    def effect(self) -> None:
        row, day = self.standing(), self.day_of_fact()
        row.served_on = day
        row.save(update_fields=["served_on"])
        proof = self.prove(ServiceRecord.Document.RECOMMENDATION, row.organ, number=row.number)
        add_party(self.case, row.organ, PartyRole.RESPONDENT, day)
        self.ledger.meet("recommendation_service", day)
        code = "recommendation_reply_urgent" if row.urgent else "recommendation_reply"
        clock = self.ledger.start(code, day, proof=proof)
        self.ledger.start("recommendation_record", day, proof=proof)
        end = {"date": clock.due_on.isoformat()} if clock and clock.due_on else ""
        people = people_of_organ(self, row.organ)
        tell(
            self,
            people,
            "recommendation_served",
            N_("A recommendation was served on you; reply in writing by %(end)s"),
            end=end,
        )

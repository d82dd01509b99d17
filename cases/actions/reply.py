"""The organ's written reply, and the end of the period for it (Interp. 21)."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from cases.actions.fields import (
    ActionData,
    ArrivalDay,
    Ask,
    FactDay,
    Files,
    PlannedDay,
    Prose,
)
from cases.actions.notices import team_of, tell
from cases.actions.recommendation import OnRecommendation, Row
from cases.actions.registry import register
from cases.domain.clocks import REPLY_CLOCKS
from cases.models import (
    ItemStatus,
    Reply,
    ReplyItem,
    ReplyKind,
)
from cases.services.files import attach
from pilit.law.errors import (
    DateOutOfOrder,
    Invalid,
)
from pilit.law.texts import N_


class ReplyRow(Row):
    no: Annotated[int, Field(ge=1), Ask(_("Item"))]
    measure: Annotated[Prose, Ask(_("Measures taken"), widget="textarea")]
    status: Annotated[ItemStatus, Ask(_("Status"))]
    finish_by: Annotated[PlannedDay | None, Ask(_("To be finished by"))] = None


@register
class SubmitReply(OnRecommendation):
    """The organ's written reply, item by item (Interp. 21; Opinions 5(4)). The postmark decides
    lateness.
    """

    name = "submit_reply"
    label = N_("Submit the written reply")
    consequence = N_(
        "The reply reaches the procuratorate at once and cannot be taken back; a further reply "
        "may follow."
    )
    occurs_on = "received_on"

    class Data(ActionData):
        kind: Annotated[ReplyKind, Ask(_("Kind of reply"), widget="radio")]
        statement: Annotated[Prose, Ask(_("Statement"), widget="textarea")]
        items: Annotated[tuple[ReplyRow, ...], Field(max_length=50), Ask(_("Item by item"))] = ()
        received_on: Annotated[ArrivalDay, Ask(_("Received on"))]
        posted_on: Annotated[
            FactDay | None, Ask(_("Postmark"), _("Where it came by post (CPL 85)."))
        ] = None
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
                raise Invalid(
                    errors={f"items.{index}.no": [str(_("No such item, or answered twice."))]}
                )
        if data.kind != ReplyKind.NO_VIOLATION and known - set(answered):
            raise Invalid(errors={"items": [str(_("Every recommended item needs an answer."))]})
        for index, row in enumerate(data.items):
            if (
                data.kind == ReplyKind.PLAN
                and row.status != ItemStatus.DONE
                and row.finish_by is None
            ):
                raise Invalid(errors={f"items.{index}.finish_by": [str(_("A plan says by when."))]})
        if data.posted_on and data.posted_on > data.received_on:
            raise DateOutOfOrder(errors={"posted_on": [str(_("After it was received."))]})
        if (
            recommendation.served_on
            and (data.posted_on or data.received_on) < recommendation.served_on
        ):
            raise DateOutOfOrder(
                errors={"received_on": [str(_("Before the recommendation was served."))]}
            )

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
            ReplyItem(
                reply=reply,
                no=row.no,
                measure=row.measure,
                status=row.status,
                finish_by=row.finish_by,
            )
            for row in data.items
        )
        attach(self, data.files, reply=reply)
        for code in REPLY_CLOCKS:
            self.ledger.meet(code, data.received_on, posted_on=data.posted_on)
        self.start_review()
        tell(
            self,
            team_of(self.case, self.today),
            "reply_received",
            N_("The organ has replied: %(number)s – %(title)s"),
        )


@register
class ReplyPeriodEnds(OnRecommendation):
    """The clock: the reply period ended without a reply; the review for suit starts (Rules 47)."""

    name = "reply_period_ends"
    label = N_("The reply period ended")

    def effect(self) -> None:
        self.start_review()

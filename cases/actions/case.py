"""Actions on any case: records with the superior, closing."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from agencies.models import Post
from cases.actions.base import CaseAction, Options, choices
from cases.actions.fields import ActionData, Ask, FactDay, OptionalProse
from cases.actions.notices import people_of_organ, tell
from cases.actions.registry import register
from cases.domain.clocks import LOOK_BACK_CLOCKS, REVIEW_CLOCKS
from cases.domain.vocabulary import CaseState
from cases.models import Draft, SuperiorRecord
from cases.models.choices import ClosingGround, SuperiorMatter
from cases.services.numbering import give_number
from cases.services.people import holders
from pilit.law.errors import DateOutOfOrder, Invalid, WrongState
from pilit.law.texts import N_

#: What is filed with the next higher procuratorate, and the clock it meets.
RECORD_CLOCKS = {
    SuperiorMatter.RECOMMENDATION: "recommendation_record",
    SuperiorMatter.COMPLAINT: "complaint_record",
    SuperiorMatter.JUDGMENT: "judgment_record",
    SuperiorMatter.APPEAL: "appeal_copy_record",
}


@register
class RecordWithSuperior(CaseAction):
    """Filed with the next higher procuratorate for the record (Rules 46, 58, 62, 75, 78)."""

    name = "record_with_superior"
    label = N_("Record with the superior")
    occurs_on = "on"

    class Data(ActionData):
        what: Annotated[SuperiorMatter, Ask(_("What is filed"))]
        on: Annotated[FactDay, Ask(_("Recorded on"))]

    def initial(self) -> dict[str, Any]:
        waiting = {row.code for row in self.case.deadlines.pending()}
        what = next((matter for matter, code in RECORD_CLOCKS.items() if code in waiting), "")
        return {"what": str(what), "on": self.today.isoformat()}

    def precheck(self) -> None:
        if self.case.procuratorate.parent_id is None:
            raise WrongState(N_("There is no higher procuratorate in the directory."))

    def guard(self) -> None:
        if self.data.on < self.case.filed_on:
            raise DateOutOfOrder(errors={"on": [str(_("Before the case was filed."))]})

    def effect(self) -> None:
        superior = self.case.procuratorate.parent
        if superior is None:
            raise LookupError("there is no higher procuratorate")
        SuperiorRecord.objects.create(
            case=self.case, what=self.data.what, on=self.data.on, superior=superior
        )
        code = RECORD_CLOCKS.get(self.data.what)
        if code:
            self.ledger.meet(code, self.data.on)
        heads = holders(superior.pk, (Post.HEAD,), self.today)
        tell(self, heads, "recorded", N_("Filed with you for the record: %(number)s – %(title)s"))


@register
class CloseCase(CaseAction):
    """The case ends where there was no failure, the harm is mended or the organ has performed
    (Rules 74, 80).
    """

    name = "close_case"
    label = N_("Close the case")
    consequence = N_("The case is closed and its periods end; the decision is served on the organ.")

    class Data(ActionData):
        ground: Annotated[ClosingGround, Ask(_("Ground"))]
        note: Annotated[OptionalProse, Ask(_("Note"), widget="textarea")] = ""

    def options(self) -> Options:
        return {
            "ground": choices(
                (ground.value, ground.label) for ground in ClosingGround.for_kind(self.case.kind)
            )
        }

    def guard(self) -> None:
        if self.data.ground not in ClosingGround.for_kind(self.case.kind):
            raise Invalid(errors={"ground": [str(_("Not a ground for this kind of case."))]})
        if self.data.ground == ClosingGround.OTHER and not self.data.note:
            raise Invalid(errors={"note": [str(_("Say which ground."))]})

    def effect(self) -> None:
        case = self.case
        case.closing_ground, case.outcome_note = self.data.ground, self.data.note
        self.effects["number"] = give_number(case.procuratorate, "公终", self.today)
        on_a_reply = (
            case.state == CaseState.FOLLOWING_UP
            and self.data.ground == ClosingGround.ORGAN_PERFORMED
        )
        if case.state == CaseState.FOLLOWING_UP:
            for code in REVIEW_CLOCKS:
                self.ledger.meet(code, self.today)
        if case.state == CaseState.INQUIRING:
            self.ledger.meet("recommendation_inquiry", self.today)
        finish(self)
        if on_a_reply:
            for code in LOOK_BACK_CLOCKS:
                self.ledger.start(code, self.today)
        if (
            case.respondent is not None
            and case.parties.filter(organisation=case.respondent).exists()
        ):
            tell(
                self,
                people_of_organ(self, case.respondent),
                "case_closed",
                N_("The case was closed: %(number)s"),
            )


def finish(action: CaseAction) -> None:
    """What ends with a case whatever closed it: its clocks, and decisions that no longer matter."""
    action.ledger.cancel(None, N_("the case was closed"))
    action.case.drafts.open().update(status=Draft.Status.WITHDRAWN)

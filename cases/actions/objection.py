"""The organ's objection to a recommendation, and its answer (Rec. 22, 23)."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from cases.actions.fields import (
    ActionData,
    Ask,
    Prose,
)
from cases.actions.notices import people_of_organ, team_of, tell
from cases.actions.recommendation import OnRecommendation
from cases.actions.registry import register
from cases.domain.clocks import REPLY_CLOCKS
from cases.domain.lifecycle import Transition
from cases.models import (
    Objection,
)
from pilit.law.errors import (
    WrongState,
)
from pilit.law.texts import N_


@register
class ObjectToRecommendation(OnRecommendation):
    """The organ may object in writing to the recommendation (Rec. 22)."""

    name = "object_to_recommendation"
    label = N_("Object to the recommendation")
    consequence = N_(
        "The procuratorate must examine the objection and answer it. The reply period runs on."
    )

    class Data(ActionData):
        ground: Annotated[Prose, Ask(_("Ground"), widget="textarea")]

    def precheck(self) -> None:
        if self.standing().objections.filter(answered_on__isnull=True).exists():
            raise WrongState(N_("An objection is already being examined."))

    def effect(self) -> None:
        Objection.objects.create(
            recommendation=self.standing(), ground=self.data.ground, stated_on=self.today
        )
        tell(
            self,
            team_of(self.case, self.today),
            "objection",
            N_("The organ objects to the recommendation: %(number)s – %(title)s"),
        )


@register
class AnswerObjection(OnRecommendation):
    """Upheld: the recommendation is amended or withdrawn; else the organ is told why not (Rec. 22,
    23).
    """

    name = "answer_objection"
    label = N_("Answer the objection")
    consequence = N_(
        "Upheld, the recommendation is withdrawn and the case returns to inquiry, where it can be "
        "amended."
    )

    class Data(ActionData):
        upheld: Annotated[bool, Ask(_("The objection is upheld"))]
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def leads_to(self, entry: Transition) -> str | None:
        return entry.otherwise if self.data.upheld else entry.target

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
            self.ledger.cancel(
                (*REPLY_CLOCKS, "recommendation_record"), N_("the recommendation was withdrawn")
            )
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

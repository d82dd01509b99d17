"""Transfer for suit to the procuratorate whose court is competent (Rules 16, 47)."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from cases.actions.fields import ActionData, Ask, FactDay, OrganisationCode
from cases.actions.moving import another_procuratorate, pass_on
from cases.actions.recommendation import OnRecommendation
from cases.actions.registry import register
from cases.actions.review_clock import rest_for_appraisals, review_clock
from cases.domain.clocks import REVIEW_CLOCKS, REVIEW_TRANSFERRED, REVIEW_TRANSFERRED_CIVIL
from cases.domain.vocabulary import CaseKind
from cases.models import CaseMove
from pilit.law.texts import N_


@register
class TransferForSuit(OnRecommendation):
    """The filing procuratorate and the competent court do not correspond (Rules 16)."""

    name = "transfer_for_suit"
    label = N_("Transfer for suit")
    consequence = N_(
        "The case passes with its whole file to the other procuratorate; the review-for-suit "
        "period starts anew with its receipt there (Rules 47)."
    )
    occurs_on = "received_on"

    class Data(ActionData):
        to: Annotated[
            OrganisationCode,
            Ask(
                _("To procuratorate"),
                _("The one that corresponds to the competent court."),
                "organisation",
            ),
        ]
        received_on: Annotated[FactDay, Ask(_("Received there on"))]

    def initial(self) -> dict[str, Any]:
        return {"received_on": self.today.isoformat()}

    def precheck(self) -> None:
        if self._is_administrative():
            self.refuse_before_reply_period_ends()
        review_clock(self)

    def guard(self) -> None:
        another_procuratorate(self.data.to, self.case.procuratorate)
        started = review_clock(self).start_on
        self.refuse_before("received_on", started, str(_("Before the review period started.")))

    def effect(self) -> None:
        case, on = self.case, self.data.received_on
        receiver = another_procuratorate(self.data.to, case.procuratorate)
        self.ledger.cancel(REVIEW_CLOCKS, N_("the case was transferred for suit"))
        pass_on(self, case, receiver, CaseMove.Kind.TRANSFER_FOR_SUIT, on)
        code = REVIEW_TRANSFERRED if self._is_administrative() else REVIEW_TRANSFERRED_CIVIL
        self.ledger.start(code, on)
        rest_for_appraisals(self, code)

    def _is_administrative(self) -> bool:
        return self.case.kind == CaseKind.ADMINISTRATIVE

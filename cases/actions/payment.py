"""Money paid under what is in force, and where it went."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from cases.actions.enforcement import OnTitle
from cases.actions.fields import ActionData, Ask, FactDay, Yuan
from cases.actions.registry import register
from cases.models import Payment
from pilit.law.texts import N_


@register
class RecordPayment(OnTitle):
    """Money paid and where it went (Opinions 8(3))."""

    name = "record_payment"
    label = N_("Record a payment")
    occurs_on = "on"

    class Data(ActionData):
        amount: Annotated[Yuan, Field(gt=0), Ask(_("Amount (yuan)"), widget="money")]
        on: Annotated[FactDay, Ask(_("Paid on"))]
        account: Annotated[
            Payment.Account,
            Ask(
                _("Paid into"),
                _("Ecological compensation goes to the treasury in full (Opinions 8(3))."),
            ),
        ]

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def effect(self) -> None:
        data = self.data
        Payment.objects.create(case=self.case, amount=data.amount, on=data.on, account=data.account)

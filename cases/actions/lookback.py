"""The look-back: was it really put right? (Rules 77; Opinions 3(2))"""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from cases.actions.fields import ActionData, Ask, FactDay, OptionalProse
from cases.actions.inquiry import Officers, WithOfficers
from cases.actions.registry import register
from cases.domain.vocabulary import CaseState
from cases.models import Finding, LookBack, LookBackItem, Recommendation
from pilit.law.errors import DateOutOfOrder, Invalid, WrongState
from pilit.law.texts import N_


class FindingRow(BaseModel):
    """What was found of one recommended item."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    no: Annotated[int, Field(ge=1), Ask(_("Item"))]
    finding: Annotated[Finding, Ask(_("Finding"))]
    note: Annotated[OptionalProse, Ask(_("Note"), widget="textarea")] = ""


@register
class LookBackAction(WithOfficers):
    """Item by item, on the spot, two officers at least."""

    name = "look_back"
    label = N_("Look back")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Looked back on"))]
        officers: Annotated[Officers, Ask(_("Officers"), _("Two at least (Rules 36)."), "people")]
        items: Annotated[tuple[FindingRow, ...], Field(min_length=1), Ask(_("Item by item"))]
        conclusion: Annotated[Finding, Ask(_("Conclusion"))]

    def precheck(self) -> None:
        if self._recommendation() is None:
            raise WrongState(N_("There is no served recommendation to look back on."))

    def initial(self) -> dict[str, Any]:
        recommendation = self._recommendation()
        items = recommendation.items.all() if recommendation else []
        return {
            **super().initial(),
            "items": [{"no": item.no, "finding": "", "note": ""} for item in items],
        }

    def guard(self) -> None:
        super().guard()
        recommendation = self._recommendation()
        if recommendation is None or recommendation.served_on is None:
            return
        known = set(recommendation.items.values_list("no", flat=True))
        seen: set[int] = set()
        for index, row in enumerate(self.data.items):
            if row.no not in known or row.no in seen:
                raise Invalid(
                    errors={f"items.{index}.no": [str(_("No such item, or named twice."))]}
                )
            seen.add(row.no)
        if self.data.on < recommendation.served_on:
            raise DateOutOfOrder(errors={"on": [str(_("Before the recommendation was served."))]})

    def effect(self) -> None:
        data = self.data
        row = LookBack.objects.create(case=self.case, on=data.on, conclusion=data.conclusion)
        row.officers.set(self.named_officers())
        LookBackItem.objects.bulk_create(
            LookBackItem(look_back=row, no=item.no, finding=item.finding, note=item.note)
            for item in data.items
        )
        if self.case.state == CaseState.CLOSED:
            first = self.ledger.meet("first_look_back", data.on)
            if first is None:
                self.ledger.meet("second_look_back", data.on)

    def _recommendation(self) -> Recommendation | None:
        return self.case.recommendations.filter(served_on__isnull=False).order_by("-id").first()

"""PURE: a campaign (专项监督活动; Opinions 2, 3(2)): its states, its table, its period."""

from enum import StrEnum
from typing import Final

from cases.domain.lifecycle.table import NEW, Table, Who, row
from pilit.law.texts import N_

END: Final = "campaign_end"
"""The code of its period: until the day the plan names; the house rule says which is proposed."""


class CampaignState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    DROPPED = "dropped"


CAMPAIGN_STATES: Final = {
    CampaignState.PLANNED: N_("Planned, not opened yet"),
    CampaignState.OPEN: N_("Campaign running"),
    CampaignState.CLOSED: N_("Campaign closed"),
    CampaignState.DROPPED: N_("Plan dropped"),
}

_S = CampaignState
_BASIS, _HOUSE = "Opinions 3(2)", "house rule"
_LEADING = (Who.HEAD, Who.CHIEF)

CAMPAIGN_TABLE: Table = (
    row({NEW}, "plan_campaign", _S.PLANNED, _LEADING, _BASIS),
    row({_S.PLANNED}, "revise_campaign", None, _LEADING, _HOUSE),
    row({_S.PLANNED}, "open_campaign", _S.OPEN, Who.CHIEF, _BASIS),
    row({_S.PLANNED}, "drop_campaign", _S.DROPPED, _LEADING, _HOUSE),
    row({_S.OPEN}, "add_to_campaign", None, Who.PROCURATORATE, _BASIS),
    row({_S.OPEN}, "take_out_of_campaign", None, Who.PROCURATORATE, _HOUSE),
    row({_S.OPEN}, "close_campaign", _S.CLOSED, _LEADING, _BASIS),
)

"""The governance recommendations of the demo: one that waits for its reply, one answered late, one
closed, one with the head, one being written; told from cases and the closed campaign.
"""

import datetime as dt
from typing import Any, Final

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from cases.models import Case
from referrals.demo.telling import do, send_no_mail, sweep_until
from referrals.domain.campaign import CampaignState
from referrals.models import Campaign, Governance

DAY: Final = dt.timedelta(days=1)
HOUR: Final = dt.timedelta(hours=1)
POINTS: Final = (
    {
        "problem": "许可、备案之后缺少日常检查，问题多由投诉发现。",
        "cause": "没有年度检查计划，检查结果不公开，基层力量分散。",
        "proposal": "制定年度检查计划，按季度公开检查结果，对投诉集中的点位加密检查。",
    },
    {
        "problem": "处罚之后不复查，违法状态持续或者反弹。",
        "cause": "结案标准不含恢复原状，执法系统不提示复查。",
        "proposal": "将现场复查列为结案条件，在执法系统中设置复查提醒。",
    },
)
REPLY: Final = {
    "statement": "我单位已召开专题会议研究，逐项落实检察建议。",
    "items": [
        {"no": 1, "answer": "adopted", "measure": "已印发年度检查计划，首季检查结果已在网站公开。"},
        {
            "no": 2,
            "answer": "partly",
            "measure": "已将现场复查列为重大案件的结案条件。",
            "reason": "一般案件的复查受人员编制限制，拟分两年推开。",
        },
    ],
}


def tell(at: dt.datetime) -> None:
    """Tell them as they stand at a moment, where there are none yet: all, or nothing."""
    if Governance.objects.exists():
        return
    with transaction.atomic():
        for row in (_closed(at), _late(at), _waits(at), _in_review(at), _written(at)):
            if row is not None:
                sweep_until(row, at)
                send_no_mail(row)


def _drafted(
    at: dt.datetime, by: dt.datetime, heading: str, receiver: str, **more: Any
) -> Governance | None:
    """Drafted from the cases against the organ at Chaoyang that were filed before."""
    cases = Case.objects.filter(
        procuratorate__code="cy", respondent__code=receiver, filed_on__lte=timezone.localdate(at)
    )
    numbers = list(cases.order_by("id").values_list("number", flat=True)[:6])
    if not numbers and "campaign" not in more:
        return None
    data = {
        "receiver": receiver,
        "heading": heading,
        "background": (
            "近一年来办理的同类案件表明，同一领域、同一环节的问题反复出现，"
            "个案整改之后仍有新的案件发生。"
        ),
        "points": list(POINTS),
        "reply_by": timezone.localdate(by).isoformat(),
        "cases": numbers,
        **more,
    }
    row = do("cy.handler", "draft_governance", None, data, at).made
    if not isinstance(row, Governance):
        raise TypeError("a governance recommendation was to be drafted")
    return row


def _served(row: Governance, at: dt.datetime) -> None:
    """Reviewed, issued and served within two days."""
    served = timezone.localdate(at + 2 * DAY).isoformat()
    steps: tuple[tuple[int, str, str, dict[str, Any]], ...] = (
        (1, "cy.handler", "submit_governance", {}),
        (4, "cy.head", "review_governance", {"opinion": "同意，建议制发。"}),
        (26, "cy.chief", "issue_governance", {}),
        (49, "cy.handler", "serve_governance", {"served_on": served, "method": "direct"}),
    )
    for hours, who, action, data in steps:
        do(who, action, row, data, at + hours * HOUR)


def _reply(row: Governance, who: str, at: dt.datetime) -> None:
    day = {"on": timezone.localdate(at).isoformat()}
    do(who, "reply_governance", row, {**day, **REPLY}, at)


def _closed(at: dt.datetime) -> Governance | None:
    """To the organ of Chaoyang with most cases by then."""
    begun = at - 200 * DAY
    cases = Case.objects.filter(procuratorate__code="cy", respondent__code__startswith="cy-")
    filed = cases.filter(filed_on__lte=timezone.localdate(begun)).order_by()
    counted = filed.values_list("respondent__code").annotate(n=Count("pk"))
    most = counted.order_by("-n", "respondent__code").first()
    if most is None:
        return None
    organ = most[0]
    row = _drafted(begun, begun + 60 * DAY, "关于健全日常检查和复查制度的建议", organ)
    if row is None:
        return None
    _served(row, begun)
    _reply(row, f"{organ}.officer", begun + 40 * DAY)
    day = {"on": timezone.localdate(begun + 90 * DAY).isoformat()}
    seen = {**day, "note": "检查计划已按季公开，抽查三处均已复查。"}
    do("cy.handler", "follow_up_governance", row, seen, begun + 90 * DAY)
    done = {"outcome": "adopted", "note": "两项建议均已落实，同类投诉明显减少。"}
    do("cy.handler", "close_governance", row, done, begun + 120 * DAY)
    return row


def _late(at: dt.datetime) -> Governance | None:
    begun = at - 90 * DAY
    row = _drafted(begun, begun + 45 * DAY, "关于完善城市管理执法闭环的建议", "cy-urban")
    if row is None:
        return None
    _served(row, begun)
    sweep_until(row, begun + 55 * DAY)
    _reply(row, "cy-urban.officer", begun + 55 * DAY)
    return row


def _waits(at: dt.datetime) -> Governance | None:
    begun = at - 12 * DAY
    campaign = Campaign.objects.filter(state=CampaignState.CLOSED).first()
    more = {"campaign": campaign.number} if campaign is not None else {}
    row = _drafted(begun, at + 50 * DAY, "关于推进生态环境源头治理的建议", "cy-env", **more)
    if row is not None:
        _served(row, begun)
    return row


def _in_review(at: dt.datetime) -> Governance | None:
    begun = at - 2 * DAY
    row = _drafted(begun, at + 60 * DAY, "关于规范水资源日常监管的建议", "cy-water")
    if row is not None:
        do("cy.handler", "submit_governance", row, {}, begun + HOUR)
    return row


def _written(at: dt.datetime) -> Governance | None:
    return _drafted(at - DAY, at + 75 * DAY, "关于加强规划许可批后监管的建议", "cy-plan")

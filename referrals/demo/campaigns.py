"""The campaigns of the demo: one of the whole city that runs, one of a district that is closed, one
that is only planned; told from its cases.
"""

import datetime as dt
from typing import Any, Final

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from agencies.models import Organisation
from cases.domain.vocabulary import Domain
from cases.models import Case
from cases.querysets import CaseQuerySet
from cases.statistics.scope import Area
from referrals.demo.telling import do, send_no_mail, sweep_until
from referrals.models import Campaign

DAY: Final = dt.timedelta(days=1)
HOUR: Final = dt.timedelta(hours=1)
EACH: Final = 3
"""So many cases each procuratorate puts in."""
FINDINGS: Final = (
    "一是许可、备案之后的日常监管缺位，问题多由群众投诉才被发现。\n"
    "二是部分行政机关以罚代管，处罚之后没有复查，违法状态持续。\n"
    "三是部门之间信息不通，同一违法行为在相邻区域反复出现。\n"
    "建议就共性问题制发社会治理检察建议，推动主管部门建立定期检查和复查制度。"
)


def tell(at: dt.datetime) -> None:
    """Tell them as they stand at a moment, where there are none yet: all, or nothing."""
    if Campaign.objects.exists():
        return
    with transaction.atomic():
        for row in (_runs(at), _is_closed(at), _is_planned(at)):
            if row is not None:
                sweep_until(row, at)
                send_no_mail(row)


def _filed(place: str, first: dt.datetime, last: dt.datetime, **facts: Any) -> CaseQuerySet:
    """The cases of a procuratorate and those below it, filed in between."""
    here = Area.under([Organisation.objects.get(code=place)]).of_targets()
    days = (timezone.localdate(first), timezone.localdate(last))
    rows = Case.objects.filter(here, filed_on__range=days, handler__isnull=False, **facts)
    return rows.select_related("procuratorate", "handler").order_by("id")


def _plan(
    place: str, first: dt.datetime, last: dt.datetime, told: dict[str, Any], goals: dict[str, int]
) -> Campaign:
    data = {
        **told,
        "place": place,
        "from_on": timezone.localdate(first).isoformat(),
        "until_on": timezone.localdate(last).isoformat(),
        "goals": [{"figure": figure, "goal": goal} for figure, goal in goals.items()],
    }
    row = do(f"{place}.head", "plan_campaign", None, data, first - 3 * DAY).made
    if not isinstance(row, Campaign):
        raise TypeError("a campaign was to be planned")
    return row


def _runs(at: dt.datetime) -> Campaign | None:
    """The whole city's: each procuratorate puts in its own."""
    first, last = at - 150 * DAY, at + 60 * DAY
    cases = list(_filed("bj", first, at - 2 * DAY, domain=Domain.ENVIRONMENT))
    if not cases:
        return None
    told = {
        "name": "守护一城碧水",
        "theme": "聚焦沿河排污、固体废物倾倒和水资源费欠缴，督促依法全面履职，推动流域治理。",
        "domains": [Domain.ENVIRONMENT.value],
    }
    goals = {"cases_filed": 45, "recommendations_served": 20, "replies_in_time": 8}
    row = _plan("bj", first, last, told, goals)
    do("bj.chief", "open_campaign", row, {}, first)
    put_in: dict[int, list[Case]] = {}
    for case in cases:
        own = put_in.setdefault(case.procuratorate_id, [])
        if len(own) < EACH and case.handler is not None:
            own.append(case)
    moment = at - DAY
    for number, own in enumerate(put_in.values()):
        who = own[0].procuratorate.code
        numbers = {"numbers": [case.number for case in own]}
        do(f"{who}.handler", "add_to_campaign", row, numbers, moment + number * HOUR / 4)
    wrong = {"numbers": [cases[0].number], "reason": "与专项主题无关，单独办理。"}
    who = cases[0].procuratorate.code
    do(f"{who}.head", "take_out_of_campaign", row, wrong, moment + 12 * HOUR)
    return row


def _is_closed(at: dt.datetime) -> Campaign | None:
    """A district's, of the domain it has most cases of but the environment."""
    first, last = at - 300 * DAY, at - 120 * DAY
    filed = _filed("cy", first, last - DAY).exclude(domain=Domain.ENVIRONMENT)
    most = (
        filed.order_by().values("domain").annotate(n=Count("pk")).order_by("-n", "domain").first()
    )
    if most is None:
        return None
    cases = list(filed.filter(domain=most["domain"])[:12])
    told = {
        "name": "重点领域公益保护",
        "theme": "针对群众反映集中的问题开展专项监督，办理一案、警示一片。",
        "domains": [most["domain"]],
    }
    goals = {"cases_filed": 3, "recommendations_served": 3, "look_backs_effective": 2}
    row = _plan("cy", first, last, told, goals)
    do("cy.chief", "open_campaign", row, {}, first)
    numbers = {"numbers": [case.number for case in cases]}
    do("cy.handler", "add_to_campaign", row, numbers, last - 10 * DAY)
    do("cy.head", "close_campaign", row, {"findings": FINDINGS}, last - HOUR)
    return row


def _is_planned(at: dt.datetime) -> Campaign | None:
    told = {
        "name": "网络侵害专项监督",
        "theme": "整治网络平台侵害个人信息和未成年人权益的问题。",
        "domains": [Domain.PERSONAL_INFORMATION.value, Domain.WOMEN_MINORS_DISABLED.value],
    }
    goals = {"clues_registered": 10, "cases_filed": 5}
    return _plan("cy", at + 2 * DAY, at + 180 * DAY, told, goals)

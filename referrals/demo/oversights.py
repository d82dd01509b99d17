"""Oversight of the demo, invented: asked for and without a day, with a day and materials, offered,
entered from paper, held with tasks under way, done.
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.models import FigureReport
from referrals.demo.telling import do, old_news, send_no_mail, sweep_until
from referrals.models import Oversight

DAY = dt.timedelta(days=1)


def tell(at: dt.datetime) -> None:
    """Tell it as it stands at a moment, where there is none yet: all, or nothing."""
    if Oversight.objects.exists():
        return
    with transaction.atomic():
        for story in (_inspected, _visited, _reported, _on_paper, _wanted, _offered):
            row = story(at)
            sweep_until(row, at)
            send_no_mail(row)
            old_news(row, at)


def _begun(who: str, action: str, at: dt.datetime, *said: str, **more: str) -> Oversight:
    fields = dict(zip(("to", "form", "subject", "request"), said, strict=True))
    row = do(who, action, None, {**fields, **more}, at).made
    if not isinstance(row, Oversight):
        raise TypeError("oversight was to begin")
    return row


def _day(at: dt.datetime) -> str:
    return timezone.localdate(at).isoformat()


def _fixed(row: Oversight, who: str, at: dt.datetime, day: dt.datetime, **more: Any) -> None:
    do(who, "schedule_oversight", row, {"planned_on": _day(day), **more}, at)


def _inspected(at: dt.datetime) -> Oversight:
    """Done: an inspection whose one opinion was followed up."""
    row = _begun(
        "npc.deputy",
        "ask_oversight",
        at - 120 * DAY,
        *("cy", "law_inspection", "水污染防治领域公益诉讼法律实施情况"),
        "检查水污染防治领域检察公益诉讼开展情况，请准备近一年办案情况和主要问题。",
    )
    _fixed(row, "cy.head", at - 118 * DAY, at - 100 * DAY, place="朝阳区检察院")
    held = {"on": _day(at - 100 * DAY), "opinions": "建议加强与水务部门的信息共享。"}
    do("npc.deputy", "record_oversight_held", row, held, at - 100 * DAY)
    task = {"what": "与区水务部门建立取水许可信息共享。", "due_on": _day(at - 70 * DAY)}
    do("cy.head", "set_oversight_task", row, task, at - 98 * DAY)
    done = {"task": 1, "result": "已商定按月共享取水许可和执法信息。"}
    do("cy.head", "report_oversight_task", row, done, at - 75 * DAY)
    do("npc.deputy", "close_oversight", row, {"remark": "落实及时。"}, at - 72 * DAY)
    return row


def _visited(at: dt.datetime) -> Oversight:
    """Held: of two opinions one is followed up, the other is with a procurator."""
    row = _begun(
        "npc.deputy",
        "ask_oversight",
        at - 40 * DAY,
        *("cy", "visit", "公益诉讼“回头看”工作视察"),
        "实地察看两处整改现场，听取“回头看”工作情况。",
    )
    _fixed(row, "cy.head", at - 38 * DAY, at - 20 * DAY, place="温榆河沿线")
    said = "一是整改成效应当长期跟踪；二是请向代表通报专家参与办案的情况。"
    held = {"on": _day(at - 20 * DAY), "opinions": said}
    do("cy.head", "record_oversight_held", row, held, at - 19 * DAY)
    for what, owner, days in (
        ("制定整改成效长期跟踪办法。", "cy.handler", 5),
        ("书面通报专家参与办案情况。", "", -3),
    ):
        task = {"what": what, "owner": owner, "due_on": _day(at + days * DAY)}
        do("cy.head", "set_oversight_task", row, task, at - 18 * DAY)
    done = {"task": 2, "result": "已书面通报，专家共参与十二件案件的办理。"}
    do("cy.head", "report_oversight_task", row, done, at - 4 * DAY)
    return row


def _reported(at: dt.datetime) -> Oversight:
    """With a day in a week and its materials: the frozen report of the city, where there is one."""
    row = _begun(
        "npc.deputy",
        "ask_oversight",
        at - 12 * DAY,
        *("bj", "special_report", "全市检察公益诉讼工作情况"),
        "拟听取和审议专项工作报告，请提交报告和相关统计。",
        wanted_on=_day(at + 7 * DAY),
    )
    by = {"place": "市人大常委会会议室", "materials_by": _day(at + DAY)}
    _fixed(row, "bj.head", at - 10 * DAY, at + 7 * DAY, **by)
    report = FigureReport.objects.filter(
        procuratorate__code="bj", code=FigureReport.Kind.SPECIAL, frozen_at__lte=at
    ).first()
    given = {
        "answer": "现提交专项工作报告和统计，请审阅。",
        "reports": [report.pk] if report else [],
    }
    do("bj.head", "hand_in_materials", row, given, at)
    return row


def _wanted(at: dt.datetime) -> Oversight:
    """Asked for, no day yet."""
    return _begun(
        "cppcc.member",
        "ask_oversight",
        at - 2 * DAY,
        *("hd", "democratic", "无障碍环境建设公益诉讼"),
        "拟就无障碍环境建设领域公益诉讼开展民主监督，希望座谈并察看现场。",
    )


def _offered(at: dt.datetime) -> Oversight:
    """Offered, not answered."""
    return _begun(
        "bj.head",
        "offer_oversight",
        at - DAY,
        *("plac", "work_report", "上半年检察公益诉讼工作"),
        "拟就上半年检察公益诉讼工作作专题汇报。",
        planned_on=_day(at + 14 * DAY),
        materials_by=_day(at + 10 * DAY),
        place="市委政法委会议室",
    )


def _on_paper(at: dt.datetime) -> Oversight:
    """Entered from paper, its day fixed."""
    row = _begun(
        "cy.head",
        "record_oversight",
        at - 6 * DAY,
        *("plac", "special_inspection", "检察公益诉讼专项检查督导"),
        "来函要求就线索移送和整改落实情况接受专项检查督导。",
        received_on=_day(at - 6 * DAY),
    )
    more = {"place": "朝阳区检察院", "materials_by": _day(at + 3 * DAY)}
    _fixed(row, "cy.head", at - 5 * DAY, at + 9 * DAY, **more)
    return row

"""Requests for assistance of the demo, invented: one answered, one that waits, one refused and
reported, one withdrawn.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from cases.models import Case
from referrals.demo.telling import do, send_no_mail, sweep_until
from referrals.domain.assistance import ASKED_IN
from referrals.models import Assistance

DAY = dt.timedelta(days=1)


def tell(at: dt.datetime) -> None:
    """Tell them as they stand at a moment, where there are none yet: all, or nothing."""
    if Assistance.objects.exists() or _case(at - 30 * DAY) is None:
        return
    with transaction.atomic():
        answered = _asked("cy-env", "files", "调阅对某企业的行政处罚案卷。", at - 30 * DAY)
        told = {"answer": "案卷复制件已送交，共一册八十六页。"}
        do("cy-env.officer", "answer_assistance", answered, told, at - 25 * DAY)
        waits = _asked("cy-market", "support", "请就检验标准的适用提供专业意见。", at - 2 * DAY)
        refused = _asked("cy-urban", "inspection", "请为现场勘验提供便利。", at - 20 * DAY)
        sweep_until(refused, at - 11 * DAY)
        day = {"on": timezone.localdate(at - 10 * DAY).isoformat()}
        why = {"reason": "近期执法任务繁重，无法安排人员到场。"}
        do("cy-urban.officer", "refuse_assistance", refused, why, at - 11 * DAY)
        what = {**day, "what": "两次约定现场勘验，均以工作繁忙为由不予配合。"}
        do("cy.handler", "record_obstruction", refused, what, at - 10 * DAY)
        way = {**day, "way": "commission", "to": "cy-disc", "note": "已书面通报。"}
        do("cy.handler", "report_obstruction", refused, way, at - 10 * DAY + DAY / 24)
        dropped = _asked("cy-market", "other", "请提供某企业的登记变更材料。", at - 15 * DAY)
        had = {"reason": "已从企业登记档案中取得。"}
        do("cy.handler", "withdraw_assistance", dropped, had, at - 14 * DAY)
        for row in (answered, waits, refused, dropped):
            sweep_until(row, at)
            send_no_mail(row)


def _asked(organ: str, kind: str, text: str, at: dt.datetime) -> Assistance:
    case = _case(at)
    if case is None:
        raise LookupError("a request needs a case")
    by = timezone.localdate(at + 7 * DAY).isoformat()
    data = {"case": case.number, "organ": organ, "kind": kind, "request": text, "answer_by": by}
    row = do("cy.handler", "ask_assistance", None, data, at).made
    if not isinstance(row, Assistance):
        raise TypeError("a request was to be made")
    return row


def _case(at: dt.datetime) -> Case | None:
    """The oldest case of the procuratorate in which it may be asked, filed before a moment."""
    rows = Case.objects.filter(procuratorate__code="cy", state__in=ASKED_IN)
    return rows.filter(filed_on__lte=timezone.localdate(at)).order_by("id").first()

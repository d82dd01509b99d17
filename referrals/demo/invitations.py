"""Invitations of the demo, invented: one to be answered, one accepted, one declined, one at which
the deputy was heard.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from cases.models import Case
from referrals.demo.telling import case_of, do, old_news, send_no_mail, sweep_until
from referrals.domain.invitation import OCCASIONS, Occasion
from referrals.models import Invitation

DAY = dt.timedelta(days=1)
PLACE = "cy"


def tell(at: dt.datetime) -> None:
    """Tell them as they stand at a moment, where there are none yet: all, or nothing."""
    open_case, other = case_of(PLACE), _looked_back_on(at)
    if Invitation.objects.exists() or open_case is None:
        return
    with transaction.atomic():
        rows = [_heard(open_case, at), _to_answer(open_case, at)]
        if other is not None:
            rows += _to_look_back(other, at)
        for row in rows:
            sweep_until(row, at)
            send_no_mail(row)
            old_news(row, at)


def _invited(
    case: Case, who: str, what: tuple[str, str, str], starts_at: dt.datetime, at: dt.datetime
) -> Invitation:
    """One person is invited; ``what``: the occasion, the subject, the place."""
    data = {
        **dict(zip(("occasion", "subject", "place"), what, strict=True)),
        "case": case.number,
        "invitee": who,
        "starts_at": _morning(starts_at).isoformat(),
        "text": "会期约两小时，请携带证件。",
    }
    row = do(f"{PLACE}.handler", "invite_overseer", None, data, at).made
    if not isinstance(row, Invitation):
        raise TypeError("somebody was to be invited")
    return row


def _morning(at: dt.datetime) -> dt.datetime:
    return timezone.localtime(at).replace(hour=9, minute=30, second=0, microsecond=0)


def _looked_back_on(at: dt.datetime) -> Case | None:
    """The case of the place filed last of those in which one may look back."""
    states = OCCASIONS[Occasion.LOOK_BACK].states
    rows = Case.objects.filter(procuratorate__code=PLACE, state__in=states)
    before = timezone.localdate(at - 30 * DAY)
    return rows.filter(filed_on__lt=before).order_by("-filed_on", "-id").first()


def _heard(case: Case, at: dt.datetime) -> Invitation:
    what = ("hearing", "整改方案可行性公开听证", "朝阳区检察院听证室")
    row = _invited(case, "npc.deputy", what, at - 8 * DAY, at - 15 * DAY)
    do("npc.deputy", "accept_invitation", row, {"note": "准时参加。"}, at - 14 * DAY)
    said = {"on": timezone.localdate(at - 8 * DAY).isoformat(), "came": True}
    words = "整改方案应当明确责任单位和完成时限，并向社会公开。"
    do(f"{PLACE}.handler", "record_attendance", row, {**said, "said": words}, at - 7 * DAY)
    return row


def _to_answer(case: Case, at: dt.datetime) -> Invitation:
    what = ("hearing", "整改效果评估公开听证", "朝阳区检察院听证室")
    return _invited(case, "npc.deputy", what, at + 4 * DAY, at - DAY)


def _to_look_back(case: Case, at: dt.datetime) -> list[Invitation]:
    what = ("look_back", "整改现场“回头看”", "整改现场")
    comes = _invited(case, "cppcc.member", what, at + 9 * DAY, at - 3 * DAY)
    do("cppcc.member", "accept_invitation", comes, {}, at - 2 * DAY)
    declines = _invited(case, "npc.deputy", what, at + 9 * DAY, at - 3 * DAY)
    do("npc.deputy", "decline_invitation", declines, {"note": "当日另有会议。"}, at - 2 * DAY)
    return [comes, declines]

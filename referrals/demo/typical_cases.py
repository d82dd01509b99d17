"""The typical cases of the demo: some public, one taken back, one with the head, one being
written; told from its closed cases.
"""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from cases.domain.vocabulary import CaseState, Domain
from cases.models import Case
from referrals.demo.telling import do, send_no_mail
from referrals.domain.anonymity import MarkKind
from referrals.models import TypicalCase
from referrals.services.anonymity import open_marks

PUBLIC, TAKEN_BACK, IN_REVIEW, WRITTEN = "public", "taken back", "in review", "written"
STANDS = (PUBLIC, PUBLIC, IN_REVIEW, PUBLIC, TAKEN_BACK, WRITTEN)
AFTER = dt.timedelta(days=12)
"""So long after the end of a case it is chosen."""
HOUR = dt.timedelta(hours=1)
THEMES = {
    Domain.ENVIRONMENT: "environment",
    Domain.FOOD_DRUG: "consumers",
    Domain.CONSUMERS: "consumers",
    Domain.HEROES: "martyrs",
}
INSTEAD = {
    MarkKind.PERSON: "某某",
    MarkKind.COMPANY: "某公司",
    MarkKind.ADDRESS: "某处",
    MarkKind.REFERENCE: "（文号略）",
}


def tell(at: dt.datetime) -> None:
    """Tell them as they stand at a moment, where there are none yet: all, or nothing."""
    if TypicalCase.objects.exists():
        return
    with transaction.atomic():
        for case, stands in zip(_cases(at), STANDS, strict=False):
            _tell(case, stands)


def _cases(at: dt.datetime) -> Iterator[Case]:
    """Closed cases of districts, of a domain each, the last closed first."""
    until = timezone.localdate(at - AFTER - dt.timedelta(days=2))
    rows = Case.objects.filter(
        state=CaseState.CLOSED, closed_on__lt=until, procuratorate__level="district"
    )
    told: set[str] = set()
    for case in rows.exclude(handler=None).order_by("-closed_on", "-id")[:200]:
        if case.domain not in told:
            told.add(case.domain)
            yield case


def _tell(case: Case, stands: str) -> None:
    if case.handler is None or case.closed_on is None:
        raise LookupError(f"{case.number} is not one to be told")
    place, author = case.procuratorate.code, case.handler.username
    noon = timezone.make_aware(dt.datetime.combine(case.closed_on + AFTER, dt.time(9)))
    data = {"case": case.number, "theme_day": THEMES.get(Domain(case.domain), "")}
    row = do(author, "choose_typical_case", None, data, noon).made
    if not isinstance(row, TypicalCase):
        raise TypeError("a typical case was to be chosen")
    if stands != WRITTEN:
        _settle(row, author, noon + HOUR)
        steps: list[tuple[str, str, dict[str, str]]] = [(author, "submit_typical_case", {})]
        if stands != IN_REVIEW:
            steps += [
                (f"{place}.head", "review_typical_case", {"opinion": "同意发布。"}),
                (f"{place}.chief", "publish_typical_case", {}),
            ]
        if stands == TAKEN_BACK:
            reason = {"reason": "案件情况有新的进展，暂不对外发布。"}
            steps.append((f"{place}.chief", "withdraw_typical_case", reason))
        for hours, (who, action, given) in enumerate(steps, 2):
            do(who, action, row, given, noon + hours * HOUR)
    send_no_mail(row)


def _settle(row: TypicalCase, author: str, at: dt.datetime) -> None:
    """Every mark replaced, again where what came of it is marked anew."""
    while marks := open_marks(row):
        settled = [
            {"mark": each.words, "replacement": INSTEAD[each.kind]}
            if each.kind in INSTEAD
            else {"mark": each.words, "reason": "不指向具体的人"}
            for each in marks
        ]
        do(author, "settle_marks", row, {"marks": settled}, at)
        row.refresh_from_db()

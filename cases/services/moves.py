"""A case that passes to another procuratorate, with its history (Rules 11, 16-18)."""

import datetime as dt

from agencies.models import Organisation
from cases.models import Case, CaseMove, CaseQuestion, Draft
from cases.services.ledger import Ledger
from pilit.law.texts import N_


def move_case(
    case: Case,
    receiver: Organisation,
    kind: CaseMove.Kind,
    on: dt.date,
    ledger: Ledger,
    *,
    reason: str = "",
    number: str = "",
) -> CaseMove:
    """Give a case to ``receiver`` on a Beijing date. Its head then names who handles it.

    Everything in the file goes along. Who sees it afterwards follows from the rule of visibility:
    the receiver and those above it, no longer the giver. Its team is dissolved, drafts nobody can
    decide any more are withdrawn, and what the giver had to do by a day is now the receiver's. Who
    supervised it and does not stand above the receiver supervises it no longer, and a question of
    who does not see it any more is not answered.
    """
    giver, today = case.procuratorate, ledger.today
    move = CaseMove.objects.create(
        case=case, kind=kind, number=number, origin=giver, receiver=receiver, on=on, reason=reason
    )
    case.team.filter(until__isnull=True).update(until=today)
    case.team.filter(is_substitute=True, since__gt=today).delete()
    case.team.filter(is_substitute=True, until__gt=today).update(until=today)
    case.drafts.open().update(status=Draft.Status.WITHDRAWN)
    case.procuratorate = receiver
    case.handler = None
    # The ancestors are copied by the database; the copy in hand must not write the old ones back.
    case.national_id, case.provincial_id, case.municipal_id = (
        receiver.national_id,
        receiver.provincial_id,
        receiver.municipal_id,
    )
    _lift_supervision(case, receiver, ledger)
    _lift_questions(case, receiver, ledger)
    ledger.hand_over(giver, receiver)
    return move


def _lift_supervision(case: Case, receiver: Organisation, ledger: Ledger) -> None:
    above = {receiver.national_id, receiver.provincial_id, receiver.municipal_id} - {receiver.pk}
    open_rows = case.supervisions.filter(reported_on__isnull=True, lifted_on__isnull=True)
    for row in open_rows.select_related("deadline").exclude(superior__in=above - {None}):
        if row.deadline is not None:
            ledger.cancel_entry(row.deadline, N_("the superior supervises the case no longer"))
        row.lifted_on = ledger.today
        row.save(update_fields=["lifted_on"])


def _lift_questions(case: Case, receiver: Organisation, ledger: Ledger) -> None:
    seen_from = {receiver.pk, receiver.national_id, receiver.provincial_id, receiver.municipal_id}
    rows = CaseQuestion.objects.open().filter(case=case).select_related("deadline")
    for row in rows.exclude(place__in=seen_from - {None}):
        if row.deadline is not None:
            ledger.cancel_entry(row.deadline, N_("who asked does not see the case any longer"))
        row.lifted_on = ledger.today
        row.save(update_fields=["lifted_on"])

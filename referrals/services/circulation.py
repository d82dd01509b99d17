"""What a circulation statement lists, and its sums, which are counted from what it lists."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from agencies.models import Organisation, OrganisationKind
from cases.documents.facts import Facts
from referrals.domain.vocabulary import Secrecy
from referrals.models import Circulation, CirculationRow, Referral
from referrals.models.circulation import RETURNED
from referrals.services.interference import commission_for

if TYPE_CHECKING:
    from cases.actions.base import Action


def offices_of(commission: Organisation) -> list[Organisation]:
    """The procuratorates whose counterpart a commission is."""
    rows = Organisation.objects.active().of_kind(OrganisationKind.PROCURATORATE)
    near = rows.filter(region__startswith=commission.region.partition(".")[0]).order_by("id")
    return [row for row in near if commission_for(row) == commission]


def take_down(row: Circulation) -> None:
    """Write what was referred between the two sides, as it stood on the last day of the quarter.

    Listed is what was sent by then and not done with before the quarter began. What is secret is
    left out altogether: that there is something is told to the people named alone.
    """
    between = Q(sender=row.procuratorate, receiver=row.commission)
    between |= Q(sender=row.commission, receiver=row.procuratorate)
    found = Referral.objects.filter(between, sent_on__lte=row.last_on)
    found = found.exclude(secrecy=Secrecy.SECRET).order_by("sent_on", "id")
    lines = [_line(row, referral) for referral in found]
    CirculationRow.objects.filter(circulation=row).delete()
    CirculationRow.objects.bulk_create(
        line for line in lines if line.decided_on is None or line.decided_on >= row.first_on
    )


def _line(row: Circulation, referral: Referral) -> CirculationRow:
    def by_then(day: dt.date | None) -> dt.date | None:
        return day if day is not None and day <= row.last_on else None

    decided = by_then(referral.reported_on or referral.returned_on)
    outcome = referral.result or RETURNED
    return CirculationRow(
        circulation=row,
        referral=referral,
        by_procuratorate=referral.sender_id == row.procuratorate_id,
        sent_on=referral.sent_on,
        received_on=by_then(referral.received_on),
        decided_on=decided,
        outcome=outcome if decided is not None else "",
    )


@dataclass(frozen=True, slots=True)
class Sums:
    """What one side sent, and what the other did with it: sent, signed for and decided within the
    quarter, and what was outstanding on its last day.
    """

    name: str
    sent: int
    received: int
    decided: int
    outstanding: int


def sums_of(row: Circulation, lines: Iterable[CirculationRow]) -> list[Sums]:
    """The sums of both sides, the procuratorate's first, counted from the lines."""
    found = list(lines)

    def within(days: Iterable[dt.date | None]) -> int:
        return sum(1 for day in days if day is not None and row.first_on <= day <= row.last_on)

    def side(place: Organisation, *, by_procuratorate: bool) -> Sums:
        own = [line for line in found if line.by_procuratorate is by_procuratorate]
        return Sums(
            place.name,
            within(line.sent_on for line in own),
            within(line.received_on for line in own),
            within(line.decided_on for line in own),
            sum(1 for line in own if line.decided_on is None),
        )

    return [
        side(row.procuratorate, by_procuratorate=True),
        side(row.commission, by_procuratorate=False),
    ]


def facts(action: "Action", at: dt.datetime) -> Facts:
    """The facts of the statement both sides have agreed."""
    del at
    row = action.target
    if not isinstance(row, Circulation):
        raise TypeError("a circulation statement goes with what both sides agreed")
    lines = list(row.rows.select_related("referral"))
    with translation.override(settings.LANGUAGE_CODE):
        return {
            "period": {"name": row.quarter.written},
            "procuratorate": {"name": row.procuratorate.name},
            "commission": {"name": row.commission.name},
            "date": action.today,
            "circulated_sides": [
                {
                    "name": each.name,
                    "sent": each.sent,
                    "received": each.received,
                    "decided": each.decided,
                    "outstanding": each.outstanding,
                }
                for each in sums_of(row, lines)
            ],
            "circulated": [_entry(row, line) for line in lines],
        }


def _entry(row: Circulation, line: CirculationRow) -> Facts:
    sender = row.procuratorate if line.by_procuratorate else row.commission
    return {
        "number": line.referral.number,
        "sender": sender.short_name,
        "kind": _(line.kind_label),
        "sent_on": line.sent_on,
        "received_on": line.received_on,
        "decided_on": line.decided_on,
        "outcome": _(line.outcome_label),
    }

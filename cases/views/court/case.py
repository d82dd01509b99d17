"""One case as a court sees it: the suit, from the complaint to its enforcement."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from agencies.actor import Actor
from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.actions.docketing import is_environmental_civil
from cases.actions.offers import offers
from cases.actions.registry import table_of
from cases.domain.lifecycle import Who, rows_from
from cases.models import Case
from cases.views.access import now
from cases.views.case.money import money_before_court
from cases.views.court.facet import CourtFacet, court_facet
from cases.views.court.stage import STAGE_LABELS, Stage, is_of_court
from cases.views.deadlines import next_due
from cases.views.facets import Period, is_past_mending, own_dues, period, seats_at
from cases.views.wording import MEETS
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.texts import message_of, translated


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the court may enter. ``reason`` says why not just now."""

    name: str
    label: str
    url: str
    basis: str
    reason: str = ""


def case(request: HttpRequest, row: Case) -> HttpResponse:
    """The court's page of a case."""
    actor, at = actor_of(request), now()
    if not seats_at(actor, OrganisationKind.COURT):
        raise NotFound
    today = beijing_date(at)
    facet = court_facet(actor, row)
    found = own_dues(actor, row)
    dues = [due for due in found if is_of_court(due) and not is_past_mending(due, today)]
    watched = [due for due in found if due.is_open and not is_of_court(due)]
    entries = entries_of(row, actor, at, [due.row.code for due in dues if due.is_open])
    matter = facet.matter
    context = {
        "case": row,
        "facet": facet,
        "suit": facet.suit,
        "matter": matter,
        "money": money_before_court(row, actor),
        "stage": translated(STAGE_LABELS[matter.stage]),
        "entries": [each for each in entries if not each.reason],
        "blocked": [each for each in entries if each.reason],
        "dues": dues,
        "gone": [due for due in found if is_of_court(due) and due not in dues],
        "watched": watched,
        "next": next_due(dues, today),
        "late": [due for due in dues if due.is_open and due.row.due_on and due.row.due_on < today],
        "rights": rights_of(facet, row, today, {due.row.code for due in watched}),
        "today": today,
    }
    return respond(request, "cases/court/case.html", context)


def entries_of(row: Case, actor: Actor, at: dt.datetime, pressing: list[str]) -> list[Entry]:
    """What the registry offers the court; what meets a pressing deadline comes first."""
    wanted = [name for code in pressing for name in MEETS.get(code, ())]
    found = [
        Entry(
            name=offer.name,
            label=translated(offer.label),
            url=entry_address(offer.name, row),
            basis=offer.basis,
            reason=message_of(offer.blocked) if offer.blocked else "",
        )
        for offer in offers(row, actor, at)
    ]
    return sorted(
        found, key=lambda each: wanted.index(each.name) if each.name in wanted else len(wanted)
    )


def entry_address(name: str, case: Case) -> str:
    """The page on which the court enters something."""
    return reverse("cases:court_entry", kwargs={"number": case.number, "name": name})


def may_enter(name: str, case: Case) -> bool:
    """Whether the table gives an action to the court in the present state of the case."""
    return any(
        entry.action == name and Who.COURT in entry.who
        for entry in rows_from(table_of(case), case.state)
    )


def rights_of(
    facet: CourtFacet, row: Case, today: dt.date, watched: Collection[str]
) -> list[Period]:
    """Periods of the parties that began with the court's own acts and are still of interest.

    Those it keeps itself for a private defendant, ``watched`` by code, are shown from the ledger.
    """
    suit, stage = facet.suit, facet.matter.stage
    if suit is None:
        return []
    found: list[Period | None] = []
    judgment = suit.last_judgment
    if stage is Stage.ON_TRIAL and suit.row.complaint_served_on and not suit.defences:
        found.append(period("defence", suit.row.complaint_served_on, row))
    if stage is Stage.ON_TRIAL and suit.row.docketed_on and is_environmental_civil(row):
        joining = period("co_plaintiff_joining", suit.row.docketed_on, row)
        found.append(joining if joining and joining.due_on >= today else None)
    refused = suit.row.refusal_served_on or suit.row.refused_on
    if stage is Stage.REFUSED and refused and not suit.appeals:
        appealable = period("appeal_ruling", refused, row)
        found.append(appealable if appealable and appealable.due_on >= today else None)
    if stage is Stage.JUDGED and judgment is not None:
        code = "appeal_ruling" if judgment.is_ruling else "appeal_judgment"
        found.append(period(code, judgment.served_on, row))
    return [each for each in found if each is not None and each.code not in watched]

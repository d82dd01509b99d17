"""The facet of a procuratorate entrusted with an inquiry: the letter, its own answer, its period.

Nothing else of the case, not even where it stands (Rules 43).
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.actions.offers import offers
from cases.domain.rulebook import Procedure
from cases.models import Case, Entrustment
from cases.querysets import CaseChildQuerySet, entrusted_ids
from cases.services.calendars import current_calendar
from cases.views.access import now, page
from cases.views.deadlines import Due, due_of, next_due
from cases.views.facets import FACETS, Facet
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.texts import message_of, translated

ANSWER = "answer_entrusted_inquiry"
AT_MOST = 100
"""Letters shown in the list."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of entrustment and the period for the answer."""

    row: Entrustment
    due: Due | None

    @property
    def url(self) -> str:
        """The page on which it is read and answered."""
        return reverse("cases:case", kwargs={"number": self.row.case.number})

    @property
    def answer_url(self) -> str:
        """The form of the answer."""
        number = self.row.case.number
        return reverse("cases:action", kwargs={"kind": "case", "number": number, "name": ANSWER})

    def is_late(self, today: dt.date) -> bool:
        """Whether the answer is overdue on a Beijing date."""
        end = self.due.row.due_on if self.due else None
        return self.row.answered_on is None and end is not None and end < today


def letters(actor: Actor) -> CaseChildQuerySet[Entrustment]:
    """The letters to the actor's procuratorates, those that wait first, the most urgent of all."""
    rows = Entrustment.objects.visible_to(actor).filter(to__in=entrusted_ids(actor))
    return rows.order_by(F("answered_on").desc(nulls_first=True), "deadline__due_on", "id")


def told(rows: CaseChildQuerySet[Entrustment]) -> list[Letter]:
    """Letters with their periods, by a number of queries that does not grow with them."""
    calendar = current_calendar()
    listed = rows.select_related(
        "case__procuratorate", "to", "answered_by", "deadline__responsible"
    ).prefetch_related("deadline__suspensions", "deadline__extensions")
    return [
        Letter(
            row,
            due_of(row.deadline, Procedure.of(row.case.kind), calendar) if row.deadline else None,
        )
        for row in listed
    ]


@page
@require_safe
def entrusted(request: HttpRequest) -> HttpResponse:
    """The inquiries the reader's procuratorate is or was entrusted with."""
    if not entrusted_ids(actor_of(request)):
        raise NotFound
    return entrusted_list(request)


def entrusted_list(request: HttpRequest) -> HttpResponse:
    """The list of letters."""
    today = beijing_date(now())
    context = {"letters": told(letters(actor_of(request)))[:AT_MOST], "today": today}
    return respond(request, "cases/entrusted/list.html", context)


def case(request: HttpRequest, row: Case) -> HttpResponse:
    """What is seen of one case: the letters, and the way to the answer."""
    actor, at = actor_of(request), now()
    found = told(letters(actor).filter(case=row))
    if not found:
        raise NotFound
    today = beijing_date(at)
    offered = [offer for offer in offers(row, actor, at) if offer.name == ANSWER]
    context = {
        "case": found[0].row.case,
        "letters": found,
        "next": next_due((letter.due for letter in found if letter.due is not None), today),
        "label": next((translated(offer.label) for offer in offered if not offer.blocked), ""),
        "blocked": next((message_of(offer.blocked) for offer in offered if offer.blocked), ""),
        "answer_url": found[0].answer_url,
        "today": today,
    }
    return respond(request, "cases/entrusted/case.html", context)


FACETS[OrganisationKind.PROCURATORATE] = Facet(work=entrusted_list, cases=entrusted_list, case=case)

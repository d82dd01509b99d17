"""One case as the right-holder of ecological compensation sees it, and the list of its cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.models import Agreement, Case, Negotiation
from cases.views.access import now, page
from cases.views.facets import Period, own_dues, period, seats_at
from cases.views.forms.party_choices import RECUSAL, choices_of
from cases.views.right_holder.facet import (
    STAGE_LABELS,
    RightHolderFacet,
    Stage,
    held_by,
    right_holder_facet,
    stage_of,
)
from cases.views.right_holder.story import rail_of, standing_text
from pilit.law.errors import NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of
from pilit.web.texts import translated

ORDERINGS = {"newest": Ordering(descending=True)}
#: What the right-holder may do, in plain words: the button, and what it is for.
PLAIN: Final = {
    "start_negotiation": (
        N_("Start the negotiation"),
        N_("Say with whom you negotiate. The procuratorate waits meanwhile."),
    ),
    "record_agreement": (
        N_("Record the agreement"),
        N_("What is paid and restored, by when, and which court you ask to confirm it."),
    ),
    "ask_for_confirmation": (
        N_("Ask a court to confirm it"),
        N_("Only a confirmed agreement can be enforced."),
    ),
    "fail_negotiation": (
        N_("Record that the negotiation failed"),
        N_("Then you may sue, and the procuratorate may support you."),
    ),
    "right_holder_sues": (
        N_("Tell of your suit"),
        N_("Before which court, and on which day, you have sued."),
    ),
    "apply_for_enforcement": (
        N_("Apply for enforcement"),
        N_("Where the agreement was not performed in time, within two years."),
    ),
    "add_evidence": (
        N_("Hand in material"),
        N_("Reports, appraisals or pictures on the damage and on its restoration."),
    ),
    **RECUSAL,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One case in a list, as the right-holder knows it."""

    case: Case
    stage: str


def case(request: HttpRequest, row: Case) -> HttpResponse:
    """The right-holder's page of a case."""
    actor, at = actor_of(request), now()
    today = beijing_date(at)
    facet = right_holder_facet(actor, row)
    choices = choices_of(row, actor, at, PLAIN)
    context = {
        "case": row,
        "facet": facet,
        "stops": rail_of(facet, today),
        "stage": translated(STAGE_LABELS[facet.stage]),
        "standing": standing_text(facet),
        "choices": [each for each in choices if not each.reason],
        "blocked": [each for each in choices if each.reason],
        "dues": own_dues(actor, row),
        "notice": _notice(facet),
        "today": today,
    }
    return respond(request, "cases/right_holder/case.html", context)


@page
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """All cases in which the organ is right-holder, newest first."""
    actor = actor_of(request)
    if not seats_at(actor, OrganisationKind.ORGAN):
        raise NotFound
    rows = held_by(actor)
    found = page_of(
        rows.select_related("procuratorate"), ORDERINGS, "newest", request.GET.get("cursor", "")
    )
    context = {
        "page": found,
        "lines": lines_of(actor, found.rows),
        "count": capped_count(rows),
        "today": beijing_date(now()),
    }
    return respond(request, "cases/right_holder/cases.html", context, fragment="list")


def open_lines(actor: Actor) -> list[Line]:
    """The open cases in which the actor's organ is right-holder, newest first."""
    rows = held_by(actor).open().select_related("procuratorate").order_by("-id")
    return lines_of(actor, list(rows))


def lines_of(actor: Actor, cases: Sequence[Case]) -> list[Line]:
    """Cases with the stage the right-holder knows of, by two queries for all of them."""
    if not cases:
        return []
    talks = {
        row.case_id: row
        for row in Negotiation.objects.visible_to(actor).filter(case__in=cases).order_by("id")
    }
    agreements = {
        row.negotiation_id: row
        for row in Agreement.objects.visible_to(actor).filter(negotiation__in=talks.values())
    }
    found = []
    for each in cases:
        row = talks.get(each.pk)
        stage = stage_of(each, row, agreements.get(row.pk) if row else None)
        found.append(Line(each, translated(STAGE_LABELS[stage])))
    return found


def _notice(facet: RightHolderFacet) -> Period | None:
    """The public notice of the agreement, while the court has not confirmed it."""
    agreement = facet.agreement
    if facet.stage is not Stage.AGREED or agreement is None or agreement.published_on is None:
        return None
    return period("confirmation_notice", agreement.published_on, facet.case)

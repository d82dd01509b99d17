"""Our record (本单位): the organ's own history, its figures, and the failures that recur."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.models import Finding, RecommendationItem
from cases.querysets import PARTY_POSTS
from cases.views.access import page
from cases.views.filters import FilterBar, choice_filter
from cases.views.organ.record import OwnRecord
from pilit.law.errors import NotFound
from pilit.law.texts import N_
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of

ORDERINGS = {"newest": Ordering(descending=True)}


def _organ_only(actor: Actor) -> None:
    """Refuse whoever does not act for an organ. Raises :class:`NotFound`."""
    seats = actor.seats_in(OrganisationKind.ORGAN)
    if not any(seat.post in PARTY_POSTS for seat in seats):
        raise NotFound


@page
@require_safe
def our_record(request: HttpRequest) -> HttpResponse:
    """The figures, each a link to the cases or items behind it."""
    actor = actor_of(request)
    _organ_only(actor)
    record = OwnRecord.of(actor)
    context = {
        "years": list(record.years()),
        "replies": list(record.replies()),
        "rectified": list(record.rectified()),
        "sued": list(record.sued()),
        "failures": record.failures(),
    }
    return respond(request, "cases/organ/record.html", context)


@page
@require_safe
def our_items(request: HttpRequest) -> HttpResponse:
    """The items of recommendations that were looked back on, with the latest verdict on each."""
    actor, query = actor_of(request), request.GET
    _organ_only(actor)
    verdicts = {each.value: str(each.label) for each in Finding}
    finding = choice_filter("finding", N_("Verdict"), query, verdicts)
    rows = OwnRecord.of(actor).items
    if finding.value:
        rows = rows.filter(finding=finding.value)
    listed = rows.select_related("look_back__case__procuratorate")
    found = page_of(listed, ORDERINGS, "newest", query.get("cursor", ""))
    asked = RecommendationItem.objects.visible_to(actor).filter(
        recommendation__case__in=[row.look_back.case_id for row in found.rows],
        recommendation__withdrawn_on__isnull=True,
    )
    texts = {
        (case, no): text
        for case, no, text in asked.values_list("recommendation__case", "no", "text")
    }
    context = {
        "bar": FilterBar([finding]),
        "page": found,
        "lines": [(row, texts.get((row.look_back.case_id, row.no), "")) for row in found.rows],
        "count": capped_count(rows),
    }
    return respond(request, "cases/organ/items.html", context, fragment="list")

"""Cases: the list and one in full, from inside or as the facet of a party."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.actor import Actor
from cases.api.base import ApiView, asked, now
from cases.api.entrusted import EntrustedRowSerializer, EntrustedSerializer, entrusted_facet
from cases.api.facet import FacetRowSerializer, FacetSerializer, facet, told_state
from cases.api.filters import CaseFilter, FacetFilter, narrowed, narrowed_facet
from cases.api.inside import CaseRowSerializer, WholeCaseSerializer, case_file
from cases.api.offers import available_actions
from cases.api.paging import NEWEST, OLDEST, OrderedPagination
from cases.models import Case, TeamMember
from cases.querysets import entrusted_ids, party_ids
from cases.views.access import case_for, is_inside
from cases.views.readings import record_reading
from pilit.web.clock import beijing_date
from pilit.web.paging import Ordering

PARTY_ORDERINGS: Mapping[str, Ordering] = {"newest": NEWEST, "oldest": OLDEST}
ORDERINGS: Mapping[str, Ordering] = {
    **PARTY_ORDERINGS,
    "due": Ordering("next_due_on", nullable=True),
}
_ROW = PolymorphicProxySerializer(
    component_name="CaseRowOrFacet",
    serializers=[CaseRowSerializer, FacetRowSerializer, EntrustedRowSerializer],
    resource_type_field_name=None,
    many=True,
)
_CASE = PolymorphicProxySerializer(
    component_name="CaseOrFacet",
    serializers=[WholeCaseSerializer, FacetSerializer, EntrustedSerializer],
    resource_type_field_name=None,
)


class CaseList(ApiView, GenericAPIView[Case]):
    """The cases the asker may open."""

    pagination_class = OrderedPagination
    queryset = Case.objects.none()

    @property
    def orderings(self) -> Mapping[str, Ordering]:
        """By age; from inside also by what is due next, which a party is not told."""
        if self.is_described or not party_ids(self.actor):
            return ORDERINGS
        return PARTY_ORDERINGS

    @extend_schema(operation_id="cases_list", parameters=[CaseFilter], responses=_ROW)
    def get(self, request: Request) -> Response:
        """The cases of one's subtree; for organs and courts those they are party to, as facets.

        With ``entrusted`` those of whose inquiry one's procuratorate is entrusted with a part.
        """
        actor = self.actor
        if entrusted_ids(actor) and asked(CaseFilter, request)["entrusted"]:
            letters = self.paginate_queryset(_entrusted_rows(actor, request))
            return self.get_paginated_response(
                EntrustedRowSerializer(letters or [], many=True).data
            )
        rows = _party_rows(actor, request) if party_ids(actor) else _inside_rows(actor, request)
        found = self.paginate_queryset(
            rows.select_related("procuratorate", "respondent", "handler")
        )
        return self.get_paginated_response(_told(found or [], actor))


def _inside_rows(actor: Actor, request: Request) -> QuerySet[Case]:
    wanted = asked(CaseFilter, request)
    today = beijing_date(now())
    rows = Case.objects.internal_to(actor)
    if wanted["mine"]:
        mine = TeamMember.objects.on(today).filter(person=actor.user)
        rows = rows.filter(pk__in=mine.values("case"))
    return narrowed(rows, wanted, today)


def _entrusted_rows(actor: Actor, request: Request) -> QuerySet[Case]:
    """Narrowed by nothing that the letter does not say."""
    wanted = asked(CaseFilter, request)
    told = {name: wanted[name] for name in ("q", "kind", "procuratorate") if wanted.get(name)}
    outside = Case.objects.facet_of(actor).exclude(
        pk__in=Case.objects.internal_to(actor).values("pk")
    )
    return narrowed_facet(outside, told).select_related("procuratorate")


def _party_rows(actor: Actor, request: Request) -> QuerySet[Case]:
    """Narrowed by nothing that a party is not told, also for cases granted to its people."""
    wanted = asked(FacetFilter, request)
    rows = Case.objects.visible_to(actor).annotate(told_state=told_state(actor))
    if wanted.get("state"):
        rows = rows.filter(told_state__in=wanted["state"])
    return narrowed_facet(rows, wanted)


def _told(rows: Sequence[Case], actor: Actor) -> list[dict[str, Any]]:
    inside = {case.pk for case in rows}
    if party_ids(actor):
        seen = Case.objects.internal_to(actor).filter(pk__in=inside)
        inside = set(seen.values_list("pk", flat=True))
    files = [case for case in rows if case.pk in inside]
    facets = [case for case in rows if case.pk not in inside]
    told = {
        row["number"]: dict(row)
        for row in (
            *CaseRowSerializer(files, many=True).data,
            *FacetRowSerializer(facets, many=True).data,
        )
    }
    return [told[case.number] for case in rows]


class CaseDetail(ApiView):
    """One case."""

    @extend_schema(operation_id="case", responses=_CASE)
    def get(self, request: Request, number: str) -> Response:
        """The whole file for those inside, its facet for a party or an entrusted procuratorate.

        The reading is recorded.
        """
        actor, at = self.actor, now()
        case = case_for(actor, number)
        record_reading(request._request, case, at)
        return Response(
            {**self._told(case), "available_actions": available_actions(case, actor, at)}
        )

    def _told(self, case: Case) -> dict[str, Any]:
        if is_inside(self.actor, case):
            return case_file(case, self)
        return (entrusted_facet if entrusted_ids(self.actor) else facet)(case, self.actor)

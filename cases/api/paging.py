"""Pages of lists that allow several orderings."""

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol, cast

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from agencies.api.paging import KeysetPagination
from cases.api.base import asked
from pilit.web.paging import AT_MOST, Ordering, page_of

NEWEST = Ordering(descending=True)
OLDEST = Ordering()


class Ordered(Protocol):
    """A view that lists: the orderings it allows, the first being what it does unasked."""

    @property
    def orderings(self) -> Mapping[str, Ordering]: ...


class PageForm(serializers.Serializer[Any]):
    """Which page of a list, and in which order."""

    cursor = serializers.CharField(required=False, max_length=1000, default="", allow_blank=True)
    size = serializers.IntegerField(required=False, min_value=1, max_value=AT_MOST, default=50)
    ordering = serializers.CharField(required=False, max_length=20, default="")


class OrderedPagination(KeysetPagination):
    """``?ordering=`` from the view's allow-list, ``?cursor=``, ``?size=`` (1 to 100)."""

    orderings: ClassVar[Mapping[str, Ordering]] = {"newest": NEWEST}

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        """The rows of the page asked for.

        Raises ``Invalid`` for an ordering that is not allowed and for a cursor that is not ours.
        """
        wanted = {"cursor": "", "ordering": "", **asked(PageForm, request)}
        orderings = self._orderings(view)
        self.request = request
        self.page = page_of(
            queryset,
            orderings,
            wanted["ordering"] or next(iter(orderings)),
            wanted["cursor"],
            wanted["size"],
        )
        return self.page.rows

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """What may be asked of a page."""
        names = list(self._orderings(view))
        schema = {"type": "string", "enum": names, "default": names[0]}
        ordering = {"name": "ordering", "in": "query", "schema": schema}
        return [*super().get_schema_operation_parameters(view), ordering]

    def _orderings(self, view: APIView | None) -> Mapping[str, Ordering]:
        return cast(Ordered, view).orderings if view is not None else self.orderings

"""Pages of API lists: keyset-paged, the cursor of the next in the answer."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from pilit.web.paging import AT_MOST, Ordering, page_of

NAME = "default"


class KeysetPagination(BasePagination):
    """``{"results": [...], "next": address or null}``; ``?cursor=`` and ``?size=`` (up to 100)."""

    ordering: ClassVar[Ordering]

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        """The rows of the page asked for. Raises ``Invalid`` for a cursor that is not ours."""
        size = request.query_params.get("size", "")
        self.request = request
        self.page = page_of(
            queryset,
            {NAME: self.ordering},
            NAME,
            request.query_params.get("cursor", ""),
            int(size) if size.isdecimal() else AT_MOST,
        )
        return self.page.rows

    def get_paginated_response(self, data: Any) -> Response:
        """The page and where the next one is."""
        return Response({"results": data, "next": self._next()})

    def get_paginated_response_schema(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """How the schema describes a page."""
        following = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["results", "next"],
            "properties": {"results": schema, "next": following},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """What may be asked of a page."""
        return [
            {"name": "cursor", "in": "query", "schema": {"type": "string"}},
            {
                "name": "size",
                "in": "query",
                "schema": {"type": "integer", "minimum": 1, "maximum": AT_MOST},
            },
        ]

    def _next(self) -> str | None:
        if not self.page.next_cursor:
            return None
        query = self.request.query_params.copy()
        query["cursor"] = self.page.next_cursor
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")


class ByCode(KeysetPagination):
    """In the order of the codes."""

    ordering = Ordering("code")


class NewestFirst(KeysetPagination):
    """The latest first."""

    ordering = Ordering(descending=True)

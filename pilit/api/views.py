"""The OpenAPI document, its page, and the answer for addresses that lead nowhere."""

from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiJsonRenderer2
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from pilit.law.errors import NotFound


class OnceGenerator(SchemaGenerator):
    """Makes the document once for each language: it takes seconds, and visitors may ask for it."""

    def get_schema(self, request: Request | None = None, public: bool = False) -> Any:
        """The document; the same for everybody."""
        return _document(get_language() or "")


@lru_cache(maxsize=8)
def _document(language: str) -> Any:
    del language  # what is cached differs by it
    generator: Any = SchemaGenerator
    return generator().get_schema(request=None, public=True)


class Schema(SpectacularAPIView):
    """The OpenAPI 3.1 document as JSON; ``?lang=`` for another language than one's own."""

    renderer_classes = [OpenApiJsonRenderer2, OpenApiJsonRenderer]
    permission_classes = (AllowAny,)
    generator_class = OnceGenerator


class Docs(SpectacularSwaggerSplitView):
    """The document to read and to try out: Swagger UI from our own address, no inline script."""

    permission_classes = (AllowAny,)
    template_name = "api/docs.html"
    url_name = "api-schema"


class Unknown(APIView):
    """Answers with a problem document where a browser would get a page."""

    permission_classes = (AllowAny,)
    schema = None

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """There is nothing here. Addresses end with a slash."""
        raise NotFound

    post = put = patch = delete = get

"""Reading JSON bodies so that nothing a caller sends can be worse than a refusal."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser
from rest_framework.utils import json as strict_json

from cases.api.errors import TooLarge


class StrictJSONParser(JSONParser):
    """JSON in UTF-8 of limited size, without the characters a database cannot keep.

    The framework's own parser reads a body of any size, and lets pass NUL and lone surrogates,
    which PostgreSQL refuses, and nesting deeper than Python can follow.
    """

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The body as Python values. Raises ``ParseError``, or :class:`TooLarge`."""
        del media_type, parser_context
        limit: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise TooLarge
        try:
            parsed = json.loads(body.decode("utf-8"), parse_constant=strict_json.strict_constant)
            kept = json.dumps(parsed, ensure_ascii=False, allow_nan=False)
            kept.encode("utf-8")
        except (ValueError, RecursionError) as fault:
            raise ParseError(_("The body is not valid JSON.")) from fault
        if "\\u0000" in kept and _has_nul(parsed):
            raise ParseError(_("The body holds a character that cannot be kept (NUL)."))
        return parsed


def _has_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_has_nul(key) or _has_nul(inner) for key, inner in value.items())
    return isinstance(value, list) and any(_has_nul(inner) for inner in value)

"""How often somebody unknown may ask."""

import logging
from typing import TYPE_CHECKING

from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle

if TYPE_CHECKING:
    from rest_framework.views import APIView

log = logging.getLogger(__name__)


class VisitorThrottle(AnonRateThrottle):
    """Limits requests of one address without a log-in: asking for tokens, reading the schema.

    Where the cache is down it lets everybody through and the log says so, as the log-in does.
    """

    scope = "visitor"

    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Whether this request is one of those allowed."""
        try:
            return super().allow_request(request, view)
        except (RedisError, OSError) as error:
            log.warning("The throttle of the API is open, the cache does not answer: %s", error)
            return True

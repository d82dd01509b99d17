"""Django's and Celery's settings for one Redis or Valkey address."""

from typing import Any
from urllib.parse import parse_qs, urlsplit


def redis_cache(url: str, prefix: str = "pilit") -> dict[str, dict[str, Any]]:
    """CACHES with the server at `url` as the default cache."""
    return {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": url,
            "KEY_PREFIX": prefix,
        }
    }


def celery_broker(url: str) -> str:
    """The same server as Celery names it: a Unix socket has a scheme of its own there."""
    parts = urlsplit(url)
    if parts.scheme != "unix":
        return url
    database = parse_qs(parts.query).get("db", ["0"])[-1]
    return f"redis+socket://{parts.path}?virtual_host={database}"

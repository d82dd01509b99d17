"""Typed settings from the environment.

Each parser names the variable and what it expects when the value will not do, so that an operator
reads what to change instead of a traceback. Every variable may instead be given as NAME_FILE, the
path of a file that holds it: the way container secrets arrive.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE: Final = frozenset({"1", "true", "yes", "on"})
FALSE: Final = frozenset({"0", "false", "no", "off"})
DATABASE_SCHEMES: Final = frozenset({"postgres", "postgresql"})
REDIS_SCHEMES: Final = frozenset({"redis", "rediss", "unix"})
WEB_SCHEMES: Final = frozenset({"http", "https"})
SMTP_PORTS: Final = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


class Environment:
    """Reads settings out of a mapping, as a rule `os.environ`."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    def text(self, name: str, default: str | None = None) -> str:
        """The value without surrounding space; without a default it is required."""
        value = self._raw(name)
        if value:
            return value
        if default is None:
            raise _wrong(name, "is not set", "a value")
        return default

    def optional(self, name: str) -> str | None:
        """The value, or None where it is missing or empty."""
        return self._raw(name) or None

    def flag(self, name: str, default: bool) -> bool:
        """Yes or no."""
        value = self._raw(name).lower()
        if not value:
            return default
        if value in TRUE:
            return True
        if value in FALSE:
            return False
        raise _wrong(name, f"is {value!r}", "one of true, false, yes, no, on, off, 1, 0")

    def integer(
        self, name: str, default: int, *, minimum: int = 0, maximum: int | None = None
    ) -> int:
        """A whole number within the bounds, both included."""
        value = self._raw(name)
        expected = f"a whole number from {minimum}" + ("" if maximum is None else f" to {maximum}")
        if not value:
            return default
        try:
            number = int(value)
        except ValueError:
            raise _wrong(name, f"is {value!r}", expected) from None
        if number < minimum or (maximum is not None and number > maximum):
            raise _wrong(name, f"is {value!r}", expected)
        return number

    def words(self, name: str, default: tuple[str, ...] = ()) -> list[str]:
        """A list separated by commas."""
        value = self._raw(name)
        if not value:
            return list(default)
        return [word.strip() for word in value.split(",") if word.strip()]

    def path(self, name: str, default: Path) -> Path:
        """An absolute path; `~` and relative paths are resolved."""
        value = self._raw(name)
        return Path(value).expanduser().resolve() if value else default.resolve()

    def directory(self, name: str) -> Path | None:
        """An absolute path; None where the variable is missing or empty."""
        value = self._raw(name)
        return Path(value).expanduser().resolve() if value else None

    def database(self, name: str, default: str | None = None) -> dict[str, Any]:
        """A Django database entry from `postgresql://user:password@host:port/name?option=value`.

        `host` as an option names a directory of Unix sockets; other options go to the driver.
        """
        expected = "postgresql://user:password@host:port/name"
        parts = self._url(name, self.text(name, default), DATABASE_SCHEMES, expected)
        database = unquote(parts.path.lstrip("/"))
        if not database or "/" in database:
            raise _wrong(name, "names no database", expected)
        options: dict[str, Any] = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        host = options.pop("host", None) or unquote(parts.hostname or "")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": database,
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": host,
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
        }

    def redis(self, name: str, default: str | None = None) -> str:
        """The address of a Redis or Valkey server, over TCP or a Unix socket."""
        expected = "redis://:password@host:port/0, rediss://… or unix:///path/to/socket?db=0"
        value = self.text(name, default)
        parts = self._url(name, value, REDIS_SCHEMES, expected)
        if parts.scheme == "unix" and not parts.path:
            raise _wrong(name, "names no socket", expected)
        if parts.scheme != "unix" and not parts.hostname:
            raise _wrong(name, "names no host", expected)
        return value

    def site(self, name: str) -> str:
        """The address under which browsers reach the site, without a slash at its end; optional."""
        expected = "https://host, or https://host:port/path where the site lies under a path"
        value = self.text(name, "")
        if not value:
            return ""
        parts = self._url(name, value, WEB_SCHEMES, expected)
        if not parts.hostname:
            raise _wrong(name, "names no host", expected)
        if parts.username or parts.password or parts.query or parts.fragment:
            raise _wrong(name, "holds more than an address", expected)
        return value.rstrip("/")

    def mailer(self, name: str, default: str | None = None) -> dict[str, Any]:
        """A Django mailer from `smtp://user:password@host:port`.

        `smtps` speaks TLS from the start (port 465), `smtp+starttls` turns to it (port 587);
        `console:` shows mail on the standard output and sends nothing.
        """
        expected = "smtp://, smtps:// or smtp+starttls:// user:password@host:port, or console:"
        value = self.text(name, default)
        if value == "console:":
            return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
        parts = self._url(name, value, SMTP_PORTS.keys(), expected)
        if not parts.hostname:
            raise _wrong(name, "names no host", expected)
        return {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": parts.hostname,
                "port": parts.port or SMTP_PORTS[parts.scheme],
                "username": unquote(parts.username or ""),
                "password": unquote(parts.password or ""),
                "use_ssl": parts.scheme == "smtps",
                "use_tls": parts.scheme == "smtp+starttls",
                "timeout": 20,
            },
        }

    def _url(self, name: str, value: str, schemes: Collection[str], expected: str) -> SplitResult:
        try:
            parts = urlsplit(value)
            port = parts.port
        except ValueError:
            # The value is not repeated: it holds a password.
            raise _wrong(name, "is no address", expected) from None
        if port == 0:
            raise _wrong(name, "has port 0", expected)
        if parts.scheme not in schemes:
            raise _wrong(name, f"begins with {parts.scheme!r}", expected)
        return parts

    def _raw(self, name: str) -> str:
        value = self._values.get(name, "").strip()
        file = self._values.get(f"{name}_FILE", "").strip()
        if value or not file:
            return value
        try:
            return Path(file).read_text("utf-8").strip()
        except OSError as error:
            raise _wrong(f"{name}_FILE", f"cannot be read ({error.strerror})", "a file") from None


def _wrong(name: str, what: str, expected: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} {what}; expected {expected}.")

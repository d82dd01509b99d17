"""What goes wrong with embedded servers, said in words for the person at the keyboard."""

from pathlib import Path


class EmbeddedServerError(Exception):
    """A server could not be prepared, started or stopped; the message says what to look at."""


def with_log(message: str, log: Path, lines: int = 15) -> EmbeddedServerError:
    """The error `message`, followed by the last lines of a server's log."""
    try:
        tail = log.read_text("utf-8", "replace").splitlines()[-lines:]
    except OSError:
        tail = []
    return EmbeddedServerError("\n".join([message, f"Its log, {log}, ends:", *tail]))

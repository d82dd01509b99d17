"""Whether a stored document is still what was decided: its text against the event that froze it."""

from dataclasses import dataclass
from typing import Protocol

from cryptography.hazmat.primitives.hashes import SM3, Hash

from cases.models import Event
from cases.services.record import digest_of


class Kept(Protocol):
    """What was frozen, and is kept with the event that says so: a decided document, a report."""

    @property
    def event_id(self) -> int | None: ...
    @property
    def code(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def digest(self) -> str: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Authenticity:
    """What a stored document is held against."""

    recorded: str
    """The digest the event of the decision tells; empty where it tells none."""
    found: str
    """The digest of the text as it is stored now."""
    number_kept: bool
    event_kept: bool

    @property
    def is_intact(self) -> bool:
        """Whether nothing was changed since the decision."""
        return self.found == self.recorded and self.number_kept and self.event_kept


def authenticity_of(row: Kept) -> Authenticity:
    """Compute the digest anew and compare it with the log; what the row says of itself counts for
    nothing.
    """
    event = Event.objects.filter(pk=row.event_id).first() if row.event_id else None
    entry = _recorded(event, row.code) if event else {}
    digest = Hash(SM3())
    digest.update(row.text.encode())
    return Authenticity(
        recorded=entry.get("digest", ""),
        found=digest.finalize().hex(),
        number_kept=entry.get("number") == row.number and entry.get("digest") == row.digest,
        event_kept=event is not None and digest_of(event) == event.digest,
    )


def _recorded(event: Event, code: str) -> dict[str, str]:
    entries: list[dict[str, str]] = event.effects.get("documents", [])
    return next((entry for entry in entries if entry.get("code") == code), {})

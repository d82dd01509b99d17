"""The actions offered on a page: to take now, waiting for something, steps on drafts."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from agencies.actor import Actor
from cases.actions.base import Target
from cases.actions.offers import Offer, offers
from cases.domain.lifecycle import Decision
from cases.domain.vocabulary import CaseState
from cases.models import Case, Draft, Matter
from cases.views.wording import AFTER_MISS, MEETS, USUAL, action_label
from pilit.web.texts import listed, message_of, translated

WHEN_OPEN: Final = frozenset({"serve_document"})
"""Said only where it can be done: most of the time nothing waits to be served."""
SHOWN = 4
"""Buttons shown before the rest goes under "more"."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """An action that cannot be taken just now, and why."""

    offer: Offer
    reason: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that waits for somebody, and what it would decide."""

    draft: Draft
    label: str


def waiting_drafts(target: Target) -> list[Waiting]:
    """The open drafts on a clue or case."""
    if isinstance(target, Matter):
        return []
    rows = target.drafts.open().select_related("drafter", "reviewer", "sent_back_by")
    return [Waiting(row, action_label(row.action)) for row in rows]


@dataclass(frozen=True, slots=True)
class Offered:
    """What one person can do with one clue or case."""

    first: list[Offer]
    more: list[Offer]
    blocked: list[Blocked]
    steps: list[Offer]

    @classmethod
    def of(
        cls, target: Target, actor: Actor, at: dt.datetime, pressing: Iterable[str] = ()
    ) -> Self:
        """Ask the registry.

        What meets a deadline in ``pressing`` (codes, in order) comes first, then what is usual.
        """
        found = offers(target, actor, at)
        wanted = [
            name for code in pressing for name in (*AFTER_MISS.get(code, ()), *MEETS.get(code, ()))
        ]
        if isinstance(target, Case):
            wanted += USUAL.get(CaseState(target.state), ())
        free = [offer for offer in found if not offer.is_step and offer.blocked is None]
        free.sort(
            key=lambda offer: wanted.index(offer.name) if offer.name in wanted else len(wanted)
        )
        blocked = [
            Blocked(offer, message_of(offer.blocked))
            for offer in found
            if offer.blocked is not None and not offer.is_step and offer.name not in WHEN_OPEN
        ]
        return cls(free[:SHOWN], free[SHOWN:], blocked, [offer for offer in found if offer.is_step])

    @property
    def decided(self) -> list[Offer]:
        """Those that need the chief's decision."""
        return [offer for offer in (*self.first, *self.more) if offer.decision is not Decision.OWN]

    @property
    def decided_names(self) -> str:
        """Their labels, in the reader's language."""
        return listed(translated(offer.label) for offer in self.decided)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.first or self.more or self.steps)

"""The sorts of matters that apps above this one add, and what each knows of its own."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from agencies.actor import Actor, Seat
from agencies.models import User
from cases.documents.facts import Facts
from cases.domain.lifecycle import Transition
from cases.domain.lifecycle.table import Table
from cases.models import Case, Deadline, Matter

if TYPE_CHECKING:
    from cases.actions.base import Action


class Parts:
    """In which parts one actor stands to one matter; each sort says which there are.

    Without drafts: what a matter goes through is decided by whoever acts.
    """

    def permitted(self, entry: Transition) -> bool:
        """Whether the actor may take the action of a row, whatever the state."""
        return self.seat(entry.who) is not None

    def seat(self, parts: Iterable[str]) -> Seat | None:
        """The seat in which the actor acts in one of the parts."""
        found = (self._seat(part) for part in parts)
        return next((seat for seat in found if seat is not None), None)

    def _seat(self, part: str) -> Seat | None:
        """The seat in which the actor acts in one part, ``None`` where they do not."""
        raise NotImplementedError


def no_facts(action: "Action", at: dt.datetime) -> Facts:
    """No document is made of it. Raises ``LookupError``."""
    raise LookupError(f"no document is made by {action.name} at {at}")


def nothing_waits(actor: Actor) -> QuerySet[Matter]:
    """No period runs for it that a person would have in their work."""
    del actor
    return Matter.objects.none()


def no_steps(actor: Actor) -> Mapping[str, Any]:
    """Nobody reviews or decides it."""
    del actor
    return {}


def not_named(keys: Iterable[int]) -> Mapping[int, str]:
    """No list of work and no file of a case names it."""
    del keys
    return {}


def none_from(actor: Actor, case: Case) -> QuerySet[Matter]:
    """None is named in the file of a case."""
    del actor, case
    return Matter.objects.none()


@dataclass(frozen=True, slots=True)
class Subject:
    """What one of several periods of a matter is about: in words, and by the field in which the
    form that meets it asks for it.
    """

    words: str
    field: str
    value: str


def not_told_apart(keys: Iterable[int]) -> Mapping[int, Subject]:
    """No two periods of the same kind run for a matter at once."""
    del keys
    return {}


def none_begun(case: Case) -> frozenset[str]:
    """None is begun in a case."""
    del case
    return frozenset()


def to_authors(keys: Iterable[int]) -> Mapping[int, list[User]]:
    """Nobody else: each matter is owed to its author."""
    del keys
    return {}


def by_post(keys: Iterable[int], on: dt.date) -> Mapping[int, list[User]]:
    """Nobody in particular: whoever holds the post that acts where it has to be done."""
    del keys, on
    return {}


@dataclass(frozen=True)
class Sort:
    """One sort of matter: its word in addresses, its table, who stands where, who sees what."""

    name: str
    model: type[Matter]
    table: Table
    states: type[StrEnum]
    page: str
    """URL name of its page, which takes its number."""
    form: str
    """URL name of the form that begins one; ``forms`` has those of further ways to begin."""
    standing: Callable[[Actor, Matter | None, dt.date], Parts]
    visible_to: Callable[[Actor], Any]
    """The rows an actor may open."""
    demo: Callable[[dt.datetime], None]
    """Tells some for the demo as they stand at a moment, once its cases are told."""
    waiting: Callable[[Actor], Any] = nothing_waits
    """The rows whose periods stand in an actor's work: to be kept, or owed to them."""
    steps: Callable[[Actor], Mapping[str, Any]] = no_steps
    """The rows that wait for an actor's review or decision, by the action that takes it on."""
    headlines: Callable[[Iterable[int]], Mapping[int, str]] = not_named
    """What rows are called, by key, for who may see them."""
    from_case: Callable[[Actor, Case], Any] = none_from
    """The rows named in the file of a case, to who sees the case from inside."""
    begun_in: Callable[[Case], frozenset[str]] = none_begun
    """The actions by which one is begun in a case as it stands, for who works on it there."""
    meets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The actions that meet a period, by its code, the likeliest first."""
    facts: Callable[["Action", dt.datetime], Facts] = no_facts
    """What the documents of an action are made of."""
    owed_to: Callable[[Iterable[int]], Mapping[int, list[User]]] = to_authors
    """Who is reminded of what others owe, by key, where that may be somebody else than the author.
    """
    subjects: Callable[[Iterable[int]], Mapping[int, Subject]] = not_told_apart
    """What periods are about, by their keys, where several of a kind run for a matter at once."""
    acting: Callable[[Iterable[int], dt.date], Mapping[int, list[User]]] = by_post
    """Who alone is reminded of what has to be done, by key, on a day; a matter without an entry: by
    the posts of who is responsible.
    """
    forms: Mapping[str, str] = field(default_factory=dict)
    """URL names of forms by the action that begins one, where that is not the usual one."""
    actions: dict[str, type["Action"]] = field(default_factory=dict)

    def register[A: type["Action"]](self, action: A) -> A:
        """Class decorator: enter an action under its name. Raises ``ValueError`` for a second."""
        if action.name in self.actions:
            raise ValueError(f"two actions are called {action.name}")
        self.actions[action.name] = action
        return action

    def form_of(self, action: str) -> str:
        """URL name of the form in which an action begins one."""
        return self.forms.get(action, self.form)

    def find(self, pk: int) -> Matter:
        """The matter whole, as its own app knows it."""
        found: Matter = self.model._default_manager.select_related("procuratorate").get(pk=pk)
        return found


SORTS: dict[str, Sort] = {}
"""By name; each app enters its own when it is ready."""


def sort_of(matter: Matter) -> Sort:
    """The sort of a matter."""
    return SORTS[matter.sort]


def headlines(matters: Iterable[Matter]) -> dict[int, str]:
    """What matters of any sort are called, by key; one query for each sort among them."""
    return {
        key: text
        for name, some in _by_sort(matters).items()
        for key, text in SORTS[name].headlines(some).items()
    }


def subjects(deadlines: Iterable[Deadline]) -> dict[int, Subject]:
    """As ``Sort.subjects``, for periods of matters of any sort, which must be at hand."""
    keys: dict[str, list[int]] = {}
    for row in deadlines:
        if row.matter is not None:
            keys.setdefault(row.matter.sort, []).append(row.pk)
    return {
        key: subject
        for name, some in keys.items()
        for key, subject in SORTS[name].subjects(some).items()
    }


def owed_to(matters: Iterable[Matter]) -> dict[int, list[User]]:
    """As ``Sort.owed_to``, for matters of any sort."""
    return {
        key: people
        for name, some in _by_sort(matters).items()
        for key, people in SORTS[name].owed_to(some).items()
    }


def acting_on(matters: Iterable[Matter], on: dt.date) -> dict[int, list[User]]:
    """As ``Sort.acting``, for matters of any sort."""
    return {
        key: people
        for name, some in _by_sort(matters).items()
        for key, people in SORTS[name].acting(some, on).items()
    }


def _by_sort(matters: Iterable[Matter]) -> dict[str, list[int]]:
    keys: dict[str, list[int]] = {}
    for matter in matters:
        keys.setdefault(matter.sort, []).append(matter.pk)
    return keys


def beginning(action: str) -> Sort | None:
    """The sort of what an action brings into being, ``None`` where it is no matter."""
    return next(
        (
            sort
            for sort in SORTS.values()
            if any(row.action == action and "" in row.sources for row in sort.table)
        ),
        None,
    )

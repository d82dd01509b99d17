"""The one registry of actions, and the tables they are taken by."""

from collections.abc import Mapping

from cases.actions.base import Action, CaseAction, ClueAction, Target
from cases.domain.lifecycle import CASE_TABLES, CLUE_TABLE, Transition
from cases.domain.vocabulary import CaseKind
from cases.models import Case, Clue
from cases.sorts import SORTS, beginning, sort_of

CLUE_ACTIONS: dict[str, type[Action]] = {}
CASE_ACTIONS: dict[str, type[Action]] = {}


def register[A: type[Action]](action: A) -> A:
    """Class decorator: enter an action under its name, for clues, for cases, or (a plain
    ``Action``) for both.

    Raises ``ValueError`` for a name given twice.
    """
    books = []
    if not issubclass(action, CaseAction):
        books.append(CLUE_ACTIONS)
    if not issubclass(action, ClueAction):
        books.append(CASE_ACTIONS)
    for book in books:
        if action.name in book:
            raise ValueError(f"two actions are called {action.name}")
        book[action.name] = action
    return action


def table_of(target: Target) -> tuple[Transition, ...]:
    """The lifecycle table of a clue, case or matter."""
    if isinstance(target, Case):
        return CASE_TABLES[CaseKind(target.kind)]
    return CLUE_TABLE if isinstance(target, Clue) else sort_of(target).table


def actions_on(target: Target) -> Mapping[str, type[Action]]:
    """The actions known for this sort of target, by name."""
    if isinstance(target, Case):
        return CASE_ACTIONS
    return CLUE_ACTIONS if isinstance(target, Clue) else sort_of(target).actions


def table_for(name: str, target: Target | None) -> tuple[Transition, ...]:
    """The table an action is taken by; with nothing to act on, that of what it brings about."""
    if target is not None:
        return table_of(target)
    sort = beginning(name)
    return CLUE_TABLE if sort is None else sort.table


def known_action(name: str, target: Target | None) -> type[Action] | None:
    """The action of that name on a target, or on nothing yet; ``None`` where there is none."""
    if target is not None:
        return actions_on(target).get(name)
    sort = beginning(name)
    return (CLUE_ACTIONS if sort is None else sort.actions).get(name)


def action_called(name: str) -> type[Action] | None:
    """The action of that name, on whatever it is taken."""
    books = (CASE_ACTIONS, CLUE_ACTIONS, *(sort.actions for sort in SORTS.values()))
    return next((book[name] for book in books if name in book), None)

"""The one registry of actions, and the tables they are taken by."""

from collections.abc import Mapping

from cases.actions.base import Action, CaseAction, ClueAction, Target
from cases.domain.lifecycle import CASE_TABLES, CLUE_TABLE, Transition
from cases.domain.vocabulary import CaseKind
from cases.models import Case, Clue

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
    """The lifecycle table of a clue or case."""
    return CLUE_TABLE if isinstance(target, Clue) else CASE_TABLES[CaseKind(target.kind)]


def actions_on(target: Target) -> Mapping[str, type[Action]]:
    """The actions known for this sort of target, by name."""
    return CASE_ACTIONS if isinstance(target, Case) else CLUE_ACTIONS

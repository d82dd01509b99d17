"""What an action is: its fields, guard and effect, side by side in one class."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.utils import timezone

from agencies.actor import Actor, Seat
from agencies.models import Organisation, OrganisationKind, User
from cases.actions.fields import ActionData, NoData, arrivals
from cases.domain.lifecycle import Transition
from cases.models import Case, Clue, Draft, Matter
from cases.services.ledger import Ledger
from pilit.law.errors import DateOutOfOrder

type Target = Clue | Case | Matter
"""What an action is taken on."""
type File = Clue | Case
"""What a decision of the chief is about."""
type Options = Mapping[str, Sequence[tuple[str, ...]]]
"""Value, label and, where there are groups, the group; by the path of the field."""


class Action:
    """One performance of an action on a clue or case.

    Subclasses declare ``name``, ``label``, ``Data`` and what they do. ``precheck`` holds what can
    be known before anything is filled in (a button is offered only where it passes), ``guard`` what
    depends on the data; both raise a ``DomainError``. ``effect`` writes facts; state, event,
    deadlines and version are written by ``perform``.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    """What the button says; a message id."""
    consequence: ClassVar[str] = ""
    """What follows in law, shown before the form is sent; a message id."""
    occurs_on: ClassVar[str] = ""
    """The field that holds the day of the legal fact; empty: the moment of recording."""
    unnamed: ClassVar[bool] = False
    """Whether who takes it is protected: the log does not name them, nothing is kept under their
    name, neither what they typed nor that they sent it."""
    aside: ClassVar[bool] = False
    """Whether what it acts on keeps its version: a side that sees the version must not sense it."""
    from_address: ClassVar[frozenset[str]] = frozenset()
    """The fields that the link to the form may have filled in."""
    Data: ClassVar[type[ActionData]] = NoData
    data: Any

    def __init__(
        self, target: Target | None, actor: Actor, at: dt.datetime, author: User | None
    ) -> None:
        self.target = target
        self.actor = actor
        self.at = at
        self.today: dt.date = timezone.localdate(at)
        self.author = author
        """The person whose act it is: the drafter of a decision, else the actor; ``None`` for the
        clock.
        """
        self.seat: Seat | None = None
        """The post in which the actor acts."""
        self.drafted_as: Draft | None = None
        """The draft that is reviewed or decided; ``None`` for what takes effect when it is sent."""
        self.wording: Mapping[str, Mapping[str, Any]] = {}
        """What was written over the text of its documents, by template and section."""
        self.effects: dict[str, Any] = {}
        """What follows, for the event log."""
        self.made: Target | None = None
        """What the action brought into being."""
        self._ledgers: dict[Target, Ledger] = {}

    @property
    def case_kind(self) -> str | None:
        """The kind of the case acted on; ``None`` where there is no case."""
        return self.target.kind if isinstance(self.target, Case) else None

    def precheck(self) -> None:
        """Refuse what cannot be done whatever is filled in."""

    def guard(self) -> None:
        """Refuse what may not be done with this data."""

    def effect(self) -> None:
        """Write the facts."""

    def leads_to(self, entry: Transition) -> str | None:
        """The state the action leads to by its row of the table; ``None``: it stays."""
        return entry.target

    def initial(self) -> dict[str, Any]:
        """What the form is opened with."""
        return {}

    def options(self) -> Options:
        """Choices that depend on the clue or case, by the name of the field."""
        return {}

    @property
    def is_party(self) -> bool:
        """Whether an organ acts, for itself."""
        return self.seat is not None and self.seat.organisation_kind == OrganisationKind.ORGAN

    def by_clock(self) -> frozenset[str]:
        """The fields a party does not state: the clock fills them in at its own door."""
        return arrivals(self.Data) if self.is_party else frozenset()

    @classmethod
    def keepable(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """What may be kept of a form that was typed into and not sent."""
        return values

    @property
    def file(self) -> File:
        """The clue or case acted on. Raises ``TypeError`` where it is neither."""
        if not isinstance(self.target, Clue | Case):
            raise TypeError(f"{self.name} is not decided on a draft")
        return self.target

    def unasked(self) -> frozenset[str]:
        """The fields the form leaves out for whoever acts; given otherwise, the guard judges."""
        return self.by_clock()

    def ledger_of(self, target: Target) -> Ledger:
        """The deadlines of what the action touches; their changes go into the event."""
        if target not in self._ledgers:
            self._ledgers[target] = Ledger(target, self.at)
        return self._ledgers[target]

    def ledgers(self) -> Iterable[Ledger]:
        """The ledgers the action has opened."""
        return self._ledgers.values()

    def review_place(self) -> Organisation:
        """Where the head sits who reviews a draft of this action."""
        return self.file.procuratorate

    def decision_place(self) -> Organisation:
        """Where the chief sits who decides it."""
        return self.review_place()

    def day_of_fact(self) -> dt.date | None:
        """The day of the legal fact, a Beijing date, where the data tells it."""
        day = getattr(self.data, self.occurs_on) if self.occurs_on else None
        return day if isinstance(day, dt.date) else None

    def person(self) -> User:
        """The author, where the clock cannot be one."""
        if self.author is None:
            raise LookupError(f"{self.name} has no author")
        return self.author


class ClueAction(Action):
    """An action on a clue."""

    @property
    def clue(self) -> Clue:
        """The clue acted on. Raises ``TypeError`` where there is none yet."""
        if not isinstance(self.target, Clue):
            raise TypeError(f"{self.name} acts on a clue")
        return self.target


class CaseAction(Action):
    """An action on a case."""

    @property
    def case(self) -> Case:
        """The case acted on."""
        if not isinstance(self.target, Case):
            raise TypeError(f"{self.name} acts on a case")
        return self.target

    @property
    def ledger(self) -> Ledger:
        """The deadlines of the case."""
        return self.ledger_of(self.case)

    def refuse_before(self, field: str, first: dt.date | None, message: str) -> None:
        """Raise :class:`DateOutOfOrder` at ``field`` where its day lies before ``first``."""
        day = getattr(self.data, field)
        if first is not None and day is not None and day < first:
            raise DateOutOfOrder(errors={field: [message]})


def choices(pairs: Iterable[tuple[Any, Any]]) -> list[tuple[str, str]]:
    """Options for a form: value and translated label."""
    return [(str(value), str(label)) for value, label in pairs]

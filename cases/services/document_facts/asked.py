"""What a document is asked for: by which action, on what, when, and what was filled in."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from pydantic import BaseModel

from agencies.models import Organisation, OrganisationKind, User
from cases.documents.registry import template
from cases.models import Case, Clue, Draft, Event, EventStage

if TYPE_CHECKING:
    from cases.actions.base import Action


@dataclass(frozen=True)
class Asked:
    """One document to be made.

    ``given`` is what the action was given, as JSON; of a form not yet sent it may be incomplete.
    Where no action is under way it is that of the last such action on the clue or case.
    """

    code: str
    action: "Action | None"
    target: Clue | Case
    at: dt.datetime

    @property
    def today(self) -> dt.date:
        """The Beijing date the document bears."""
        return timezone.localdate(self._past.recorded_at if self._past else self.at)

    @cached_property
    def given(self) -> Mapping[str, Any]:
        """The data of the action, as JSON."""
        if self._past is not None:
            return dict(self._past.data)
        data = getattr(self.action, "data", None)
        if isinstance(data, BaseModel):
            return data.model_dump(mode="json", by_alias=True, warnings=False)
        return data if isinstance(data, Mapping) else {}

    @cached_property
    def effects(self) -> Mapping[str, Any]:
        """What the action has brought about; empty before it takes effect."""
        if self._past is not None:
            return dict(self._past.effects)
        return self.action.effects if self.action else {}

    @cached_property
    def _past(self) -> Event | None:
        if self.action is not None:
            return None
        made = {"case" if isinstance(self.target, Case) else "clue": self.target}
        rows = Event.objects.filter(**made, stage=EventStage.DONE)
        return rows.filter(action__in=template(self.code).actions).order_by("-id").first()

    # -- what it is about

    @cached_property
    def known_case(self) -> Case | None:
        """The case, ``None`` while there is only a clue."""
        made = self.action.made if self.action else None
        return next((row for row in (made, self.target) if isinstance(row, Case)), None)

    @property
    def case(self) -> Case:
        """The case. Raises ``TypeError`` where there is none yet."""
        if self.known_case is None:
            raise TypeError(f"{self.code} is a document of a case")
        return self.known_case

    @cached_property
    def clue(self) -> Clue:
        """The clue, or the one the case came from."""
        # The clue a transfer makes elsewhere is not what the notice tells of.
        own = self.action.target if self.action else None
        found = next((row for row in (own, self.target) if isinstance(row, Clue)), None)
        return found if found is not None else self.case.clue

    @cached_property
    def issuer(self) -> Organisation:
        """The procuratorate that makes the document: that of whoever acts in it."""
        target = self.known_case or self.target
        seat = self.action.seat if self.action else None
        if seat is None or seat.organisation_kind != OrganisationKind.PROCURATORATE:
            return target.procuratorate
        if seat.organisation_id == target.procuratorate_id:
            return target.procuratorate
        return Organisation.objects.get(pk=seat.organisation_id)

    @property
    def author(self) -> User | None:
        """Whose act it is."""
        return self._past.actor if self._past else self.action.author if self.action else None

    @cached_property
    def draft(self) -> Draft | None:
        """The draft that is reviewed or decided."""
        if self.action is not None:
            return self.action.drafted_as
        rows = self.clue.drafts if self.known_case is None else self.known_case.clue.drafts
        found = rows.filter(action__in=template(self.code).actions, status=Draft.Status.DECIDED)
        return found.order_by("-id").first()

    # -- what was filled in

    def text(self, name: str) -> str:
        """A text that was filled in, or nothing."""
        value = self.given.get(name)
        return value.strip() if isinstance(value, str) else ""

    def day(self, name: str) -> dt.date | None:
        """A day that was filled in, ``None`` where none can be read."""
        try:
            return dt.date.fromisoformat(self.text(name))
        except ValueError:
            return None

    def rows(self, name: str) -> list[Mapping[str, Any]]:
        """The rows that were filled in."""
        return [row for row in _listed(self.given.get(name)) if isinstance(row, Mapping)]

    def names(self, name: str) -> list[str]:
        """The entries of a list that was filled in."""
        return [row for row in _listed(self.given.get(name)) if isinstance(row, str)]


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else ()

"""A closed case and what is told of it, for tests: through ``perform``, as in life."""

from typing import Any

from cases.actions import Outcome
from referrals.models import TypicalCase
from tests.cases.conftest import Story

INFORMANT = ("钱多多", "13800009999")
PLATE, IDENTITY = "京A·12345", "11010519491231002X"


class Typical(Story):
    """A case that began with a report, was put right and closed; then its typical case."""

    row: TypicalCase

    def to_registered(self, **data: Any) -> Story:
        """The clue is registered, and who reported it sealed."""
        return super().to_registered(reporter=dict(zip(("name", "phone"), INFORMANT, strict=True)))

    def closed(self) -> "Typical":
        """The organ has performed its duty: the case is closed."""
        if self.case is None:
            self.to_following_up()
        self.later(5)
        self.act(".handler", "conclude_review", proposal="close")
        self.decided("close_case", ground="organ_performed")
        return self

    def chosen(self) -> "Typical":
        """It is chosen by its handler."""
        assert self.case is not None
        self.later(10)
        made = self.take(".handler", "choose_typical_case", None, case=self.case.number).made
        assert isinstance(made, TypicalCase)
        self.row = made
        return self

    def reviewed(self) -> "Typical":
        """It is sent for review, and reviewed."""
        self.take(".handler", "submit_typical_case")
        self.take(".head", "review_typical_case")
        return self

    def public(self) -> "Typical":
        """The chief has decided."""
        self.reviewed().take(".chief", "publish_typical_case")
        return self

    def take(self, who: str, action: str, *on: None, **data: Any) -> Outcome:
        """Take an action on the typical case; with ``None`` on nothing yet."""
        if not on:
            outcome = self.act(who, action, self.row, **data)
            self.row.refresh_from_db()
            return outcome
        kept, self.case = self.case, None
        clue, self.clue = self.clue, None
        try:
            return self.act(who, action, **data)
        finally:
            self.case, self.clue = kept, clue

    def write(self, **data: str) -> Outcome:
        """The author writes over some of its parts."""
        return self.take(".handler", "write_typical_case", **{**self.row.texts, **data})

    def settle(self, *rows: tuple[str, str, str]) -> Outcome:
        """Marks are replaced or kept: words, replacement, reason."""
        names = ("mark", "replacement", "reason")
        marks = [dict(zip(names, row, strict=True)) for row in rows]
        return self.take(".handler", "settle_marks", marks=marks)

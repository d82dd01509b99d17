"""Cases for tests, made as in life: through ``perform``, by the people of the demo directory."""

import datetime as dt
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Self

import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from agencies.actor import Actor
from agencies.directory import write_directory
from agencies.models import User
from cases.actions import Outcome, perform
from cases.actions.base import Target
from cases.models import Case, Clue, Draft
from tests.cases.shelf import kept, kept_rows

DATA = Path(__file__).parent.parent / "data"
SCENARIOS = DATA / "scenarios"
PASSWORD = "right horse battery"


@pytest.fixture
def directory(db: None) -> None:
    """The whole demo directory: real institutions of Beijing, invented people."""
    fill_directory()


def fill_directory() -> None:
    """Write the demo directory into an empty database."""
    kept_rows("directory", lambda: write_directory(_hashed()))


@cache
def _hashed() -> str:
    return make_password(PASSWORD)


def moment(text: str) -> dt.datetime:
    """A moment in Beijing, such as ``2026-03-20T09:00``; nine o'clock where only a day is given."""
    return timezone.make_aware(dt.datetime.fromisoformat(text if "T" in text else f"{text}T09:00"))


def actor_of(username: str, at: dt.datetime) -> Actor:
    """A person of the directory with the posts held then."""
    return Actor.of(User.objects.get(username=username), timezone.localdate(at))


class Story:
    """One administrative case told step by step; every step goes through ``perform``.

    Stages are methods named after the state they reach; each tells all that comes before it, so
    that ``story.to_following_up()`` gives a whole valid history.
    """

    def __init__(self, place: str = "cy", organ: str = "water", start: str = "2026-01-12") -> None:
        self.place = place
        self.organ = f"{place}-{organ}"
        self.clock = moment(start)
        self.clue: Clue | None = None
        self.case: Case | None = None

    def at(self, text: str) -> Self:
        """Set the clock."""
        self.clock = moment(text)
        return self

    def later(self, days: int) -> Self:
        """Move the clock on by days."""
        self.clock += dt.timedelta(days=days)
        return self

    @property
    def today(self) -> str:
        """The Beijing date of the clock, ISO."""
        return timezone.localdate(self.clock).isoformat()

    def act(self, who: str, action: str, on: Target | None = None, /, **data: Any) -> Outcome:
        """Take an action as ``cy.handler``, or as ``.handler`` of the story's own place."""
        name = f"{self.place}{who}" if who.startswith(".") else who
        target = on if on is not None else (self.case or self.clue)
        if target is not None:
            target.refresh_from_db()
        outcome = perform(action, target, actor_of(name, self.clock), data, self.clock)
        if self.case is not None:
            self.case.refresh_from_db()
        elif self.clue is not None:
            self.clue.refresh_from_db()
        return outcome

    def decided(self, action: str, /, **data: Any) -> Outcome:
        """Draft, review and decide an action of the chief's."""
        draft = self.act(".handler", action, **data).draft
        assert isinstance(draft, Draft)
        self.act(".head", "review_draft", draft=draft.pk)
        return self.act(".chief", "decide_draft", draft=draft.pk)

    @kept
    def to_registered(self, **data: Any) -> "Story":
        """A clue is registered."""
        facts = {
            "title": "混凝土企业未经批准取水",
            "narrative": "企业私自凿井取水。",
            "source": "own_work",
            "domain": "environment",
            "place": {"address": "某混凝土公司", "region": "110105"},
            "reported_on": self.today,
            "organ": self.organ,
        } | data
        outcome = perform(
            "register_clue", None, actor_of(f"{self.place}.handler", self.clock), facts, self.clock
        )
        assert isinstance(outcome.made, Clue)
        self.clue = outcome.made
        return self

    @kept
    def to_assessed(self) -> "Story":
        """The clue is assessed."""
        self.to_registered().later(3)
        self.act(
            ".handler",
            "assess_clue",
            truth="属实",
            viability="可查",
            harm="地下水超采",
            verdict="file",
        )
        return self

    @kept
    def to_inquiring(self) -> "Story":
        """A case is filed."""
        self.to_assessed().later(4)
        made = self.decided(
            "file_case",
            kind="administrative",
            respondent=self.organ,
            cause="怠于履行水资源监督管理职责",
            offenders=[{"name": "某混凝土有限公司", "kind": "company"}],
        ).made
        assert isinstance(made, Case)
        self.case = made
        return self

    @kept
    def to_recommended(self) -> "Story":
        """A recommendation is decided."""
        self.to_inquiring().later(2)
        self.act(".handler", "serve_filing_decision", served_on=self.today, method="direct")
        self.later(13)
        self.act(".handler", "conclude_inquiry", findings="未依法查处", proposal="recommend")
        self.later(2)
        self.decided(
            "issue_recommendation",
            urgent=False,
            source_of_case="履行职责中发现",
            facts="违法取水",
            failure="未依法查处",
            legal_basis="《水法》第四十八条",
            items=[{"text": "依法处罚"}, {"text": "追缴水资源费"}],
        )
        return self

    @kept
    def to_awaiting_reply(self) -> "Story":
        """The recommendation is served."""
        self.to_recommended().later(1)
        self.act(".handler", "serve_recommendation", served_on=self.today, method="direct")
        return self

    def reply(self, **data: Any) -> Outcome:
        """The organ replies."""
        facts = {
            "kind": "rectified",
            "statement": "已整改",
            "received_on": self.today,
            "items": [
                {"no": 1, "measure": "已处罚", "status": "done"},
                {"no": 2, "measure": "已追缴", "status": "done"},
            ],
        } | data
        return self.act(f"{self.organ}.officer", "submit_reply", **facts)

    @kept
    def to_following_up(self) -> "Story":
        """The organ has replied."""
        self.to_awaiting_reply().later(40)
        self.reply()
        return self

    @kept
    def to_suit_filed(self) -> "Story":
        """The case is sued after the reply period."""
        self.to_following_up().later(60)
        self.decided(
            "file_suit",
            court=f"{self.place}-court",
            claims=[{"kind": "perform", "text": "判令被告依法履行职责"}],
            delivered_on=self.today,
        )
        return self

    @kept
    def to_on_trial(self) -> "Story":
        """The suit is docketed."""
        self.to_suit_filed().later(3)
        self.act(
            f"{self.place}-court.clerk",
            "docket",
            docketed_on=self.today,
            court_number="（2026）京0105行初1号",
        )
        return self

    @kept
    def to_judged(self) -> "Story":
        """The court has given judgment."""
        self.to_on_trial().later(60)
        self.act(
            f"{self.place}-court.judge",
            "enter_judgment",
            on=self.today,
            court_number="（2026）京0105行初1号",
            served_on=self.today,
            outcome="perform",
            orders=[{"text": "责令依法履行职责", "perform_by": "2026-12-31"}],
        )
        return self


@pytest.fixture
def story(directory: None) -> Story:
    """A story set in Chaoyang against its water bureau, starting on 2026-01-12."""
    return Story()


@pytest.fixture
def stories(directory: None) -> Callable[..., Story]:
    """Stories set elsewhere: ``stories("hd", "env")``."""
    return Story


@pytest.fixture
def scenario_file(tmp_path: Path) -> Callable[[dict[str, Any]], Path]:
    """Writes a scenario and returns its path."""

    def write(scenario: dict[str, Any]) -> Path:
        path = tmp_path / "scenario.json"
        path.write_text(json.dumps(scenario, ensure_ascii=False), encoding="utf-8")
        return path

    return write

"""Loading the demo: again, interrupted, refused."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from agencies.models import Notification, Organisation
from cases.demo import load as loading
from cases.demo.load import counts, load
from cases.demo.plan import Story, plan
from cases.demo.script import Script
from cases.demo.teller import StoryError, tell
from cases.models import Case, Clue, Event, OutboxMail, Reminder, StoredFile
from cases.services.waiting_files import opened
from tests.cases.demo.conftest import NOW

FEW = 4


def facts() -> tuple[int, ...]:
    """How much there is of what a load writes."""
    models = (Clue, Case, Event, Notification, Reminder, StoredFile)
    return tuple(model._default_manager.count() for model in models)


def test_a_second_load_adds_nothing_even_on_another_day(directory: None) -> None:
    assert [progress.told for progress in load(NOW, FEW)] == list(range(1, FEW + 1))
    before = facts()
    assert before[0] >= FEW
    assert list(load(NOW, FEW)) == []
    assert list(load(NOW + dt.timedelta(days=9), FEW)) == []
    assert facts() == before
    assert counts()[0] >= FEW


def test_an_interrupted_load_leaves_whole_stories_and_goes_on(
    directory: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def until_killed(script: Script, *rest: Any) -> bool:
        calls.append(script)
        if len(calls) == 2:
            step = script.steps[-1]
            script.steps[-1] = type(step)(step.at, step.who, "no_such_action", {}, step.on)
        return tell(script, *rest)

    monkeypatch.setattr(loading, "tell", until_killed)
    with pytest.raises(StoryError, match="no_such_action"):
        list(load(NOW, FEW))
    killed = calls[-1].words.title
    assert not Clue.objects.filter(title=killed).exists()
    monkeypatch.undo()
    assert [progress.wanted for progress in load(NOW, FEW)] == [FEW - 1] * (FEW - 1)
    assert Clue.objects.filter(title=killed).exists()


def test_no_mail_waits_and_old_news_is_read_in_its_order(directory: None) -> None:
    list(load(NOW, FEW))
    assert not OutboxMail.objects.exists()
    told = Notification.objects.order_by("id")
    moments = list(told.values_list("created_at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1] <= NOW
    week_ago = NOW - dt.timedelta(days=7)
    assert not told.unread().filter(created_at__lt=week_ago).exists()
    assert not told.already_read().filter(created_at__gte=week_ago).exists()


def test_evidence_and_replies_have_files_that_open(told: Callable[[Story], Script]) -> None:
    story = next(story for story in plan() if story.arc.name == "plan_followed")
    told(story)
    files = StoredFile.objects.filter(case__clue__title=story.title)
    assert files.filter(evidence__isnull=False).exists()
    reply = files.filter(reply__isnull=False, name__endswith=".pdf").get()
    with opened(reply) as content:
        assert content.read(5) == b"%PDF-"
    assert reply.uploaded_for == Organisation.objects.get(code=story.cast.organ)


def test_the_demo_is_refused_where_debug_is_off(db: None) -> None:
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("demo", directory_only=True)
    assert not Organisation.objects.exists()


def test_the_command_loads_says_the_password_and_may_be_repeated(
    db: None, settings: Settings
) -> None:
    settings.DEBUG = True
    told = io.StringIO()
    call_command("demo", cases=1, password="a good password", stdout=told)
    assert "a good password" in told.getvalue()
    planned = Clue.objects.filter(report__isnull=True)
    assert counts() == (planned.count(), Case.objects.count())
    before = facts()
    call_command("demo", cases=1, password="a good password", stdout=told)
    assert facts() == before


def test_the_directory_alone(db: None, settings: Settings) -> None:
    settings.DEBUG = True
    call_command("demo", directory_only=True, stdout=io.StringIO())
    assert Organisation.objects.filter(code="cy").exists()
    assert not Clue.objects.exists()

"""The event log: only added to, and what is changed past all guards is found and named."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from psycopg import sql

from cases.models import Event, EventChain
from cases.verification import BEYOND, CUT_OFF, DIGEST, GAP, HEAD, PREDECESSOR, Verdict, verify
from pilit.database.grants import grant
from pilit.embedded.home import APPLICATION
from tests.cases.conftest import Story


@pytest.fixture
def logged(story: Story) -> Story:
    """Two chains: of Chaoyang and of Haidian."""
    Story("hd", "env").to_registered()
    return story.to_inquiring()


@contextmanager
def past_all_guards() -> Iterator[None]:
    """What a superuser or the owner of the tables can do: no trigger stops them."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE cases_event DISABLE TRIGGER USER")
        try:
            yield
        finally:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE cases_event ENABLE TRIGGER USER")


def tamper(statement: str, *values: Any) -> None:
    with past_all_guards(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1


def verdict(code: str = "cy") -> Verdict:
    return next(each for each in verify() if each.code == code)


def event(place: int) -> Event:
    """The event at a place of Chaoyang's chain."""
    return Event.objects.get(shard__code="cy", seq=place)


def test_what_was_written_holds(logged: Story) -> None:
    found = {each.code: each for each in verify()}
    assert set(found) == {"cy", "hd"}
    assert all(each.broken is None for each in found.values())
    assert found["cy"].events == Event.objects.filter(shard__code="cy").count() == 5
    assert found["cy"].head == event(5).digest
    output = StringIO()
    call_command("verify_events", stdout=output)
    assert "6" in output.getvalue().splitlines()[-1]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", "'decline_clue'"),
        ("actor_name", "'另一人'"),
        ("actor_id", "(SELECT max(id) FROM agencies_user)"),
        ("occurred_at", "occurred_at - interval '1 day'"),
        ("recorded_at", "recorded_at + interval '1 microsecond'"),
        ("data", """'{"verdict": "decline"}'"""),
        ("effects", "'{}'"),
        ("clue_id", "clue_id + 1"),
        ("digest", "repeat('0', 64)"),
    ],
)
def test_a_changed_column_is_found_and_named(logged: Story, column: str, value: str) -> None:
    touched = event(2) if column != "effects" else event(5)
    tamper(f"UPDATE cases_event SET {column} = {value} WHERE id = %s", touched.pk)
    broken = verdict().broken
    assert broken is not None
    assert (broken.seq, broken.event, broken.what) == (touched.seq, touched.pk, DIGEST)
    assert verdict("hd").broken is None


def test_a_changed_event_with_its_digest_redone_breaks_the_next_link(logged: Story) -> None:
    second, third = event(2), event(3)
    tamper("UPDATE cases_event SET digest = %s WHERE id = %s", "f" * 64, second.pk)
    tamper("UPDATE cases_event SET previous = %s WHERE id = %s", third.previous, third.pk)
    broken = verdict().broken
    assert broken is not None
    assert broken.event == second.pk
    tamper("UPDATE cases_event SET digest = %s WHERE id = %s", second.digest, second.pk)
    tamper("UPDATE cases_event SET previous = %s WHERE id = %s", "f" * 64, third.pk)
    broken = verdict().broken
    assert broken is not None
    assert (broken.seq, broken.event, broken.what) == (3, third.pk, PREDECESSOR)


def test_a_removed_event_is_missed(logged: Story) -> None:
    third = event(3)
    tamper("DELETE FROM cases_event WHERE id = %s", event(2).pk)
    broken = verdict().broken
    assert broken is not None
    assert (broken.seq, broken.event, broken.what) == (3, third.pk, GAP)


def test_events_cut_off_at_the_end_are_missed(logged: Story) -> None:
    tamper("DELETE FROM cases_event WHERE id = %s", event(5).pk)
    found = verdict()
    assert found.events == 4
    assert found.broken is not None
    assert (found.broken.seq, found.broken.event, found.broken.what) == (5, 0, CUT_OFF)


def test_a_changed_head_is_found(logged: Story) -> None:
    EventChain.objects.filter(shard__code="cy").update(head="0" * 64)
    broken = verdict().broken
    assert broken is not None
    assert (broken.seq, broken.what) == (5, HEAD)


def test_events_beyond_the_head_are_found(logged: Story) -> None:
    fourth = event(4)
    EventChain.objects.filter(shard__code="cy").update(length=4, head=fourth.digest)
    broken = verdict().broken
    assert broken is not None
    assert (broken.seq, broken.event, broken.what) == (5, event(5).pk, BEYOND)


def test_a_chain_without_head_is_found(logged: Story) -> None:
    EventChain.objects.filter(shard__code="cy").delete()
    broken = verdict().broken
    assert broken is not None
    assert (broken.seq, broken.what) == (1, BEYOND)


def test_the_command_names_the_first_broken_link_of_each_chain(logged: Story) -> None:
    second = event(2)
    tamper("UPDATE cases_event SET action = 'x' WHERE id = %s", second.pk)
    tamper("UPDATE cases_event SET action = 'x' WHERE id = %s", event(4).pk)
    output = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify_events", stdout=output)
    assert ended.value.code == 1
    lines = output.getvalue().splitlines()
    assert len(lines) == 3
    assert str(second.pk) in lines[0]
    assert "cy" in lines[0]
    output = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_events", "--json", stdout=output)
    answer = json.loads(output.getvalue())
    assert answer["whole"] is False
    chains = {chain["code"]: chain["broken"] for chain in answer["chains"]}
    assert chains == {"cy": {"seq": 2, "event": second.pk, "what": DIGEST}, "hd": None}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_event SET action = 'x'",
        "DELETE FROM cases_event",
        "TRUNCATE cases_event CASCADE",
    ],
)
def test_the_trigger_refuses_even_the_owner(logged: Story, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
            cursor.execute(statement)
    assert verdict().broken is None


@pytest.fixture
def as_application(logged: Story) -> Iterator[None]:
    """The application's role, with the rights a migration gives it."""
    with connection.cursor() as cursor:
        # A grant waits for no check that is still to come.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        grant("default", APPLICATION, settings.APPEND_ONLY_TABLES)
        cursor.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(APPLICATION)))
        yield
        cursor.execute("RESET ROLE")


@pytest.mark.usefixtures("as_application")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_event SET action = 'x'",
        "DELETE FROM cases_event",
        "TRUNCATE cases_event",
        "ALTER TABLE cases_event DISABLE TRIGGER append_only",
        "SET LOCAL session_replication_role = replica",
    ],
)
def test_the_application_has_no_right_to_change_history(statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.usefixtures("as_application")
def test_the_application_can_add_to_it() -> None:
    before = Event.objects.count()
    Story("xc", "env").to_registered()
    assert Event.objects.count() == before + 1

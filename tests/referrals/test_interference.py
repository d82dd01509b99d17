"""A record of an attempt to intervene survives its subject, an administrator, and SQL by the role
of the application; who recorded it stands nowhere; every opening is an event.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.urls import reverse

from agencies.models import Notification, User
from cases.actions import perform
from cases.models import Event, FormDraft, IdempotencyKey, OutboxMail, Recusal
from cases.verification import verify
from pilit.database.grants import grant
from pilit.embedded.home import APPLICATION
from pilit.law.errors import NotPermitted
from referrals.models import Interference
from tests.cases.conftest import Story, actor_of
from tests.cases.views.conftest import Browser
from tests.referrals.conftest import FILE_NAME, stands_nowhere, uploaded

WORDS = "要求立即停止调查"
SUBJECT = "某局副局长"
SEES = {"cy.handler", "cy.chief", "cy-disc.officer", "cy-disc.leader"}
OTHERS = ("cy.handler2", "cy.head", "cy.registrar", "bj3.chief", "hd-disc.leader", "admin")
type Open = Callable[[str], Browser]


class Recorded:
    """A record made by the handler of a case, on the day of the story."""

    def __init__(self, **more: object) -> None:
        story = Story().to_inquiring()
        assert story.case is not None
        self.case, self.clock = story.case, story.clock
        self.facts = {
            "case": story.case.number,
            "who": SUBJECT,
            "post": "某局",
            "happened_on": story.today,
            "how": WORDS,
        } | more
        made = self.act("cy.handler", "record_interference", None, **self.facts)
        assert isinstance(made, Interference)
        self.row = made

    def act(
        self, who: str, action: str, row: Interference | None, /, **data: object
    ) -> Interference:
        """Take an action."""
        outcome = perform(action, row, actor_of(who, self.clock), data, self.clock)
        found = outcome.made or outcome.target
        assert isinstance(found, Interference)
        return found

    def url(self, name: str = "interference") -> str:
        """An address of the record."""
        return reverse(f"referrals:{name}", kwargs={"number": self.row.number})


@pytest.fixture
def recorded(directory: None) -> Recorded:
    """One, with a file."""
    del directory
    at = Story().to_inquiring().clock
    return Recorded(files=[uploaded("cy.handler", at).pk])


def _seen_by(row: Interference, at: dt.datetime) -> set[str]:
    people = User.objects.filter(is_active=True).values_list("username", flat=True)
    return {
        name
        for name in people
        if Interference.objects.visible_to(actor_of(name, at)).filter(pk=row.pk).exists()
    }


def test_exactly_these_see_the_row(recorded: Recorded) -> None:
    assert _seen_by(recorded.row, recorded.clock) == SEES


@pytest.mark.parametrize("subject", ["cy.chief", "cy-disc.leader"])
def test_it_is_kept_from_the_person_it_tells_of(directory: None, subject: str) -> None:
    del directory
    told = Recorded(person=subject)
    instead = {"bj3.chief"} if subject == "cy.chief" else set()
    assert _seen_by(told.row, told.clock) == SEES - {subject} | instead


def test_pages_lists_search_and_api_show_nothing_to_others(
    recorded: Recorded, browser: Open
) -> None:
    number = recorded.row.number
    assert number in browser("cy.chief").at(recorded.clock).open("/interferences/")
    for name in OTHERS:
        person = browser(name).at(recorded.clock)
        for part in ("interference", "interference_opened", "interference_recorder"):
            assert person.open(recorded.url(part)).status in {302, 404, 405}
            assert person.send(recorded.url(part), {}).status in {404, 405}
        for url in ("/interferences/", "/", "/referrals/?state=all", "/numbers/"):
            assert number not in person.open(url)
            assert "公干预记" not in person.open(url)
        assert number not in person.open(reverse("cases:search"), q=number[-9:-1])
        assert person.open(f"/api/v1/interferences/{number}/").status in {403, 404}
        assert number not in person.open("/api/v1/interferences/")


def test_the_page_never_holds_what_is_sealed(recorded: Recorded, browser: Open) -> None:
    handler = User.objects.get(username="cy.handler")
    for name in SEES:
        person = browser(name).at(recorded.clock)
        for url in (recorded.url(), f"/api/v1/interferences/{recorded.row.number}/"):
            page = person.open(url)
            assert page.status == 200
            for words in (WORDS, SUBJECT, FILE_NAME, recorded.case.number):
                assert words not in page
            assert name == "cy.handler" or handler.name not in page


def test_who_is_told_sees_it_and_is_told_nothing(recorded: Recorded) -> None:
    User.objects.update(email="someone@example.org")
    recorded.act("cy.handler", "supplement_interference", recorded.row, how=WORDS)
    recorded.act("cy-disc.officer", "receive_interference", recorded.row, on=recorded.clock.date())
    told = Notification.objects.filter(url_args__number=recorded.row.number)
    # Who recorded it is sent nothing: a message would name them.
    assert set(told.values_list("recipient__username", flat=True)) == SEES - {"cy.handler"}
    mails = OutboxMail.objects.filter(notification__in=told)
    assert set(mails.values_list("recipient__username", flat=True)) == SEES - {"cy.handler"}
    text = " ".join(f"{each.text} {each.params}" for each in told)
    assert WORDS not in text
    assert recorded.case.number not in text


def test_what_is_sealed_and_who_recorded_it_stand_nowhere(
    recorded: Recorded, browser: Open
) -> None:
    person = browser("cy.handler").at(recorded.clock)
    form = reverse("referrals:record_interference")
    facts = {**recorded.facts, "how": f"再次{WORDS}", "_key": "k" * 32, "files": []}
    assert person.send(form, facts).status == 200
    assert person.send(form, {**facts, "how": "", "who": SUBJECT}).status == 422
    keep = {**facts, "_kind": "", "_number": "", "_action": "record_interference"}
    assert person.send(reverse("cases:autosave"), keep).status == 404
    assert Interference.objects.count() == 2
    for words in (WORDS, SUBJECT, FILE_NAME):
        stands_nowhere(words)
    assert not FormDraft.objects.exists()
    assert not IdempotencyKey.objects.filter(key="k" * 32).exists()
    for row in Interference.objects.all():
        assert row.author is None
        events = Event.objects.filter(matter=row)
        assert {(event.actor, event.actor_name, event.actor_post) for event in events} == {
            (None, "", "")
        }
        assert all(event.data == {} for event in events)


def test_an_opening_is_told_and_a_name_needs_two(recorded: Recorded, browser: Open) -> None:
    handler = User.objects.get(username="cy.handler")
    row, officer = recorded.row, browser("cy-disc.officer").at(recorded.clock)
    assert WORDS in officer.send(recorded.url("interference_opened"), {})
    file = reverse(
        "referrals:interference_file",
        kwargs={"number": row.number, "pk": row.sealed_files.get().pk},
    )
    assert officer.client.get(file).status_code == 200
    assert browser("cy.handler").open(file).status == 403
    assert handler.name not in officer.send(recorded.url("interference_recorder"), {})
    recorded.act("cy-disc.officer", "ask_for_recorder", row, reason="核实")
    assert handler.name not in officer.send(recorded.url("interference_recorder"), {})
    recorded.act("cy.chief", "approve_recorder", row)
    assert handler.name in officer.send(recorded.url("interference_recorder"), {})
    # The approval is for who asked.
    assert handler.name not in browser("cy.chief").send(recorded.url("interference_recorder"), {})
    opened = Event.objects.filter(matter=row, action__startswith="open_").order_by("id")
    assert [(event.action, event.actor_name) for event in opened] == [
        ("open_interference", officer.user.name),
        ("open_interference", officer.user.name),
        ("open_recorder", officer.user.name),
    ]
    assert not any(verdict.broken for verdict in verify())


def test_who_is_recused_meanwhile_does_not_open_it(recorded: Recorded) -> None:
    chief = User.objects.get(username="cy.chief")
    Recusal.objects.create(
        case=recorded.case, person=chief, decided_on=recorded.clock.date(), ground="近亲属"
    )
    with pytest.raises(NotPermitted):
        recorded.act("cy.chief", "open_interference", recorded.row)


@contextmanager
def as_application() -> Iterator[CursorWrapper]:
    """A cursor with the rights of the application's role; what it does is undone."""
    grant("default", APPLICATION, settings.APPEND_ONLY_TABLES)
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {APPLICATION}")
        try:
            yield cursor
        finally:
            cursor.execute("RESET ROLE")


CHANGES = (
    "UPDATE referrals_account SET sealed = ''",
    "DELETE FROM referrals_account",
    "UPDATE referrals_sealedfile SET sealed = ''",
    "DELETE FROM referrals_sealedfile",
    "UPDATE referrals_interference SET sealed = ''",
    "UPDATE referrals_interference SET shut_out = '{}'",
    "UPDATE referrals_interference SET addressed_id = commission_id",
    "DELETE FROM referrals_interference",
    "TRUNCATE referrals_interference CASCADE",
    "UPDATE cases_matter SET number = 'x' WHERE sort = 'interference'",
    "UPDATE cases_matter SET sort = 'referral' WHERE sort = 'interference'",
    "DELETE FROM cases_matter WHERE sort = 'interference'",
    "DELETE FROM cases_event",
    "ALTER TABLE referrals_account DISABLE TRIGGER ALL",
    "DROP TRIGGER unchanged ON referrals_interference",
)


@pytest.mark.parametrize("role", ["application", "owner"])
def test_nobody_changes_it_by_sql(recorded: Recorded, role: str) -> None:
    """The owner of the tables may drop a trigger; short of that it is refused too."""
    del recorded
    way = as_application if role == "application" else connection.cursor
    for statement in CHANGES if role == "application" else CHANGES[:8]:
        with way() as cursor, pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(statement)


def test_the_application_reads_nothing_of_it_by_sql(recorded: Recorded) -> None:
    handler = User.objects.get(username="cy.handler")
    row = recorded.row
    with as_application() as cursor:
        for table in ("referrals_interference", "referrals_account", "referrals_sealedfile"):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            text = "".join(line for (line,) in cursor.fetchall())
            assert text
            for words in (WORDS, SUBJECT, FILE_NAME, recorded.case.number, handler.username):
                assert words not in text
        cursor.execute("SELECT author_id FROM cases_matter WHERE id = %s", [row.pk])
        assert cursor.fetchone() == (None,)

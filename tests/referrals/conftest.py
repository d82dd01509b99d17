"""Referrals for tests, sent as in life: through ``perform``, by people of the demo directory."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from cases.actions import Outcome, perform
from cases.models import StoredFile
from cases.views.file import receive
from referrals.models import Referral
from tests.cases.conftest import actor_of, directory, moment
from tests.cases.views.conftest import browser

__all__ = ["browser", "directory"]

SECRET_WORDS = "某公司夜间偷排危险废物"
FILE_NAME, FILE_WORDS = "密件扫描.txt", "密件正文"


def uploaded(who: str, at: dt.datetime) -> StoredFile:
    """A file somebody has uploaded for a form."""
    upload = SimpleUploadedFile(FILE_NAME, FILE_WORDS.encode(), "text/plain")
    return receive(upload, actor_of(who, at), at)


def stands_nowhere(words: str) -> None:
    """No table of the database holds these words in clear."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{words}%"]
            )
            assert cursor.fetchone() == (0,), table


class Sent:
    """One referral; each step goes through the one door."""

    def __init__(self, start: str = "2026-03-02") -> None:
        self.clock: dt.datetime = moment(start)
        self.row: Referral | None = None

    def send(self, who: str, **data: Any) -> Referral:
        """Send it."""
        facts = {"narrative": SECRET_WORDS} | data
        made = perform("send_referral", None, actor_of(who, self.clock), facts, self.clock).made
        assert isinstance(made, Referral)
        self.row = made
        return made

    def act(self, who: str, action: str, /, **data: Any) -> Outcome:
        """Take an action on it."""
        assert self.row is not None
        outcome = perform(action, self.row, actor_of(who, self.clock), data, self.clock)
        self.row.refresh_from_db()
        return outcome


@pytest.fixture
def sent(directory: None) -> Sent:
    """A referral to be sent, on 2026-03-02."""
    del directory
    return Sent()

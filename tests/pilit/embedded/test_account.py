"""The user that PostgreSQL runs as for root."""

import os
import stat
from pathlib import Path

import pytest

from pilit.embedded import EmbeddedServerError
from pilit.embedded.account import Account


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_directories_on_the_way_may_be_entered_and_not_read(tmp_path: Path) -> None:
    closed, open_ = tmp_path / "closed", tmp_path / "closed" / "open"
    target = open_ / "target"
    target.mkdir(parents=True)
    closed.chmod(0o700)
    open_.chmod(0o755)
    target.chmod(0o700)
    Account(os.geteuid() + 1, os.getegid()).reach(target)
    assert (mode(closed), mode(open_), mode(target)) == (0o701, 0o755, 0o700)


def test_for_oneself_nothing_changes(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    Account(os.geteuid(), os.getegid()).reach(closed / "target")
    assert mode(closed) == 0o700


def test_an_own_directory_is_made_and_closed_to_others(tmp_path: Path) -> None:
    own = tmp_path / "data"
    Account(os.geteuid(), os.getegid()).own(own)
    assert mode(own) == 0o700
    own.chmod(0o755)
    Account(os.geteuid(), os.getegid()).own(own)
    assert mode(own) == 0o700


def test_a_directory_of_somebody_else_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "data"
    own.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: own.stat().st_uid + 1)
    with pytest.raises(EmbeddedServerError, match="belongs to another user"):
        Account(own.stat().st_uid + 2, os.getegid()).own(own)

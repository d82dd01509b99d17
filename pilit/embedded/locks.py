"""Locks of the kernel on files: gone with the process that held them, however it ended."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self


class FileLock:
    """One open file and the lock on it. Closing gives the lock back."""

    def __init__(self, path: Path) -> None:
        # Python opens files so that programs started later do not inherit them, nor the lock.
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def shared(self) -> None:
        """Wait until nobody holds the lock exclusively, and share it."""
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def exclusive(self) -> None:
        """Wait until nobody else holds the lock, and hold it alone."""
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def try_exclusive(self) -> bool:
        """Hold the lock alone if that is possible at once."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        """Give the lock back."""
        os.close(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def exclusively(path: Path) -> Iterator[None]:
    """Hold the lock on `path` alone while the block runs."""
    with FileLock(path) as lock:
        lock.exclusive()
        yield


def is_held(path: Path) -> bool:
    """Whether somebody holds the lock on `path` exclusively."""
    with FileLock(path) as lock:
        return not lock.try_exclusive()

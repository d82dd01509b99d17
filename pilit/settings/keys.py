"""Keys that development makes for itself, once, readable by their owner only."""

import base64
import os
import secrets
import tempfile
from pathlib import Path


def stored_secret(home: Path, name: str) -> str:
    """The secret kept under `home`, made on first use: URL-safe base64 of 32 random bytes.

    Two processes that ask for it at once get the same one. `demo-password` is short enough to be
    typed.
    """
    path = home / "keys" / name
    if not path.exists():
        _write_once(path, _new_secret(name))
    return path.read_text("ascii").strip()


def _new_secret(name: str) -> str:
    if name == "demo-password":
        return f"pilit-{secrets.token_hex(4)}"
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii")


def _write_once(path: Path, secret: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # `mkstemp` makes the file readable by its owner only; `link` refuses where another was first,
    # and nobody ever reads half a key.
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secret + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        Path(draft).unlink()

#!/usr/bin/env python
"""Django's command line, on the embedded servers where no others are named."""

import os
import sys

from django.core.management import execute_from_command_line

from pilit.embedded import EmbeddedServerError
from pilit.embedded.environment import prepare_environment

# They neither ask the database nor the cache; the rest of the commands may.
WITHOUT_SERVERS = frozenset(
    {"help", "version", "--help", "-h", "--version", "collectstatic", "messages"}
)


def main() -> int:
    """Run the command that the arguments name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pilit.settings.dev")
    if len(sys.argv) > 1 and sys.argv[1] not in WITHOUT_SERVERS:
        try:
            prepare_environment(os.environ)
        except EmbeddedServerError as error:
            sys.stderr.write(f"{error}\n")
            return 1
    try:
        execute_from_command_line(sys.argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads the output has enough of it (`| head`). What is left goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Asks the web process of this container whether it is alive: exit status 0 or 1."""

import http.client
import os
import sys


def main() -> int:
    """Ask as a proxy would, under a host name that is served."""
    first = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".")
    host = first if first not in {"", "*"} else "localhost"
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=4)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return 0 if connection.getresponse().status == http.HTTPStatus.OK else 1
    except OSError:
        return 1


if __name__ == "__main__":
    sys.exit(main())

"""PostgreSQL and Valkey out of wheels: the servers where no others are named.

Every command that needs them takes a lease on the home they live under (`lease`). A warden, one
process a home, starts them, restarts one that dies and stops them when the last lease is gone
(`warden`). Leases are locks of the kernel, so a killed command gives its lease back like any other.
docs/decisions/0003-embedded-services.md says why.
"""

from pilit.embedded.errors import EmbeddedServerError

__all__ = ["EmbeddedServerError"]

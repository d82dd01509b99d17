"""Pages of referrals. Importing this package enters the workspace of those who oversee, which has
the address of everybody's work list.
"""

from referrals.views import overseer

__all__ = ["overseer"]

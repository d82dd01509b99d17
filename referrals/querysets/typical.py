"""Who sees a typical case before it is public: whoever sees its case from inside.

What is public is read by everybody, and nothing else of it: :meth:`published`.
"""

from typing import TYPE_CHECKING, Self

from django.db import models

from agencies.actor import Actor
from cases.models import Case
from referrals.domain.typical import TypicalState

if TYPE_CHECKING:
    # Named in the base class below; the models import this module.
    from referrals.models import TypicalCase  # noqa: F401


class TypicalCaseQuerySet(models.QuerySet["TypicalCase"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those whose page the actor may open: never who is recused from the case."""
        return self.filter(case__in=Case.objects.internal_to(actor).values("pk"))

    def published(self) -> Self:
        """Those that are public now."""
        return self.filter(state=TypicalState.PUBLISHED, published_on__isnull=False)

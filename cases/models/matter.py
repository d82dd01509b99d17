"""What goes through states beside clues and cases: the row their periods, history and files hang
on.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import User
from cases.models.base import OwnedByProcuratorate
from cases.models.case import Case
from cases.models.clue import Clue


class Matter(OwnedByProcuratorate):
    """Something that goes through states, of a sort that an app above this one knows.

    That app inherits from it and enters the sort in ``cases.sorts``; periods, reminders, events,
    files and documents point here, so that they need not know who inherits (0014).
    ``procuratorate`` is the one in whose chain its events stand. Where it is ``confined``, nobody
    but the people it names is told of it.
    """

    sort = models.CharField(max_length=16, editable=False)
    number = models.CharField(_("Number"), max_length=60, unique=True)
    state = models.CharField(_("State"), max_length=24)
    version = models.PositiveIntegerField(default=0)
    # Nobody where who wrote it is protected: then the sort keeps the name sealed.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Author"),
    )
    confined = models.BooleanField(default=False)
    named = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("People named")
    )
    next_due_on = models.DateField(null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return self.number

    @property
    def writer(self) -> User:
        """Its author. Raises ``LookupError`` where that is nobody."""
        if self.author is None:
            raise LookupError(f"{self.number} names no author")
        return self.author

    @property
    def title(self) -> str:
        """What it is called where no more may be said than that there is one."""
        return self.number


def columns(target: Clue | Case | Matter) -> dict[str, Any]:
    """What a row that hangs on ``target`` keeps in its three columns."""
    return {
        "case": target if isinstance(target, Case) else None,
        "clue": target if isinstance(target, Clue) else None,
        "matter": target if isinstance(target, Matter) else None,
    }


def column(target: Clue | Case | Matter) -> str:
    """The column that names ``target``."""
    return "case" if isinstance(target, Case) else "clue" if isinstance(target, Clue) else "matter"


def one_target() -> models.Q:
    """That a row hangs on one thing."""
    names = ("case", "clue", "matter")
    found = models.Q()
    for name in names:
        found |= models.Q(**{f"{each}__isnull": each != name for each in names})
    return found

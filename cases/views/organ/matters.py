"""What is asked of an organ, a court or a social organisation beside its cases: the periods of
matters that wait for it.

Which they are, what they are called and which action meets them each sort says itself, as in the
work list of a procurator (``work_deadlines``).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from agencies.actor import Actor
from agencies.models import OrganisationKind
from cases.models import Deadline, Matter
from cases.sorts import SORTS, headlines, sort_of, subjects
from cases.views.deadlines import due_of
from cases.views.wording import action_label
from cases.views.work.rows import action_url, may_take, page_url, with_subject

ASKED: Final = (OrganisationKind.ORGAN, OrganisationKind.COURT, OrganisationKind.SOCIAL)
"""Whose people are shown what is asked of their organisation on matters."""


@dataclass(frozen=True, slots=True)
class MatterAsk:
    """One thing asked of the organisation on a matter; ``due_on`` is its last Beijing date."""

    matter: Matter
    about: str
    """What the matter is called."""
    what: str
    consequence: str
    due_on: dt.date
    basis: tuple[str, ...]
    provisional: bool
    button: str
    url: str
    when: str = ""

    @property
    def about_url(self) -> str:
        """The page of the matter."""
        return page_url(self.matter)

    @property
    def number(self) -> str:
        """Its number."""
        return self.matter.number

    @property
    def place(self) -> str:
        """The procuratorate it is with."""
        return self.matter.procuratorate.short_name


def matter_asks(actor: Actor) -> Iterator[MatterAsk]:
    """The periods the actor's organisation has to keep on matters, missed ones until they are made
    good; by a number of queries that grows with the sorts alone.
    """
    places = {seat.organisation_id for seat in actor.seats_in(*ASKED)}
    waiting = Q(pk__in=())
    for sort in SORTS.values():
        waiting |= Q(matter__in=sort.waiting(actor).order_by().values("pk"))
    rows = list(
        Deadline.objects.pending()
        .filter(
            waiting,
            due_on__isnull=False,
            responsible__in=places,
        )
        .select_related("matter__procuratorate", "responsible")
        .order_by("due_on", "id")
    )
    titles = headlines(row.matter for row in rows if row.matter is not None)
    told = subjects(rows)
    for row in rows:
        matter = row.matter
        if matter is None or row.due_on is None:
            continue
        due = due_of(row)
        names = sort_of(matter).meets.get(row.code, ())
        name = next((name for name in names if may_take(name, matter, actor)), "")
        label = action_label(name) if name else ""
        yield MatterAsk(
            matter=matter,
            about=titles[matter.pk],
            what=with_subject(label or due.label, told.get(row.pk)),
            consequence=due.who,
            due_on=row.due_on,
            basis=due.basis,
            provisional=row.provisional,
            button=label,
            url=action_url(matter, name, told.get(row.pk)) if name else "",
        )

"""Who should get a case (分案): by rotation or by load, never somebody recused; and why (Rules 6,
19).
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Self

from django.db.models import Count, Max

from agencies.models import Appointment, Post, User
from cases.models import Case, TeamMember, Way
from pilit.law.texts import N_, Text


@dataclass(slots=True)
class Candidate:
    """A procurator with what they have, and when they were last given a case as lead."""

    person: User
    open: int = 0
    turn: int = 0
    """Grows with every case given; who never had one stands at 0."""
    last_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Whom to give a case, and why."""

    person: User
    why: Text
    left_out: int = 0
    """How many were left out because they are recused from the case."""


@dataclass(slots=True)
class Bench:
    """The procurators of one procuratorate. What was suggested counts for the next suggestion."""

    people: list[Candidate]

    @classmethod
    def of(cls, procuratorate_id: int, on: dt.date) -> Self:
        """Those in post on a Beijing date, by three queries."""
        posted = Appointment.objects.active_on(on).in_post(Post.HANDLER).at(procuratorate_id)
        people = User.objects.filter(pk__in=posted.values("person")).order_by("id")
        found = {person.pk: Candidate(person) for person in people}
        busy = Case.objects.open().filter(handler__in=list(found)).order_by().values("handler")
        for handler, number in busy.annotate(n=Count("pk")).values_list("handler", "n"):
            found[handler].open = number
        led = TeamMember.objects.filter(person__in=list(found), is_lead=True)
        led = led.filter(case__procuratorate=procuratorate_id)
        turns = led.order_by().values("person").annotate(turn=Max("pk"), on=Max("since"))
        for row in turns:
            found[row["person"]].turn, found[row["person"]].last_on = row["turn"], row["on"]
        return cls(list(found.values()))

    def suggest(self, way: Way, recused: Collection[int] = ()) -> Suggestion | None:
        """Whom to give the next case; ``None`` where nobody is left who may have it."""
        free = [each for each in self.people if each.person.pk not in recused]
        if not free:
            return None
        if way is Way.LOAD:
            chosen = min(free, key=lambda each: (each.open, each.turn, each.person.pk))
        else:
            chosen = min(free, key=lambda each: (each.turn, each.person.pk))
        left_out = len(self.people) - len(free)
        found = Suggestion(chosen.person, _why(chosen, free, way), left_out)
        chosen.open += 1
        chosen.turn = max(each.turn for each in self.people) + 1
        return found


def _why(chosen: Candidate, free: Sequence[Candidate], way: Way) -> Text:
    if way is Way.LOAD and sum(each.open == chosen.open for each in free) == 1:
        return Text(N_("Fewest open cases: %(number)s"), {"number": chosen.open})
    if way is Way.LOAD:
        said = N_("Fewest open cases, as others have: %(number)s; longest without a new one")
        return Text(said, {"number": chosen.open})
    if chosen.last_on is None:
        return Text(N_("Next in turn: has not been given a case yet"))
    return Text(N_("Next in turn: was last given a case on %(day)s"), {"day": chosen.last_on})

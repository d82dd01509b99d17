"""Who should get a case (分案): by rotation, by load or by points, never somebody recused; and why
(Rules 6, 19; Opinions 3(3)).
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Self

from django.db.models import Count, Max

from agencies.models import Appointment, Post, User
from cases.domain.assignment import WHOLE, Score, Traits, score
from cases.models import Case, Clue, Qualification, TeamMember, Way
from cases.services.load import falls_due, is_overdue
from pilit.law.texts import N_, Text


@dataclass(slots=True)
class Candidate:
    """A procurator with what they have, and when they were last given a case as lead."""

    person: User
    open: int = 0
    late: int = 0
    week: int = 0
    turn: int = 0
    """Grows with every case given; who never had one stands at 0."""
    last_on: dt.date | None = None
    qualified: dict[str, dt.date] = field(default_factory=dict)
    """Since when, by domain."""
    of_organ: dict[int, int] = field(default_factory=dict)
    """Cases handled so far, by respondent."""

    def beside(self, target: Case | Clue | None) -> Score:
        """What speaks for giving them a case or clue; their load alone where none is named."""
        organ = _organ_of(target)
        traits = Traits(
            open=self.open,
            late=self.late,
            week=self.week,
            qualified_since=self.qualified.get(target.domain) if target is not None else None,
            has_organ=organ is not None,
            of_organ=self.of_organ.get(organ, 0) if organ is not None else 0,
        )
        return score(traits)


@dataclass(frozen=True, slots=True)
class Compared:
    """One of those who may have it, with their points."""

    person: User
    score: Score


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Whom to give a case, and why; and how all who may have it compare, the best first."""

    person: User
    why: Text
    left_out: int = 0
    """How many were left out because they are recused from the case."""
    compared: tuple[Compared, ...] = ()


@dataclass(slots=True)
class Bench:
    """The procurators of one procuratorate. What was suggested counts for the next suggestion."""

    people: list[Candidate]

    @classmethod
    def of(cls, procuratorate_id: int, on: dt.date) -> Self:
        """Those in post on a Beijing date, by five queries."""
        posted = Appointment.objects.active_on(on).in_post(Post.HANDLER).at(procuratorate_id)
        people = User.objects.filter(pk__in=posted.values("person")).order_by("id")
        found = {person.pk: Candidate(person) for person in people}
        mine = Case.objects.filter(handler__in=list(found)).order_by()
        counted = mine.open().values("handler")
        for row in counted.annotate(
            open=Count("pk"),
            late=Count("pk", filter=is_overdue(on)),
            week=Count("pk", filter=falls_due(on)),
        ):
            each = found[row["handler"]]
            each.open, each.late, each.week = row["open"], row["late"], row["week"]
        led = TeamMember.objects.filter(person__in=list(found), is_lead=True)
        led = led.filter(case__procuratorate=procuratorate_id)
        turns = led.order_by().values("person").annotate(turn=Max("pk"), on=Max("since"))
        for last in turns:
            found[last["person"]].turn, found[last["person"]].last_on = last["turn"], last["on"]
        for valid in Qualification.objects.valid().filter(person__in=list(found)):
            found[valid.person_id].qualified[valid.domain] = valid.since
        known = mine.exclude(respondent=None).values_list("handler", "respondent")
        for handler, organ, number in known.annotate(number=Count("pk")):
            found[handler].of_organ[organ] = number
        return cls(list(found.values()))

    def suggest(
        self, way: Way, recused: Collection[int] = (), target: Case | Clue | None = None
    ) -> Suggestion | None:
        """Whom to give the next case or clue; ``None`` where nobody is left who may have it."""
        free = [each for each in self.people if each.person.pk not in recused]
        if not free:
            return None
        scores = {each.person.pk: each.beside(target) for each in free}
        chosen = min(free, key=lambda each: _place(each, way, scores[each.person.pk]))
        found = Suggestion(
            chosen.person,
            _why(chosen, free, way, scores[chosen.person.pk]),
            len(self.people) - len(free),
            tuple(
                Compared(each.person, scores[each.person.pk])
                for each in sorted(
                    free, key=lambda each: _place(each, Way.POINTS, scores[each.person.pk])
                )
            ),
        )
        chosen.open += 1
        chosen.turn = max(each.turn for each in self.people) + 1
        return found


def _organ_of(target: Case | Clue | None) -> int | None:
    """The organ concerned, by id."""
    if isinstance(target, Case):
        return target.respondent_id
    return target.organ_id if target is not None else None


def _place(each: Candidate, way: Way, points: Score) -> tuple[int, ...]:
    """Where a person stands by a way, the first of all the smallest."""
    match way:
        case Way.POINTS:
            return (-points.points, each.open, each.turn, each.person.pk)
        case Way.LOAD:
            return (each.open, each.turn, each.person.pk)
        case Way.ROTATION:
            return (each.turn, each.person.pk)


def _why(chosen: Candidate, free: Sequence[Candidate], way: Way, points: Score) -> Text:
    if way is Way.POINTS:
        said = N_("Most points: %(points)s of %(whole)s")
        return Text(said, {"points": points.points, "whole": WHOLE})
    if way is Way.LOAD and sum(each.open == chosen.open for each in free) == 1:
        return Text(N_("Fewest open cases: %(number)s"), {"number": chosen.open})
    if way is Way.LOAD:
        said = N_("Fewest open cases, as others have: %(number)s; longest without a new one")
        return Text(said, {"number": chosen.open})
    if chosen.last_on is None:
        return Text(N_("Next in turn: has not been given a case yet"))
    return Text(N_("Next in turn: was last given a case on %(day)s"), {"day": chosen.last_on})

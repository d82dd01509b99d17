"""The deadlines of a person's work: what the list, the calendar and its feed ask for."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from agencies.actor import Actor
from agencies.models import OrganisationKind, Post
from cases.actions.base import Target
from cases.domain.ladder import RIGHTS
from cases.models import Case, Clue, Deadline, Entrustment, TeamMember
from cases.querysets import INSIDE_POSTS, CaseChildQuerySet
from cases.sorts import SORTS, Subject, subjects
from cases.views.case.entrusted import letters
from cases.views.deadlines import Due, due_of
from cases.views.work.rows import page_url, with_subject


def own_procuratorates(actor: Actor) -> set[int]:
    """The procuratorates a person acts for, by id."""
    return {seat.organisation_id for seat in actor.seats_in(OrganisationKind.PROCURATORATE)}


def letters_to_answer(actor: Actor) -> CaseChildQuerySet[Entrustment]:
    """Inquiries one's procuratorate is entrusted with, for who answers them."""
    posts = {seat.organisation_id for seat in actor.seats if seat.post in (Post.HANDLER, Post.HEAD)}
    return letters(actor).filter(to__in=posts, answered_on__isnull=True)


def own_deadlines(actor: Actor, today: dt.date) -> QuerySet[Deadline]:
    """Those of one's cases and clues (nobody's are everybody's), also of those one stands in on; of
    the whole procuratorate for who leads or registers. And of the matters that wait for one.
    """
    return _pending(_own_q(actor, today))


def all_deadlines(actor: Actor, today: dt.date) -> QuerySet[Deadline]:
    """As :func:`own_deadlines`, with those for the answer to a letter of entrustment."""
    entrusted = Q(pk__in=letters_to_answer(actor).order_by().values("deadline"))
    return _pending(_own_q(actor, today) | entrusted)


def _own_q(actor: Actor, today: dt.date) -> Q:
    leads = {
        seat.organisation_id
        for seat in actor.seats
        if seat.post in (Post.HEAD, Post.CHIEF, Post.REGISTRAR)
    }
    team = TeamMember.objects.on(today).filter(person=actor.user).values("case")
    cases = Case.objects.internal_to(actor).filter(Q(pk__in=team) | Q(procuratorate__in=leads))
    handles = {
        seat.organisation_id for seat in actor.seats if seat.post in INSIDE_POSTS
    } & own_procuratorates(actor)
    clues = Clue.objects.visible_to(actor).filter(
        Q(procuratorate__in=leads) | Q(handler=None) | Q(handler=actor.user),
        procuratorate__in=handles,
    )
    own = Q(case__in=cases.values("pk")) | Q(clue__in=clues.values("pk"))
    for sort in SORTS.values():
        own |= Q(matter__in=sort.waiting(actor).order_by().values("pk"))
    return own


def _pending(wanted: Q) -> QuerySet[Deadline]:
    return (
        Deadline.objects.pending()
        .filter(wanted)
        .filter(due_on__isnull=False, fires_at__isnull=False)
        .select_related(
            "case__procuratorate",
            "case__respondent",
            "clue__procuratorate",
            "clue__organ",
            "matter__procuratorate",
            "responsible",
        )
        .order_by("due_on", "id")
    )


@dataclass(frozen=True, slots=True)
class DatedDue:
    """A deadline with its last day and what it is of."""

    due: Due
    day: dt.date
    target: Target
    mine: bool
    """Whether the reader's own procuratorate has to keep it."""
    about: Subject | None = None
    """Which it is, of several of its kind."""

    @property
    def what(self) -> str:
        """What is due, or for what of others one waits."""
        what = with_subject(self.due.label, self.about)
        return what if self.mine else _("Waiting for: %(what)s") % {"what": what}

    @property
    def url(self) -> str:
        """Where the clue, case or matter is."""
        return page_url(self.target)


def dated(rows: QuerySet[Deadline], actor: Actor, today: dt.date) -> Iterator[DatedDue]:
    """Deadlines by their last day; a right that ran out unused asks for nothing any more."""
    own = own_procuratorates(actor)
    found = list(rows)
    about = subjects(found)
    for row in found:
        target = row.case or row.clue or row.matter
        if row.due_on is None or target is None or (row.code in RIGHTS and row.due_on < today):
            continue
        mine = row.responsible_id in own
        yield DatedDue(due_of(row), row.due_on, target, mine, about.get(row.pk))

"""The people behind the parts of the ladder, for many deadlines by a fixed number of queries."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Q

from agencies.models import Appointment, Organisation, OrganisationKind, Post, User
from cases.domain.ladder import Audience
from cases.models import Case, Clue, Deadline, Matter, Recusal, TeamMember
from cases.querysets import INSIDE_POSTS
from cases.sorts import acting_on, owed_to

#: Who acts for an organisation that must do something, and who leads them. A procuratorate is one
#: that is entrusted with an inquiry; where the case is, its handlers act.
ACTING = {
    OrganisationKind.ORGAN: Post.OFFICER,
    OrganisationKind.COURT: Post.CLERK,
    OrganisationKind.PROCURATORATE: Post.HANDLER,
    OrganisationKind.COMMISSION: Post.OFFICER,
    OrganisationKind.SOCIAL: Post.OFFICER,
}
LEADING = {
    OrganisationKind.ORGAN: Post.LEADER,
    OrganisationKind.COURT: Post.JUDGE,
    OrganisationKind.PROCURATORATE: Post.HEAD,
    OrganisationKind.COMMISSION: Post.LEADER,
    OrganisationKind.SOCIAL: Post.LEADER,
}


class People:
    """Who is told of which deadline on a Beijing date.

    Read once for all ``deadlines``, whose ``responsible`` and whose case or clue with its
    procuratorate must be at hand. Nobody is told of a case they are recused from. Where nobody
    holds the post that acts, or the handler has left the procuratorate, the one above is told in
    their stead: a reminder does not go nowhere.
    """

    def __init__(self, deadlines: Iterable[Deadline], on: dt.date) -> None:
        rows = list(deadlines)
        self._holders = _holders(rows, on)
        cases = {row.case_id for row in rows if row.case_id is not None}
        self._leads = _leads(cases, on)
        matters = [row.matter for row in rows if row.matter is not None]
        self._named = _named([matter.pk for matter in matters]) if matters else {}
        self._owed = owed_to(matters)
        self._acting = acting_on(matters, on)
        self._recused = set(
            Recusal.objects.filter(case__in=cases).values_list("case_id", "person_id")
        )

    def told(self, deadline: Deadline, parts: Iterable[Audience]) -> list[User]:
        """The people in any of ``parts``, each once, in the order of the parts."""
        found: dict[int, User] = {}
        for part in parts:
            for person in self._told(deadline, part):
                found.setdefault(person.pk, person)
        return list(found.values())

    def acts_outside(self, deadline: Deadline, person: User) -> bool:
        """Whether a person is told as one of those elsewhere who must act."""
        place = deadline.responsible
        if place.pk == _target(deadline).procuratorate_id:
            return False
        posts = [posts[kind] for posts in (ACTING, LEADING) for kind in posts if kind == place.kind]
        return any(person in self._at(place.pk, post) for post in posts)

    def _told(self, deadline: Deadline, part: Audience) -> list[User]:
        matter = deadline.matter
        if matter is None:
            return self._unrecused(deadline, self._part(deadline, part))
        people = self._of_matter(matter, deadline.responsible, part)
        known = self._named.get(matter.pk, set()) | {matter.author_id}
        return [person for person in people if not matter.confined or person.pk in known]

    def _of_matter(self, matter: Matter, place: Organisation, part: Audience) -> list[User]:
        """Of a matter: who must act on it and who leads them; and to whom it is owed."""
        kind = OrganisationKind(place.kind)
        if part is Audience.HANDLER:
            authors = [] if matter.author is None else [matter.author]
            return self._owed.get(matter.pk, authors)
        if matter.pk in self._acting:
            return self._acting[matter.pk] if part is Audience.RESPONSIBLE else []
        if part is Audience.RESPONSIBLE:
            # Of what is confined to a few those few are told, whatever their post.
            posts = (ACTING[kind], LEADING[kind]) if matter.confined else (ACTING[kind],)
            acting = [person for post in posts for person in self._at(place.pk, post)]
            return acting or self._at(place.pk, LEADING[kind])
        return self._at(place.pk, LEADING[kind]) if part is Audience.RESPONSIBLE_LEADER else []

    def _part(self, deadline: Deadline, part: Audience) -> list[User]:
        own = _target(deadline).procuratorate
        match part:
            case Audience.RESPONSIBLE:
                return self._responsible(deadline)
            case Audience.RESPONSIBLE_LEADER:
                return self._posts(deadline, LEADING)
            case Audience.HANDLER:
                return self._handlers(deadline)
            case Audience.HEAD:
                return self._at(own.pk, Post.HEAD)
            case Audience.CHIEF:
                return self._at(own.pk, Post.CHIEF)
            case Audience.SUPERIOR:
                return self._at(own.parent_id, Post.HEAD)

    def _responsible(self, deadline: Deadline) -> list[User]:
        if deadline.responsible_id == _target(deadline).procuratorate_id:
            return self._handlers(deadline)
        acting = list(self._unrecused(deadline, self._posts(deadline, ACTING)))
        return acting or self._posts(deadline, LEADING)

    def _handlers(self, deadline: Deadline) -> list[User]:
        """Of a case its handler, the lead and who stands in; of a clue who registered it."""
        target = _target(deadline)
        own = target.procuratorate_id
        if isinstance(target, Matter):
            return []
        if isinstance(target, Clue):
            wanted = [target.registered_by]
            # A registrar does not work on clues; no handler is named before there is a case.
            if target.registered_by not in self._at(own, Post.HANDLER):
                wanted += self._at(own, Post.HANDLER)
        else:
            wanted = [*self._leads.get(target.pk, ())]
            if target.handler is not None:
                wanted.insert(0, target.handler)
        staff = {person.pk for post in INSIDE_POSTS for person in self._at(own, post)}
        here = [person for person in wanted if person.pk in staff]
        return list(self._unrecused(deadline, here)) or self._at(own, Post.HEAD)

    def _posts(self, deadline: Deadline, posts: dict[OrganisationKind, Post]) -> list[User]:
        place = deadline.responsible
        if place.pk == _target(deadline).procuratorate_id:
            return []
        post = posts.get(OrganisationKind(place.kind))
        return self._at(place.pk, post) if post else []

    def _at(self, organisation_id: int | None, post: Post) -> list[User]:
        return self._holders.get((organisation_id, post), [])

    def _unrecused(self, deadline: Deadline, people: Iterable[User]) -> list[User]:
        return [person for person in people if (deadline.case_id, person.pk) not in self._recused]


def _target(deadline: Deadline) -> Clue | Case | Matter:
    target = deadline.case or deadline.clue or deadline.matter
    if target is None:
        raise LookupError(f"deadline {deadline.pk} belongs to nothing")
    return target


def _places(rows: Iterable[Deadline]) -> Iterator[int]:
    for row in rows:
        own = _target(row).procuratorate
        yield row.responsible_id
        yield own.pk
        if own.parent_id is not None:
            yield own.parent_id


def _holders(rows: list[Deadline], on: dt.date) -> dict[tuple[int | None, Post], list[User]]:
    appointments = (
        Appointment.objects.active_on(on)
        .filter(organisation__in=set(_places(rows)))
        .select_related("person")
        .order_by("id")
    )
    found: dict[tuple[int | None, Post], list[User]] = {}
    for row in appointments:
        found.setdefault((row.organisation_id, Post(row.post)), []).append(row.person)
    return found


def _named(matters: list[int]) -> dict[int, set[int]]:
    """The people each matter names."""
    found: dict[int, set[int]] = {}
    for row in Matter.named.through.objects.filter(matter__in=matters):
        found.setdefault(row.matter_id, set()).add(row.user_id)
    return found


def _leads(cases: set[int], on: dt.date) -> dict[int, list[User]]:
    """The lead of each team, and who stands in on that day."""
    members = TeamMember.objects.filter(case__in=cases).on(on)
    members = members.filter(Q(is_lead=True) | Q(is_substitute=True)).order_by("id")
    found: dict[int, list[User]] = {}
    for member in members.select_related("person"):
        found.setdefault(member.case_id, []).append(member.person)
    return found

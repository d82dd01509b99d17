"""Who is who on a clue or case: people by the posts they hold on a day."""

import datetime as dt
from collections.abc import Iterable

from agencies.models import Appointment, Organisation, Post, User
from cases.models import Case, PartyRole
from pilit.law.errors import Invalid
from pilit.law.texts import N_


def holders(organisation_id: int, posts: Iterable[Post], on: dt.date) -> list[User]:
    """The people who hold one of ``posts`` at an organisation on a Beijing date."""
    rows = (
        Appointment.objects.active_on(on)
        .filter(organisation=organisation_id, post__in=list(posts), person__is_active=True)
        .select_related("person")
        .order_by("id")
    )
    return list({row.person_id: row.person for row in rows}.values())


def unrecused(case: Case, people: Iterable[User]) -> list[User]:
    """Those of ``people`` who are not recused from the case (Rules 19-23)."""
    recused = set(case.recusals.values_list("person_id", flat=True))
    return [person for person in people if person.pk not in recused]


def named(field: str, names: Iterable[str]) -> list[User]:
    """The people behind user names, in that order. Raises :class:`Invalid` at ``field`` for unknown
    ones.
    """
    wanted = list(names)
    found = {
        user.username: user for user in User.objects.filter(username__in=wanted, is_active=True)
    }
    if any(name not in found for name in wanted):
        raise Invalid(errors={field: [N_("There is no such person in the directory.")]})
    return [found[name] for name in dict.fromkeys(wanted)]


def named_unrecused(field: str, names: Iterable[str], case: Case) -> list[User]:
    """As :func:`named`. Raises :class:`Invalid` at ``field`` also for who is recused from the
    case.
    """
    people = named(field, names)
    if len(unrecused(case, people)) < len(people):
        raise Invalid(errors={field: [N_("Somebody among them is recused from this case.")]})
    return people


def organisation(field: str, code: str) -> Organisation:
    """The organisation behind a code. Raises :class:`Invalid` at ``field`` where there is none."""
    found = Organisation.objects.active().filter(code=code).first()
    if found is None:
        raise Invalid(errors={field: [N_("There is no such organisation in the directory.")]})
    return found


def court_of(case: Case, role: PartyRole = PartyRole.COURT) -> Organisation | None:
    """The court that has the case in a role, ``None`` where there is none."""
    party = case.parties.filter(role=role).select_related("organisation").order_by("-id").first()
    return party.organisation if party else None

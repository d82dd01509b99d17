"""What of oversight and invitations stands in a person's work, and who is reminded of it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

from django.db.models import Q, QuerySet

from agencies.actor import Actor
from agencies.models import Post, User
from cases.models import Case, Recusal
from cases.services.people import holders
from cases.statistics.scope import LEADING_POSTS
from pilit.law.texts import N_
from pilit.web.texts import translated
from referrals.domain import invitation, oversight
from referrals.domain.invitation import InvitationState
from referrals.models import Invitation, Oversight, OversightTask
from referrals.querysets.oversight import OversightQuerySet, bodies_of

OVERSIGHT_MEETS: Final = {
    oversight.FIXING: ("schedule_oversight",),
    oversight.MATERIALS: ("hand_in_materials",),
    oversight.DAY: ("record_oversight_held",),
    oversight.TASK: ("report_oversight_task",),
}
INVITATION_MEETS: Final = {invitation.DAY: ("record_attendance",)}
"""The actions that meet the periods."""
LEADING: Final = frozenset({Post.HEAD, Post.CHIEF})


def oversight_waiting(actor: Actor) -> OversightQuerySet:
    """Of the procuratorates the actor leads or registers for, and where they have a task; and of
    the bodies they sit in.
    """
    tasks = OversightTask.objects.filter(owner=actor.user, reported_on=None)
    mine = Q(procuratorate__in=actor.places(*LEADING_POSTS)) | Q(overseer__in=bodies_of(actor))
    mine |= Q(pk__in=tasks.values("oversight"))
    return Oversight.objects.visible_to(actor).open().filter(mine)


def oversight_headlines(keys: Iterable[int]) -> Mapping[int, str]:
    """The form, and what it is about."""
    said = translated(N_("%(what)s: %(about)s"))
    return {
        row.pk: said % {"what": translated(row.form_label), "about": row.subject}
        for row in Oversight.objects.filter(pk__in=list(keys))
    }


def oversight_owed_to(keys: Iterable[int]) -> Mapping[int, list[User]]:
    """Who asked for it or offered it."""
    rows = Oversight.objects.filter(pk__in=list(keys)).select_related("author")
    return {row.pk: [row.writer] for row in rows}


def oversight_acting(keys: Iterable[int], on: dt.date) -> Mapping[int, list[User]]:
    """The heads of department, and those whose tasks are open."""
    rows = Oversight.objects.filter(pk__in=list(keys)).prefetch_related("tasks__owner")
    heads: dict[int, list[User]] = {}
    found = {}
    for row in rows:
        place = row.procuratorate_id
        if place not in heads:
            heads[place] = holders(place, (Post.HEAD,), on)
        owners = [task.owner for task in row.tasks.all() if task.owner and not task.reported_on]
        found[row.pk] = list(dict.fromkeys((*owners, *heads[place])))
    return found


def invitations_waiting(actor: Actor) -> QuerySet[Invitation]:
    """Those to the actor; and in cases they handle or lead, also those they wrote."""
    mine = Q(invitee=actor.user) | Q(author=actor.user) | Q(case__handler=actor.user)
    mine |= Q(case__procuratorate__in=actor.places(*LEADING))
    rows = Invitation.objects.visible_to(actor).filter(mine)
    return rows.filter(state__in=(InvitationState.INVITED, InvitationState.ACCEPTED))


def invitation_headlines(keys: Iterable[int]) -> Mapping[int, str]:
    """To what, and who is invited."""
    rows = Invitation.objects.filter(pk__in=list(keys)).select_related("invitee")
    said = translated(N_("%(what)s: %(about)s"))
    return {
        row.pk: said % {"what": translated(row.occasion_label), "about": row.invitee.name}
        for row in rows
    }


def invitations_of(actor: Actor, case: Case) -> QuerySet[Invitation]:
    """Who was invited in a case, the newest first."""
    return Invitation.objects.visible_to(actor).filter(case=case).order_by("-id")


def invitation_owed_to(keys: Iterable[int]) -> Mapping[int, list[User]]:
    """The person invited, who is reminded of the day."""
    rows = Invitation.objects.filter(pk__in=list(keys)).select_related("invitee")
    return _unrecused((row.pk, row.case_id, row.invitee) for row in rows)


def invitation_acting(keys: Iterable[int], on: dt.date) -> Mapping[int, list[User]]:
    """Who handles the case now; while nobody does, who invited."""
    del on
    rows = Invitation.objects.filter(pk__in=list(keys)).select_related("case__handler", "author")
    return _unrecused((row.pk, row.case_id, row.case.handler or row.writer) for row in rows)


def _unrecused(rows: Iterable[tuple[int, int, User]]) -> Mapping[int, list[User]]:
    """Each person by key, nobody who is recused from the case."""
    listed = list(rows)
    recused = set(
        Recusal.objects.filter(case__in={case for _key, case, _person in listed}).values_list(
            "case_id", "person_id"
        )
    )
    return {key: [] if (case, person.pk) in recused else [person] for key, case, person in listed}

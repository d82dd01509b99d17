"""What of joint mechanisms stands in a person's work: reviews of documents, tasks of meetings."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.text import Truncator

from agencies.actor import Actor
from cases.sorts import Subject
from pilit.law.texts import N_
from pilit.web.texts import translated
from referrals.domain.joint_meeting import TASK
from referrals.domain.mechanism import REVIEW, MechanismState
from referrals.models import CosignedDocument, JointMeeting, JointTask, Mechanism
from referrals.querysets.mechanism import joined_by
from referrals.querysets.referral import places
from referrals.services.waiting import LEADING

MECHANISM_MEETS: Final = {REVIEW: ("review_document",)}
"""The action that meets the period for the review of a co-signed document."""
SHOWN: Final = 60
"""So many characters of a task are shown in a list."""
MEETING_MEETS: Final = {TASK: ("report_task",)}
"""The action that meets the period of a task."""


def _run_by(actor: Actor) -> Q:
    """What the actor wrote, or what their procuratorate runs where they lead it."""
    return Q(author=actor.user) | Q(procuratorate__in=places(actor, LEADING))


def mechanisms_waiting(actor: Actor) -> QuerySet[Mechanism]:
    """The mechanisms whose documents are reviewed by the actor, or under their lead."""
    rows = Mechanism.objects.visible_to(actor).filter(state=MechanismState.RUNNING)
    return rows.filter(_run_by(actor))


def meetings_waiting(actor: Actor) -> QuerySet[JointMeeting]:
    """The meetings with a task of an organisation of the actor; and those whose tasks the actor
    waits for.
    """
    tasks = JointTask.objects.filter(owner__in=joined_by(actor), done_on__isnull=True)
    rows = JointMeeting.objects.visible_to(actor)
    return rows.filter(_run_by(actor) | Q(pk__in=tasks.values("meeting")))


def review_subjects(keys: Iterable[int]) -> Mapping[int, Subject]:
    """Which document is to be reviewed, by the period."""
    rows = CosignedDocument.objects.filter(deadline__in=list(keys))
    return {
        key: Subject(title, "document", str(no))
        for key, title, no in rows.values_list("deadline", "title", "no")
    }


def task_subjects(keys: Iterable[int]) -> Mapping[int, Subject]:
    """Which task is to be done, by the period."""
    rows = JointTask.objects.filter(deadline__in=list(keys))
    return {
        key: Subject(Truncator(text).chars(SHOWN), "task", str(no))
        for key, text, no in rows.values_list("deadline", "text", "no")
    }


def mechanism_headlines(keys: Iterable[int]) -> Mapping[int, str]:
    """What mechanisms are called."""
    return dict(Mechanism.objects.filter(pk__in=list(keys)).values_list("pk", "name"))


def meeting_headlines(keys: Iterable[int]) -> Mapping[int, str]:
    """What meetings are called, and of which mechanism."""
    rows = JointMeeting.objects.filter(pk__in=list(keys)).select_related("of_mechanism")
    of = translated(N_("%(meeting)s (%(mechanism)s)"))
    return {
        row.pk: of % {"meeting": row.subject, "mechanism": row.of_mechanism.name} for row in rows
    }

"""What every page begins with: who asks, when, and whether they may see what they ask for."""

import datetime as dt
from collections.abc import Callable
from typing import cast

from django.contrib.auth.decorators import login_required
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from agencies.actor import Actor
from agencies.models import User
from cases.actions.base import File, Target
from cases.actions.perform import seen_by
from cases.models import Case, Clue, Matter
from cases.sorts import SORTS, Sort
from pilit.law.errors import NotFound, Recused
from pilit.web.problems import answers_refusals

CLUE, CASE = "clue", "case"


def page[**P](view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """A page for people who are logged in; its refusals are pages too."""
    return login_required(answers_refusals(view))


def now() -> dt.datetime:
    """The moment of this request: views are where the clock is read."""
    return timezone.now()


def user_of(request: HttpRequest) -> User:
    """The person who is logged in."""
    return cast(User, request.user)


def clue_for(actor: Actor, number: str) -> Clue:
    """The clue of that number, if the actor may see it. Raises :class:`NotFound`."""
    return _only(
        Clue.objects.visible_to(actor)
        .filter(number=number)
        .select_related(
            "procuratorate",
            "organ",
            "registered_by",
            "handler",
            "merged_into",
            "transferred_to",
            "transferred_from",
        )
    )


def case_for(actor: Actor, number: str) -> Case:
    """The case of that number, if the actor may see it, from inside or as a facet.

    Raises :class:`Recused` for a person who is recused from it, else :class:`NotFound`.
    """
    rows = Case.objects.filter(number=number).select_related(
        "procuratorate", "clue", "respondent", "handler", "criminal_court"
    )
    try:
        return _only(rows.visible_to(actor))
    except NotFound:
        if actor.user is not None and rows.filter(recusals__person=actor.user).exists():
            raise Recused from None
        raise


def target_for(actor: Actor, kind: str, number: str) -> Target:
    """The clue, case or matter of that number. Raises as :func:`clue_for` and :func:`case_for`
    do.
    """
    if kind in SORTS:
        return matter_for(actor, SORTS[kind], number)
    return file_for(actor, kind, number)


def file_for(actor: Actor, kind: str, number: str) -> File:
    """The clue or case of that number. Raises as :func:`clue_for` and :func:`case_for` do."""
    if kind not in (CLUE, CASE):
        raise NotFound
    return clue_for(actor, number) if kind == CLUE else case_for(actor, number)


def matter_for(actor: Actor, sort: Sort, number: str) -> Matter:
    """The matter of that number, if the actor may see it. Raises :class:`NotFound`."""
    rows: QuerySet[Matter] = sort.visible_to(actor)
    return _only(rows.filter(number=number).select_related("procuratorate"))


def sees(actor: Actor, target: Target) -> bool:
    """Whether the actor may open the page of a clue or case."""
    return bool(seen_by(actor, target).filter(pk=target.pk).exists())


def is_inside(actor: Actor, case: Case) -> bool:
    """Whether the actor sees the case from inside, not only a facet of it."""
    return Case.objects.internal_to(actor).filter(pk=case.pk).exists()


def _only[M: Model](rows: QuerySet[M]) -> M:
    found = rows.first()
    if found is None:
        raise NotFound
    return found

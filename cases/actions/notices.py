"""Telling people of an action."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from agencies.models import Organisation, Post, User
from agencies.services.notifications import notify
from cases.actions.base import Action
from cases.models import Case
from cases.services.outbox import queue_mail, tell_people
from cases.services.people import holders, unrecused
from pilit.law.texts import Text


def tell(
    action: Action,
    people: Iterable[User],
    kind: str,
    title: str,
    *,
    action_label: str = "",
    **params: Any,
) -> None:
    """Notify people of something on the action's clue or case.

    ``title`` is a message id; ``%(title)s`` and ``%(number)s`` of the clue or case, and
    ``%(action)s`` (the translated ``action_label``), are filled in. The person who acts is not told
    of their own act, nobody of a case they are recused from.
    """
    target = action.made or action.target
    if target is None:
        return
    values: dict[str, Any] = {"title": target.title, "number": target.number, **params}
    if action_label:
        values["action"] = Text(action_label)
    others = [person for person in people if person != action.actor.user]
    if isinstance(target, Case) and others:
        others = unrecused(target, others)
    tell_people(others, kind, title, values, target, action.at)


def tell_apart(action: Action, person: User, kind: str, title: str, **params: Any) -> None:
    """Notify a person who may not see what it is about: no word of it but what ``params`` say, and
    no way to it.
    """
    queue_mail(notify([person], kind, title, params, "", {}, action.at), action.at)


def people_of_organ(action: Action, organ: Organisation) -> list[User]:
    """Officers and leaders of an organ."""
    return holders(organ.pk, (Post.OFFICER, Post.LEADER), action.today)


def people_of_court(action: Action, court: Organisation) -> list[User]:
    """Judges and clerks of a court."""
    return holders(court.pk, (Post.JUDGE, Post.CLERK), action.today)


def team_of(case: Case, on: dt.date) -> list[User]:
    """The handler and the team of a case; where nobody has it, the head who must name somebody."""
    members = case.team.on(on).select_related("person")
    people = {row.person_id: row.person for row in members}
    if case.handler is None:
        return [*people.values(), *holders(case.procuratorate_id, (Post.HEAD,), on)]
    return list({case.handler.pk: case.handler, **people}.values())


def handler_name(case: Case) -> list[str]:
    """The user name of the handler, in a list; an empty one while nobody has the case."""
    return [] if case.handler is None else [case.handler.username]

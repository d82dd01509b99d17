"""What a scenario expects, checked against the database."""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.actor import Actor
from agencies.models import User
from cases.actions.base import Target
from cases.actions.offers import offers
from cases.actions.perform import seen_by
from cases.actions.registry import actions_on
from cases.domain.rulebook import all_rules
from cases.domain.vocabulary import CaseState, ClueState
from cases.models import Case, Deadline, DeadlineStatus, Matter, Reminder
from cases.replay.scenario import Expectation
from cases.sorts import sort_of
from pilit.web.texts import listed


def unmet(expectation: Expectation, target: Target, at: dt.datetime) -> str:
    """What does not hold, in words; empty where everything does."""
    return "; ".join(
        fault
        for check in (_unknown, _state, _deadlines, _outcomes, _available, _visibility, _reminded)
        for fault in check(expectation, target, at)
    )


def _unknown(expectation: Expectation, target: Target, at: dt.datetime) -> Iterator[str]:
    """Names that mean nothing: a typing error in an expectation must not pass."""
    del at
    codes = {rule.code for rule in all_rules()}
    named = {*expectation.deadlines, *expectation.met, *expectation.missed, *expectation.reminded}
    yield from (_("unknown deadline %(code)s") % {"code": code} for code in sorted(named - codes))
    states = {str(state) for state in _states(target)}
    if expectation.state is not None and expectation.state not in states:
        yield _("unknown state %(state)s") % {"state": expectation.state}
    people = {
        *expectation.available,
        *expectation.hidden_from,
        *expectation.visible_to,
        *(name for names in expectation.reminded.values() for name in names),
    }
    known = set(User.objects.filter(username__in=people).values_list("username", flat=True))
    yield from (_("unknown person %(name)s") % {"name": name} for name in sorted(people - known))
    actions = {name for names in expectation.available.values() for name in names}
    unknown = sorted(actions - set(actions_on(target)))
    yield from (_("unknown action %(name)s") % {"name": name} for name in unknown)


def _state(expectation: Expectation, target: Target, at: dt.datetime) -> Iterator[str]:
    del at
    if expectation.state is not None and target.state != expectation.state:
        yield _("state is %(actual)s, expected %(expected)s") % {
            "actual": target.state,
            "expected": expectation.state,
        }


def _deadlines(expectation: Expectation, target: Target, at: dt.datetime) -> Iterator[str]:
    del at
    rows = _latest(target)
    for code, expected in expectation.deadlines.items():
        row = rows.get(code)
        actual = row.due_on if row and row.status != DeadlineStatus.CANCELLED else None
        if actual != expected:
            yield _("%(code)s ends on %(actual)s, expected %(expected)s") % {
                "code": code,
                "actual": actual or _("no day"),
                "expected": expected or _("no day"),
            }


def _outcomes(expectation: Expectation, target: Target, at: dt.datetime) -> Iterator[str]:
    del at
    rows = _latest(target)
    for wanted, codes in (
        (DeadlineStatus.MET, expectation.met),
        (DeadlineStatus.MISSED, expectation.missed),
    ):
        for code in codes:
            status = rows[code].status if code in rows else _("not set")
            if status != wanted:
                yield _("%(code)s is %(actual)s, expected %(expected)s") % {
                    "code": code,
                    "actual": status,
                    "expected": wanted,
                }


def _available(expectation: Expectation, target: Target, at: dt.datetime) -> Iterator[str]:
    for name, actions in expectation.available.items():
        user = User.objects.filter(username=name).first()
        if user is None or not _sees(user, target, at):
            offered: set[str] = set()
        else:
            actor = Actor.of(user, timezone.localdate(at))
            offered = {offer.name for offer in offers(target, actor, at) if offer.blocked is None}
        missing = [action for action in actions if action not in offered]
        if missing:
            yield _("not offered to %(name)s: %(actions)s") % {
                "name": name,
                "actions": listed(missing),
            }


def _visibility(expectation: Expectation, target: Target, at: dt.datetime) -> Iterator[str]:
    names = dict.fromkeys(expectation.visible_to, True) | dict.fromkeys(
        expectation.hidden_from, False
    )
    users = {user.username: user for user in User.objects.filter(username__in=names)}
    for name, expected in names.items():
        user = users.get(name)
        if user is not None and _sees(user, target, at) is not expected:
            said = _("hidden from %(name)s") if expected else _("visible to %(name)s")
            yield said % {"name": name}


def _reminded(expectation: Expectation, target: Target, at: dt.datetime) -> Iterator[str]:
    for code, names in expectation.reminded.items():
        reminded = set(
            Reminder.objects.filter(
                deadline__in=_rows(target),
                deadline__code=code,
                status=Reminder.Status.SENT,
                at__lte=at,
            ).values_list("recipient__username", flat=True)
        )
        missing = [name for name in names if name not in reminded]
        if missing:
            yield _("not reminded of %(code)s: %(names)s") % {
                "code": code,
                "names": listed(missing),
            }


def _rows(target: Target) -> "list[Deadline]":
    return list(target.deadlines.order_by("id"))


def _latest(target: Target) -> dict[str, Deadline]:
    """The latest entry under each code; a cancelled one only where there is no other."""
    rows = sorted(_rows(target), key=lambda row: (row.status != DeadlineStatus.CANCELLED, row.pk))
    return {row.code: row for row in rows}


def _sees(user: User, target: Target, at: dt.datetime) -> bool:
    actor = Actor.of(user, timezone.localdate(at))
    return bool(seen_by(actor, target).filter(pk=target.pk).exists())


def _states(target: Target) -> type[StrEnum]:
    if isinstance(target, Matter):
        return sort_of(target).states
    return CaseState if isinstance(target, Case) else ClueState

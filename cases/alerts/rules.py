"""Rules set and ended, alerts dismissed. With the worker's (``raising``) the only door to them.

A rule and an alert are of no case and change none, so they do not go through ``perform``.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from django.db import transaction

from agencies.actor import Actor
from agencies.models import Organisation, User
from cases.documents.facts import clean
from cases.models import Alert, AlertRule
from cases.models.alert import ALERTED_POSTS, MOST_DAYS, MOST_MONTHS
from pilit.law.errors import Conflict, Invalid, NotPermitted
from pilit.law.texts import N_

MOST_PERCENT: Final = 100
#: What each kind asks for, and how much at most.
LIMITS: Final[Mapping[str, Mapping[str, int]]] = {
    AlertRule.Kind.OVERDUE: {"days": MOST_DAYS},
    AlertRule.Kind.REPLY_RATE: {"months": MOST_MONTHS, "percent": MOST_PERCENT},
    AlertRule.Kind.RELAPSE: {},
}
MOST_RULES: Final = 20
LONGEST: Final = 2000
"""Characters of a reason."""


@transaction.atomic
def set_rule(
    kind: str, place: Organisation, typed: Mapping[str, str], actor: Actor, at: dt.datetime
) -> AlertRule:
    """A new rule for a procuratorate with all below it.

    Raises :class:`NotPermitted` for who does not lead there, and :class:`Invalid` at what is wrong;
    at ``kind`` where there is such a rule already, or there are too many.
    """
    person = _leader(actor, place)
    values = _numbers(kind, typed)
    # Two who set the same at once: the second waits, and is told.
    Organisation.objects.select_for_update(no_key=True).get(pk=place.pk)
    rules = AlertRule.objects.in_force().filter(procuratorate=place)
    if rules.count() >= MOST_RULES:
        raise Invalid(errors={"kind": [N_("There are enough rules. End one first.")]})
    if rules.filter(kind=kind, **values).exists():
        raise Invalid(errors={"kind": [N_("This rule is set already.")]})
    return AlertRule.objects.create(
        kind=kind, procuratorate=place, set_by=person, set_at=at, **values
    )


def _numbers(kind: str, typed: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    errors: dict[str, list[str]] = {}
    for name, most in LIMITS[kind].items():
        text = typed.get(name, "").strip()
        if text.isascii() and text.isdecimal() and len(text) <= len(str(most)):
            found[name] = int(text)
        if not 1 <= found.get(name, 0) <= most:
            errors[name] = [_WRONG[name]]
    if errors:
        raise Invalid(errors=errors)
    return found


_WRONG: Final[Mapping[str, str]] = {
    "days": N_("Enter a whole number of days from 1 to 365."),
    "months": N_("Enter a whole number of months from 1 to 24."),
    "percent": N_("Enter a whole number from 1 to 100."),
}


@transaction.atomic
def end_rule(rule: AlertRule, actor: Actor, at: dt.datetime) -> None:
    """It raises no more alerts; those it has raised stay. Raises :class:`NotPermitted`."""
    row = AlertRule.objects.select_for_update(of=("self",)).select_related("procuratorate")
    locked = row.get(pk=rule.pk)
    person = _leader(actor, locked.procuratorate)
    if locked.ended_at is None:
        locked.ended_by, locked.ended_at = person, at
        locked.save(update_fields=("ended_by", "ended_at"))


@transaction.atomic
def dismiss(alert: Alert, reason: str, actor: Actor, at: dt.datetime) -> None:
    """Put an alert aside, with a reason.

    Raises :class:`NotPermitted`; :class:`Invalid` at ``reason``; :class:`Conflict` where somebody
    else has dismissed it meanwhile.
    """
    person = _leader(actor, alert.rule.procuratorate)
    text = clean(reason)
    if not text:
        raise Invalid(errors={"reason": [N_("Say why nothing more is to be done about it.")]})
    if len(text) > LONGEST:
        raise Invalid(errors={"reason": [N_("This is too long.")]})
    row = Alert.objects.select_for_update(of=("self",)).get(pk=alert.pk)
    if row.dismissed_at is not None:
        raise Conflict(N_("Somebody else has dismissed this alert meanwhile."))
    row.dismissed_by, row.dismissed_at, row.reason = person, at, text
    row.save(update_fields=("dismissed_by", "dismissed_at", "reason"))


def _leader(actor: Actor, place: Organisation) -> User:
    if actor.user is None or actor.holds(*ALERTED_POSTS, organisation_id=place.pk) is None:
        raise NotPermitted
    return actor.user

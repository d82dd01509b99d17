"""Reminders: at most one per deadline, rung and person, whatever dies in between."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from agencies.models import Notification, User
from cases.domain.rulebook import rule_version
from cases.models import Reminder
from cases.services.audience import People
from cases.services.outbox import notice, send_out
from cases.sweep.firing import Firing, beijing
from cases.sweep.statements import NewReminder, ReminderKey, insert_reminders
from pilit.law.texts import N_, Text

KIND: Final = "reminder"

#: What follows in law for an organ that lets the period pass.
CONSEQUENCES: Final[Mapping[str, str]] = {
    "recommendation_reply": N_(
        "If the duty is not performed by then, the procuratorate reviews whether to sue"
        " (Interp. 21, Rules 47)."
    ),
    "recommendation_reply_urgent": N_(
        "If the duty is not performed by then, the procuratorate reviews whether to sue"
        " (Interp. 21, Rules 47)."
    ),
    "defence": N_("The trial goes on without a defence that does not come (ALL 67)."),
    "judgment_performance": N_("After that day the court may enforce the judgment (Interp. 12)."),
}


class Reminded(NamedTuple):
    """How many reminders were sent, and how many recorded as superseded."""

    sent: int
    superseded: int


class _Row(NamedTuple):
    firing: Firing
    stage: str
    recipient: User
    status: Reminder.Status

    @property
    def key(self) -> ReminderKey:
        return ReminderKey(self.firing.deadline.pk, self.stage, self.recipient.pk)

    @property
    def new(self) -> NewReminder:
        return NewReminder(*self.key, self.status.value, self.firing.due_on)


def remind(firings: Sequence[Firing], at: dt.datetime) -> Reminded:
    """Send the present rung of each deadline to its audience, and record what was passed by.

    Notification and mail are written for exactly those reminders that this statement brought into
    being, in the same transaction: none is lost and none is sent twice.
    """
    people = People([firing.deadline for firing in firings], beijing(at)[0])
    rows = {row.key: row for firing in firings for row in _rows(firing, people)}
    new = [rows[key] for key in insert_reminders([row.new for row in rows.values()], at)]
    sent = [row for row in new if row.status == Reminder.Status.SENT]
    send_out((_notification(row, people, at) for row in sent), at)
    return Reminded(len(sent), len(new) - len(sent))


def _rows(firing: Firing, people: People) -> Iterator[_Row]:
    present = firing.turn.present
    if present is not None:
        for person in people.told(firing.deadline, present.audience):
            yield _Row(firing, present.name, person, Reminder.Status.SENT)
    for stage in firing.turn.skipped:
        for person in people.told(firing.deadline, stage.audience):
            yield _Row(firing, stage.name, person, Reminder.Status.SUPERSEDED)


def _notification(row: _Row, people: People, at: dt.datetime) -> Notification:
    firing = row.firing
    deadline = firing.deadline
    rule = rule_version(deadline.rule_version)
    left = (firing.due_on - beijing(at)[0]).days
    message = Text(
        _words(left),
        {
            "number": firing.target.number,
            "rule": Text(rule.label),
            "due": firing.due_on,
            "days": abs(left),
        },
    )
    if left >= 0 and people.acts_outside(deadline, row.recipient):
        consequence = CONSEQUENCES.get(deadline.code)
        message = Text(
            N_("%(message)s. %(duty)s %(consequence)s"),
            {
                "message": message,
                "duty": Text(rule.who),
                "consequence": Text(consequence) if consequence else "",
            },
        )
    return notice(row.recipient, KIND, message, firing.target, at)


def _words(left: int) -> str:
    """The message by how many days are left, or over where negative."""
    if left > 1:
        return N_("%(number)s: %(rule)s – %(days)s days left, last day %(due)s")
    if left == 1:
        return N_("%(number)s: %(rule)s – 1 day left, last day %(due)s")
    if left == 0:
        return N_("%(number)s: %(rule)s – today, %(due)s, is the last day")
    if left == -1:
        return N_("%(number)s: %(rule)s – ended yesterday, last day was %(due)s")
    return N_("%(number)s: %(rule)s – %(days)s days overdue, last day was %(due)s")

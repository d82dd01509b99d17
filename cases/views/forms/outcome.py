"""What is said when an action has been done: that it was, and what follows from it."""

import datetime as dt

from django.utils.translation import gettext as _

from agencies.actor import Actor
from cases.actions import Outcome
from cases.actions.base import Action
from cases.models import Deadline, Draft, EventStage
from cases.views.wording import change_text
from pilit.law.texts import N_
from pilit.web.texts import short_date, translated

_STAGES = {
    EventStage.DRAFTED: N_("%(action)s: submitted to the head of department for review."),
    EventStage.REVIEWED: N_("%(action)s: submitted to the chief procurator for decision."),
    EventStage.SENT_BACK: N_("%(action)s: sent back to the drafter."),
    EventStage.WITHDRAWN: N_("%(action)s: the draft was withdrawn."),
}
#: Changes of periods worth saying: those that ask for something new.
_NEW = frozenset({"started", "extended", "suspended", "resumed", "recomputed"})


def told(action: Action, done: Outcome) -> str:
    """That it was done, or how far on its way to a decision it has come."""
    label = {"action": translated(action.label)}
    stage = EventStage(done.event.stage) if done.event is not None else EventStage.DONE
    template = _STAGES.get(stage)
    if template is not None:
        return _(template) % label
    if done.made is not None:
        return _("%(action)s: done. The number is %(number)s.") % {
            **label,
            "number": done.made.number,
        }
    if done.draft is not None and done.draft.status == Draft.Status.DECIDED:
        return _("%(action)s: approved and in effect.") % label
    return _("%(action)s: done.") % label


def follow_up(done: Outcome, actor: Actor, today: dt.date) -> list[str]:
    """The periods that begin or move, one line each; of those the actor may see."""
    if done.event is None:
        return []
    changes = done.event.effects.get("deadlines", ())
    named = [change["deadline"] for change in changes if "deadline" in change]
    seen = set(Deadline.objects.visible_to(actor).filter(pk__in=named).values_list("pk", flat=True))
    lines = []
    for change in changes:
        due_on = change.get("due_on")
        if change.get("change") in _NEW and change.get("deadline") in seen:
            day = short_date(dt.date.fromisoformat(due_on), today) if due_on else _("open")
            lines.append(_("Period – %(change)s") % {"change": change_text(change, day)})
    return lines

"""How an action takes effect: its facts, the state, the documents, the event, the deadlines."""

import datetime as dt
from typing import Any

from django.utils import timezone

from cases.actions.base import Action, Target
from cases.actions.fields import recorded
from cases.actions.idempotency import Outcome
from cases.domain.lifecycle import Transition
from cases.domain.vocabulary import CaseState
from cases.models import Case, Clue, Event, EventStage, Matter
from cases.services import documents, record
from cases.statistics.tally import Tally


def carry_out(action: Action, entry: Transition, occurred_at: dt.datetime | None) -> Outcome:
    """Effect, state, documents, deadlines, event, version and figures of an action that takes
    effect.
    """
    tally = Tally.of(action.target)
    action.effect()
    target = action.target if action.target is not None else action.made
    if target is None:
        raise LookupError(f"{action.name} acted on nothing")
    state = action.leads_to(entry)
    if state is not None and target.state != state:
        action.effects["state"] = [target.state, state]
        _move(target, state, action)
    made = documents.frozen(action)
    event = append_event(action, EventStage.DONE, _occurred(action, occurred_at), {})
    documents.keep(made, action, event)
    advance(action)
    tally.settle(action.target, action.made)
    return Outcome(target=target, made=action.made, event=event)


def _move(target: Target, state: str, action: Action) -> None:
    target.state = state
    if isinstance(target, Case):
        target.state_since = action.day_of_fact() or action.today
        target.closed_on = target.state_since if state == CaseState.CLOSED else None


def _occurred(action: Action, given: dt.datetime | None) -> dt.datetime:
    """When it happened: as given; else the day of the legal fact; else the moment of recording."""
    day = action.day_of_fact()
    if given is not None:
        return given
    if day is None or day == action.today:
        return action.at
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def append_event(
    action: Action, stage: EventStage, occurred_at: dt.datetime, effects: dict[str, Any]
) -> Event:
    """Write the event and what the ledgers changed."""
    target = action.target if action.target is not None else action.made
    if target is None:
        raise LookupError(f"{action.name} acted on nothing")
    case = next((item for item in (action.made, target) if isinstance(item, Case)), None)
    clue = next((item for item in (target, action.made) if isinstance(item, Clue)), None)
    matter = next((item for item in (target, action.made) if isinstance(item, Matter)), None)
    changes = [change for ledger in action.ledgers() for change in ledger.changes]
    seat, actor = (None, None) if action.unnamed else (action.seat, action.actor.user)
    return record.append(
        Event(
            shard_id=target.procuratorate_id,
            case=case,
            clue=clue,
            matter=matter,
            action=action.name,
            stage=stage,
            actor=actor,
            actor_name=actor.name if actor else "",
            actor_post=f"{seat.organisation_code}.{seat.post}" if seat else "",
            occurred_at=occurred_at,
            recorded_at=action.at,
            data=recorded(action.data),
            effects={**action.effects, **effects, **({"deadlines": changes} if changes else {})},
        )
    )


def advance(action: Action) -> None:
    """Count the version and write what lists sort by, on everything the action touched."""
    touched = {id(item): item for item in (action.target, action.made) if item is not None}
    for item in touched.values():
        if item is action.target and not action.aside:
            item.version += 1
        action.ledger_of(item).refresh_target()
        item.save()

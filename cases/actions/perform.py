"""The one door: ``perform(action, on, actor, data, at)``.

Lock, policy, state, data, guard, effect, event, deadlines and version, in one transaction. Page,
API, replay and the sweep come through here; nothing else writes the state of what it acts on.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from agencies.actor import Actor
from cases.actions import drafts
from cases.actions.base import Action, Target
from cases.actions.effect import advance, append_event, carry_out
from cases.actions.fields import (
    ActionData,
    parse,
    refuse_fields_of_other_kinds,
    refuse_future_facts,
    refuse_unasked_fields,
)
from cases.actions.idempotency import (
    Outcome,
    answer_again,
    fingerprint,
    lock_key,
    remember,
)
from cases.actions.registry import actions_on, known_action, table_for, table_of
from cases.domain.lifecycle import NEW, Decision, Transition, rows_for
from cases.models import Case, Clue, Draft, EventStage, IdempotencyKey, Matter
from cases.policy import Standing, standing_of
from cases.services import document_sections
from cases.sorts import Parts, sort_of
from pilit.law.errors import (
    Conflict,
    DateInFuture,
    Invalid,
    NotFound,
    NotPermitted,
    Recused,
    WrongState,
)
from pilit.law.texts import N_


def perform(
    action: str,
    on: Target | None,
    actor: Actor,
    data: Mapping[str, Any],
    at: dt.datetime,
    *,
    occurred_at: dt.datetime | None = None,
    version: int | None = None,
    key: str = "",
    late_entry: bool = False,
    sections: document_sections.Texts | None = None,
) -> Outcome:
    """Take an action on a clue, case or matter (``None`` for what makes one) at a moment.

    ``occurred_at`` is when it happened, where that is not ``at`` and no field tells it (late
    entry). ``version`` is the version the form was opened with; ``key`` makes a request sent twice
    act once; it is kept with who sent it, so not of an action whose actor is protected.
    ``late_entry``: somebody else enters an old case, and days of arrival are facts like any other.
    ``sections`` is what stands in the documents of the action, where they were opened: then what
    they must contain must be there. Raises a ``DomainError``; then nothing has changed.
    """
    if occurred_at is not None and occurred_at > at:
        raise DateInFuture(errors={"occurred_at": [DateInFuture.default_message]})
    kind = known_action(action, on)
    if kind is not None and kind.unnamed:
        key = ""
    with transaction.atomic():
        keyed_by, asked = actor.user if key else None, ""
        if keyed_by is not None:
            asked = fingerprint(
                action, on, data if sections is None else {**data, "sections": sections}
            )
            lock_key(keyed_by.pk, key)
            earlier = IdempotencyKey.objects.filter(actor=keyed_by, key=key).first()
            if earlier is not None:
                return answer_again(earlier, asked)
        target = _lock(on, actor) if on is not None else None
        if version is not None and target is not None and target.version != version:
            raise Conflict
        outcome = _take(
            action, target, actor, data, at, occurred_at, late_entry=late_entry, sections=sections
        )
        if keyed_by is not None:
            IdempotencyKey.objects.create(
                actor=keyed_by,
                key=key,
                fingerprint=asked,
                outcome=remember(outcome),
                at=at,
            )
        return outcome


def _take(
    name: str,
    target: Target | None,
    actor: Actor,
    data: Mapping[str, Any],
    at: dt.datetime,
    occurred_at: dt.datetime | None,
    *,
    late_entry: bool,
    sections: document_sections.Texts | None,
) -> Outcome:
    kind = known_action(name, target)
    if kind is None:
        raise NotFound(N_("There is no such action here. Choose from the actions the page offers."))
    if name in drafts.STEPS:
        return _draft_step(kind, target, actor, data, at)
    standing = standing_of(name, actor, target, timezone.localdate(at))
    entry = permitted_row(name, target, standing)
    action = kind(target, actor, at, actor.user)
    action.seat = standing.seat(entry.who)
    is_party = action.is_party and not late_entry
    action.data = _handed_in(action, data, occurred_at) if is_party else _read(action, data)
    action.precheck()
    action.guard()
    if sections is not None:
        action.wording = document_sections.checked(action, sections)
    if entry.decision is Decision.OWN:
        return carry_out(action, entry, occurred_at)
    draft = drafts.open_draft(action)
    event = append_event(action, EventStage.DRAFTED, at, {"draft": draft.pk})
    advance(action)
    return Outcome(target=target, draft=draft, event=event)


def permitted_row(name: str, target: Target | None, standing: Standing | Parts) -> Transition:
    """The row by which the actor may take the action now.

    Raises :class:`NotPermitted` where no row gives it to this actor, :class:`WrongState` where one
    does, but not in the present state.
    """
    table = table_for(name, target)
    state = NEW if target is None else target.state
    rows = rows_for(table, name)
    mine = [entry for entry in rows if standing.permitted(entry)]
    if not mine:
        raise NotPermitted
    for entry in mine:
        if state in entry.sources:
            return entry
    raise WrongState


def _read(action: Action, data: Mapping[str, Any]) -> ActionData:
    parsed = parse(action.Data, data)
    refuse_future_facts(parsed, action.today)
    refuse_unasked_fields(parsed)
    if action.case_kind is not None:
        refuse_fields_of_other_kinds(parsed, action.case_kind)
    return parsed


def _handed_in(
    action: Action, data: Mapping[str, Any], occurred_at: dt.datetime | None
) -> ActionData:
    """The data of a party at its own door, where what it does happens and arrives now.

    See ``docs/decisions/0008-who-attests-a-day.md``.
    """
    clock = action.by_clock()
    parsed = _read(action, {**dict.fromkeys(clock, action.today.isoformat()), **data})
    stated = [name for name in clock if getattr(parsed, name) not in (None, action.today)]
    if occurred_at is not None:
        stated.append("occurred_at")
    if stated:
        said = N_("What you hand in here arrives today; leave this day out.")
        raise Invalid(errors={name: [said] for name in stated})
    return parsed


def _draft_step(
    kind: type[Action],
    target: Target | None,
    actor: Actor,
    data: Mapping[str, Any],
    at: dt.datetime,
) -> Outcome:
    """Review, send back, revise, withdraw or decide a draft; a decision carries out what was
    drafted.
    """
    step = kind(target, actor, at, actor.user)
    if not isinstance(step, drafts.DraftStep) or target is None:
        raise NotFound
    step.data = parse(step.Data, data)
    draft = step.load()
    inner_kind = actions_on(target)[draft.action]
    inner = inner_kind(target, actor, at, draft.drafter)
    inner.seat = step.seat
    inner.drafted_as = draft
    inner.data = _read(inner, step.revised or draft.data)
    entry = _drafted_row(draft, target)
    if step.carries_out or step.rechecks:
        if entry is None:
            raise WrongState
        inner.precheck()
        inner.guard()
    if step.sections is not None:
        step.written = document_sections.checked(inner, step.sections)
    step.effect()
    inner.wording = draft.sections
    if step.carries_out and entry is not None:
        inner.effects.update(drafts.people_of(draft))
        outcome = carry_out(inner, entry, None)
        return Outcome(target=outcome.target, made=outcome.made, draft=draft, event=outcome.event)
    event = append_event(inner, step.stage, at, {"draft": draft.pk, "opinion": step.opinion})
    advance(inner)
    return Outcome(target=target, draft=draft, event=event)


def _drafted_row(draft: Draft, target: Target) -> Transition | None:
    """The row under which a draft takes effect in the present state."""
    rows = rows_for(table_of(target), draft.action)
    return next(
        (row for row in rows if target.state in row.sources and row.decision is not Decision.OWN),
        None,
    )


def _lock(on: Target, actor: Actor) -> Target:
    """The row, locked, if the actor may see it. Raises :class:`Recused` or :class:`NotFound`.

    Asked once it is locked: it may have passed out of sight while this waited for it.
    """
    manager: Any = type(on)._default_manager
    # Without a join: a row that passes to another procuratorate while this waits for it would no
    # longer match, and be missing.
    locked: Target = manager.select_for_update().get(pk=on.pk)
    _refuse_unseen(locked, actor)
    return locked


def _refuse_unseen(on: Target, actor: Actor) -> None:
    if actor.is_system or seen_by(actor, on).filter(pk=on.pk).exists():
        return
    if isinstance(on, Case) and on.recusals.filter(person=actor.user).exists():
        raise Recused
    raise NotFound


def seen_by(actor: Actor, target: Target) -> Any:
    """The rows of the target's sort that the actor may open."""
    if isinstance(target, Matter):
        return sort_of(target).visible_to(actor)
    return (Case.objects if isinstance(target, Case) else Clue.objects).visible_to(actor)

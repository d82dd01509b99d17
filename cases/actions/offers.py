"""What a person may do next with a clue or case, asked of the table and the registry."""

import datetime as dt
from dataclasses import dataclass

from agencies.actor import Actor
from agencies.models import Post
from cases.actions.base import Action, Target
from cases.actions.drafts import STEPS
from cases.actions.registry import CLUE_ACTIONS, actions_on, table_of
from cases.domain.lifecycle import CLUE_TABLE, NEW, Decision, Transition, rows_from
from cases.models import Draft, Matter
from cases.policy import Standing
from cases.sorts import Sort, sort_of
from pilit.law.errors import Conflict, DomainError
from pilit.law.texts import N_
from pilit.web.clock import beijing_date


@dataclass(frozen=True, slots=True)
class Offer:
    """An action open to the actor in the present state.

    ``blocked`` says why it cannot be taken just now although the state allows it. ``draft`` is the
    draft that a step of a decision is about; with ``blocked``, the draft that already waits.
    """

    kind: type[Action]
    basis: str
    decision: Decision
    blocked: DomainError | None = None
    draft: Draft | None = None

    @property
    def name(self) -> str:
        """The name in the vocabulary of actions."""
        return self.kind.name

    @property
    def label(self) -> str:
        """What the button says, a message id."""
        return self.kind.label

    @property
    def is_step(self) -> bool:
        """Whether it is a step on a draft."""
        return self.name in STEPS


def offers(target: Target | None, actor: Actor, at: dt.datetime) -> list[Offer]:
    """The actions the actor may take on ``target`` at ``at``, in the order of the table.

    ``None`` asks for what may be done before there is anything (register a clue). The number of
    queries does not grow with the file: the actor's standing and the drafts are asked once, each
    action for itself.
    """
    if isinstance(target, Matter):
        return _on_matter(target, actor, at)
    drafts = (
        [] if target is None else list(target.drafts.open().select_related("drafter", "reviewer"))
    )
    standing = Standing(actor, target, beijing_date(at), drafts)
    table = CLUE_TABLE if target is None else table_of(target)
    book = CLUE_ACTIONS if target is None else actions_on(target)
    found: dict[str, list[Offer]] = {}
    for entry in rows_from(table, NEW if target is None else target.state):
        kind = book.get(entry.action)
        if kind is None or entry.action in found or not standing.permitted(entry):
            continue
        if entry.action in STEPS:
            found[entry.action] = _steps(kind, entry, drafts, actor)
        else:
            found[entry.action] = [_offer(kind(target, actor, at, actor.user), entry, drafts)]
    return [offer for offered in found.values() for offer in offered]


def beginnings(sort: Sort, actor: Actor, at: dt.datetime) -> list[Offer]:
    """The actions by which the actor may bring a matter of this sort into being."""
    return _of_sort(sort, None, NEW, actor, at)


def _on_matter(target: Matter, actor: Actor, at: dt.datetime) -> list[Offer]:
    return _of_sort(sort_of(target), target, target.state, actor, at)


def _of_sort(
    sort: Sort, target: Matter | None, state: str, actor: Actor, at: dt.datetime
) -> list[Offer]:
    standing = sort.standing(actor, target, beijing_date(at))
    return [
        _offer(sort.actions[entry.action](target, actor, at, actor.user), entry, [])
        for entry in rows_from(sort.table, state)
        if standing.permitted(entry)
    ]


def _offer(action: Action, entry: Transition, drafts: list[Draft]) -> Offer:
    blocked: DomainError | None = None
    waiting = next((draft for draft in drafts if draft.action == action.name), None)
    if waiting is not None and entry.decision is not Decision.OWN:
        blocked = Conflict(N_("A draft of this decision already waits."))
    else:
        try:
            action.precheck()
        except DomainError as refusal:
            blocked = refusal
    return Offer(type(action), entry.basis, entry.decision, blocked, waiting if blocked else None)


def _steps(kind: type[Action], entry: Transition, drafts: list[Draft], actor: Actor) -> list[Offer]:
    return [
        Offer(kind, entry.basis, entry.decision, draft=draft)
        for draft in drafts
        if _may_step(kind.name, draft, actor)
    ]


def _may_step(name: str, draft: Draft, actor: Actor) -> bool:
    """Whether the draft waits for this step by this person."""
    user = actor.user
    if user is None:
        return False
    if name == "withdraw_draft":
        return draft.drafter_id == user.pk
    if name == "revise_draft":
        open_to_change = draft.status in (Draft.Status.SENT_BACK, Draft.Status.DRAFTED)
        return draft.drafter_id == user.pk and open_to_change
    if user.pk in (draft.drafter_id, draft.reviewer_id):
        return False
    waits_for_head = draft.status == Draft.Status.DRAFTED
    waits_for_chief = draft.status == Draft.Status.REVIEWED
    reviews = waits_for_head and actor.holds(Post.HEAD, organisation_id=draft.review_at_id)
    decides = waits_for_chief and actor.holds(Post.CHIEF, organisation_id=draft.decide_at_id)
    return bool(
        (name in {"review_draft", "send_back_draft"} and reviews)
        or (name in {"decide_draft", "send_back_draft"} and decides)
    )

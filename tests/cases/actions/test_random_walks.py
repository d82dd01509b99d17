"""Whatever people do in whatever order, a case stays within its table and its ledger stays true."""

import datetime as dt
from collections.abc import Set as AbstractSet

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.actor import Actor
from cases.actions import perform
from cases.actions.drafts import STEPS
from cases.actions.offers import Offer, offers
from cases.actions.registry import table_of
from cases.domain.lifecycle import CASE_TABLES, rows_for
from cases.domain.rulebook import rule_version
from cases.models import Case, Deadline, DeadlineStatus, Draft, Event
from cases.services.calendars import current_calendar
from cases.services.periods import computation
from cases.sweep import sweep
from cases.sweep.ends import CLOCK_ACTIONS
from pilit.law.errors import DomainError
from tests.cases.actions.walk_data import DATA, LEADS_AWAY, WALKS, data_for, started
from tests.cases.conftest import Story, actor_of

CLOCK = frozenset(CLOCK_ACTIONS.values())


class _Undo(Exception):
    """Rolls one example back."""


def _check(case: Case, before: str, actions: AbstractSet[str]) -> None:
    if case.state != before:
        moves = {
            target
            for action in actions
            for row in rows_for(table_of(case), action)
            for target in (row.target, row.otherwise)
            if before in row.sources
        }
        assert case.state in moves, f"{before} --{sorted(actions)}--> {case.state}"
    calendar = current_calendar()
    for deadline in Deadline.objects.filter(case=case):
        if deadline.status in (DeadlineStatus.RUNNING, DeadlineStatus.SUSPENDED):
            assert deadline.due_on == computation(deadline, calendar).end
            if case.state == "closed":
                assert rule_version(deadline.rule_version).house, deadline.code
    if case.state == "closed":
        assert not case.drafts.filter(status__in=Draft.OPEN).exists()


@pytest.mark.parametrize("kind", WALKS)
@pytest.mark.django_db
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    choices=st.lists(
        st.tuples(st.integers(0, 400), st.sampled_from((0, 0, 1, 3, 20, 45))),
        min_size=10,
        max_size=70,
    )
)
def test_random_walks_stay_within_the_table(
    directory: None, kind: str, choices: list[tuple[int, int]]
) -> None:
    del directory
    try:
        with transaction.atomic():
            _walk(kind, choices)
            raise _Undo
    except _Undo:
        pass


def _walk(kind: str, choices: list[tuple[int, int]]) -> None:
    story, case = started(kind)
    people = WALKS[kind].people
    for pick, days in choices:
        story.clock += dt.timedelta(days=days, minutes=7)
        if days > 1:
            before = case.state
            sweep(story.clock)
            case.refresh_from_db()
            _check(case, before, CLOCK)
        actor = actor_of(people[pick % len(people)], story.clock)
        if not Case.objects.visible_to(actor).filter(pk=case.pk).exists():
            continue
        open_to = [
            offer
            for offer in offers(case, actor, story.clock)
            if offer.blocked is None and offer.name not in LEADS_AWAY
        ]
        if open_to:
            _take(story, case, actor, open_to[pick // len(people) % len(open_to)])


def _take(story: Story, case: Case, actor: Actor, offer: Offer) -> None:
    before, version, events = case.state, case.version, Event.objects.count()
    drafted = offer.draft.action if offer.draft is not None else ""
    today = timezone.localdate(story.clock).isoformat()
    try:
        perform(offer.name, case, actor, data_for(offer, case, today), story.clock)
    except DomainError:
        case.refresh_from_db()
        assert (case.state, case.version, Event.objects.count()) == (before, version, events)
        return
    case.refresh_from_db()
    assert case.version == version if offer.kind.aside else case.version > version
    assert Event.objects.count() > events
    _check(case, before, {drafted if offer.name == "decide_draft" else offer.name})


def test_every_action_of_a_case_has_sensible_data_here() -> None:
    named = {row.action for table in CASE_TABLES.values() for row in table}
    others = {
        *LEADS_AWAY,
        "transfer_for_suit",
        "answer_entrusted_inquiry",
        "name_respondent",
        "record_measure",
        "add_evidence",
        "attach_signed_reply",
        "hold_hearing",
        "record_with_superior",
        "recommend_to_court",
    }
    assert named - STEPS - CLOCK - others == set(DATA)

"""The table of referrals walked: every row has an action, every other state refuses it."""

from itertools import product
from typing import cast

import pytest

from agencies.directory.rows import organisations
from cases.actions.perform import permitted_row
from cases.domain.lifecycle import NEW, Transition
from cases.policy import Standing
from cases.replay.scenario import read_scenario
from cases.sorts import Sort
from pilit.law.errors import WrongState
from referrals.domain.directions import DIRECTIONS, Body, direction
from referrals.domain.vocabulary import ReferralKind
from referrals.sort import (
    ASSISTANCE,
    CAMPAIGN,
    CIRCULATION,
    GOVERNANCE,
    INTERFERENCE,
    INVITATION,
    JOINT_MEETING,
    MECHANISM,
    OVERSIGHT,
    REFERRAL,
    TYPICAL,
)
from tests.cases.replay.history import FILES

VOCABULARY = (
    "send_referral receive_referral accept_referral return_referral report_progress report_result"
)


class Anybody:
    """A standing in which everybody may do everything: only the state decides."""

    def permitted(self, entry: Transition) -> bool:
        """Yes."""
        del entry
        return True


OURS = (
    *(REFERRAL, INTERFERENCE, CIRCULATION, ASSISTANCE, TYPICAL),
    *(OVERSIGHT, INVITATION, MECHANISM, JOINT_MEETING),
    *(CAMPAIGN, GOVERNANCE),
)


def test_every_action_of_the_vocabulary_has_a_row() -> None:
    assert set(VOCABULARY.split()) <= set(REFERRAL.actions)


@pytest.mark.parametrize("sort", OURS, ids=lambda sort: sort.name)
def test_every_row_has_an_action_and_every_action_a_row(sort: Sort) -> None:
    assert {row.action for row in sort.table} == set(sort.actions)


@pytest.mark.parametrize("sort", OURS, ids=lambda sort: sort.name)
def test_in_every_other_state_an_action_is_refused(sort: Sort) -> None:
    for action in sort.actions:
        sources = {state for row in sort.table if row.action == action for state in row.sources}
        if sources == {NEW}:
            continue
        for state in set(sort.states) - sources:
            target = sort.model(sort=sort.name, state=state)
            with pytest.raises(WrongState):
                permitted_row(action, target, cast(Standing, Anybody()))


@pytest.mark.parametrize("sort", OURS, ids=lambda sort: sort.name)
def test_every_row_is_taken_by_some_scenario(sort: Sort) -> None:
    scenarios = [read_scenario(path) for path in FILES]
    taken = {
        event.action
        for scenario in scenarios
        for event in scenario.events
        if event.action and event.refused is None
    }
    assert {row.action for row in sort.table} <= taken


def test_each_pair_of_bodies_stands_once_in_the_directions() -> None:
    pairs = [(row.sender, row.receiver) for row in DIRECTIONS]
    assert len(pairs) == len(set(pairs))


def test_nothing_is_referred_between_outsiders() -> None:
    outsiders = set(Body) - {Body.PROCURATORATE}
    assert not [pair for pair in product(outsiders, outsiders) if direction(*pair)]


def test_every_kind_can_be_sent_by_somebody() -> None:
    assert {kind for row in DIRECTIONS for kind in row.kinds} == set(ReferralKind)


def _told() -> dict[tuple[str, str], set[str]]:
    """What becomes of referrals, by the pair of bodies: a result, returned, overdue, sealed."""
    kinds = {row.code: str(row.kind) for row in organisations()}
    found: dict[tuple[str, str], set[str]] = {}
    for path in FILES:
        ways: dict[str, tuple[str, str]] = {}
        for event in read_scenario(path).events:
            if event.action == "send_referral" and event.as_ and event.refused is None:
                sender = (event.actor or "").partition(".")[0]
                way = ways[event.as_] = (kinds[sender], kinds[event.data["to"]])
                found.setdefault(way, set()).add(str(event.data.get("secrecy", "ordinary")))
            elif event.on in ways and event.refused is None and event.action:
                found[ways[event.on]].add(event.action)
            elif event.expect is not None and event.expect.on in ways and event.expect.missed:
                found[ways[event.expect.on]].add("overdue")
    return found


def test_each_direction_is_told_with_a_result_returned_overdue_and_sealed() -> None:
    told = _told()
    for row in DIRECTIONS:
        wanted = {"report_result", "overdue"}
        wanted |= {"return_referral"} if row.returnable else set()
        sends_secrets = row.sender in {Body.PROCURATORATE, Body.COMMISSION}
        wanted |= {"secret"} if sends_secrets else set()
        assert wanted <= told[row.sender, row.receiver], row

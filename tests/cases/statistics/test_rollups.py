"""Whatever people do, the figures kept by deltas are those counted anew."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.actions import perform
from cases.actions.offers import offers
from cases.models import Case, FigureDelta, FigureRollup, Reconciliation
from cases.replay.player import play
from cases.replay.scenario import read_scenario
from cases.statistics.rollups import compare, fold, reconcile
from cases.statistics.tally import NIL, Key, Sum, count_all
from cases.sweep import sweep
from pilit.law.errors import DomainError
from tests.cases.actions.walk_data import WALKS, data_for, started
from tests.cases.conftest import Story, actor_of, moment
from tests.cases.replay.history import FILES

pytestmark = pytest.mark.django_db


class _Undo(Exception):
    """Rolls one example back."""


def _kept() -> dict[Key, Sum]:
    """Rollups and deltas, added up here; cells that are nothing left out."""
    found: dict[Key, Sum] = {}
    for table in (FigureRollup, FigureDelta):
        for row in table._default_manager.all():
            key = Key(row.figure, row.procuratorate_id, row.month, row.kind, row.domain)
            found[key] = found.get(key, NIL).plus(Sum(row.count, row.amount))
    return {key: number for key, number in found.items() if number != NIL}


def _differences() -> dict[Key, Sum]:
    return {key: number for key, number in compare().items() if number != NIL}


@pytest.mark.parametrize("kind", WALKS)
@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    choices=st.lists(
        st.tuples(st.integers(0, 400), st.sampled_from((0, 0, 1, 3, 20, 45)), st.booleans()),
        min_size=10,
        max_size=40,
    )
)
def test_after_any_sequence_of_actions_every_rollup_is_the_fresh_count(
    directory: None, kind: str, choices: list[tuple[int, int, bool]]
) -> None:
    del directory
    try:
        with transaction.atomic():
            _walk(kind, choices)
            assert _kept() == count_all()
            assert not _differences()
            raise _Undo
    except _Undo:
        pass


def _walk(kind: str, choices: list[tuple[int, int, bool]]) -> None:
    story, case = started(kind)
    people = WALKS[kind].people
    for pick, days, folds in choices:
        story.clock += dt.timedelta(days=days, minutes=7)
        if days > 1:
            sweep(story.clock)
        if folds:
            fold()
        case.refresh_from_db()
        actor = actor_of(people[pick % len(people)], story.clock)
        if not Case.objects.visible_to(actor).filter(pk=case.pk).exists():
            continue
        open_to = [offer for offer in offers(case, actor, story.clock) if offer.blocked is None]
        if not open_to:
            continue
        offer = open_to[pick // len(people) % len(open_to)]
        data = data_for(offer, case, story.today)
        try:
            perform(offer.name, case, actor, data, story.clock)
        except DomainError:
            continue


@pytest.mark.parametrize(
    "scenario",
    [
        "administrative-appealed-by-the-organ",
        "administrative-protested",
        "people-look-back-relapsed-reopened-sued",
        "civil-mediated",
        "civil-closed",
        "compensation-confirmed",
        "clue-transferred-reported-up-designated",
        "clue-merged-into-case",
        "taken-up",
    ],
)
def test_whole_histories_leave_no_difference(scenario: str, directory: None) -> None:
    path = next(path for path in FILES if path.stem == scenario)
    play(read_scenario(path))
    assert _kept() == count_all()
    fold()
    assert not FigureDelta.objects.exists()
    assert _kept() == count_all()
    assert not _differences()


def test_a_refused_action_and_a_draft_count_for_nothing(story: Story) -> None:
    story.to_assessed().later(4)
    before = _kept()
    story.act(
        ".handler", "file_case", kind="administrative", respondent=story.organ, cause="怠于履职"
    )
    assert _kept() == before == count_all()
    with pytest.raises(DomainError):
        story.act(".handler", "file_case", kind="nonsense")
    assert _kept() == before


def _fold_and_die() -> None:
    with transaction.atomic():
        fold()
        raise _Undo


def test_a_killed_folding_leaves_everything_as_it_was(story: Story) -> None:
    story.to_inquiring()
    before = FigureDelta.objects.count()
    assert before
    with pytest.raises(_Undo):
        _fold_and_die()
    assert FigureDelta.objects.count() == before
    assert _kept() == count_all()
    assert fold() == before
    assert fold() == 0
    assert _kept() == count_all()


def test_reconciling_writes_down_a_difference_and_puts_it_right(story: Story) -> None:
    story.to_inquiring()
    at = moment("2026-03-01")
    fold()
    assert reconcile(at).differences == 0
    Case.objects.update(domain="food_drug")
    checked = reconcile(at)
    assert checked.differences == 2
    assert {row["figure"] for row in checked.details} == {"cases_filed"}
    assert {row["count"] for row in checked.details} == {1, -1}
    assert _kept() == count_all()
    assert reconcile(at).differences == 0
    assert Reconciliation.objects.count() == 3

"""The joint mechanisms of the demo: each verdict is told once."""

import pytest

from pilit.web.clock import beijing_date
from referrals.demo import mechanisms as demo
from referrals.domain.life import Life
from referrals.domain.mechanism import FieldOfWork
from referrals.models import Mechanism
from referrals.services.mechanism import verdicts
from tests.cases.conftest import moment


@pytest.mark.usefixtures("directory")
def test_the_demo_tells_each_verdict_once() -> None:
    at = moment("2026-08-03")
    demo.tell(at)
    rows = list(Mechanism.objects.order_by("id"))
    found = verdicts(rows, beijing_date(at))
    by_field = {(row.field, found[row.pk].life) for row in rows}
    assert {life for _field, life in by_field} == set(Life)
    assert (FieldOfWork.WATER, Life.LIVES) in by_field
    assert (FieldOfWork.PLANNING, Life.DORMANT) in by_field
    assert (FieldOfWork.FOOD_DRUG, Life.FALTERS) in by_field
    demo.tell(at)
    assert Mechanism.objects.count() == len(rows)

"""How long stages take: counted by the database as one would by hand, within one's subtree."""

import datetime as dt
import statistics
from collections.abc import Callable

import pytest
from django.urls import reverse

from agencies.actor import Actor
from agencies.models import Organisation
from cases.models import Case
from cases.statistics.numbers import Selection
from cases.statistics.periods import Period
from cases.statistics.scope import Area
from cases.statistics.stages import STAGES, cases_of, measured
from tests.cases.conftest import actor_of, moment
from tests.cases.statistics.conftest import LATER
from tests.cases.views.conftest import Browser

pytestmark = pytest.mark.django_db

YEARS = Period(dt.date(2026, 1, 1), dt.date(2027, 12, 1))
TODAY = dt.date(2027, 12, 20)


def chosen(place: str = "bj", **narrowed: str) -> Selection:
    return Selection(Area.under([Organisation.objects.get(code=place)]), YEARS, **narrowed)


def supervisor() -> Actor:
    return actor_of("bj.chief", moment(LATER))


@pytest.mark.parametrize("code", STAGES)
def test_half_and_nine_tenths_are_those_of_the_days(told: None, code: str) -> None:
    rows, stage = cases_of(supervisor(), chosen(), opens=True), STAGES[code]
    days = sorted(row.took.days for row in stage.ended(rows, YEARS))
    found = measured(stage, rows, YEARS, TODAY)
    assert found.now.number == len(days)
    assert days, "the stories should pass through every stage"
    assert found.now.half == round(statistics.median(days), 1)
    tenths = statistics.quantiles(days, n=10, method="inclusive") if len(days) > 1 else days * 9
    assert found.now.nine_tenths == pytest.approx(tenths[8], abs=0.051)
    running = list(stage.running(rows, TODAY))
    assert found.running == len(running)
    limit = dt.timedelta(days=found.now.nine_tenths or 0)
    assert found.beyond == sum(row.took > limit for row in running)


def test_what_has_not_ended_is_in_no_median(told: None) -> None:
    rows = cases_of(supervisor(), chosen(), opens=True)
    whole = STAGES["whole"]
    ended = set(whole.ended(rows, YEARS).values_list("pk", flat=True))
    running = set(whole.running(rows, TODAY).values_list("pk", flat=True))
    assert not ended & running
    assert ended | running == set(Case.objects.values_list("pk", flat=True))
    nothing = measured(whole, rows, YEARS.before, TODAY)
    assert (nothing.now.number, nothing.now.half, nothing.beyond) == (0, None, 0)


def test_each_sees_their_subtree_and_the_readers_the_region(
    open_as: Callable[[str], Browser], told: None
) -> None:
    own = cases_of(actor_of("cy.chief", moment(LATER)), chosen(), opens=True)
    assert {row.procuratorate.code for row in own} == {"cy"}
    civil = cases_of(supervisor(), chosen(kind="civil"), opens=True)
    assert {row.kind for row in civil} == {"civil"}
    deputy = open_as("npc.deputy").at(LATER)
    page = deputy.open(reverse("cases:figures_stages"))
    assert page.status == 200
    assert "/figures/stages/rows/" not in page
    rows = reverse("cases:figures_stage_rows")
    assert deputy.open(rows, stage="whole").status == 404
    assert "The whole case" in open_as("cy.chief").at(LATER).open(rows, stage="none")

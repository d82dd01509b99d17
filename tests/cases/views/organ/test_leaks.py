"""What an organ never sees, on no page it can reach: the inquiry, the people who work on the case,
their opinions, the wrongdoer, the informant.
"""

from collections.abc import Callable

import pytest

from tests.cases.views.conftest import Browser
from tests.cases.views.organ.world import (
    LEADER,
    OFFICER,
    SECRETS,
    TEAM,
    Full,
    crawl,
    full_case,
)

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]


@pytest.fixture
def full(directory: None) -> Full:
    """Everything happens in Chaoyang."""
    return full_case()


def test_the_respondent_sees_what_was_served_on_it(browser: Open, full: Full) -> None:
    full.served()
    for who in (OFFICER, LEADER):
        text = crawl(browser(who).at(full.clock), full, hidden=(*SECRETS, *TEAM.values()))
        for shown in ("公开事实", "公开怠于履职事实", "公开建议二", "已追缴"):
            assert shown in text


def test_the_respondent_learns_of_the_suit_with_its_docketing(browser: Open, full: Full) -> None:
    full.sued()
    assert full.case is not None
    suit = full.case.suits.get()
    not_yet = ("判令履行之请求", suit.number)
    crawl(browser(OFFICER).at(full.clock), full, hidden=(*SECRETS, *TEAM.values(), *not_yet))


def test_the_respondent_on_trial(browser: Open, full: Full) -> None:
    full.tried()
    text = crawl(browser(OFFICER).at(full.clock), full, hidden=(*SECRETS, *TEAM.values()))
    assert "判令履行之请求" in text

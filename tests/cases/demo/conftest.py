"""Stories of the demo told in tests."""

import datetime as dt
from collections.abc import Callable

import pytest

from cases.demo.fitting import script_of
from cases.demo.periods import Periods
from cases.demo.plan import Story
from cases.demo.script import Script
from cases.demo.teller import Company, tell
from cases.services.calendars import current_calendar
from pilit.web.clock import BEIJING, beijing_date

NOW = dt.datetime(2026, 11, 23, 13, 40, tzinfo=BEIJING)


@pytest.fixture
def told(directory: None) -> Callable[[Story], Script]:
    """Tells a story of the plan as it stands at :data:`NOW`."""
    periods = Periods(current_calendar())
    company = Company(beijing_date(NOW))

    def told(story: Story) -> Script:
        script = script_of(story, beijing_date(NOW), periods)
        assert tell(script, company, NOW)
        return script

    return told

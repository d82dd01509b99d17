"""What those who lead make of the figures, for the matrix."""

import datetime as dt

from agencies.models import Organisation
from cases.alerts.rules import set_rule
from cases.models import Alert
from cases.services.figure_reports import begin
from cases.statistics.periods import Period
from tests.cases.conftest import Story, actor_of


def counted(story: Story) -> dict[str, str]:
    """The draft of a report to the people's congress, and a rule with its alert, of the chief."""
    assert story.case is not None
    place = Organisation.objects.get(code=story.place)
    year = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 1))
    chief = actor_of(f"{story.place}.chief", story.clock)
    rule = set_rule("overdue", place, {"days": "1"}, chief, story.clock)
    alert = Alert.objects.create(
        rule=rule, deadline=story.case.deadlines.first(), raised_at=story.clock
    )
    return {
        "figure_report": str(begin("special_report", place, year, chief, story.clock).pk),
        "alert_rule": str(rule.pk),
        "alert": str(alert.pk),
    }

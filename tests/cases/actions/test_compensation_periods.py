"""The periods of compensation, enforcement and withdrawn support: started, met, missed."""

import pytest

from cases.models import Deadline
from cases.sweep import sweep
from tests.cases.compensation_story import COURT, HOLDER, Compensation

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(directory: None) -> Compensation:
    """Polluted ground in Chaoyang."""
    return Compensation()


def told(story: Compensation, code: str) -> tuple[str, str, str, str]:
    """Status, start, end and whose it is."""
    row = Deadline.objects.filter(case=story.case, code=code).latest("id")
    return row.status, str(row.start_on), str(row.due_on), row.responsible.code


def is_set(story: Compensation, code: str) -> bool:
    """Whether such a clock was ever started."""
    return Deadline.objects.filter(case=story.case, code=code).exists()


def test_confirmation_notice_is_kept_by_the_court(story: Compensation) -> None:
    story.published()
    assert told(story, "confirmation_notice") == ("running", "2026-02-16", "2026-03-18", COURT[:9])
    story.later(40).act(
        COURT, "confirm_agreement", on=story.today, court_number="（2026）京03民特12号"
    )
    assert told(story, "confirmation_notice")[0] == "met"


def test_confirmation_notice_that_nobody_follows_ends_as_a_right(story: Compensation) -> None:
    story.published().later(40)
    sweep(story.clock)
    assert told(story, "confirmation_notice")[0] == "lapsed"
    story.act(COURT, "confirm_agreement", on=story.today, court_number="（2026）京03民特12号")
    assert told(story, "confirmation_notice")[0] == "met"


def test_performance_in_time(story: Compensation) -> None:
    story.confirmed()
    assert told(story, "judgment_performance") == ("running", "2026-03-28", "2026-12-31", COURT[:9])
    story.later(30).act(COURT, "report_performance", items=[{"done": True, "on": story.today}])
    assert told(story, "judgment_performance")[0] == "met"
    assert told(story, "enforcement_application")[0] == "cancelled"


def test_performance_too_late(story: Compensation) -> None:
    story.confirmed().at("2027-01-04")
    sweep(story.clock)
    assert told(story, "judgment_performance")[0] == "missed"
    story.act(COURT, "report_performance", items=[{"done": True, "on": story.today}])
    assert told(story, "judgment_performance")[0] == "missed"


def test_application_follows_the_last_day_for_performance(story: Compensation) -> None:
    story.confirmed()
    wanted = ("running", "2026-12-31", "2029-01-02", "cy-env")
    assert told(story, "enforcement_application") == wanted
    story.at("2027-03-01").act(HOLDER, "apply_for_enforcement", by="区生态环境局", on=story.today)
    assert told(story, "enforcement_application")[0] == "met"
    assert told(story, "enforcement_stalled") == (
        "running",
        "2027-03-01",
        "2027-09-01",
        "bj3-court",
    )


def test_application_counts_from_the_day_in_force_where_no_day_is_named(
    story: Compensation,
) -> None:
    story.confirmed(perform_by=None)
    assert not is_set(story, "judgment_performance")
    assert told(story, "enforcement_application")[1] == "2026-03-28"


def test_a_right_to_apply_that_is_not_used_lapses(story: Compensation) -> None:
    story.confirmed().at("2029-01-10")
    sweep(story.clock)
    assert told(story, "enforcement_application")[0] == "lapsed"


def test_stalled_enforcement_ends_with_the_first_step(story: Compensation) -> None:
    story.confirmed().at("2027-01-11")
    story.act(COURT, "transfer_to_enforcement", on=story.today)
    assert told(story, "enforcement_application")[0] == "met"
    story.later(30).act(COURT, "record_enforcement", on=story.today, measure="扣划存款")
    assert told(story, "enforcement_stalled")[0] == "met"


def test_enforcement_that_stalls(story: Compensation) -> None:
    story.confirmed().at("2027-01-11")
    story.act(HOLDER, "apply_for_enforcement", by="区生态环境局", on=story.today)
    story.later(2).act(COURT, "transfer_to_enforcement", on=story.today)
    assert told(story, "enforcement_stalled")[1] == "2027-01-11"
    story.at("2027-08-02")
    sweep(story.clock)
    assert told(story, "enforcement_stalled")[0] == "missed"


def test_withdrawal_of_support_submitted_in_time(story: Compensation) -> None:
    story.supported().later(10).decided("withdraw_support", ground="settled")
    code, decided = "support_withdrawal_submission", story.today
    assert told(story, code)[:2] == ("running", decided)
    story.later(1).act(".handler", "submit_support_withdrawal", on=story.today)
    assert told(story, code)[0] == "met"


def test_withdrawal_of_support_submitted_too_late(story: Compensation) -> None:
    story.supported().later(10).decided("withdraw_support", ground="costs_excessive")
    story.later(20)
    sweep(story.clock)
    assert told(story, "support_withdrawal_submission")[0] == "missed"


def test_the_review_rests_while_they_negotiate(story: Compensation) -> None:
    story.noticed().negotiating().later(60)
    sweep(story.clock)
    assert not is_set(story, "review_for_suit_civil")
    story.act(HOLDER, "fail_negotiation", on=story.today, reason="分歧较大")
    row = Deadline.objects.get(case=story.case, code="review_for_suit_civil")
    notice = Deadline.objects.get(case=story.case, code="public_notice")
    assert row.start_on == notice.due_on
    rest = row.suspensions.get()
    assert (str(rest.starts_on), str(rest.ends_on), rest.basis) == (
        "2026-01-25",
        story.today,
        "Rules 96",
    )
    assert row.status == "running"


def test_a_failure_before_the_notice_ends_leaves_the_review_to_it(story: Compensation) -> None:
    story.noticed().negotiating().later(5)
    story.act(HOLDER, "fail_negotiation", on=story.today, reason="分歧较大")
    assert not is_set(story, "review_for_suit_civil")
    story.later(40)
    sweep(story.clock)
    row = Deadline.objects.get(case=story.case, code="review_for_suit_civil")
    assert not row.suspensions.exists()


def test_without_a_notice_there_is_no_review(story: Compensation) -> None:
    story.filed("civil").failed().later(60)
    sweep(story.clock)
    assert not is_set(story, "review_for_suit_civil")

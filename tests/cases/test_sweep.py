"""The sweep: ends noted, the clock's actions, reminders to the right people, each once."""

import datetime as dt
import logging
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.models import Notification
from cases.actions.reply import ReplyPeriodEnds
from cases.models import Case, Deadline, Event, Reminder
from cases.services.record import digest_of
from cases.sweep import SweepResult, run, sweep, sweep_batches
from tests.cases.builders_sweep import REPLY, REVIEW, await_reply, deadline_of, due_at, reminded
from tests.cases.conftest import Story


@pytest.fixture
def awaiting(story: Story) -> Story:
    return await_reply(story)


def test_fifteen_days_before_the_officer_and_the_handler_are_reminded(awaiting: Story) -> None:
    deadline = deadline_of(awaiting)
    assert sweep(due_at(deadline, -15, "07:59")) == SweepResult()
    result = sweep(due_at(deadline, -13))
    assert (result.deadlines, result.sent, result.superseded) == (1, 2, 0)
    assert reminded(deadline, "d15") == {"cy-water.officer", "cy.handler"}
    deadline.refresh_from_db()
    assert deadline.status == "running"
    assert deadline.fires_at == due_at(deadline, -7)
    assert not Event.objects.filter(action__startswith="deadline_").exists()


def test_first_sweep_on_the_day_after_the_end(awaiting: Story) -> None:
    deadline = deadline_of(awaiting)
    result = sweep(due_at(deadline, 1))
    deadline.refresh_from_db()
    assert deadline.status == "missed"
    assert reminded(deadline, "o1") == {
        "cy-water.officer",
        "cy-water.leader",
        "cy.handler",
        "cy.head",
    }
    passed = set(deadline.reminders.filter(status="superseded").values_list("stage", flat=True))
    assert passed == {"d15", "d7", "d3", "d1", "d0"}
    assert reminded(deadline, "d15", "superseded") == {"cy-water.officer", "cy.handler"}
    assert result.missed == 1
    assert result.actions == 1


def test_the_end_of_the_reply_period_starts_the_review(awaiting: Story) -> None:
    reply = deadline_of(awaiting)
    case = awaiting.case
    assert case is not None
    version = case.version
    sweep(due_at(reply, 1, "00:00"))
    review = deadline_of(awaiting, REVIEW)
    assert review.start_on == reply.due_on
    assert review.follows == reply
    case.refresh_from_db()
    assert case.state == "awaiting_reply"
    assert (case.next_due_on, case.next_due_rule) == (reply.due_on, REPLY)
    assert case.version == version + 1
    events = list(case.events.order_by("seq"))[-2:]
    assert [event.action for event in events] == ["deadline_missed", "reply_period_ends"]
    assert {event.actor for event in events} == {None}


def test_the_event_of_a_missed_period(awaiting: Story) -> None:
    deadline = deadline_of(awaiting)
    at = due_at(deadline, 4, "15:30")
    sweep(at)
    event = Event.objects.get(action="deadline_missed")
    assert deadline.due_on is not None
    assert event.data == {"code": REPLY, "due_on": deadline.due_on.isoformat()}
    assert event.occurred_at == due_at(deadline, 1, "00:00")
    assert event.recorded_at == at
    assert event.digest == digest_of(event)
    change = event.effects["deadlines"][0]
    assert (change["deadline"], change["change"]) == (deadline.pk, "missed")


def test_the_last_day_counts_to_midnight(awaiting: Story) -> None:
    deadline = deadline_of(awaiting)
    assert sweep(due_at(deadline, 0, "23:59")).missed == 0
    assert sweep(due_at(deadline, 1, "00:00")).missed == 1


def test_nothing_happens_twice(awaiting: Story) -> None:
    at = due_at(deadline_of(awaiting), 1)
    assert sweep(at).deadlines == 1
    told = (Reminder.objects.count(), Notification.objects.count(), Event.objects.count())
    # The alarm is set back, as if the sweep that set it forward had been undone in part.
    Deadline.objects.filter(code=REPLY).update(fires_at=at - dt.timedelta(days=30))
    again = sweep(at)
    assert (again.sent, again.superseded, again.missed, again.actions) == (0, 0, 0, 0)
    assert (
        Reminder.objects.count(),
        Notification.objects.count(),
        Event.objects.count(),
    ) == told
    assert sweep(at) == SweepResult()


def test_a_clue_is_assessed_by_who_registered_it(story: Story) -> None:
    story.to_registered()
    assert story.clue is not None
    deadline = story.clue.deadlines.get(code="clue_assessment")
    sweep(due_at(deadline, 1))
    assert reminded(deadline, "o1") == {"cy.handler", "cy.head"}
    story.clue.refresh_from_db()
    assert story.clue.next_due_on == deadline.due_on
    event = Event.objects.get(action="deadline_missed")
    assert (event.clue, event.case) == (story.clue, None)


def test_what_is_met_or_cancelled_reminds_nobody(story: Story) -> None:
    story.to_following_up()
    met = deadline_of(story)
    review = deadline_of(story, REVIEW)
    sweep(due_at(met, 1))
    assert not met.reminders.exists()
    assert not review.reminders.filter(stage="d15").exclude(status="superseded").exists()
    story.later(60)
    story.decided("close_case", ground="organ_performed")
    told = Reminder.objects.filter(deadline__case=story.case).count()
    sweep(due_at(review, 90))
    after = Reminder.objects.filter(deadline__case=story.case).exclude(
        deadline__code__endswith="look_back"
    )
    assert after.count() == told


def test_an_appeal_period_lapses_and_the_judgment_takes_effect(story: Story) -> None:
    story.to_judged()
    appeal = deadline_of(story, "appeal_judgment")
    sweep(due_at(appeal, 0, "23:00"))
    assert story.case is not None
    story.case.refresh_from_db()
    assert story.case.state == "judged"
    result = sweep(due_at(appeal, 1))
    story.case.refresh_from_db()
    appeal.refresh_from_db()
    assert (story.case.state, appeal.status, appeal.fires_at) == ("in_force", "lapsed", None)
    assert (result.lapsed, result.actions) == (1, 1)
    assert story.case.events.filter(action="deadline_lapsed").count() == 1
    performance = deadline_of(story, "judgment_performance")
    assert performance.due_on == dt.date(2026, 12, 31)


def test_an_organ_that_replied_leaves_the_clock_nothing_to_do(awaiting: Story) -> None:
    deadline = deadline_of(awaiting)
    assert awaiting.case is not None
    # The reply came by a way that left the clock running: the state has gone on.
    Case.objects.filter(pk=awaiting.case.pk).update(state="following_up")
    result = sweep(due_at(deadline, 1))
    assert (result.missed, result.actions, result.left) == (1, 0, 0)


def test_late_entry_fires_once(story: Story) -> None:
    story.to_recommended()
    served = story.today
    story.later(200)
    story.act(".handler", "serve_recommendation", served_on=served, method="direct")
    deadline = deadline_of(story)
    result = sweep(story.clock)
    deadline.refresh_from_db()
    assert deadline.status == "missed"
    stages = set(deadline.reminders.values_list("stage", "status"))
    assert len(stages) == 1
    assert stages.pop()[1] == "sent"
    # The review that followed was over as well: the same sweep noted it.
    assert deadline_of(story, REVIEW).status == "missed"
    assert result.missed >= 2
    assert sweep(story.clock) == SweepResult()


def test_a_failing_action_undoes_its_own_case_and_no_other(
    awaiting: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = await_reply(Story("hd", "env"))
    first, second = deadline_of(awaiting), deadline_of(other)
    effect = ReplyPeriodEnds.effect

    def fail(action: ReplyPeriodEnds) -> None:
        if action.case == awaiting.case:
            raise LookupError("a fault in the data")
        effect(action)

    monkeypatch.setattr(ReplyPeriodEnds, "effect", fail)
    at = max(due_at(first, 1), due_at(second, 1))
    logging.disable(logging.CRITICAL)
    try:
        result = sweep(at)
    finally:
        logging.disable(logging.NOTSET)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == ("running", "missed")
    assert (result.missed, result.left) == (1, 1)
    assert not first.reminders.exists()
    monkeypatch.setattr(ReplyPeriodEnds, "effect", effect)
    assert sweep(at).missed == 1


def test_a_scenario_sweeps_its_own(awaiting: Story) -> None:
    other = Story("hd", "env").to_awaiting_reply()
    at = due_at(deadline_of(awaiting), 5)
    assert other.case is not None
    result = sweep(at, among=[other.case])
    assert result.deadlines
    assert deadline_of(awaiting).status == "running"
    assert deadline_of(other).status == "missed"


def test_small_batches_find_everything(stories: Callable[..., Story]) -> None:
    made = [stories(place, "env").to_awaiting_reply() for place in ("hd", "xc", "dc")]
    at = max(due_at(deadline_of(each), 1) for each in made)
    result = sweep(at, batch=1)
    # Each case: reply and record with the superior, missed both.
    assert result.missed == 6
    assert not Deadline.objects.to_fire(at).exists()


def test_a_batch_is_bounded_by_the_actions_of_the_clock(
    stories: Callable[..., Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "ACTIONS", 1)
    made = [stories(place, "env").to_awaiting_reply() for place in ("hd", "xc", "dc")]
    Deadline.objects.exclude(code=REPLY).update(fires_at=None)
    at = max(due_at(deadline_of(each), 1) for each in made)
    assert [batch.actions for batch in sweep_batches(at) if batch.actions] == [1, 1, 1]


def test_the_number_of_queries_does_not_grow(stories: Callable[..., Story]) -> None:
    def queries(*made: Story) -> int:
        Deadline.objects.exclude(code=REPLY).update(fires_at=None)
        at = max(due_at(deadline_of(each), -15) for each in made)
        with CaptureQueriesContext(connection) as captured:
            assert sweep(at).sent == 2 * len(made)
        return len(captured)

    one = queries(stories("hd", "env").to_awaiting_reply())
    others = [stories(place, "water").to_awaiting_reply() for place in ("xc", "dc", "ft", "tz")]
    assert queries(*others) == one


def test_a_moment_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        sweep(dt.datetime(2026, 5, 27, 8, 0))  # noqa: DTZ001

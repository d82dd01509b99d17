"""The look-back: item by item, with photos, as planned work after closing (Opinions 3(2))."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agencies.models import Appointment, Notification
from cases.models import HousePeriod, LookBack
from cases.services.subjects import subject_of
from cases.sweep import sweep
from cases.views.file import receive
from pilit.law.errors import (
    DateInFuture,
    DateOutOfOrder,
    DomainError,
    Invalid,
    TwoOfficersRequired,
    WrongState,
)
from tests.cases.builders_sweep import deadline_of, due_at, reminded
from tests.cases.compensation_story import Compensation
from tests.cases.conftest import Story, actor_of

FIRST, SECOND = "first_look_back", "second_look_back"
ITEMS = [{"no": 1, "finding": "effective"}, {"no": 2, "finding": "effective", "note": "已入库"}]


@pytest.fixture
def closed(story: Story) -> Story:
    """Closed on the organ's reply on 2026-03-21."""
    story.to_following_up()
    story.later(20)
    story.decided("close_case", ground="organ_performed")
    return story


def look_back(story: Story, **data: Any) -> LookBack:
    officers = ["cy.handler", "cy.assistant"]
    facts = {"on": story.today, "officers": officers, "items": ITEMS, "conclusion": "effective"}
    story.act(".handler", "look_back", **(facts | data))
    return LookBack.objects.latest("id")


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        ({"officers": ["cy.handler"]}, TwoOfficersRequired),
        ({"items": []}, Invalid),
        ({"items": [{"no": 9, "finding": "false"}]}, Invalid),
        ({"items": [ITEMS[0], ITEMS[0]]}, Invalid),
        ({"items": [{"no": 1, "finding": "perfect"}]}, Invalid),
        ({"conclusion": "perfect"}, Invalid),
        ({"on": "2026-01-20"}, DateOutOfOrder),
        ({"on": "2027-01-20"}, DateInFuture),
        ({"taken_at": "2027-01-20T10:00"}, DateInFuture),
        ({"lng": "116.4"}, Invalid),
        ({"lng": "200", "lat": "39.9"}, Invalid),
        ({"files": ["00000000-0000-0000-0000-000000000000"]}, Invalid),
    ],
)
def test_what_is_refused(closed: Story, data: dict[str, Any], refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        look_back(closed, **data)
    assert not LookBack.objects.exists()


def test_photos_keep_their_place_and_time(closed: Story) -> None:
    upload = SimpleUploadedFile("现场.pdf", b"%PDF-1.4\n", "application/pdf")
    file = receive(upload, actor_of("cy.handler", closed.clock), closed.clock)
    taken = f"{closed.today}T08:30"
    row = look_back(
        closed, files=[str(file.pk)], address="厂区东门", lng="116.4", lat="39.9", taken_at=taken
    )
    file.refresh_from_db()
    assert (file.look_back, file.case) == (row, closed.case)
    assert (row.address, str(row.lng)) == ("厂区东门", "116.400000")
    assert row.taken_at is not None


@pytest.mark.parametrize("finding", ["incomplete", "false", "not_consolidated", "relapsed"])
def test_a_bad_verdict_on_a_closed_case_can_be_acted_on(closed: Story, finding: str) -> None:
    with pytest.raises(WrongState):
        closed.act(".handler", "reopen_case", reason="x", look_back=1)
    row = look_back(closed, conclusion=finding)
    told = Notification.objects.filter(kind="look_back_bad", recipient__username="cy.head")
    assert told.exists()
    closed.decided("reopen_case", reason="反弹", look_back=row.pk)
    assert closed.case is not None
    assert (closed.case.state, closed.case.closing_ground) == ("following_up", "")
    assert deadline_of(closed, SECOND).status == "cancelled"


def test_a_new_case_instead(closed: Story) -> None:
    look_back(closed, conclusion="false")
    draft = closed.act(
        ".handler",
        "file_case",
        closed.clue,
        kind="administrative",
        respondent="cy-water",
        cause="虚假整改",
    ).draft
    assert draft is not None


def test_a_good_verdict_reopens_nothing(closed: Story) -> None:
    row = look_back(closed)
    with pytest.raises(WrongState):
        closed.act(".handler", "reopen_case", reason="x", look_back=row.pk)


def test_what_was_found_before_the_case_was_closed_reopens_nothing(story: Story) -> None:
    story.to_following_up()
    row = look_back(story, conclusion="incomplete")
    story.later(20).decided("close_case", ground="organ_performed")
    with pytest.raises(WrongState):
        story.act(".handler", "reopen_case", reason="x", look_back=row.pk)


def test_a_case_that_never_left_the_inquiry_returns_to_it(story: Story) -> None:
    story.to_inquiring().decided("close_case", ground="interest_protected")
    with pytest.raises(Invalid):
        look_back(story)
    row = look_back(story, items=[], conclusion="relapsed")
    story.decided("reopen_case", reason="反弹", look_back=row.pk)
    assert story.case is not None
    assert story.case.state == "inquiring"


def test_nothing_to_look_back_on_yet(story: Story) -> None:
    with pytest.raises(WrongState):
        look_back(story.to_inquiring())


@pytest.mark.parametrize(
    ("own", "first", "second"),
    [({}, "2026-06-22", "2027-03-22"), ({FIRST: {"days": 30}}, "2026-04-20", "2027-03-22")],
)
def test_planned_at_closing_in_the_periods_of_the_house(
    story: Story, own: dict[str, dict[str, int]], first: str, second: str
) -> None:
    story.to_following_up().at("2026-03-21")
    assert story.case is not None
    for code, length in own.items():
        HousePeriod.objects.create(procuratorate=story.case.procuratorate, code=code, **length)
    story.decided("close_case", ground="organ_performed")
    assert str(deadline_of(story, FIRST).due_on) == first
    assert str(deadline_of(story, SECOND).due_on) == second


@pytest.mark.parametrize("ground", ["no_failure", "interest_protected", "other"])
def test_not_planned_where_no_reply_closed_the_case(story: Story, ground: str) -> None:
    story.to_following_up().decided("close_case", ground=ground, note="已注销")
    assert story.case is not None
    assert not story.case.deadlines.filter(code__in=(FIRST, SECOND)).exists()


def test_both_look_backs_met(closed: Story) -> None:
    look_back(closed.later(30))
    assert deadline_of(closed, FIRST).status == "met"
    assert deadline_of(closed, SECOND).status == "running"
    look_back(closed.later(200))
    assert deadline_of(closed, SECOND).status == "met"


@pytest.mark.parametrize("code", [FIRST, SECOND])
def test_a_look_back_missed_and_made_good(closed: Story, code: str) -> None:
    deadline = deadline_of(closed, code)
    assert deadline.due_on is not None
    sweep(due_at(deadline, -7))
    assert reminded(deadline, "d7") == {"cy.handler"}
    sweep(due_at(deadline, 1))
    deadline.refresh_from_db()
    assert deadline.status == "missed"
    closed.clock = due_at(deadline, 2)
    look_back(closed)
    if code == SECOND:
        look_back(closed)
    deadline.refresh_from_db()
    assert (deadline.status, deadline.met_on) == ("missed", closed.clock.date())


def test_the_plan_survives_the_handler(closed: Story) -> None:
    deadline = deadline_of(closed, FIRST)
    Appointment.objects.filter(person__username="cy.handler").update(
        ends_on=closed.clock.date() + dt.timedelta(days=1)
    )
    sweep(due_at(deadline, -7))
    assert reminded(deadline, "d7") == {"cy.head"}
    closed.clock = due_at(deadline, -6)
    closed.act(
        ".handler2",
        "look_back",
        on=closed.today,
        officers=["cy.handler2", "cy.assistant"],
        items=ITEMS,
        conclusion="effective",
    )
    deadline.refresh_from_db()
    assert deadline.status == "met"


def test_an_agreement_is_looked_back_on_as_one_item(directory: None) -> None:
    story = Compensation().published()
    assert story.case is not None
    subject = subject_of(story.case)
    assert subject is not None
    assert [no for no, _text in subject.items] == [1]
    row = look_back(story, items=[{"no": 1, "finding": "incomplete", "note": "尚余二百吨"}])
    assert row.items.get().finding == "incomplete"
    assert look_back(story, items=[]).items.count() == 0


def test_orders_are_looked_back_on_where_nothing_was_recommended(story: Story) -> None:
    story.to_judged()
    assert story.case is not None
    story.case.recommendations.update(served_on=None)
    assert subject_of(story.case) is None
    sweep(story.later(30).clock)
    subject = subject_of(story.case)
    assert subject is not None
    assert subject.items == ((1, "责令依法履行职责"),)

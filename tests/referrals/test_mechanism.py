"""A joint mechanism: what a member sees and what is nobody else's; tasks in the work of whom they
are owed by; the minutes; who has left sees nothing.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from agencies.models import Notification
from cases.models import LegalDocument
from cases.sweep import sweep
from pilit.law.errors import NotFound
from referrals.domain.life import Life
from referrals.models import JointTask, Mechanism, Membership
from referrals.services.mechanism import verdicts
from tests.cases.views.conftest import Browser
from tests.referrals.conftest import FILE_WORDS, uploaded
from tests.referrals.mechanism_story import HANDLER, Joint

pytestmark = pytest.mark.django_db

type Open = Callable[[str], Browser]
WATER, ENV = "cy-water.officer", "cy-env.officer"
BETWEEN_TWO, OF_TWO = "涉水行政处罚决定书", "处罚决定书十一份"
LIST, WORK = reverse("referrals:mechanisms"), reverse("cases:work")


def page_of(joint: Joint) -> str:
    """Its page."""
    return reverse("referrals:mechanism", args=[joint.row.number])


def lived() -> Joint:
    """With a document, a meeting and its task, and information between the procuratorate and one of
    the members.
    """
    joint = Joint()
    joint.cosigned(files=[uploaded(HANDLER, joint.clock).pk]).met()
    joint.shared("cy-env", "cy", BETWEEN_TWO)
    file = uploaded(ENV, joint.clock).pk
    return joint.act(ENV, "send_information", item=1, on=joint.today, note=OF_TWO, files=[file])


def fetched(person: Browser, url: str) -> str:
    """What a file says; nothing where there is none for them."""
    answer: Any = person.client.get(url)
    return b"".join(answer.streaming_content).decode() if answer.status_code == 200 else ""


def test_members_see_what_is_theirs_and_nobody_else_anything(browser: Open) -> None:
    joint = lived()
    assert joint.meeting is not None
    meeting = reverse("referrals:joint_meeting", args=[joint.meeting.number])
    urls = (
        *(page_of(joint), meeting),
        f"/api/v1/mechanisms/{joint.row.number}/",
        f"/api/v1/joint_meetings/{joint.meeting.number}/",
    )
    of_document = joint.row.cosigned.get().files.get()
    of_two = joint.row.information.get().receipts.get().files.get()
    files = [
        reverse("referrals:mechanism_file", args=[joint.row.number, each.pk])
        for each in (of_document, of_two)
    ]
    for name, sees_both in ((HANDLER, True), ("bj3.handler", True), (ENV, True), (WATER, False)):
        person = browser(name).at(joint.clock)
        pages = [person.open(url) for url in urls]
        assert {each.status for each in pages} == {200}, name
        assert all("提供排污口台账" in each for each in (pages[0], pages[1], pages[3])), name
        for told in (pages[0], pages[2]):
            assert (BETWEEN_TWO in told) is sees_both, name
        assert (OF_TWO in pages[0]) is sees_both, name
        assert fetched(person, files[0]) == FILE_WORDS, name
        assert (fetched(person, files[1]) == FILE_WORDS) is sees_both, name
        assert joint.row.number in person.open("/api/v1/mechanisms/")
    for name in ("cy-market.officer", "hd.handler", "cy-disc.officer", "cy-court.judge", "admin"):
        person = browser(name).at(joint.clock)
        assert {person.open(url).status for url in (*urls, *files)} == {404}, name
        for url in ("/api/v1/mechanisms/", "/api/v1/joint_meetings/", LIST, WORK):
            shown = person.open(url)
            assert joint.row.name not in shown, (name, url)
            assert joint.meeting.number not in shown, (name, url)


def test_who_has_left_sees_nothing_and_owes_nothing(browser: Open) -> None:
    joint = lived().later(5)
    joint.act(HANDLER, "release_member", member="cy-water", on=joint.today, reason="机构调整")
    person = browser(WATER).at(joint.clock)
    assert person.open(page_of(joint)).status == 404
    assert joint.row.name not in person.open(LIST)
    with pytest.raises(NotFound):
        joint.at_meeting(
            WATER, "report_task", task=1, on=joint.today, progress="done", text="已提供"
        )
    told = Notification.objects.filter(recipient__username=WATER, kind="release_member").get()
    assert not told.url_name
    assert joint.row.name in told.params.values()
    task = JointTask.objects.get()
    assert task.dropped_on is not None
    assert task.deadline is not None
    assert task.deadline.status == "cancelled"
    assert joint.meeting is not None
    joint.meeting.refresh_from_db()
    assert joint.meeting.next_due_on is None
    assert "机构调整" in browser(HANDLER).at(joint.clock).open(page_of(joint))


def test_a_task_stands_in_the_work_of_who_took_it_on(browser: Open) -> None:
    joint = lived()
    assert joint.meeting is not None
    number = joint.meeting.number
    form = reverse("cases:action", args=["joint_meeting", number, "report_task"])
    inbox = browser(WATER).at(joint.clock).open(WORK)
    assert "1 thing is asked of you" in inbox
    assert f"{form}?task=1" in inbox
    assert "提供排污口台账" in inbox
    assert number not in browser(ENV).at(joint.clock).open(WORK)
    assert number in browser(HANDLER).at(joint.clock).open(WORK)
    told = Notification.objects.filter(url_args__number=number)
    assert {each.recipient.username for each in told if each.kind == "hold_meeting"} == {
        WATER,
        "cy-water.leader",
    }
    person = browser(WATER).at(joint.clock)
    opened = person.open(f"{form}?task=1")
    assert 'value="1" checked' in opened
    sent = {"task": "1", "progress": "done", "text": "台账已提供"}
    person.send(form, {**opened.hidden(), **sent})
    assert JointTask.objects.get().done_on == joint.clock.date()
    assert number not in person.open(WORK)
    assert "台账已提供" in browser(ENV).at(joint.clock).open(
        reverse("referrals:joint_meeting", args=[number])
    )


@pytest.mark.parametrize(
    ("place", "who"), [("cy-court", "cy-court.clerk"), ("ngo-fon", "ngo-fon.officer")]
)
def test_courts_and_social_organisations_are_asked_too(browser: Open, place: str, who: str) -> None:
    joint = Joint(members=(place,))
    task = {"text": "提供意见", "owner": place, "due_on": joint.today}
    came = [{"member": place, "attended": True}]
    joint.met(attendance=came, decisions=[task])
    form = reverse("cases:action", args=["joint_meeting", _number(joint), "report_task"])
    assert f"{form}?task=1" in browser(who).at(joint.clock).open(WORK)
    sweep(joint.later(1).clock)
    reminded = Notification.objects.filter(kind="reminder", recipient__username=who)
    assert reminded.filter(url_args__number=_number(joint)).exists()


def test_the_minutes_say_what_was_recorded(browser: Open) -> None:
    joint = lived()
    form = reverse("cases:action", args=["joint_meeting", _number(joint), "draw_up_minutes"])
    assert "提供排污口台账" in browser("cy.head").at(joint.clock).open(form)
    joint.at_meeting("cy.head", "draw_up_minutes", host="副检察长", taken_by="书记员")
    text = LegalDocument.objects.get(code="joint_meeting_minutes").document.canonical()
    for words in ("排污口整治", "提供排污口台账", "2026年3月22日", "未出席", "副检察长"):
        assert words in text
    url = reverse("referrals:minutes", args=[_number(joint)])
    assert "提供排污口台账" in browser(ENV).at(joint.clock).open(url)


def _number(joint: Joint) -> str:
    assert joint.meeting is not None
    return joint.meeting.number


def test_the_queries_of_the_list_do_not_grow(browser: Open) -> None:
    lived()
    person = browser(WATER).at("2026-03-04")
    person.queries(LIST)
    few = person.queries(LIST)
    for _ in range(2):
        lived()
    assert person.queries(LIST) == few
    assert few <= 18
    assert "Lives" in person.open(LIST, field="water")
    assert "水环境保护协作机制" not in person.open(LIST, field="market")


@pytest.mark.usefixtures("directory")
def test_the_verdict_follows_what_was_done() -> None:
    joint = lived()
    rows = [Mechanism.objects.get()]

    def life(day: str) -> Life:
        return verdicts(rows, joint.clock.date().fromisoformat(day))[rows[0].pk].life

    assert life("2026-03-22") is Life.LIVES
    assert life("2026-03-23") is Life.FALTERS
    assert life("2026-09-02") is Life.FALTERS
    assert life("2026-09-03") is Life.DORMANT
    assert verdicts([], joint.clock.date()) == {}


@pytest.mark.usefixtures("directory")
def test_nobody_is_a_member_twice() -> None:
    joint = Joint()
    row = joint.row.memberships.first()
    assert row is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            mechanism=joint.row, organisation=row.organisation, joined_on=joint.clock.date()
        )

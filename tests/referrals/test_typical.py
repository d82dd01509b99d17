"""Typical cases: made anonymous, decided by three people, and public in nothing but their text."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.models import Appointment, Organisation, Post, User
from cases.models import Event, FormDraft, Recusal
from pilit.law.errors import Invalid, NotFound, NotPermitted, SamePerson, WrongState
from referrals.demo import typical_cases as demo
from referrals.domain.typical import TypicalState
from referrals.models import TypicalCase
from referrals.services.anonymity import open_marks, pieces
from tests.cases.conftest import actor_of
from tests.cases.views.conftest import Browser
from tests.referrals.typical_story import IDENTITY, INFORMANT, PLATE, Typical

type Open = Callable[[str], Browser]

LIST = "/typical-cases/"


@pytest.fixture
def chosen(directory: None) -> Typical:
    """A typical case just chosen."""
    del directory
    return Typical().closed().chosen()


def marked(row: TypicalCase) -> set[str]:
    return {each.words for each in open_marks(row)}


def read(path: str) -> tuple[int, str]:
    answer = Client().get(path)
    return answer.status_code, answer.content.decode()


def own_page(row: TypicalCase) -> str:
    return reverse("referrals:public_typical", args=[row.number])


def test_its_text_is_drafted_from_the_facts_of_the_case(chosen: Typical) -> None:
    row = chosen.row
    assert row.heading == "混凝土企业未经批准取水"
    assert row.harm == "违法取水"
    assert "送达检察建议" in row.done
    assert "全面履行" in row.result or "终结" in row.result
    assert "检察建议督促行政机关" in row.significance
    assert row.state == TypicalState.DRAFTED


def refused_at_the_case(story: Typical, who: str) -> str:
    assert story.case is not None
    with pytest.raises(Invalid) as refused:
        story.take(who, "choose_typical_case", None, case=story.case.number)
    return str(refused.value.errors["case"][0])


def test_only_a_closed_case_is_chosen_once_by_who_works_there(directory: None) -> None:
    del directory
    story = Typical()
    story.to_following_up()
    assert "not closed" in refused_at_the_case(story, ".handler")
    story.closed().chosen()
    assert "chosen already" in refused_at_the_case(story, ".handler2")
    assert "no case of this number" in refused_at_the_case(story, "hd.handler")
    assert story.case is not None
    with pytest.raises(NotPermitted):
        story.take(".head", "choose_typical_case", None, case=story.case.number)


def test_people_known_to_the_system_and_what_has_a_form_are_marked(chosen: Typical) -> None:
    handler = User.objects.get(username="cy.handler").name
    assert chosen.case is not None
    chosen.write(
        harm=f"{INFORMANT[0]}（{INFORMANT[1]}）反映，{PLATE}拉运渣土。",
        result=f"{handler}到场，身份证{IDENTITY}，见{chosen.case.number}。",
    )
    expected = {*INFORMANT, PLATE, IDENTITY, handler, chosen.case.number}
    assert marked(chosen.row) == expected
    shown = {piece.words for cut in pieces(chosen.row).values() for piece in cut if piece.label}
    assert shown == expected
    texts = {name: "".join(each.words for each in cut) for name, cut in pieces(chosen.row).items()}
    assert texts == chosen.row.texts


def test_nothing_goes_up_before_each_mark_is_replaced_or_kept(chosen: Typical) -> None:
    chosen.write(harm=f"{INFORMANT[0]}反映。{INFORMANT[0]}与{PLATE}。", done=f"见{PLATE}")
    with pytest.raises(WrongState):
        chosen.take(".handler", "submit_typical_case")
    for rows in (
        [(INFORMANT[0], "", "")],
        [(INFORMANT[0], "某某", "也可以")],
        [(INFORMANT[0], f"{INFORMANT[0]}女士", "")],
        [("不在其中", "某某", "")],
    ):
        with pytest.raises(Invalid):
            chosen.settle(*rows)
    chosen.settle((INFORMANT[0], "某群众", ""))
    assert chosen.row.harm == f"某群众反映。某群众与{PLATE}。"
    assert marked(chosen.row) == {PLATE}
    chosen.settle((PLATE, "", "涉案车辆已经公开报道"))
    assert not marked(chosen.row)
    kept = chosen.row.kept.get()
    assert (kept.words, kept.by.username) == (PLATE, "cy.handler")
    chosen.public()
    assert chosen.row.state == TypicalState.PUBLISHED
    # What was replaced stands in no event of the checklist.
    settled = Event.objects.filter(matter=chosen.row, action="settle_marks")
    assert not [event for event in settled if INFORMANT[0] in f"{event.data}{event.effects}"]


def test_a_part_left_empty_does_not_go_up(chosen: Typical) -> None:
    chosen.write(significance="")
    with pytest.raises(WrongState):
        chosen.take(".handler", "submit_typical_case")


def test_nobody_reviews_or_decides_their_own(chosen: Typical) -> None:
    handler = User.objects.get(username="cy.handler")
    head = User.objects.get(username="cy.head")
    here = Organisation.objects.get(code="cy")
    for person, post in ((handler, Post.HEAD), (head, Post.CHIEF)):
        Appointment.objects.create(
            person=person, organisation=here, post=post, starts_on=dt.date(2026, 1, 1)
        )
    chosen.take(".handler", "submit_typical_case")
    with pytest.raises(SamePerson):
        chosen.take(".handler", "review_typical_case")
    chosen.take(".head", "review_typical_case")
    with pytest.raises(SamePerson):
        chosen.take(".head", "publish_typical_case")
    chosen.take(".chief", "send_back_typical_case", reason="补充典型意义")
    assert (chosen.row.state, chosen.row.reviewed_by) == (TypicalState.DRAFTED, None)


def test_who_is_recused_from_the_case_sees_it_nowhere(chosen: Typical) -> None:
    person = User.objects.get(username="cy.handler2")
    rows = TypicalCase.objects.visible_to(actor_of("cy.handler2", chosen.clock))
    assert rows.exists()
    assert chosen.case is not None
    Recusal.objects.create(
        case=chosen.case, person=person, decided_on=chosen.clock.date(), ground="近亲属"
    )
    assert not rows.all().exists()
    with pytest.raises(NotFound):
        chosen.take(".handler2", "write_typical_case", **chosen.row.texts)


def test_what_is_typed_is_kept(chosen: Typical, browser: Open) -> None:
    person = browser("cy.handler").at(chosen.clock)
    url = reverse("cases:action", args=["typical_case", chosen.row.number, "write_typical_case"])
    assert chosen.row.harm in person.open(url)
    sent = {
        "_kind": "typical_case",
        "_number": chosen.row.number,
        "_action": "write_typical_case",
        "harm": "改到一半",
    }
    assert person.send(reverse("cases:autosave"), sent).status == 200
    assert FormDraft.objects.get(matter=chosen.row).data["harm"] == "改到一半"
    assert "改到一半" in person.open(url)


SECRET = "只在稿中的一句话"


def test_nothing_of_it_is_public_before_the_chief_decides_nor_after_it_is_taken_back(
    chosen: Typical, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: chosen.clock)
    row = chosen.row

    def is_hidden() -> None:
        answers = [read(LIST), read(f"{LIST}?day=water"), read(own_page(row))]
        assert [status for status, _ in answers] == [200, 200, 404]
        for _, body in answers:
            assert not [text for text in (SECRET, row.heading, row.harm) if text in body]
        assert row.number not in answers[0][1]

    chosen.write(harm=SECRET, theme_day="water")
    is_hidden()
    chosen.take(".handler", "submit_typical_case")
    is_hidden()
    chosen.take(".head", "review_typical_case", opinion="内部意见")
    is_hidden()
    chosen.take(".chief", "publish_typical_case")
    assert row.heading in read(LIST)[1]
    assert row.heading in read(f"{LIST}?day=water")[1]
    assert row.heading not in read(f"{LIST}?day=forest")[1]
    assert SECRET in read(own_page(row))[1]
    # A missing one and one not public are answered alike.
    missing = Client().get(reverse("referrals:public_typical", args=["京朝检公典〔1999〕1号"]))
    assert missing.status_code == 404
    chosen.take(".chief", "withdraw_typical_case", reason="案情有变")
    assert TypicalCase.objects.filter(pk=row.pk).exists()
    is_hidden()


def test_nothing_of_case_and_people_is_on_a_public_page(
    chosen: Typical, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: chosen.clock)
    chosen.write(harm=f"{PLATE}拉运渣土")
    chosen.settle((PLATE, "", "保留的内部理由"))
    chosen.take(".handler", "submit_typical_case")
    chosen.take(".head", "send_back_typical_case", reason="退回的内部理由")
    chosen.take(".handler", "submit_typical_case")
    chosen.take(".head", "review_typical_case", opinion="审核的内部意见")
    chosen.take(".chief", "publish_typical_case")
    case = chosen.case
    assert case is not None
    people = User.objects.filter(username__startswith="cy.").values_list("name", flat=True)
    hidden = [
        *people,
        *INFORMANT,
        *(case.number, case.clue.number, case.address, case.cause, case.clue.narrative),
        *(row.number for row in case.recommendations.all()),
        *("保留的内部理由", "退回的内部理由", "审核的内部意见"),
    ]
    # The cause stands in the text as its author left it.
    hidden.remove(case.cause)
    for path in (LIST, own_page(chosen.row)):
        status, body = read(path)
        assert status == 200
        assert not [text for text in hidden if text and text in body]


CHANGED = (
    "UPDATE referrals_typicalcase SET harm = harm || '改' WHERE matter_ptr_id = %s",
    "UPDATE referrals_typicalcase SET published_on = published_on + 1 WHERE matter_ptr_id = %s",
    "DELETE FROM referrals_typicalcase WHERE matter_ptr_id = %s",
)


def test_what_is_public_is_neither_changed_nor_deleted(chosen: Typical) -> None:
    chosen.public()
    for statement in CHANGED:
        with (
            connection.cursor() as cursor,
            pytest.raises(DatabaseError, match="made public"),
            transaction.atomic(),
        ):
            cursor.execute(statement, [chosen.row.pk])
    chosen.take(".chief", "withdraw_typical_case", reason="案情有变")
    chosen.chosen()
    assert chosen.row.state == TypicalState.DRAFTED


def test_pages_and_api_show_how_far_it_is(chosen: Typical, browser: Open) -> None:
    chosen.write(harm=f"{PLATE}拉运渣土")
    person = browser("cy.handler").at(chosen.clock)
    assert chosen.row.heading in person.open(reverse("referrals:typicals"))
    page = person.open(reverse("referrals:typical", args=[chosen.row.number]))
    assert PLATE in page
    assert "Licence plate" in page
    form = reverse("cases:action", args=["typical_case", chosen.row.number, "settle_marks"])
    assert f"{PLATE} · Licence plate" in person.open(form)
    told = person.open(reverse("referrals-api:typical", args=[chosen.row.number]))
    assert '"times":1' in told
    assert browser("hd.handler").open(page_of(chosen.row)).status == 404


def test_it_waits_in_the_work_of_who_reviews_then_of_who_decides(
    chosen: Typical, browser: Open
) -> None:
    def waits(who: str) -> bool:
        return chosen.row.number in browser(who).at(chosen.clock).open(reverse("cases:work"))

    chosen.take(".handler", "submit_typical_case")
    assert (waits("cy.head"), waits("cy.chief")) == (True, False)
    chosen.take(".head", "review_typical_case")
    assert (waits("cy.head"), waits("cy.chief")) == (False, True)


def page_of(row: TypicalCase) -> str:
    return reverse("referrals:typical", args=[row.number])


def test_the_demo_tells_what_closed_cases_there_are_once(directory: None) -> None:
    del directory
    told = Typical().closed().later(60)
    demo.tell(told.clock)
    row = TypicalCase.objects.get()
    assert (row.state, row.theme_day) == (TypicalState.PUBLISHED, "environment")
    demo.tell(told.clock)
    assert TypicalCase.objects.count() == 1

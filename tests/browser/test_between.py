"""What goes between the organs beside referrals, at browsers: records of attempts to intervene, and
the circulation statement.
"""

import pytest
from django.urls import reverse

from referrals.demo.telling import do
from referrals.models import Assistance, Circulation, Interference
from tests.browser.conftest import Clock, Town
from tests.browser.person import Person
from tests.cases.conftest import Story

pytestmark = pytest.mark.browser
WORDS = "要求停止调查"


def test_an_attempt_to_intervene(town: Town, clock: Clock) -> None:
    story = Story().to_inquiring()
    clock.now = story.clock
    assert story.case is not None
    handler = town.person("cy.handler")
    handler.open(f"{reverse('referrals:record_interference')}?case={story.case.number}")
    handler.fill(who="某人", post="某局副局长", how=WORDS, happened_on=clock.today)
    handler.send()
    assert WORDS not in handler.text
    handler.open("/interferences/")
    row = Interference.objects.get()
    page = reverse("referrals:interference", args=[row.number])
    officer = town.person("cy-disc.officer")
    officer.act(page, "receive_interference")
    officer.act(page, "ask_for_recorder", reason="核实")
    chief = town.person("cy.chief")
    chief.open("/interferences/")
    chief.act(page, "approve_recorder")
    _press(chief, page, "opened")
    assert WORDS in chief.text
    _press(officer, page, "recorder")


def _press(person: Person, page: str, what: str) -> None:
    """Press the button that opens something, and look at what is shown."""
    person.open(page)
    person.page.locator(f"main form[action$='/{what}/'] button").click()
    person.page.wait_for_load_state()
    person.look()


def test_the_circulation_statement(town: Town, clock: Clock) -> None:
    sent = {"kind": "public_interest_clue", "to": "cy", "narrative": "某街道公房被占用。"}
    do("cy-disc.officer", "send_referral", None, sent, clock.now)
    clock.move(days=90)
    officer = town.person("cy-disc.officer")
    officer.open("/circulations/")
    officer.open("/circulations/draw-up/")
    officer.send()
    page = reverse("referrals:circulation", args=[Circulation.objects.get().number])
    town.person("cy.head").act(page, "confirm_circulation")
    town.person("cy-disc.leader").act(page, "agree_circulation")
    officer.open("/circulations/")
    officer.open(page)
    officer.open(f"{page}statement/")


def test_a_request_for_assistance(town: Town, clock: Clock) -> None:
    story = Story().to_inquiring()
    clock.now = story.clock
    assert story.case is not None
    handler = town.person("cy.handler")
    handler.open(f"{reverse('referrals:ask_assistance')}?case={story.case.number}")
    handler.fill(organ="cy-env", kind="files", request="调阅卷宗")
    handler.send()
    page = reverse("referrals:assistance", args=[Assistance.objects.get().number])
    officer = town.person("cy-env.officer")
    officer.open("/assistances/")
    officer.act(page, "answer_assistance", answer="已提供")
    handler.act(page, "record_obstruction", what="缺少现场检查笔录")
    handler.act(page, "report_obstruction", way="commission", to="cy-disc")
    handler.open("/assistances/")

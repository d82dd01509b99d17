"""A day of the head and the chief by keys alone; the pages of registrar, organ and court."""

import datetime as dt

import pytest
from django.urls import reverse

from cases.models import Case, Draft
from cases.sweep import sweep
from tests.browser.conftest import Clock, Town
from tests.browser.person import Person
from tests.cases.conftest import Story

pytestmark = pytest.mark.browser
SETTLED = 800
"""Milliseconds after which the key that agrees is heard."""


def drafts(clock: Clock) -> list[Draft]:
    """Two cases whose closing is drafted, another nobody has."""
    found = []
    for organ, start in (("water", "2026-01-12"), ("env", "2026-01-13")):
        story = Story("cy", organ, start).to_inquiring()
        draft = story.act(".handler", "close_case", ground="no_failure", note="已履职").draft
        assert isinstance(draft, Draft)
        found.append(draft)
        clock.now = story.clock
    orphan = Story("cy", "gov", "2026-01-14").to_inquiring()
    data = {"person": "cy.handler", "ground": "近亲属", "received_on": orphan.today}
    orphan.act(".handler", "apply_for_recusal", **data)
    orphan.act(".chief", "decide_recusal", upheld=True, on=orphan.today)
    clock.now = orphan.later(20).clock
    sweep(clock.now)
    return found


def test_the_inbox_by_keys(town: Town, clock: Clock) -> None:
    first, second = drafts(clock)
    head = town.person("cy.head")
    page = head.open(reverse("cases:inbox"))
    page.keyboard.press("j")
    page.wait_for_url(f"**/inbox/{second.pk}/**")
    page.keyboard.press("k")
    page.wait_for_url(f"**/inbox/{first.pk}/**")
    head.look()
    page.keyboard.press("r")
    page.keyboard.type("a j k 是字母")
    assert page.input_value("#said") == "a j k 是字母"
    page.fill("#said", "")
    page.locator("#said").blur()
    page.wait_for_timeout(SETTLED)
    page.keyboard.press("a")
    page.wait_for_url(f"**/inbox/{second.pk}/**")
    page.keyboard.press("a")
    page.wait_for_timeout(SETTLED)
    assert page.url.endswith(f"/inbox/{second.pk}/"), "a second hit at once decides nothing"
    page.locator("#keys-on").uncheck()
    page.keyboard.press("a")
    page.reload()
    page.wait_for_timeout(SETTLED)
    page.keyboard.press("a")
    page.wait_for_timeout(SETTLED)
    assert page.url.endswith(f"/inbox/{second.pk}/"), "the keys are off, and stay off"
    page.fill("#said", "请补充证据")
    page.locator("button[value=send_back_draft]").click()
    page.wait_for_url("**/inbox/")
    head.look()
    chief = town.person("cy.chief")
    shown = chief.open(reverse("cases:inbox"))
    shown.wait_for_timeout(SETTLED)
    with shown.expect_navigation():
        shown.keyboard.press("a")
    chief.look()
    chief.open(reverse("cases:archive"))
    statuses = [Draft.objects.get(pk=each.pk).status for each in (first, second)]
    assert statuses == [Draft.Status.DECIDED, Draft.Status.SENT_BACK]
    assert not [*head.faults, *chief.faults]


def test_what_comes_in_is_assigned(town: Town, clock: Clock) -> None:
    drafts(clock)
    clue = Story("cy", "urban", clock.today).to_registered(title="建筑垃圾堆放").clue
    assert clue is not None
    head, registrar = town.person("cy.head"), town.person("cy.registrar")
    page = registrar.open(reverse("cases:assignment"))
    registrar.click(page.locator("button[name=way][value=load]"))
    registrar.look()
    registrar.click(page.locator("main form .btn-primary").first)
    registrar.look()
    page = head.open(reverse("cases:assignment"))
    head.click(page.locator("main form .btn-primary").first)
    head.look()
    assert not Case.objects.open().filter(handler=None).exists()
    clue.refresh_from_db()
    assert clue.handler is not None
    assert not [*head.faults, *registrar.faults]


def test_the_record_of_an_organ_and_the_calendar_of_a_court(town: Town, clock: Clock) -> None:
    story = Story().to_on_trial()
    court = "cy-court.clerk"
    day = (story.clock + dt.timedelta(days=2)).date()
    hearing = {"hearing_at": f"{day}T14:30", "received_on": story.today}
    story.act(court, "give_hearing_notice", **hearing)
    clock.now = story.clock
    clerk, officer = town.person(court), town.person("cy-water.officer")
    for query in ("", f"?on={day}", f"?on={day}&by=day"):
        clerk.open(reverse("cases:hearings") + query)
    _judged(story, clock)
    clerk.log_in()
    officer.log_in()
    for name in ("attendance", "enforcement"):
        clerk.open(reverse(f"cases:{name}"))
    _read(officer)
    assert not [*clerk.faults, *officer.faults]


def _judged(story: Story, clock: Clock) -> None:
    story.later(30)
    orders = [
        {"text": "责令依法履行职责", "perform_by": "2026-12-31"},
        {"text": "追缴水资源费", "amount": "1516320.00", "payee": "财政"},
    ]
    data = {"court_number": "（2026）京0105行初1号", "outcome": "perform", "orders": orders}
    story.act("cy-court.judge", "enter_judgment", on=story.today, served_on=story.today, **data)
    clock.now = story.later(20).clock
    sweep(clock.now)


def _read(officer: Person) -> None:
    page = officer.open(reverse("cases:our_record"))
    links = page.locator("main a.figure").evaluate_all(
        "all => all.map(e => e.getAttribute('href'))"
    )
    assert links
    officer.open(str(links[0]))
    officer.open(reverse("cases:our_items"))

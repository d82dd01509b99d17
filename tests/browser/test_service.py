"""Service in the browser: the form that asks by method, the cards, the proof, the organ's click."""

import pytest
from django.urls import reverse

from cases.models import Case, ServiceRecord
from tests.browser.conftest import Clock, Town
from tests.cases.conftest import Story

pytestmark = pytest.mark.browser


@pytest.fixture
def case(town: Town, clock: Clock) -> Case:
    """A recommendation waits to be served; the filing decision was served by post."""
    del town
    story = Story().to_inquiring().later(2)
    story.act(
        ".handler",
        "serve_filing_decision",
        served_on=story.today,
        method="post",
        posted_on=story.today,
        tracking_number="EMS1100223344",
        signed_by="收发室",
    )
    story.later(3).act(".handler", "conclude_inquiry", findings="未依法查处", proposal="recommend")
    parts = dict.fromkeys(("source_of_case", "facts", "failure", "legal_basis"), "违法取水")
    story.decided("issue_recommendation", urgent=False, items=[{"text": "依法处罚"}], **parts)
    clock.now = story.later(1).clock
    assert story.case is not None
    return story.case


def test_the_form_asks_by_method(town: Town, case: Case, clock: Clock) -> None:
    handler = town.person("cy.handler")
    path = reverse("cases:action", args=["case", case.number, "serve_recommendation"])
    page = handler.open(path)
    assert page.locator("[name=signed_by]").is_visible()
    for method, shown, hidden in (
        ("post", "tracking_number", "refusal_reason"),
        ("left", "refusal_reason", "tracking_number"),
        ("electronic", "reached_at", "signed_by"),
        ("announced", "signed_by", "reached_at"),
    ):
        page.select_option("[name=method]", method)
        assert page.locator(f"[name={shown}]").is_visible()
        assert page.locator(f"[name={hidden}]").is_hidden()
        assert page.locator(f"[name={hidden}]").is_disabled()
    handler.look()
    page.locator("button[name=_add][value=present]").click()
    page.wait_for_selector("[name=present-0-name]")
    page.fill("[name=present-0-name]", "李代表")
    page.locator("[name=present-0-role][value=deputy]").check()
    handler.fill(served_on=clock.today, signed_by="王某，局长")
    handler.send()
    assert ServiceRecord.objects.get(document="recommendation").present.get().role == "deputy"
    assert "李代表" in handler.text


def test_what_was_typed_for_another_method_is_not_sent(
    town: Town, case: Case, clock: Clock
) -> None:
    handler = town.person("cy.handler")
    path = reverse("cases:action", args=["case", case.number, "serve_recommendation"])
    page = handler.open(path)
    page.select_option("[name=method]", "post")
    page.fill("[name=tracking_number]", "EMS1")
    page.select_option("[name=method]", "electronic")
    assert page.locator("[name=consent-by]").is_visible()
    handler.fill(served_on=clock.today)
    page.fill("[name=consent-on]", clock.today)
    page.fill("[name=consent-by]", "程某，办公室主任")
    handler.send()
    proof = ServiceRecord.objects.get(document="recommendation")
    assert (proof.method, proof.tracking_number) == ("electronic", "")
    assert proof.consent_by == "程某，办公室主任"

    handler.open(reverse("cases:service", args=[proof.pk]))
    clock.move(hours=3)
    organ = town.person("cy-water.officer")
    organ.open(reverse("cases:service", args=[proof.pk]))
    organ.open(reverse("cases:case", args=[case.number]))
    organ.click(
        organ.page.locator("section[aria-labelledby=served]").locator("button[type=submit]")
    )
    organ.look()
    proof.refresh_from_db()
    assert proof.received_at == clock.now

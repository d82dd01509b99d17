"""Documents in the browser: beside the form as it is typed, decided, read and verified."""

import pytest
from django.urls import reverse

from cases.models import Case, LegalDocument
from tests.browser.conftest import Clock, Town
from tests.cases.conftest import Story

pytestmark = pytest.mark.browser


@pytest.fixture
def case(town: Town, clock: Clock) -> Case:
    """The inquiry is concluded; a recommendation is to be written."""
    del town
    story = Story().to_inquiring().later(5)
    story.act(".handler", "conclude_inquiry", findings="未依法查处", proposal="recommend")
    clock.now = story.later(1).clock
    assert story.case is not None
    return story.case


def test_the_document_follows_the_typing_and_is_verified_once_decided(
    town: Town, case: Case
) -> None:
    handler, head, chief = (town.person(f"cy.{post}") for post in ("handler", "head", "chief"))
    page = handler.open(reverse("cases:action", args=["case", case.number, "issue_recommendation"]))
    page.fill("[name=facts]", "某公司私自凿井取水")
    page.locator("#preview .document", has_text="私自凿井取水").wait_for()
    page.fill("[name=legal_basis]", "《水法》第四十八条")
    page.fill("[name=items-0-text]", "依法作出处罚")
    page.locator("button[name=_add]").click()
    page.wait_for_selector("[name=items-1-text]")
    page.fill("[name=items-1-text]", "追缴水资源费")
    page.locator("#preview .document", has_text="追缴水资源费").wait_for()
    handler.look()
    handler.send()
    draft = case.drafts.get()
    for person, step in ((head, "review_draft"), (chief, "decide_draft")):
        shown = person.open(reverse("cases:draft", args=[draft.pk]))
        assert "追缴水资源费" in shown.inner_text(".document")
        person.look()
        with shown.expect_navigation():
            shown.locator(f"button[value={step}]").click()
    row = LegalDocument.objects.get(case=case, code="recommendation")
    shown = chief.open(reverse("cases:document", args=[row.pk]))
    assert row.number in shown.inner_text(".document")
    chief.look()
    shown = chief.open(reverse("cases:verify", args=[row.token]))
    assert row.digest in shown.inner_text("main")
    assert "追缴水资源费" not in shown.inner_text("main")
    chief.look()

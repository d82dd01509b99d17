"""A decision of the chief, lived in the browser by three people."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from cases.models import Draft
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, Page, action_url

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]


def draft_url(draft: Draft) -> str:
    """The address of a draft."""
    return reverse("cases:draft", kwargs={"pk": draft.pk})


@pytest.fixture
def drafted(browser: Open, story: Story) -> Draft:
    """The handler has drafted the closing of a case."""
    story.to_inquiring()
    assert story.case is not None
    page = (
        browser("cy.handler")
        .at(story.clock)
        .send(action_url(story.case, "close_case"), {"ground": "no_failure", "note": "已履职"})
    )
    assert "submitted to the head of department" in page
    return story.case.drafts.get()


def step(person: Browser, draft: Draft, name: str, said: str = "") -> Page:
    """Press a button on the draft's page."""
    shown = person.open(draft_url(draft))
    return person.send(draft_url(draft), shown.hidden() | {"step": name, "said": said})


def test_drafted_reviewed_decided(browser: Open, story: Story, drafted: Draft) -> None:
    head, chief = browser("cy.head").at(story.clock), browser("cy.chief").at(story.clock)
    assert "Waiting for my review" in head.open(reverse("cases:work"))
    page = head.open(draft_url(drafted))
    assert "已履职" in page, "the draft is shown in full"
    assert "The organ did not fail" in page
    assert "decide_draft" not in page
    assert "submitted to the chief" in step(head, drafted, "review_draft", "同意")
    assert "Waiting for my decision" in chief.open(reverse("cases:work"))
    shown = chief.open(draft_url(drafted))
    assert "同意" in shown
    assert "approved and in effect" in step(chief, drafted, "decide_draft")
    assert story.case is not None
    story.case.refresh_from_db()
    assert story.case.state == "closed"


def test_sending_back_needs_a_reason_and_comes_back_to_the_drafter(
    browser: Open, story: Story, drafted: Draft
) -> None:
    head, handler = browser("cy.head").at(story.clock), browser("cy.handler").at(story.clock)
    refused = step(head, drafted, "send_back_draft")
    assert refused.status == 422
    drafted.refresh_from_db()
    assert drafted.status == Draft.Status.DRAFTED
    step(head, drafted, "send_back_draft", "请补充证据")
    assert "Sent back to me" in handler.open(reverse("cases:work"))
    url = reverse("cases:revise", kwargs={"pk": drafted.pk})
    form = handler.open(url)
    assert "请补充证据" in form
    assert "已履职" in form, "the form is filled in"
    handler.send(url, form.hidden() | {"ground": "no_failure", "note": "已履职，附证据"})
    drafted.refresh_from_db()
    assert drafted.status == Draft.Status.DRAFTED
    assert drafted.data["note"] == "已履职，附证据"


def test_a_wrong_revision_keeps_what_was_typed(browser: Open, story: Story, drafted: Draft) -> None:
    handler = browser("cy.handler").at(story.clock)
    url = reverse("cases:revise", kwargs={"pk": drafted.pk})
    page = handler.send(url, handler.open(url).hidden() | {"ground": "", "note": "另有理由"})
    assert page.status == 422
    assert "另有理由" in page
    assert 'id="f-ground-error"' in page


def test_nobody_decides_on_their_own_draft(browser: Open, story: Story, drafted: Draft) -> None:
    handler = browser("cy.handler").at(story.clock)
    page = handler.open(draft_url(drafted))
    assert "review_draft" not in page
    assert handler.send(draft_url(drafted), {"step": "review_draft"}).status == 422
    assert "withdrawn" in step(handler, drafted, "withdraw_draft")
    drafted.refresh_from_db()
    assert drafted.status == Draft.Status.WITHDRAWN


@pytest.mark.parametrize("who", ["hd.head", "cy-water.leader", "cy-court.judge", "npc.deputy"])
def test_a_draft_is_internal(browser: Open, story: Story, drafted: Draft, who: str) -> None:
    person = browser(who).at(story.clock)
    hidden = person.open(draft_url(drafted))
    missing = person.open(reverse("cases:draft", kwargs={"pk": 999999}))
    assert hidden.status == missing.status == 404
    assert person.send(draft_url(drafted), {"step": "review_draft"}).status == 404

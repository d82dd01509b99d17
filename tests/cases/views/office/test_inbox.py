"""The inbox of head and chief: read, agree or send back, and the next one opens."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from cases.models import Draft, Recusal
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, Page

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
Stories = Callable[..., Story]
INBOX = reverse("cases:inbox")


def drafted(story: Story, note: str = "已履职") -> Draft:
    """The handler has drafted the closing of the story's case."""
    story.to_inquiring()
    draft = story.act(".handler", "close_case", ground="no_failure", note=note).draft
    assert isinstance(draft, Draft)
    return draft


def place(draft: Draft) -> str:
    """The address at which a draft is open in the inbox."""
    return reverse("cases:inbox_draft", kwargs={"pk": draft.pk})


def step(person: Browser, draft: Draft, name: str, said: str = "") -> Page:
    """Open a draft in the inbox and press a button."""
    shown = person.open(place(draft))
    return person.send(place(draft), shown.hidden() | {"step": name, "said": said})


def test_the_document_is_before_whoever_decides(browser: Open, story: Story) -> None:
    draft = drafted(story)
    page = browser("cy.head").at(story.clock).open(INBOX)
    assert "1 draft waits for you" in page
    assert 'data-document="closing_decision"' in page, "the first one is open"
    assert "已履职" in page
    assert 'aria-keyshortcuts="a"' in page
    assert place(draft) in page


def test_the_next_one_opens(browser: Open, story: Story, stories: Stories) -> None:
    first, second = drafted(story), drafted(stories("cy", "env", "2026-01-13"), "另一理由")
    head = browser("cy.head").at("2026-02-01")
    page = step(head, first, "review_draft", "同意")
    assert page.url == place(second)
    assert "另一理由" in page
    assert "submitted to the chief" in page, "what was done is said"
    first.refresh_from_db()
    assert (first.status, first.review_opinion) == (Draft.Status.REVIEWED, "同意")
    page = step(head, second, "send_back_draft", "请补充证据")
    assert page.url == INBOX
    assert "Nothing waits for your decision" in page
    chief = browser("cy.chief").at("2026-02-02")
    assert "同意" in chief.open(INBOX), "the head's opinion stands before the chief"
    step(chief, first, "decide_draft")
    first.refresh_from_db()
    assert first.status == Draft.Status.DECIDED


def test_nothing_is_decided_unread(browser: Open, story: Story) -> None:
    draft = drafted(story)
    head = browser("cy.head").at(story.clock)
    for seen in ({}, {"seen": "invented"}):
        page = head.send(place(draft), {"step": "review_draft", "said": "同意", **seen})
        assert page.status == 422
        assert "Open the document first" in page
        assert "同意" in page, "what was typed is kept"
    draft.refresh_from_db()
    assert draft.status == Draft.Status.DRAFTED


def test_what_changed_meanwhile_is_told(browser: Open, story: Story) -> None:
    draft = drafted(story)
    head = browser("cy.head").at(story.clock)
    sent = head.open(place(draft)).hidden() | {"step": "review_draft", "said": ""}
    data = {"ground": "no_failure", "note": "改后的理由"}
    story.act(".handler", "revise_draft", draft=draft.pk, data=data)
    page = head.send(place(draft), sent)
    assert page.status == 422
    assert 'id="faults"' in page
    assert "改后的理由" in page, "it is shown as it stands now"
    draft.refresh_from_db()
    assert draft.status == Draft.Status.DRAFTED
    step(head, draft, "review_draft")
    draft.refresh_from_db()
    assert draft.status == Draft.Status.REVIEWED


def test_a_draft_taken_back_meanwhile(browser: Open, story: Story) -> None:
    draft = drafted(story)
    head = browser("cy.head").at(story.clock)
    sent = head.open(place(draft)).hidden() | {"step": "review_draft", "said": ""}
    story.act(".handler", "withdraw_draft", draft=draft.pk)
    assert head.send(place(draft), sent).url == INBOX
    page = Page(head.client.get(place(draft), follow=True))
    assert page.url == INBOX
    assert "no longer waits for you" in page


def test_sending_back_needs_a_reason(browser: Open, story: Story) -> None:
    draft = drafted(story)
    page = step(browser("cy.head").at(story.clock), draft, "send_back_draft")
    assert page.status == 422
    assert "My opinion" in page
    draft.refresh_from_db()
    assert draft.status == Draft.Status.DRAFTED


def test_only_steps_of_the_decision_are_taken_here(browser: Open, story: Story) -> None:
    draft = drafted(story)
    head = browser("cy.head").at(story.clock)
    for name in ("assign_team", "withdraw_draft", ""):
        assert step(head, draft, name).status == 404, name


@pytest.mark.parametrize("who", ["cy.handler", "cy-water.leader", "cy-court.judge", "npc.deputy"])
def test_it_is_for_those_who_decide(browser: Open, story: Story, who: str) -> None:
    draft = drafted(story)
    person = browser(who).at(story.clock)
    assert person.open(INBOX).status == 404
    assert person.open(place(draft)).status == 404
    assert "For decision" not in person.open(reverse("cases:work"))


def test_another_procuratorates_draft_is_as_if_missing(browser: Open, story: Story) -> None:
    draft = drafted(story)
    head = browser("hd.head").at(story.clock)
    assert "Nothing waits" in head.open(INBOX)
    missing = head.open(reverse("cases:inbox_draft", kwargs={"pk": 999999}))
    foreign = head.open(place(draft))
    assert foreign.status == missing.status == 404
    assert foreign.without_chance() == missing.without_chance()
    assert head.send(place(draft), {"step": "review_draft"}).status == 404


def test_the_list_takes_no_step(browser: Open, story: Story) -> None:
    draft = drafted(story)
    head = browser("cy.head").at(story.clock)
    assert head.send(INBOX, {"step": "review_draft"}).status == 405
    draft.refresh_from_db()
    assert draft.status == Draft.Status.DRAFTED


@pytest.mark.parametrize("who", ["bj3.head", "cy.chief"])
def test_who_sees_it_is_told_whom_it_waits_for(browser: Open, story: Story, who: str) -> None:
    draft = drafted(story)
    page = Page(browser(who).at(story.clock).client.get(place(draft), follow=True))
    assert page.url == reverse("cases:draft", kwargs={"pk": draft.pk})
    assert f"waits for the review at {draft.review_at.name}" in page


def test_who_reviewed_it_is_told_that_another_decides(browser: Open, story: Story) -> None:
    draft = drafted(story)
    head = browser("cy.head").at(story.clock)
    step(head, draft, "review_draft")
    assert "somebody else decides" in Page(head.client.get(place(draft), follow=True))


def test_who_is_recused_finds_nothing(browser: Open, story: Story) -> None:
    draft = drafted(story)
    head = browser("cy.head").at(story.clock)
    assert story.case is not None
    Recusal.objects.create(
        case=story.case, person=head.user, decided_on=story.clock.date(), ground="亲属"
    )
    assert "Nothing waits" in head.open(INBOX)
    assert "已履职" not in head.open(place(draft))


def test_more_drafts_cost_no_more_queries(browser: Open, story: Story, stories: Stories) -> None:
    drafted(story)
    head = browser("cy.head").at("2026-02-01")
    head.open(INBOX)
    one = head.queries(INBOX)
    drafted(stories("cy", "env", "2026-01-13"))
    assert head.queries(INBOX) == one

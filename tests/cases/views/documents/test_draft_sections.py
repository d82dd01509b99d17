"""The text of a document in its draft: filled in, edited, asked for, sent back with remarks."""

import html
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from cases.models import Draft, FormDraft, LegalDocument
from pilit.law.errors import Invalid
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, Page, action_url

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
REPLY = "sections.recommendation.reply_period"
OBJECTION = "sections.recommendation.objection_period"
FIELDS = {
    "source_of_case": "履行职责中发现",
    "facts": "违法取水",
    "failure": "未依法查处",
    "legal_basis": "《水法》第四十八条",
    "items-0-text": "依法处罚",
}


@pytest.fixture
def concluded(story: Story) -> Story:
    """The inquiry is concluded: a recommendation may be drafted."""
    story.to_inquiring().later(2)
    story.act(".handler", "conclude_inquiry", findings="未依法查处", proposal="recommend")
    return story


def form_of(browser: Open, story: Story) -> tuple[Browser, str, Page]:
    """The handler in front of the form."""
    assert story.case is not None
    handler = browser("cy.handler").at(story.clock)
    url = action_url(story.case, "issue_recommendation")
    return handler, url, handler.open(url)


def texts(page: Page) -> dict[str, Any]:
    """What a browser would send of the sections as they stand."""
    return page.hidden() | {
        name.replace("was.", "sections.", 1): html.unescape(str(value))
        for name, value in page.hidden().items()
        if name.startswith("was.")
    }


def test_the_form_opens_with_what_is_known_and_with_house_wording(
    browser: Open, concluded: Story
) -> None:
    _handler, _url, page = form_of(browser, concluded)
    assert f'name="{REPLY}"' in page
    assert ">两个月</textarea>" in page
    assert ">十日</textarea>" in page
    assert "sections.recommendation.items" not in page, "it is a field of the form"


def test_what_was_left_alone_follows_the_facts_and_what_was_changed_stays(
    browser: Open, concluded: Story
) -> None:
    handler, url, page = form_of(browser, concluded)
    sent = texts(page) | FIELDS | {"urgent": "true", OBJECTION: "五日"}
    assert "submitted to the head" in handler.send(url, sent)
    draft = Draft.objects.get(action="issue_recommendation")
    assert draft.sections == {"recommendation": {"objection_period": "五日"}}
    concluded.act(".head", "review_draft", draft=draft.pk)
    concluded.act(".chief", "decide_draft", draft=draft.pk)
    text = LegalDocument.objects.get(code="recommendation").text
    assert "之日起五日内" in text
    assert "之日起十五日内" in text


def test_what_a_document_must_contain_is_asked_for_at_its_place(
    browser: Open, concluded: Story
) -> None:
    handler, url, page = form_of(browser, concluded)
    answer = handler.send(url, texts(page) | FIELDS | {REPLY: ""})
    assert answer.status == 422
    assert f'href="#{REPLY}"' in answer
    assert "行政机关整改期限" in answer
    assert not Draft.objects.filter(action="issue_recommendation").exists()


def test_what_was_typed_is_kept_with_the_form(browser: Open, concluded: Story) -> None:
    handler, _url, page = form_of(browser, concluded)
    handler.send(reverse("cases:autosave"), texts(page) | FIELDS | {OBJECTION: "五日"})
    kept = FormDraft.objects.get()
    assert kept.sections == {"recommendation": {"objection_period": "五日"}}
    assert ">五日</textarea>" in form_of(browser, concluded)[2]


def test_the_sections_are_drawn_anew_from_what_was_typed_meanwhile(
    browser: Open, concluded: Story
) -> None:
    handler, _url, page = form_of(browser, concluded)
    sent = texts(page) | FIELDS | {"urgent": "true", OBJECTION: "五日"}
    anew = handler.send(reverse("cases:sections"), sent)
    assert ">十五日</textarea>" in anew
    assert ">五日</textarea>" in anew


@pytest.mark.parametrize("who", ["cy-water.officer", "cy.chief", "hd.handler"])
def test_only_those_who_may_draft_it_see_what_it_would_say(
    browser: Open, concluded: Story, who: str
) -> None:
    assert concluded.case is not None
    concluded.act(".handler", "serve_filing_decision", served_on=concluded.today, method="direct")
    named = {"_kind": "case", "_number": concluded.case.number, "_action": "issue_recommendation"}
    person = browser(who).at(concluded.clock)
    assert person.send(reverse("cases:sections"), named).status in (403, 404)
    preview = reverse(
        "cases:preview",
        kwargs={
            "kind": "case",
            "number": concluded.case.number,
            "name": "issue_recommendation",
        },
    )
    assert person.send(preview, {}).status in (403, 404)


def test_without_sections_an_action_is_not_refused_and_with_wrong_ones_it_is(
    concluded: Story,
) -> None:
    data: dict[str, Any] = {
        "source_of_case": "自行发现",
        "facts": "违法取水",
        "failure": "未查处",
        "legal_basis": "《水法》",
        "items": [{"text": "依法处罚"}],
    }
    draft = concluded.act(".handler", "issue_recommendation", **data).draft
    assert isinstance(draft, Draft)
    wrong = {"recommendation": {"no_such": "…"}}
    with pytest.raises(Invalid) as refused:
        concluded.act(".handler", "revise_draft", draft=draft.pk, data=data, sections=wrong)
    assert list(refused.value.errors) == ["sections.recommendation.no_such"]
    empty = {"recommendation": {"reply_period": ""}}
    with pytest.raises(Invalid) as refused:
        concluded.act(".handler", "revise_draft", draft=draft.pk, data=data, sections=empty)
    assert list(refused.value.errors) == [REPLY]


def test_remarks_stand_at_their_passage_and_versions_tell_what_changed(
    browser: Open, concluded: Story
) -> None:
    handler, url, page = form_of(browser, concluded)
    handler.send(url, texts(page) | FIELDS)
    draft = Draft.objects.get(action="issue_recommendation")
    address = reverse("cases:draft", kwargs={"pk": draft.pk})
    head = browser("cy.head").at(concluded.clock)
    shown = head.open(address)
    head.send(
        address,
        shown.hidden()
        | {
            "step": "send_back_draft",
            "said": "请修改",
            "remark.recommendation.objection_period": "太短",
            "remark.recommendation.items": "写具体",
        },
    )
    draft.refresh_from_db()
    said = {"objection_period": "太短", "items": "写具体"}
    assert draft.remarks == {"recommendation": said}
    revise = reverse("cases:revise", kwargs={"pk": draft.pk})
    form = handler.open(revise)
    assert "太短" in form
    assert "写具体" in form
    sent = texts(form) | FIELDS | {"items-0-text": "依法作出处罚", OBJECTION: "十五日"}
    handler.send(revise, sent)
    draft.refresh_from_db()
    assert draft.remarks == {}
    assert draft.versions.get().data["items"] == [{"text": "依法处罚"}]
    page = head.open(address)
    assert '<ins><span class="visually-hidden">added: </span>作出</ins>' in page
    assert "五</ins>" in page.html.replace('<span class="visually-hidden">added: </span>', "")


def test_two_documents_of_one_decision_have_their_sections_each(
    browser: Open, story: Story
) -> None:
    story.to_assessed()
    assert story.clue is not None
    handler = browser("cy.handler").at(story.clock)
    url = action_url(story.clue, "file_case")
    page = handler.open(url)
    opinion = "sections.filing_approval.handler_opinion"
    assert f'name="{opinion}"' in page
    assert "sections.filing_approval.chief_opinion" not in page, "the reviewers write it"
    fields = {"kind": "administrative", "respondent": "cy-water", "cause": "怠于履行监督管理职责"}
    reasons = {"sections.filing_decision_administrative.reasons": "取水未经批准。"}
    assert "submitted to the head" in handler.send(url, texts(page) | fields | reasons)
    draft = Draft.objects.get(action="file_case")
    assert draft.sections == {"filing_decision_administrative": {"reasons": "取水未经批准。"}}
    story.act(".head", "review_draft", draft=draft.pk, opinion="同意立案")
    story.act(".chief", "decide_draft", draft=draft.pk)
    approval = LegalDocument.objects.get(code="filing_approval")
    assert "怠于履行监督管理职责一案立案调查" in approval.text, "what was left alone follows"
    assert "同意立案" in approval.text
    assert approval.missing == []
    assert "取水未经批准" in LegalDocument.objects.get(code="filing_decision_administrative").text

"""The text of documents a procurator makes alone: read and corrected before it is made."""

import html
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from cases.actions import perform
from cases.models import FormDraft, LegalDocument
from pilit.law.errors import Invalid
from tests.cases.conftest import Story, actor_of
from tests.cases.views.conftest import Browser, Page, action_url

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
PLAN = {"approach": "查阅卷宗；现场勘验。", "evidence_sought": "取水记录、水费票据"}
STEPS = "sections.inquiry_plan.steps"
WEATHER = "sections.inspection_record.weather"


@pytest.fixture
def inquiring(story: Story) -> Story:
    """An inquiry has begun."""
    return story.to_inquiring().later(1)


def form_of(browser: Open, story: Story, action: str) -> tuple[Browser, str, Page]:
    """The handler in front of a form."""
    assert story.case is not None
    handler = browser("cy.handler").at(story.clock)
    url = action_url(story.case, action)
    return handler, url, handler.open(url)


def texts(page: Page) -> dict[str, Any]:
    """What a browser would send of the sections as they stand."""
    return page.hidden() | {
        name.replace("was.", "sections.", 1): html.unescape(str(value))
        for name, value in page.hidden().items()
        if name.startswith("was.")
    }


def measure(story: Story, kind: str, **more: str) -> dict[str, Any]:
    """A measure as the form sends it."""
    officers = ["cy.handler", "cy.assistant"]
    fields = {"measure": kind, "on": story.today, "officers": officers, "record": "井口未封。"}
    return fields | more


def test_a_corrected_passage_stands_in_the_document_and_the_rest_follows_the_fields(
    browser: Open, inquiring: Story
) -> None:
    handler, url, page = form_of(browser, inquiring, "plan_inquiry")
    assert f'name="{STEPS}"' in page
    assert "sections.inquiry_plan.approach" not in page, "it is a field of the form"
    handler.send(url, texts(page) | PLAN | {STEPS: "查阅卷宗｜张三｜3月1日\n现场勘验｜李四"})
    row = LegalDocument.objects.get(code="inquiry_plan")
    table = row.document.blocks
    assert any("3月1日" in str(block) for block in table)
    assert "取水记录" in row.text
    assert row.missing == []


def test_what_it_must_contain_is_asked_for_at_its_place(browser: Open, inquiring: Story) -> None:
    handler, url, page = form_of(browser, inquiring, "conclude_inquiry")
    course = "sections.inquiry_report.course"
    evidence = {"sections.inquiry_report.evidence": "取水记录｜书证｜违法取水"}
    fields = {"findings": "未依法查处", "proposal": "recommend"}
    answer = handler.send(url, texts(page) | fields | evidence | {course: ""})
    assert answer.status == 422
    assert f'href="#{course}"' in answer
    assert not LegalDocument.objects.filter(code="inquiry_report").exists()
    handler.send(url, texts(page) | fields | evidence)
    row = LegalDocument.objects.get(code="inquiry_report")
    assert "违法取水" in row.text


def test_the_form_opens_the_record_of_the_measure_that_is_chosen(
    browser: Open, inquiring: Story
) -> None:
    handler, url, page = form_of(browser, inquiring, "record_measure")
    assert 'name="_sections"' in page
    assert WEATHER not in page
    chosen = page.hidden() | measure(inquiring, "inspect")
    anew = handler.send(reverse("cases:sections"), chosen)
    assert f'name="{WEATHER}"' in anew
    handler.send(reverse("cases:autosave"), chosen | {WEATHER: "晴"})
    assert FormDraft.objects.get().sections == {"inspection_record": {"weather": "晴"}}
    place = {"sections.inspection_record.place": "某厂院内"}
    handler.send(url, chosen | {WEATHER: "晴"} | place)
    row = LegalDocument.objects.get(code="inspection_record")
    assert "晴" in row.text
    assert "某厂院内" in row.text


def test_what_was_written_into_another_record_is_no_obstacle(
    browser: Open, inquiring: Story
) -> None:
    handler, url, page = form_of(browser, inquiring, "record_measure")
    sent = measure(inquiring, "question", from_whom="王五") | {WEATHER: "晴"}
    handler.send(url, page.hidden() | sent)
    row = LegalDocument.objects.get(code="questioning_record")
    assert "井口未封" in row.text, "a record without questions is what was answered"
    assert row.missing == []


def test_perform_takes_sections_and_refuses_what_is_none(inquiring: Story) -> None:
    inquiring.case.refresh_from_db()  # type: ignore[union-attr]

    def take(sections: dict[str, dict[str, str]]) -> None:
        actor = actor_of("cy.handler", inquiring.clock)
        perform("plan_inquiry", inquiring.case, actor, PLAN, inquiring.clock, sections=sections)

    with pytest.raises(Invalid) as refused:
        take({"inquiry_plan": {"no_such": "…"}})
    assert list(refused.value.errors) == ["sections.inquiry_plan.no_such"]
    with pytest.raises(Invalid) as refused:
        take({"inquiry_plan": {"steps": ""}})
    assert list(refused.value.errors) == [STEPS]
    take({"inquiry_plan": {"steps": "查阅卷宗｜张三"}})
    assert "张三" in LegalDocument.objects.get(code="inquiry_plan").text


def test_nobody_writes_over_what_the_system_lists(inquiring: Story, browser: Open) -> None:
    inquiring.decided("close_case", ground="no_failure", note="已依法履职")
    page = form_of(browser, inquiring, "archive_case")[2]
    assert 'name="_sections"' not in page
    assert "案卷目录" in page

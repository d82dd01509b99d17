"""The form of an action in a browser: shown, kept, sent, refused; nothing typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import Case, Clue, Event, FormDraft, StoredFile
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, action_url, case_url

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
NASTY = "<script>alert(1)</script>"


def clue_data(**more: Any) -> dict[str, Any]:
    """A clue as typed into the form."""
    return {
        "title": "河道违建",
        "narrative": "新建房屋。",
        "source": "own_work",
        "domain": "environment",
        "place-address": "某河",
        "place-region": "110105",
        "reported_on": "2026-08-03",
        **more,
    }


def test_a_clue_is_registered(browser: Open) -> None:
    page = browser("cy.handler").at("2026-08-03").send(reverse("cases:register_clue"), clue_data())
    clue = Clue.objects.get()
    assert page.url == reverse("cases:clue", kwargs={"number": clue.number})
    assert clue.number in page
    assert "Assessment of the clue: until" in page, "the message says what follows"


def test_the_form_says_what_follows_and_on_what_basis(browser: Open, story: Story) -> None:
    story.to_recommended()
    assert story.case is not None
    page = (
        browser("cy.handler").at(story.clock).open(action_url(story.case, "serve_recommendation"))
    )
    assert "The organ&#x27;s reply period starts" in page
    assert "Rules 76" in page
    assert "Takes effect when you send it." in page


def test_errors_keep_what_was_typed(browser: Open) -> None:
    data = clue_data(domain="", title="", narrative=NASTY, reported_on="2026-09-01")
    page = browser("cy.handler").at("2026-08-03").send(reverse("cases:register_clue"), data)
    assert page.status == 422
    assert not Clue.objects.exists()
    assert NASTY not in page, "typed markup is shown as text"
    assert "&lt;script&gt;alert(1)&lt;/script&gt;</textarea>" in page
    assert 'value="2026-09-01"' in page
    assert 'aria-describedby="f-title-error' in page
    assert '<a href="#f-title">' in page


def test_a_fact_in_the_future_is_refused_beside_its_field(browser: Open) -> None:
    data = clue_data(reported_on="2026-09-01")
    page = browser("cy.handler").at("2026-08-03").send(reverse("cases:register_clue"), data)
    assert page.status == 422
    assert 'id="f-reported_on-error"' in page


def test_a_row_is_added_without_javascript(browser: Open, story: Story) -> None:
    story.to_assessed()
    assert story.clue is not None
    person, url = browser("cy.handler").at(story.clock), action_url(story.clue, "file_case")
    typed = {"cause": "怠于履职", "offenders-0-name": "某公司", "_add": "offenders"}
    page = person.send(url, typed)
    assert page.status == 200
    assert 'name="offenders-1-name"' in page
    assert 'value="某公司"' in page
    assert 'value="怠于履职"' in page
    fewer = person.send(url, {**typed, "_add": "", "_remove": "offenders-0"})
    assert 'value="某公司"' not in fewer
    assert not story.clue.drafts.exists(), "nothing was sent"


def test_htmx_gets_the_form_alone(browser: Open, story: Story) -> None:
    story.to_assessed()
    assert story.clue is not None
    url = action_url(story.clue, "file_case")
    person = browser("cy.handler").at(story.clock)
    page = person.send(url, {"_add": "offenders"}, **{"HX-Request": "true"})
    assert page.html.lstrip().startswith("<form")
    assert "<html" not in page


def test_two_people_at_once(browser: Open, story: Story) -> None:
    story.to_inquiring()
    assert story.case is not None
    url = action_url(story.case, "plan_inquiry")
    person = browser("cy.handler").at(story.clock)
    hidden = person.open(url).hidden()
    story.act(".handler2", "record_consultation", held_on=story.today, form="meeting", minutes="x")
    page = person.send(url, hidden | {"approach": "先走访", "evidence_sought": "证照"})
    assert page.status == 422
    assert "先走访" in page
    assert "Consultation with the organ" in page, "it says what was done meanwhile"
    again = person.send(url, page.hidden() | {"approach": "先走访", "evidence_sought": "证照"})
    assert again.url == case_url(story.case)
    assert story.case.plans.count() == 1


def test_a_form_sent_twice_acts_once(browser: Open, story: Story) -> None:
    story.to_inquiring()
    assert story.case is not None
    url = action_url(story.case, "plan_inquiry")
    person = browser("cy.handler").at(story.clock)
    sent = person.open(url).hidden() | {"approach": "先走访", "evidence_sought": "证照"}
    person.send(url, sent)
    page = person.send(url, sent)
    assert page.status == 200
    assert story.case.plans.count() == 1


def test_what_was_typed_is_kept_and_comes_back(browser: Open, story: Story) -> None:
    story.to_inquiring()
    assert story.case is not None
    url = action_url(story.case, "plan_inquiry")
    person = browser("cy.handler").at(story.clock)
    hidden = person.open(url).hidden()
    kept = person.send(reverse("cases:autosave"), hidden | {"approach": NASTY})
    assert "Saved automatically 09:00" in kept
    page = person.open(url)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;</textarea>" in page
    assert "what you typed and did not send" in page
    other = browser("cy.handler2").at(story.clock).open(url)
    assert "what you typed and did not send" not in other
    person.send(url, hidden | {"approach": "先走访", "evidence_sought": "证照"})
    assert not FormDraft.objects.exists()


def test_save_and_finish_later(browser: Open, story: Story) -> None:
    story.to_inquiring()
    assert story.case is not None
    url = action_url(story.case, "plan_inquiry")
    person = browser("cy.handler").at(story.clock)
    page = person.send(url, person.open(url).hidden() | {"approach": "先走访", "_save": "1"})
    assert page.url == case_url(story.case)
    work = person.open(reverse("cases:work"))
    assert "Begun and not sent" in work
    person.send(url, {"_discard": "1"})
    assert "先走访" not in person.open(url)


def test_a_file_is_uploaded_with_the_form(browser: Open, story: Story) -> None:
    story.to_inquiring()
    assert story.case is not None
    url = action_url(story.case, "add_evidence")
    person = browser("cy.handler").at(story.clock)
    data = person.open(url).hidden() | {
        "kind": "documentary",
        "title": "巡查记录",
        "obtained_on": story.today,
        "source": "水务局",
    }
    good = SimpleUploadedFile("记录.pdf", b"%PDF-1.7\n")
    bad = SimpleUploadedFile("x.exe", b"MZ" + bytes(99))
    page = person.send(url, data | {"files__upload": [good, bad]})
    assert page.status == 422
    assert "记录.pdf" in page, "the good one is kept"
    assert "x.exe" in page, "the other is named"
    row = StoredFile.objects.get()
    assert row.attached_at is None
    person.send(url, data | {"files": [str(row.pk)], "_key": "another"})
    assert list(story.case.evidence.get().files.all()) == [row]


def test_a_foreign_case_answers_like_a_missing_one(
    browser: Open, stories: Callable[..., Story]
) -> None:
    foreign = stories("hd", "env").to_inquiring()
    assert foreign.case is not None
    person = browser("cy.handler").at(foreign.clock)
    for name in ("plan_inquiry", "nonsense"):
        there = person.open(action_url(foreign.case, name))
        missing = Case(number="京朝检行公立〔2026〕999号")
        nowhere = person.open(action_url(missing, name))
        assert there.status == nowhere.status == 404
        assert there.without_chance() == nowhere.without_chance()


@pytest.mark.parametrize(
    ("who", "name", "status"),
    [
        ("cy.registrar", "plan_inquiry", 403),
        ("cy.handler", "docket", 403),
        ("cy.handler", "serve_recommendation", 409),
        ("cy.handler", "no_such_action", 404),
        ("cy.handler", "review_draft", 404),
    ],
)
def test_who_may_not_and_when_not(
    browser: Open, story: Story, who: str, name: str, status: int
) -> None:
    story.to_inquiring()
    assert story.case is not None
    before = Event.objects.count()
    person = browser(who).at(story.clock)
    assert person.open(action_url(story.case, name)).status == status
    assert person.send(action_url(story.case, name), {}).status == status
    assert Event.objects.count() == before

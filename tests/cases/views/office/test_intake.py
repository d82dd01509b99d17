"""The pages of the intake, and who finds them."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.models import Clue, Informant, Report
from tests.cases.conftest import Story
from tests.cases.reports.conftest import FIELDS, NOW, photo, report
from tests.cases.views.conftest import Browser

type Browsers = Callable[[str], Browser]


@pytest.fixture
def browsers(directory: None, monkeypatch: pytest.MonkeyPatch) -> Browsers:
    return lambda name: Browser(name, monkeypatch).at("2026-03-21T09:00")


def test_what_waits_is_listed_with_signs_and_possible_duplicates(browsers: Browsers) -> None:
    report()
    report()
    report(narrative="代开发票 https://example.com")
    page = browsers("cy.registrar").open("/intake/")
    assert page.status == 200
    assert FIELDS["address"] in page
    assert "It holds words of advertising" in page
    assert page.html.count('<span class="part">1</span>') == 2


def test_the_page_of_a_report_shows_it_with_its_photos_and_what_is_alike(
    browsers: Browsers,
) -> None:
    row = report(NOW, photo(), name="张三丰").report
    other = report().report
    browser = browsers("cy.head")
    page = browser.open(f"/intake/{row.pk}/")
    assert f"/intake/{other.pk}/" in page
    assert "Contact sealed" in page
    assert "张三丰" not in page
    picture = row.photos.get()
    answer = browser.client.get(f"/intake/{row.pk}/photos/{picture.pk}/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert browser.open(f"/intake/{other.pk}/photos/{picture.pk}/").status == 404


def test_accepting_leads_to_the_clue_which_shows_the_photos(browsers: Browsers) -> None:
    row = report(NOW, photo()).report
    browser = browsers("cy.registrar")
    data = {"title": "工厂夜间排放污水", "domain": "environment"}
    page = browser.send(f"/intake/{row.pk}/accept/", data)
    clue = Clue.objects.get()
    assert page.status == 200
    assert clue.number in page
    assert "举报照片1.jpg" in page
    sent: Any = browser.client.get(f"/files/{clue.files.get().pk}/")
    assert sent.getvalue().startswith(b"\xff\xd8\xff")
    assert Informant.objects.get(clue=clue).anonymous
    again = browser.send(f"/intake/{row.pk}/accept/", data)
    assert again.status == 409


def test_declining_needs_a_reason(browsers: Browsers) -> None:
    row = report().report
    browser = browsers("cy.registrar")
    page = browser.send(f"/intake/{row.pk}/decline/", {"note": "看不懂"})
    assert page.status == 422
    assert 'id="f-reason-error"' in page
    assert "看不懂" in page
    browser.send(f"/intake/{row.pk}/decline/", {"reason": "too_vague"})
    assert Report.objects.get().state == "declined"
    assert FIELDS["address"] in browser.open("/intake/", state="declined")


def test_spam_is_kept_and_can_be_taken_back(browsers: Browsers) -> None:
    row = report().report
    browser = browsers("cy.registrar")
    browser.send(f"/intake/{row.pk}/spam/", {})
    assert FIELDS["address"] not in browser.open("/intake/")
    assert FIELDS["address"] in browser.open("/intake/", state="spam")
    browser.send(f"/intake/{row.pk}/back/", {})
    assert FIELDS["address"] in browser.open("/intake/")


@pytest.mark.parametrize(
    "who",
    [
        *("cy.handler", "cy.assistant", "cy.chief", "hd.registrar", "hd.head", "bj.registrar"),
        *("cy-water.leader", "cy-court.clerk", "npc.deputy"),
    ],
)
def test_a_foreign_report_answers_like_a_missing_one(browsers: Browsers, who: str) -> None:
    row = report(NOW, photo()).report
    browser = browsers(who)
    missing = browser.open("/intake/999999/")
    assert missing.status == 404
    assert browser.open(f"/intake/{row.pk}/").without_chance() == missing.without_chance()
    assert browser.open(f"/intake/{row.pk}/photos/{row.photos.get().pk}/").status == 404
    for step in ("accept", "decline", "spam", "back"):
        assert browser.send(f"/intake/{row.pk}/{step}/", {}).status == 404
    assert Report.objects.get().state == "received"
    assert FIELDS["address"] not in browser.open("/intake/")


def test_the_list_costs_the_same_for_one_and_for_many(browsers: Browsers, story: Story) -> None:
    story.to_registered()
    report()
    browser = browsers("cy.registrar")
    few = browser.queries("/intake/")
    for number in range(5):
        report(NOW, photo(), narrative=FIELDS["narrative"] + str(number))
    assert browser.queries("/intake/") == few

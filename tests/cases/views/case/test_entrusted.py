"""What an entrusted procuratorate sees of a case: the letter, its answer, its period."""

import json
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from agencies.models import Notification, Organisation, User
from cases.models import Case, Deadline, Event, Evidence, Recusal, StoredFile
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, case_url

MATTER = "请询问运输司机王某，核实渣土去向。"
LOG_IN = Callable[[str], Browser]


@pytest.fixture
def story(stories: Callable[..., Story]) -> Story:
    """A case with a file full of things, and Haidian entrusted with one inquiry of it."""
    story = stories().to_following_up()
    case = story.case
    assert case is not None
    story.act(
        ".handler",
        "record_measure",
        measure="inspect",
        on=story.today,
        officers=["cy.handler", "cy.assistant"],
        record="勘验记录机密一",
    )
    story.act(".handler", "entrust_inquiry", to="hd", matter=MATTER, received_on=story.today)
    # What Haidian filed itself when it had the case once is nothing it is entrusted with.
    hd = Organisation.objects.get(code="hd")
    filed = Evidence.objects.create(
        case=case,
        kind="documentary",
        title="证据机密二",
        obtained_on=story.clock.date(),
        source="调取",
        filed_by=hd,
    )
    row = StoredFile(
        case=case,
        evidence=filed,
        name="机密三.txt",
        media_type="text/plain",
        size=1,
        sha256="0" * 64,
        uploaded_by=User.objects.get(username="hd.handler2"),
        uploaded_for=hd,
        uploaded_at=story.clock,
        attached_at=story.clock,
    )
    row.content.save("x.bin", ContentFile(b"x"))
    return story


def secrets(story: Story) -> list[str]:
    """Words of the file that a letter of entrustment does not say."""
    case = story.case
    assert case is not None
    assert case.respondent is not None
    assert case.handler is not None
    recommendation = case.recommendations.get()
    return [
        case.cause,
        case.respondent.name,
        case.respondent.short_name,
        case.handler.name,
        case.address,
        case.clue.number,
        recommendation.number,
        "某混凝土有限公司",
        "追缴水资源费",
        "已整改",
        *("机密一", "机密二", "机密三"),
        "following_up",
        "Follow-up",
        "review_for_suit",
        "Review for suit",
    ]


def assert_silent(text: str, story: Story) -> None:
    """Nothing of the file stands in a page or document."""
    told = [word for word in secrets(story) if word in text]
    assert told == []


def test_the_page_shows_the_letter_and_nothing_else(story: Story, browser: LOG_IN) -> None:
    case = story.case
    assert case is not None
    hd = browser("hd.handler").at(story.clock)
    page = hd.open(case_url(case))
    assert page.status == 200
    assert MATTER in page
    assert "answer_entrusted_inquiry" in page
    assert_silent(page.html, story)
    form = hd.open(f"{case_url(case)}actions/answer_entrusted_inquiry/")
    assert form.status == 200
    assert_silent(form.html, story)


def test_it_is_answered_there_and_the_answer_stays_to_be_read(
    story: Story, browser: LOG_IN
) -> None:
    case = story.case
    assert case is not None
    hd = browser("hd.head").at(story.later(1).clock)
    address = f"{case_url(case)}actions/answer_entrusted_inquiry/"
    data = hd.open(address).hidden() | {"on": story.today, "findings": "渣土倾倒于废弃砖厂"}
    wrong = hd.send(address, data | {"on": "2026-01-01"})
    assert wrong.status == 422
    assert "Before the letter was received." in wrong
    page = hd.send(address, data)
    assert page.url == quote(case_url(case), safe="/%")
    assert "渣土倾倒于废弃砖厂" in page
    assert "answer_entrusted_inquiry" not in page
    assert_silent(page.html, story)
    assert "渣土倾倒于废弃砖厂" not in browser("tz.handler").at(story.clock).open(
        "/search/", q="砖厂"
    )


def test_work_list_search_and_lists(story: Story, browser: LOG_IN) -> None:
    case = story.case
    assert case is not None
    hd = browser("hd.handler").at(story.clock)
    work = hd.open("/")
    assert case_url(case) in work
    assert "Entrusted inquiry" in work
    letters = hd.open("/cases/entrusted/")
    assert case.number in letters
    listed = hd.open("/cases/", state="all")
    assert case.number not in listed
    assert "/cases/entrusted/" in listed
    by_title, by_name = hd.open("/search/", q="混凝土"), hd.open("/search/", q="水资源监督")
    assert case.number in by_title
    assert case.number not in by_name
    assert case.number not in hd.open("/search/", q="某混凝土有限公司")
    for page in (work, letters, by_title):
        assert_silent(page.html, story)
    assert hd.open("/search/", q=case.number).response.headers["Location"] == case_url(case)


def test_files_events_drafts_deadlines_and_clue(story: Story, browser: LOG_IN) -> None:
    case = story.case
    assert case is not None
    hd = browser("hd.handler").at(story.clock)
    file = StoredFile.objects.get(case=case, name="机密三.txt")
    assert hd.open(f"/files/{file.pk}/").status == 404
    draft = story.act("cy.handler", "close_case", ground="organ_performed").draft
    assert draft is not None
    assert hd.open(f"/drafts/{draft.pk}/").status == 404
    assert hd.open(f"/clues/{case.clue.number}/").status == 404
    own = Deadline.objects.get(case=case, code="entrusted_inquiry")
    for row in Deadline.objects.filter(case=case):
        page = hd.open(f"/deadlines/{row.pk}/")
        assert page.status == (200 if row == own else 404)
        if row == own:
            assert_silent(page.html, story)
    for name in ("plan_inquiry", "close_case", "take_up", "entrust_inquiry", "designate"):
        assert hd.open(f"{case_url(case)}actions/{name}/").status in (403, 404)


def test_what_they_are_told(story: Story, browser: LOG_IN) -> None:
    people = User.objects.filter(username__startswith="hd.")
    rows = Notification.objects.filter(recipient__in=people)
    assert {row.kind for row in rows} == {"inquiry_entrusted"}
    page = browser("hd.handler").at(story.clock).open("/notifications/")
    assert "entrusts you with an inquiry" in page
    assert_silent(page.html, story)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("hd.handler", 200),
        ("hd.handler2", 200),
        ("hd.head", 200),
        ("hd.chief", 200),
        ("hd.registrar", 200),
        ("cy.handler", 200),
        ("bj.head", 200),
        ("bj1.head", 404),  # the superior of the entrusted one
        ("tz.handler", 404),
        ("bj4.handler", 404),
        ("hd-water.officer", 404),
        ("hd-court.judge", 404),
        ("npc.deputy", 404),
    ],
)
def test_who_opens_it(story: Story, browser: LOG_IN, name: str, status: int) -> None:
    assert story.case is not None
    assert browser(name).at(story.clock).open(case_url(story.case)).status == status


def test_the_recused_see_no_letter(story: Story, browser: LOG_IN) -> None:
    assert story.case is not None
    Recusal.objects.create(
        case=story.case,
        person=User.objects.get(username="hd.handler"),
        decided_on=story.clock.date(),
        ground="近亲属",
    )
    hd = browser("hd.handler").at(story.clock)
    assert hd.open(case_url(story.case)).status == 403
    assert story.case.number not in hd.open("/cases/entrusted/")
    own = Deadline.objects.get(case=story.case, code="entrusted_inquiry")
    assert hd.open(f"/deadlines/{own.pk}/").status == 404


def test_pages_of_letters_are_for_procuratorates(story: Story, browser: LOG_IN) -> None:
    for name in ("cy-water.officer", "hd-court.judge", "npc.deputy"):
        assert browser(name).at(story.clock).open("/cases/entrusted/").status == 404
    assert "No letters of entrustment" in browser("tz.head").at(story.clock).open(
        "/cases/entrusted/"
    )


class TestApi:
    """The same through the API."""

    def get(self, window: Browser, path: str, **query: str) -> tuple[int, str]:
        """A document as it reads."""
        answer = window.client.get(f"/api/v1/{path}", query)
        return answer.status_code, json.dumps(answer.json(), ensure_ascii=False)

    def test_the_document_and_the_lists(self, story: Story, browser: LOG_IN) -> None:
        case = story.case
        assert case is not None
        hd = browser("hd.handler").at(story.clock)
        status, text = self.get(hd, f"cases/{case.number}/")
        found = json.loads(text)
        assert status == 200
        assert set(found) == {
            *("facet", "roles", "number", "kind", "title", "procuratorate"),
            *("entrustments", "deadlines", "available_actions"),
        }
        assert (found["facet"], found["roles"]) == (True, ["entrusted"])
        assert [row["matter"] for row in found["entrustments"]] == [MATTER]
        assert [row["code"] for row in found["deadlines"]] == ["entrusted_inquiry"]
        assert [row["name"] for row in found["available_actions"]] == ["answer_entrusted_inquiry"]
        assert_silent(text, story)
        for query, wanted in (
            ({}, []),
            ({"entrusted": "true"}, [case.number]),
            ({"entrusted": "true", "q": "混凝土"}, [case.number]),
            ({"entrusted": "true", "q": "水资源监督"}, []),
            ({"entrusted": "true", "respondent": "cy-env"}, [case.number]),  # not told, not asked
        ):
            status, text = self.get(hd, "cases/", **query)
            assert [row["number"] for row in json.loads(text)["results"]] == wanted
            assert_silent(text, story)
        status, text = self.get(hd, "deadlines/", size="100")
        assert [row["code"] for row in json.loads(text)["results"]] == ["entrusted_inquiry"]
        assert_silent(text, story)

    def test_history_files_and_clue_are_missing(self, story: Story, browser: LOG_IN) -> None:
        case = story.case
        assert case is not None
        hd = browser("hd.handler").at(story.clock)
        file = StoredFile.objects.get(case=case, name="机密三.txt")
        for path in (
            f"cases/{case.number}/events/",
            f"files/{file.pk}/",
            f"clues/{case.clue.number}/",
        ):
            assert self.get(hd, path)[0] == 404

    def test_the_answer_tells_no_more(self, story: Story, browser: LOG_IN) -> None:
        case = story.case
        assert case is not None
        hd = browser("hd.handler").at(story.later(1).clock)
        answer = self.answer(hd.client, case, {"on": story.today, "findings": "已核实"})
        assert answer[0] == 200
        assert "state" not in json.loads(answer[1])["target"]
        assert_silent(answer[1], story)
        refused = self.answer(hd.client, case, {"on": story.today, "findings": "再答"})
        assert refused[0] == 409
        assert_silent(refused[1], story)
        assert Event.objects.filter(case=case, action="answer_entrusted_inquiry").count() == 1

    def answer(self, client: Client, case: Case, data: dict[str, str]) -> tuple[int, str]:
        """Send an answer."""
        sent = client.post(
            f"/api/v1/cases/{case.number}/actions/answer_entrusted_inquiry/",
            {"data": data},
            content_type="application/json",
        )
        return sent.status_code, json.dumps(sent.json(), ensure_ascii=False)

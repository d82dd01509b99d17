"""What pages without an account must never tell: of a case, of a clue, of whoever works on it."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Case, PublicNotice
from cases.reports.intake import accept, decline
from cases.reports.receive import Received
from tests.cases.civil_story import Civil
from tests.cases.conftest import Story, actor_of, moment
from tests.cases.reports.conftest import NOW, report

AT = moment("2026-03-21T09:00")
PAGES = (
    "/public/",
    "/report/",
    "/report/status/",
    "/notices/",
    "/how-it-works/",
    "/typical-cases/",
)


@pytest.fixture
def noticed(directory: None, monkeypatch: pytest.MonkeyPatch) -> tuple[Case, PublicNotice]:
    """A civil case on public notice, and the clock on its second day."""
    story = Civil().noticed()
    monkeypatch.setattr(timezone, "now", lambda: story.later(1).clock)
    assert story.case is not None
    return story.case, PublicNotice.objects.get()


def body(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_without_an_account_in_both_languages(directory: None, path: str) -> None:
    for language in ("zh-hans", "en"):
        client = Client()
        client.cookies["pilit_language"] = language
        assert client.get(path).status_code == 200
        assert client.get(path).headers.get("Location") is None


def test_a_notice_shows_what_was_published_and_the_days_left(
    noticed: tuple[Case, PublicNotice],
) -> None:
    _, notice = noticed
    page = body("/notices/")
    for shown in (notice.number, notice.facts, notice.contact, notice.medium):
        assert shown in page
    assert re.search(r"还有\d+天", page)


def test_nothing_else_of_the_case_is_on_any_page(noticed: tuple[Case, PublicNotice]) -> None:
    case, _ = noticed
    assert case.handler is not None
    hidden = {
        "number of the case": case.number,
        "title": case.title,
        "cause": case.cause,
        "number of the clue": case.clue.number,
        "title of the clue": case.clue.title,
        "narrative of the clue": case.clue.narrative,
        "place": case.address,
        "handler": case.handler.name,
        **{f"offender {row.pk}": row.name for row in case.offenders.all()},
    }
    for path in PAGES:
        page = body(path)
        for what, text in hidden.items():
            assert not text or text not in page, f"{path} tells the {what}"


def test_a_notice_that_has_ended_is_gone(
    noticed: tuple[Case, PublicNotice], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, notice = noticed
    monkeypatch.setattr(timezone, "now", lambda: moment("2027-01-01"))
    assert notice.number not in body("/notices/")


def standing(done: Received) -> str:
    return Client().post("/report/status/", {"code": done.code}).content.decode()


def test_a_status_tells_nothing_of_clue_case_people_or_reasons(
    directory: None, clean_cache: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: AT)
    done = report(name="张三丰", phone="13900001234")
    clue = accept(
        done.report,
        actor_of("cy.registrar", AT),
        {"title": "工厂夜间排放污水", "domain": "environment", "organ": "cy-water"},
        AT,
    )
    story = Story(start="2026-03-22")
    story.clue = clue
    examined = standing(done)
    story.act(
        ".handler", "assess_clue", truth="属实", viability="可查", harm="污染", verdict="file"
    )
    story.decided("file_case", kind="administrative", respondent="cy-water", cause="怠于履职")
    filed = standing(done)
    case = Case.objects.get()
    hidden = [
        *(done.report.narrative, done.report.address, "张三丰", "13900001234"),
        *(clue.number, clue.title, case.number, case.cause, "属实"),
        *("北京市朝阳区水务局", "朝阳区人民检察院"),
        case.handler.name if case.handler else clue.number,
    ]
    for page in (examined, filed):
        assert not [text for text in hidden if text in page]
    assert "您的举报正在审查" in examined
    assert "已经立案" in filed


def test_a_note_of_the_intake_stays_there(directory: None, clean_cache: None) -> None:
    done = report()
    decline(
        done.report,
        actor_of("cy.registrar", AT),
        {"reason": "too_vague", "note": "举报人多次重复投诉"},
        AT,
    )
    page = standing(done)
    assert "内容过于简略" in page
    assert "举报人多次重复投诉" not in page
    assert "不予受理" not in page


def test_the_intake_is_behind_the_log_in(directory: None) -> None:
    row = report(NOW).report
    for path in ("/intake/", f"/intake/{row.pk}/"):
        answer = Client().get(path)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/login/")

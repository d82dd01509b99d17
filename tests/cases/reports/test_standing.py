"""Where a report stands by its code: it follows the clue, and says one of a few sentences."""

from typing import Any

from cases.models import Clue
from cases.reports.intake import accept, decline, mark_spam
from cases.reports.receive import Received
from cases.reports.standing import standing_by
from cases.reports.ticket import grouped
from tests.cases.conftest import Story, actor_of, moment
from tests.cases.reports.conftest import report

TITLE: dict[str, Any] = {"title": "工厂夜间排放污水", "domain": "environment"}
AT = moment("2026-03-21T09:00")
ACTOR = "cy.registrar"


def stage(done: Received) -> str:
    found = standing_by(done.code)
    assert found is not None
    return found.stage


def taken_in(done: Received) -> Story:
    """The story of the clue it became."""
    story = Story(start="2026-03-22")
    story.clue = accept(done.report, actor_of(ACTOR, AT), TITLE, AT)
    return story


def assessed(story: Story, verdict: str) -> Story:
    story.act(
        ".handler", "assess_clue", truth="属实", viability="可查", harm="污染", verdict=verdict
    )
    return story.later(1)


def test_a_code_nobody_has_says_nothing(directory: None) -> None:
    report()
    for code in ("", "ABC", "A" * 26, "字"):
        assert standing_by(code) is None


def test_received_examined_filed(directory: None) -> None:
    done = report()
    assert stage(done) == "received"
    story = taken_in(done)
    assert stage(done) == "examined"
    assessed(story, "file")
    story.decided("file_case", kind="administrative", respondent="cy-water", cause="怠于履职")
    assert stage(done) == "filed"
    found = standing_by(grouped(done.code).lower())
    assert found is not None
    assert not found.text.params


def test_declined_at_the_intake_or_after_the_assessment(directory: None) -> None:
    done = report()
    decline(
        done.report,
        actor_of(ACTOR, AT),
        {"reason": "other_authority", "note": "内部意见"},
        AT,
    )
    found = standing_by(done.code)
    assert found is not None
    assert (found.stage, found.reason) == ("not_filed", "属于其他机关管辖的事项")
    other = report()
    story = assessed(taken_in(other), "decline")
    story.decided("decline_clue", reason="内部理由")
    found = standing_by(other.code)
    assert found is not None
    assert found.stage == "not_filed"
    assert "内部" not in found.reason + str(found.text)


def test_spam_is_told_without_the_word(directory: None) -> None:
    done = report()
    mark_spam(done.report, actor_of(ACTOR, AT), AT)
    assert stage(done) == "not_filed"


def test_it_is_followed_to_another_procuratorate_and_into_another_clue(directory: None) -> None:
    done = report()
    story = assessed(taken_in(done), "transfer")
    story.decided("transfer_clue", to="hd", reason="管辖")
    found = standing_by(done.code)
    assert found is not None
    assert found.stage == "passed_on"
    assert found.text.params == {"name": "北京市海淀区人民检察院"}
    first, second = report(), report()
    kept = taken_in(first)
    merged = taken_in(second)
    assert kept.clue is not None
    assessed(merged, "inquire")
    merged.act(".handler", "merge_clue", into=kept.clue.number, reason="同一事实")
    assert stage(second) == "examined"
    Clue.objects.filter(pk=kept.clue.pk).update(state="filed")
    assert stage(second) == "filed"

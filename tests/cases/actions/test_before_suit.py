"""Before a civil suit: the notice, the relatives asked, and what a suit is refused for."""

from typing import Any

import pytest

from cases.sweep import sweep
from pilit.law.errors import (
    CourtNotCorresponding,
    DateOutOfOrder,
    DomainError,
    Invalid,
    NoticeRunning,
    WrongState,
)
from tests.cases.civil_story import CLAIMS, Civil
from tests.cases.conftest import moment

pytestmark = pytest.mark.usefixtures("directory")


def test_the_review_starts_with_the_end_of_the_notice() -> None:
    story = Civil().noticed()
    assert story.case is not None
    assert story.due("public_notice") == "2026-04-01"
    sweep(moment("2026-04-01T23:59"))
    assert story.due("review_for_suit_civil") is None
    sweep(moment("2026-04-02T00:00"))
    story.case.refresh_from_db()
    assert story.case.state == "following_up"
    assert story.status("public_notice") == "lapsed"
    assert story.due("review_for_suit_civil") == "2026-07-01"


def test_a_notice_is_published_once_and_after_the_inquiry() -> None:
    story = Civil().noticed()
    with pytest.raises(WrongState):
        story.publish()
    other = Civil().filed()
    assert other.case is not None
    other.case.conclusions.all().delete()
    with pytest.raises(WrongState):
        other.publish()


def test_the_notice_that_ends_unnoted_is_noted_with_the_suit() -> None:
    story = Civil().noticed().at("2026-04-02")
    story.sue()
    assert story.case is not None
    assert story.case.state == "suit_filed"
    assert story.status("public_notice") == "lapsed"
    assert story.case.suits.get().number == "京三分检民公诉〔2026〕1号"


ANSWERS = [
    (["agrees", "declines"], "following_up", "2026-03-02"),
    (["agrees", None], "noticed", None),
    ([None, None], "noticed", None),
    (["objects"], "following_up", "2026-03-02"),
]


@pytest.mark.parametrize(("answers", "state", "start"), ANSWERS)
def test_nothing_more_is_waited_for_once_every_relative_has_answered(
    answers: list[str | None], state: str, start: str | None
) -> None:
    story = Civil("bj1", "heroes").filed().at("2026-03-02")
    rows = [{"name": f"近亲属{no}", "answer": what} for no, what in enumerate(answers)]
    story.act(".handler", "ask_relatives", relatives=rows, asked_on=story.today)
    assert story.case is not None
    assert story.case.state == state
    review = story.case.deadlines.filter(code="review_for_suit_civil").first()
    assert (review.start_on.isoformat() if review else None) == start


def test_a_notice_besides_is_waited_for() -> None:
    story = Civil("bj1", "heroes").filed().at("2026-03-02")
    story.act(".handler", "ask_relatives", relatives=[{"name": "长子"}], asked_on=story.today)
    story.publish()
    story.act(".handler", "record_plaintiff_response", who="长子", what="agrees", on=story.today)
    assert story.case is not None
    assert story.case.state == "noticed"
    with pytest.raises(NoticeRunning):
        story.sue()


def test_relatives_are_asked_of_heroes_only_each_once() -> None:
    with pytest.raises(WrongState):
        Civil().filed().act(
            ".handler", "ask_relatives", relatives=[{"name": "长子"}], asked_on="2026-01-13"
        )
    story = Civil("bj1", "heroes").filed()
    with pytest.raises(Invalid):
        story.act(
            ".handler",
            "ask_relatives",
            relatives=[{"name": "长子"}, {"name": "长子"}],
            asked_on=story.today,
        )


def test_an_answer_is_not_older_than_what_it_answers() -> None:
    story = Civil().noticed()
    with pytest.raises(DateOutOfOrder):
        story.act(
            ".handler",
            "record_plaintiff_response",
            who="某基金会",
            what="declines",
            on="2026-03-01",
        )


@pytest.mark.parametrize(
    ("responses", "refusal"),
    [
        ([("某基金会", "sues")], WrongState),
        ([("某基金会", "sues"), ("某基金会", "declines")], None),
        ([("长子", "objects")], WrongState),
        ([("长子", "objects"), ("长子", "agrees")], None),
        ([("市生态环境局", "starts_compensation")], None),
    ],
)
def test_the_last_word_of_each_decides_whether_a_suit_is_open(
    responses: list[tuple[str, str]], refusal: type[DomainError] | None
) -> None:
    story = Civil().noticed()
    for who, what in responses:
        story.act(".handler", "record_plaintiff_response", who=who, what=what, on=story.today)
    story.at("2026-04-02")
    if refusal is None:
        story.sue()
    else:
        with pytest.raises(refusal):
            story.sue()


def test_without_notice_and_relatives_there_is_no_suit() -> None:
    story = Civil().filed()
    assert story.case is not None
    type(story.case).objects.filter(pk=story.case.pk).update(state="following_up")
    with pytest.raises(NoticeRunning):
        story.sue()


def test_a_district_transfers_a_civil_case_for_suit() -> None:
    story = Civil("cy").noticed().at("2026-04-02")
    for court in ("cy-court", "bj3-court"):
        with pytest.raises(CourtNotCorresponding):
            story.sue(court=court)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"claims": [{"kind": "perform", "text": "x"}]}, "claims.0.kind"),
        ({"claims": [*CLAIMS, {"kind": "revoke", "text": "x"}]}, "claims.2.kind"),
        ({"claims": [{"kind": "costs", "text": "x", "amount": "0"}]}, "claims.0.amount"),
        ({"claims": [{"kind": "costs", "text": "x", "amount": "-1"}]}, "claims.0.amount"),
        ({"claims": [{"kind": "costs", "text": "x", "amount": "1.005"}]}, "claims.0.amount"),
        ({"claims": []}, "claims"),
        ({"court": "bj3-env"}, "court"),
        ({"criminal_case": {"number": "9号", "court": "bj3-court"}}, "criminal_case"),
    ],
)
def test_what_a_civil_suit_may_not_say(data: dict[str, Any], field: str) -> None:
    story = Civil().noticed().at("2026-04-02")
    with pytest.raises(Invalid) as refused:
        story.sue(**data)
    assert list(refused.value.errors) == [field]


def test_a_complaint_is_not_delivered_before_the_notice_ended() -> None:
    story = Civil().noticed().at("2026-04-02")
    with pytest.raises(DateOutOfOrder):
        story.sue(delivered_on="2026-04-01")

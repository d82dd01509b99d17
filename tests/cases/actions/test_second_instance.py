"""At the court of second instance: the docketing of an appeal, and the appeal against a refusal to
docket.
"""

import datetime as dt
from typing import Any

import pytest

from agencies.models import Notification
from cases.api.facet import state_told
from cases.models import Appeal, LegalDocument, Suit
from cases.sweep import sweep
from cases.views.court.stage import Stage, in_stage, matters_before
from cases.views.organ.facet import Stage as OrganStage
from cases.views.organ.inbox import lines_of
from cases.views.organ.story import STAGE_LABELS
from pilit.law.errors import DateOutOfOrder, NotPermitted, PeriodEnded, WrongState
from pilit.web.texts import translated
from tests.cases.civil_story import Civil
from tests.cases.conftest import Story, actor_of, moment

pytestmark = pytest.mark.usefixtures("directory")
CLERK, HIGHER = "cy-court.clerk", "bj3-court.judge"
NUMBER = "（2026）京03行终1号"


def refused(story: Story, **data: Any) -> Story:
    """The suit is refused on the day after the complaint."""
    story.to_suit_filed().later(1)
    facts = {"on": story.today, "reason": "不属于受案范围", "court_number": "（2026）京0105行初1号"}
    story.act(CLERK, "refuse_docketing", **(facts | data))
    return story


def appealed(story: Story) -> Story:
    """The refusal is appealed three days later."""
    refused(story).later(3)
    story.act(".handler", "appeal", on=story.today, reason="起诉符合法定条件")
    return story


def suit_of(story: Story) -> Suit:
    assert story.case is not None
    return story.case.suits.get()


def status(story: Story, code: str) -> tuple[str, dt.date | None]:
    assert story.case is not None
    row = story.case.deadlines.filter(code=code).latest("id")
    return row.status, row.due_on


def ruled(story: Story, *, upheld: bool) -> Story:
    """The higher court rules ten days later."""
    story.later(10)
    story.act(HIGHER, "rule_on_docketing", upheld=upheld, on=story.today, court_number=NUMBER)
    return story


def test_the_period_of_appeal_starts_with_the_service_of_the_refusal(story: Story) -> None:
    story.to_suit_filed().later(1)
    given = story.today
    story.later(4)
    served = story.clock.date()
    facts = {"on": given, "served_on": story.today, "reason": "不属于受案范围"}
    story.act(CLERK, "refuse_docketing", **facts)
    assert suit_of(story).refusal_served_on == served
    _state, due = status(story, "appeal_ruling")
    assert due is not None
    assert due >= served + dt.timedelta(days=10)
    assert status(story, "judgment_record")[0] == "running"


def test_a_refusal_is_not_served_before_it_was_given(story: Story) -> None:
    story.to_suit_filed().later(4)
    earlier = (story.clock - dt.timedelta(days=1)).date().isoformat()
    facts = {"on": story.today, "served_on": earlier, "reason": "不属于受案范围"}
    with pytest.raises(DateOutOfOrder) as found:
        story.act(CLERK, "refuse_docketing", **facts)
    assert list(found.value.errors) == ["served_on"]


def test_there_is_nothing_to_appeal_in_a_review_without_a_refusal(story: Story) -> None:
    story.to_following_up()
    with pytest.raises(WrongState):
        story.act(".handler", "appeal", on=story.today)


def test_a_refusal_can_be_appealed_within_its_period_only(story: Story) -> None:
    refused(story).later(30)
    with pytest.raises(PeriodEnded):
        story.act(".handler", "appeal", on=story.today)
    sweep(story.clock)
    with pytest.raises(WrongState):
        story.act(".handler", "appeal", on=story.today)


def test_a_new_suit_takes_the_place_of_the_appeal(story: Story) -> None:
    refused(story).later(2)
    claims = [{"kind": "perform", "text": "判令被告依法履行职责"}]
    story.decided("file_suit", court="cy-court", claims=claims, delivered_on=story.today)
    with pytest.raises(WrongState):
        story.act(".handler", "appeal", on=story.today)
    story.later(1)
    story.act(CLERK, "refuse_docketing", on=story.today, reason="不属于受案范围")
    story.act(".handler", "appeal", on=story.today)
    assert story.case is not None
    assert Appeal.objects.get().suit == story.case.suits.latest("id")


def test_upheld_the_case_is_back_in_its_review_and_nothing_more_is_appealed(story: Story) -> None:
    ruled(appealed(story), upheld=True)
    assert story.case is not None
    assert story.case.state == "following_up"
    appeal, suit = Appeal.objects.get(), suit_of(story)
    assert (appeal.refusal_upheld, appeal.court_number, suit.is_refused) == (True, NUMBER, True)
    assert status(story, "second_instance")[0] == "met"
    with pytest.raises(WrongState):
        story.act(".handler", "appeal", on=story.today)


def test_set_aside_the_court_below_dockets(story: Story) -> None:
    ruled(appealed(story), upheld=False)
    assert story.case is not None
    assert story.case.state == "suit_filed"
    suit = suit_of(story)
    assert not suit.is_refused
    assert list(story.case.suits.pending()) == [suit]
    earlier = (story.clock - dt.timedelta(days=1)).date().isoformat()
    with pytest.raises(DateOutOfOrder):
        story.act(CLERK, "docket", docketed_on=earlier, court_number="（2026）京0105行初2号")
    story.act(CLERK, "docket", docketed_on=story.today, court_number="（2026）京0105行初2号")
    assert story.case.state == "on_trial"
    assert status(story, "first_instance")[0] == "running"


def test_a_suit_ordered_to_be_docketed_may_be_refused_on_another_ground(story: Story) -> None:
    ruled(appealed(story), upheld=False).later(1)
    story.act(CLERK, "refuse_docketing", on=story.today, reason="被告主体不明确")
    assert suit_of(story).is_refused
    story.act(".handler", "appeal", on=story.today)
    assert Appeal.objects.count() == 2


def test_a_refusal_is_ruled_on_and_a_judgment_is_not(story: Story) -> None:
    appealed(story)
    facts = {"on": story.today, "served_on": story.today, "court_number": NUMBER}
    with pytest.raises(WrongState):
        story.act(HIGHER, "enter_final_judgment", outcome="dismiss", **facts)
    other = Civil().judged(outcome="dismissed").at("2026-06-08")
    other.act("bj3-court.clerk", "appeal", by="defendant", on=other.today)
    with pytest.raises(WrongState):
        other.act(
            "bj-court.judge",
            "rule_on_docketing",
            upheld=True,
            on=other.today,
            court_number="（2026）京民终1号",
        )


def test_only_the_higher_court_acts_on_the_appeal(story: Story) -> None:
    appealed(story)
    for name, data in (
        ("docket_appeal", {"docketed_on": story.today, "court_number": NUMBER}),
        ("rule_on_docketing", {"upheld": True, "on": story.today, "court_number": NUMBER}),
    ):
        with pytest.raises(NotPermitted):
            story.act(CLERK, name, **data)


def test_the_organ_is_told_nothing_of_it(story: Story) -> None:
    told = Notification.objects.filter(recipient__username="cy-water.officer")
    refused(story)
    before = told.count()
    story.later(3).act(".handler", "appeal", on=story.today)
    organ = actor_of("cy-water.officer", story.clock)
    assert story.case is not None
    assert told.count() == before
    assert state_told(story.case, organ) == "following_up"
    assert not Suit.objects.visible_to(organ).exists()
    replied = translated(STAGE_LABELS[OrganStage.REPLIED])
    assert [line.stage for line in lines_of(organ, [story.case])] == [replied]


@pytest.mark.parametrize("who", [CLERK, HIGHER])
def test_both_courts_see_the_refused_suit_on_appeal(story: Story, who: str) -> None:
    appealed(story)
    court, case = actor_of(who, story.clock), story.case
    assert case is not None
    assert Suit.objects.visible_to(court).get().court.code == "cy-court"
    assert Appeal.objects.visible_to(court).get().by == Appeal.By.PROCURATORATE
    for stage, expected in (
        (Stage.ON_APPEAL, True),
        (Stage.REFUSED, False),
        (Stage.DELIVERED, False),
    ):
        found = type(case).objects.filter(in_stage(stage, court), pk=case.pk)
        assert found.exists() is expected, stage
    assert matters_before(court, [case])[case.pk].stage is Stage.ON_APPEAL
    ruled(story, upheld=True)
    assert matters_before(court, [case])[case.pk].stage is Stage.REFUSED


def test_the_appeal_is_a_document_against_the_ruling(story: Story) -> None:
    appealed(story)
    text = LegalDocument.objects.get(code="appeal").text
    assert "不予立案裁定" in text
    assert "指令北京市朝阳区人民法院依法立案" in text


def test_an_administrative_appeal_counts_from_its_receipt_and_not_from_docketing(
    story: Story,
) -> None:
    story.to_judged().later(5)
    received = story.clock.date()
    story.act("cy-water.officer", "appeal", on=story.today)
    due = status(story, "second_instance")
    story.later(6)
    story.act(HIGHER, "docket_appeal", docketed_on=story.today, court_number=NUMBER)
    assert status(story, "second_instance") == due
    assert story.case is not None
    assert story.case.deadlines.get(code="second_instance").start_on == received


def test_a_civil_appeal_is_docketed_once_and_not_before_it_was_made() -> None:
    story = Civil().judged().at("2026-06-08")
    story.act("bj3-court.clerk", "appeal", by="defendant", on=story.today)
    assert story.due("second_instance") is None
    facts = {"court_number": "（2026）京民终1号"}
    with pytest.raises(DateOutOfOrder):
        story.act("bj-court.clerk", "docket_appeal", docketed_on="2026-06-07", **facts)
    story.act("bj-court.clerk", "docket_appeal", docketed_on=story.today, **facts)
    with pytest.raises(WrongState):
        story.act("bj-court.clerk", "docket_appeal", docketed_on=story.today, **facts)
    assert story.due("second_instance") == "2026-09-08"


def test_a_stay_before_the_docketing_goes_on_after_it() -> None:
    story = Civil().judged().at("2026-06-08")
    story.act("bj3-court.clerk", "appeal", by="defendant", on=story.today)
    story.act("bj-court.judge", "suspend_trial", ground="鉴定", **{"from": story.today})
    facts = {"docketed_on": story.today, "court_number": "（2026）京民终1号"}
    story.act("bj-court.clerk", "docket_appeal", **facts)
    assert story.status("second_instance") == "suspended"
    story.at("2026-06-18").act("bj-court.judge", "resume_trial", on=story.today)
    assert story.due("second_instance") == "2026-09-17"


def test_on_a_protest_there_is_no_appeal_to_docket() -> None:
    story = Civil().judged()
    sweep(moment("2026-06-20T08:00"))
    story.at("2026-07-01")
    draft = story.act("bj.handler", "protest", ground="认定事实错误", on=story.today).draft
    assert draft is not None
    story.act("bj.head", "review_draft", draft=draft.pk)
    story.act("bj.chief", "decide_draft", draft=draft.pk)
    with pytest.raises(WrongState):
        story.act(
            "bj-court.clerk",
            "docket_appeal",
            docketed_on=story.today,
            court_number="（2026）京民再1号",
        )

"""Short stories of what no scenario tells of a period: duties left undone, rights not used."""

from collections.abc import Callable
from typing import Final

from cases.sweep import sweep
from tests.cases.civil_story import Civil
from tests.cases.compensation_story import COURT, Compensation
from tests.cases.conftest import Story

HIGH_COURT, CLERK = "bj-court.judge", "cy-court.clerk"


def decided_at(story: Story, place: str, decider: str, action: str, **data: object) -> None:
    """A decision drafted and reviewed at a place; by law the decider may be another's chief."""
    draft = story.act(f"{place}.handler", action, **data).draft
    assert draft is not None
    story.act(f"{place}.head", "review_draft", draft=draft.pk)
    story.act(decider, "decide_draft", draft=draft.pk)


def extended_twice(story: Story, place: str, above: str) -> None:
    """The review for suit, by the chief and then by the next higher procuratorate (Rules 47)."""
    decided_at(story, place, f"{place}.chief", "extend_review", reason="案情复杂")
    decided_at(story, place, f"{above}.chief", "extend_review", reason="仍需补充鉴定", months=2)


def a_clue_is_registered_and_left() -> None:
    sweep(Story().to_registered().later(60).clock)


def a_clue_stays_where_it_was_reported_upward() -> None:
    story = Story().to_registered().later(1)
    story.act(".handler", "report_clue_upward", reason="属上级院管辖")
    story.later(2).act("bj3.head", "designate", to="cy")


def a_recommendation_is_left_unserved() -> None:
    sweep(Story().to_recommended().later(30).clock)


def a_review_is_extended_twice_and_left() -> None:
    story = Story().to_following_up().later(40)
    extended_twice(story, "cy", "bj3")
    sweep(story.later(200).clock)


def a_transferred_review_rests_and_is_extended_twice() -> None:
    story = Story().to_following_up().later(40)
    story.decided("transfer_for_suit", to="bj4", received_on=story.today)
    story.act("bj4.head", "assign_team", lead="bj4.handler")
    facts = {"institution": "某鉴定中心", "matter": "损害程度", "commissioned_on": story.today}
    story.act("bj4.handler", "commission_appraisal", **facts)
    story.later(10)
    story.act("bj4.handler", "receive_appraisal", received_on=story.today, conclusion="已受损")
    extended_twice(story, "bj4", "bj")


def a_transferred_civil_review_is_extended_twice() -> None:
    story = Civil("cy").noticed().at("2026-04-03")
    sweep(story.clock)
    story.decided("transfer_for_suit", to="bj3", received_on=story.today)
    story.act("bj3.head", "assign_team", lead="bj3.handler")
    extended_twice(story, "bj3", "bj")


def a_recusal_is_not_reconsidered() -> None:
    story = Story().to_inquiring()
    story.act(".handler", "serve_filing_decision", served_on=story.today, method="direct")
    facts = {"person": "cy.handler2", "ground": "近亲属", "received_on": story.today}
    story.act("cy-water.officer", "apply_for_recusal", **facts)
    story.act(".chief", "decide_recusal", upheld=False, on=story.today)
    story.act("cy-water.officer", "request_reconsideration", received_on=story.today)
    sweep(story.later(20).clock)


def a_case_closed_on_a_reply_is_forgotten() -> None:
    story = Story().to_following_up().later(20)
    story.decided("close_case", ground="organ_performed")
    sweep(story.later(400).clock)


def a_notice_to_appear_comes_on_the_day_itself() -> None:
    story = Story().to_on_trial()
    at = f"{story.today}T15:00"
    story.act(CLERK, "give_hearing_notice", hearing_at=at, received_on=story.today)


def a_defence_is_not_sent_on() -> None:
    story = Story().to_on_trial()
    story.act(CLERK, "serve_complaint", served_on=story.today)
    facts = {"statement": "已依法履职", "received_on": story.today}
    story.act("cy-water.officer", "submit_defence", **facts)
    sweep(story.later(30).clock)


def a_civil_trial_is_extended_twice() -> None:
    story = Civil().on_trial().later(30)
    for approver in ("北京市第三中级人民法院院长", "北京市高级人民法院"):
        story.act(COURT, "extend_trial", approved_by=approver, reason="案情复杂")


def an_agreement_is_published_and_goes_no_further() -> None:
    story = Civil().on_trial().at("2026-05-08")
    story.act(COURT, "publish_agreement", published_on=story.today)
    sweep(story.later(60).clock)


def an_administrative_appeal_is_stayed_and_extended() -> None:
    story = Story().to_judged().later(5)
    story.act("cy-water.officer", "appeal", on=story.today)
    story.later(10).act("bj3-court.judge", "suspend_trial", ground="鉴定", **{"from": story.today})
    story.later(10).act("bj3-court.judge", "resume_trial", on=story.today)
    facts = {"approved_by": "北京市高级人民法院", "reason": "案情复杂"}
    story.act("bj3-court.judge", "extend_trial", **facts)


def an_appealed_ruling_is_decided_in_time() -> None:
    story = Civil().judged(is_ruling=True, outcome="dismissed").at("2026-06-08")
    story.act(COURT, "appeal", by="defendant", on=story.today)
    story.later(5)
    number = "（2026）京民终1号"
    story.act(HIGH_COURT, "docket_appeal", docketed_on=story.today, court_number=number)
    story.later(5)
    facts = {"on": story.today, "served_on": story.today, "court_number": number}
    facts |= {"outcome": "dismissed"}
    story.act(HIGH_COURT, "enter_final_judgment", upheld_below=True, **facts)


def nobody_asks_for_enforcement() -> None:
    sweep(Compensation().confirmed().at("2029-01-10").clock)


def an_enforcement_stalls() -> None:
    story = Compensation().confirmed().at("2027-01-11")
    story.act(COURT, "transfer_to_enforcement", on=story.today)
    sweep(story.later(300).clock)


def a_withdrawal_of_support_is_not_submitted() -> None:
    story = Compensation().supported().later(10)
    story.decided("withdraw_support", ground="costs_excessive")
    sweep(story.later(20).clock)


STORIES: Final[tuple[Callable[[], None], ...]] = (
    a_clue_is_registered_and_left,
    a_clue_stays_where_it_was_reported_upward,
    a_recommendation_is_left_unserved,
    a_review_is_extended_twice_and_left,
    a_transferred_review_rests_and_is_extended_twice,
    a_transferred_civil_review_is_extended_twice,
    a_recusal_is_not_reconsidered,
    a_case_closed_on_a_reply_is_forgotten,
    a_notice_to_appear_comes_on_the_day_itself,
    a_defence_is_not_sent_on,
    a_civil_trial_is_extended_twice,
    an_agreement_is_published_and_goes_no_further,
    an_administrative_appeal_is_stayed_and_extended,
    an_appealed_ruling_is_decided_in_time,
    nobody_asks_for_enforcement,
    an_enforcement_stalls,
    a_withdrawal_of_support_is_not_submitted,
)

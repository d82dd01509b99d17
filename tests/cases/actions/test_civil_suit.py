"""A civil suit in court: what differs from an administrative one, and its periods."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from cases.actions.claims import claims_as_asked
from cases.actions.judgment import EnterJudgment
from cases.actions.litigation import FileSuit
from cases.sweep import sweep
from cases.views.forms.form import describe
from pilit.law.errors import Invalid, NoticeRunning, PeriodEnded, WrongState
from tests.cases.civil_story import Civil
from tests.cases.conftest import Story, moment

pytestmark = pytest.mark.usefixtures("directory")
COURT = "bj3-court"


def test_only_an_environmental_civil_case_lets_others_join_and_tells_the_department() -> None:
    story = Civil().on_trial()
    assert story.due("co_plaintiff_joining") == "2026-05-07"
    assert story.due("department_informing") == "2026-04-17"
    other = Civil("bj2", "food_drug").on_trial()
    assert other.due("co_plaintiff_joining") is None
    with pytest.raises(WrongState):
        other.act("bj2-court.clerk", "admit_plaintiff", who="某基金会", on=other.today)


def test_who_applies_late_does_not_join() -> None:
    story = Civil().on_trial().at("2026-05-11")
    with pytest.raises(PeriodEnded):
        story.act(f"{COURT}.judge", "admit_plaintiff", who="某基金会", on="2026-05-08")
    story.act(f"{COURT}.judge", "admit_plaintiff", who="某研究中心", on="2026-05-07")
    sweep(moment("2026-05-11T08:00"))
    assert story.status("co_plaintiff_joining") == "lapsed"


def test_the_department_is_told_in_time_or_the_period_is_missed() -> None:
    story = Civil().on_trial().at("2026-04-20")
    sweep(moment("2026-04-18T08:00"))
    assert story.status("department_informing") == "missed"
    with pytest.raises(Invalid):
        story.act(f"{COURT}.clerk", "inform_department", department="cy-court", on=story.today)
    story.act(f"{COURT}.clerk", "inform_department", department="cy-env", on="2026-04-16")
    assert story.status("department_informing") == "met"


def test_the_court_watches_over_what_a_private_defendant_must_do() -> None:
    story = Civil().on_trial()
    story.act(f"{COURT}.clerk", "serve_complaint", served_on=story.today)
    assert story.case is not None
    assert story.case.deadlines.get(code="defence").responsible.code == COURT


@pytest.mark.parametrize(
    ("amount", "field"), [(None, "amount"), ("859999.99", "amount"), ("860000.00", None)]
)
def test_a_mediation_may_not_reduce_the_claims(amount: str | None, field: str | None) -> None:
    story = Civil().on_trial().at("2026-06-10")
    data: dict[str, Any] = {"agreement": "支付修复费用", "on": story.today}
    data |= {"published_on": "2026-05-08"} | ({"amount": amount} if amount else {})
    if field is None:
        story.act(f"{COURT}.judge", "mediate", **data)
        assert story.case is not None
        assert story.case.state == "in_force"
        assert story.case.suits.get().mediations.get().amount == Decimal("860000.00")
        assert story.status("mediation_notice") == "met"
        assert story.status("first_instance") == "met"
        assert story.due("enforcement_application") == "2028-06-12"
    else:
        with pytest.raises(Invalid) as refused:
            story.act(f"{COURT}.judge", "mediate", **data)
        assert list(refused.value.errors) == [field]


def test_an_agreement_takes_effect_only_after_its_notice() -> None:
    story = Civil().on_trial().at("2026-05-08")
    agreed: dict[str, Any] = {"agreement": "支付修复费用", "amount": "860000.00"}
    story.at("2026-06-08")
    with pytest.raises(NoticeRunning):
        story.act(f"{COURT}.judge", "mediate", **agreed, published_on="2026-05-08", on="2026-06-08")
    story.act(f"{COURT}.clerk", "publish_agreement", published_on="2026-05-08")
    assert story.due("mediation_notice") == "2026-06-08"
    with pytest.raises(Invalid):
        story.act(f"{COURT}.judge", "mediate", **agreed, published_on="2026-05-07", on=story.today)
    story.at("2026-06-09")
    sweep(story.clock)
    assert story.status("mediation_notice") == "lapsed"
    story.act(f"{COURT}.judge", "mediate", **agreed, on=story.today, perform_by="2026-09-30")
    assert story.due("judgment_performance") == "2026-09-30"


@pytest.mark.parametrize("outcome", ["perform", "dismiss", "confirm_illegal"])
def test_an_outcome_of_another_kind_of_case_is_refused(outcome: str) -> None:
    with pytest.raises(Invalid) as refused:
        Civil().judged(outcome=outcome)
    assert list(refused.value.errors) == ["outcome"]


def test_the_judgment_is_in_force_the_day_after_the_last_appeal_period() -> None:
    story = Civil().judged()
    assert story.due("appeal_judgment") == "2026-06-16"
    sweep(moment("2026-06-20T08:00"))
    assert story.case is not None
    assert story.case.suits.get().judgments.get().in_force_on == dt.date(2026, 6, 17)
    assert story.due("enforcement_application") == "2028-06-19"


def test_a_judgment_that_orders_nothing_is_not_enforced() -> None:
    story = Civil().judged(outcome="dismissed", orders=[])
    sweep(moment("2026-06-17T08:00"))
    assert story.due("enforcement_application") is None


@pytest.mark.parametrize(
    ("is_ruling", "code", "due"),
    [(False, "second_instance", "2026-09-15"), (True, "second_instance_ruling", "2026-07-15")],
)
def test_an_appeal_against_a_ruling_is_decided_in_thirty_days(
    is_ruling: bool, code: str, due: str
) -> None:
    story = Civil().judged(is_ruling=is_ruling, outcome="dismissed").at("2026-06-08")
    story.act(f"{COURT}.clerk", "appeal", by="defendant", on=story.today)
    assert story.due(code) is None
    story.at("2026-06-15")
    number = "（2026）京民终1号"
    story.act("bj-court.clerk", "docket_appeal", docketed_on=story.today, court_number=number)
    assert story.due(code) == due
    assert story.status("appeal_ruling" if is_ruling else "appeal_judgment") == "met"
    story.at("2026-07-01")
    facts = {"court_number": number, "outcome": "dismissed", "upheld_below": True}
    story.act(
        "bj-court.judge", "enter_final_judgment", on=story.today, served_on=story.today, **facts
    )
    assert story.status(code) == "met"


@pytest.mark.parametrize(
    ("civil", "granted"),
    [(True, ["court_president", "higher_court"]), (False, ["high_court"])],
    ids=["civil", "administrative"],
)
def test_who_extends_a_trial(story: Story, civil: bool, granted: list[str]) -> None:
    told: Story = Civil().on_trial() if civil else story.to_on_trial()
    judge = f"{COURT}.judge" if civil else "cy-court.judge"
    for _grantor in granted:
        told.act(judge, "extend_trial", approved_by="院长", reason="复杂")
    assert told.case is not None
    clock = told.case.deadlines.get(code="first_instance")
    assert list(clock.extensions.values_list("granted_by", flat=True)) == granted


def test_fields_of_other_kinds_are_not_asked_for(story: Story) -> None:
    story.to_on_trial()
    with pytest.raises(Invalid) as refused:
        Civil().on_trial().act(
            f"{COURT}.clerk", "hold_trial", on="2026-04-07", organ_head_attended=False
        )
    assert list(refused.value.errors) == ["organ_head_attended"]
    asked = {
        kind: {
            part.shape.name
            for action in (FileSuit, EnterJudgment)
            for control in describe(action.Data, {"claims": [{}]}, {}, kind=kind).controls
            for part in control.inside()
        }
        for kind in ("administrative", "civil", "incidental")
    }
    assert asked["civil"] - asked["administrative"] == {"amount"} - asked["administrative"]
    assert {"criminal_part", "criminal_case"} <= asked["incidental"] - asked["civil"]


def test_altered_claims_are_asked_as_they_stand() -> None:
    story = Civil().on_trial()
    assert story.case is not None
    rows = claims_as_asked(story.case.suits.get().claims.all())
    assert rows[0] == {
        "kind": "restoration_cost",
        "text": "判令支付修复费用",
        "amount": "860000.00",
    }
    assert "amount" not in rows[1]


def test_evidence_keeps_the_criminal_case_it_was_gathered_in(story: Story) -> None:
    facts = {
        "kind": "documentary",
        "title": "讯问笔录",
        "obtained_on": "2026-01-13",
        "source": "公安机关",
        "criminal_case": "京公朝刑字〔2026〕1号",
    }
    told = Civil().filed()
    told.act(".handler", "add_evidence", **facts)
    assert told.case is not None
    assert told.case.evidence.get().criminal_number == facts["criminal_case"]
    assert told.case.evidence.get().filed_by.code == "bj3"
    with pytest.raises(Invalid):
        story.to_inquiring().act(".handler", "add_evidence", **facts)

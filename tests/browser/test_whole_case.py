"""One administrative case, lived in the browser by its people, from clue to enforced judgment."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from cases.models import Case, Clue, Draft
from cases.sweep import sweep
from tests.browser.conftest import Clock, Town

pytestmark = pytest.mark.browser

OFFICERS = ["hd.handler", "hd.handler2"]
RIVER = "沿河企业夜间排放废水"


def page_of(target: Clue | Case) -> str:
    """The address of a clue or case."""
    kind = "case" if isinstance(target, Case) else "clue"
    return reverse(f"cases:{kind}", args=[target.number])


def decide(town: Town, path: str, action: str, **fields: Any) -> None:
    """The handler drafts, the head reviews, the chief decides; each at their own browser."""
    town.person("hd.handler").act(path, action, **fields)
    draft = Draft.objects.get(action=action, status="drafted")
    for name in ("hd.head", "hd.chief"):
        person = town.person(name)
        person.open("/")
        assert RIVER in person.text  # it waits in their work list
        person.open(reverse("cases:draft", args=[draft.pk]))
        person.send()
    draft.refresh_from_db()
    assert draft.status == "decided"


def test_a_case_from_clue_to_enforced_judgment(town: Town, clock: Clock) -> None:
    handler = town.person("hd.handler")
    handler.open("/")
    handler.act(
        "/clues/",
        "register",
        title=RIVER,
        narrative="企业夜间向河道排放黑色废水。",
        source="report",
        domain="environment",
        **{
            "place-address": "海淀区某工业园东侧河道",
            "organ": "hd-env",
            "reported_on": clock.today,
        },
    )
    clue = Clue.objects.get()
    handler.act(
        page_of(clue),
        "assess_clue",
        truth="水样超标",
        viability="排口明确",
        harm="水质劣五类",
        verdict="file",
    )
    clock.move(days=3)
    decide(
        town,
        page_of(clue),
        "file_case",
        respondent="hd-env",
        cause="怠于履行水污染防治监督管理职责",
    )
    case = Case.objects.get()
    path = page_of(case)

    _inquire_and_recommend(town, clock, path)
    _reply(town, clock, path)
    clock.move(days=70)  # past the reply period
    sweep(clock.now)
    handler.log_in().act(
        path, "record_follow_up", on=clock.today, officers=OFFICERS, note="排口仍在超标排放"
    )
    handler.act(path, "conclude_review", proposal="sue", failure_kind="partly_rectified")
    decide(
        town,
        path,
        "file_suit",
        court="hd-court",
        claims_0_kind="perform",
        claims_0_text="判令被告依法履行监督管理职责",
        delivered_on=clock.today,
    )
    _trial(town, clock, path)
    clock.move(days=30)  # past the appeal period
    sweep(clock.now)
    case.refresh_from_db()
    assert case.state == "in_force"
    _performance(town, clock, path)
    case.refresh_from_db()
    assert case.state == "closed"
    handler.log_in().open(path)
    assert "终结" in handler.text
    for name in ("hd-env.officer", "hd-court.clerk"):
        town.person(name).open(path)
    stranger = town.person("cy.handler").page.context.request
    assert stranger.get(town.base + path).status == 404


def _inquire_and_recommend(town: Town, clock: Clock, path: str) -> None:
    handler = town.person("hd.handler")
    handler.act(path, "serve_filing_decision", served_on=clock.today, method="direct")
    handler.act(
        path,
        "record_measure",
        measure="collect",
        on=clock.today,
        officers=OFFICERS,
        record="提取水样三份",
    )
    handler.act(
        path,
        "add_evidence",
        kind="documentary",
        title="水质检测报告",
        obtained_on=clock.today,
        source="检测机构出具",
    )
    handler.act(path, "conclude_inquiry", findings="未依法查处超标排放", proposal="recommend")
    decide(
        town,
        path,
        "issue_recommendation",
        source_of_case="群众举报",
        facts="连续超标排放",
        failure="仅口头责令，未依法处罚",
        legal_basis="《水污染防治法》第八十三条",
        items_0_text="依法查处超标排放行为",
    )
    clock.move(days=1)
    town.person("hd.handler").act(
        path, "serve_recommendation", served_on=clock.today, method="direct"
    )


def _reply(town: Town, clock: Clock, path: str) -> None:
    officer = town.person("hd-env.officer")
    officer.open("/")
    assert "书面回复" in officer.text
    clock.move(days=40)
    officer.log_in().open(path)
    officer.follow("reply")
    officer.fill(
        kind="rectified",
        statement="已启动查处程序",
        items_0_measure="已立案查处",
        items_0_status="in_progress",
    )
    officer.press("_hand")
    leader = town.person("hd-env.leader")
    leader.open(path)
    leader.follow("confirm")
    assert "已启动查处程序" in leader.text
    leader.press("_send")


def _trial(town: Town, clock: Clock, path: str) -> None:
    at_court: Callable[..., None] = lambda name, action, **fields: town.person(name).act(  # noqa: E731
        path, action, **fields
    )
    number = "（2026）京0108行初321号"
    at_court("hd-court.clerk", "docket", docketed_on=clock.today, court_number=number)
    at_court("hd-court.clerk", "serve_complaint", served_on=clock.today)
    clock.move(days=10)
    at_court("hd-env.officer", "submit_defence", statement="已启动查处程序")
    at_court("hd-court.clerk", "forward_defence", on=clock.today)
    at_court(
        "hd-court.clerk",
        "give_hearing_notice",
        hearing_at=f"{clock.today}T15:00",
        received_on=clock.today,
    )
    at_court("hd.handler", "reply_appearance", attendants=["hd.handler"], on=clock.today)
    at_court("hd-court.clerk", "hold_trial", on=clock.today, organ_head_attended="true")
    clock.move(days=20)
    at_court(
        "hd-court.judge",
        "enter_judgment",
        on=clock.today,
        court_number=number,
        served_on=clock.today,
        outcome="perform",
        orders_0_text="责令被告依法履行监督管理职责",
        orders_0_perform_by="2026-12-31",
    )


def _performance(town: Town, clock: Clock, path: str) -> None:
    town.person("hd-env.officer").act(
        path, "report_performance", items_0_on=clock.today, items_0_done="true"
    )
    town.person("hd.handler").act(
        path,
        "look_back",
        on=clock.today,
        officers=OFFICERS,
        items_0_finding="effective",
        conclusion="effective",
    )
    town.person("hd-court.clerk").act(
        path, "complete_enforcement", on=clock.today, result="判决内容已全部履行"
    )

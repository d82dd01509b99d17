"""The campaigns and the governance recommendation of the matrix, all of Chaoyang: one that runs,
one that is closed, and what was recommended to the respondent organ and answered with a file.
"""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from cases.actions import perform
from cases.views.file import receive
from referrals.models import Campaign, Governance
from tests.cases.conftest import Story, actor_of

LED_NOWHERE = {
    "campaign": "京朝检公专项〔1999〕1号",
    "campaign_report": "京朝检公专项〔1999〕2号",
    "governance": "京朝检公治〔1999〕1号",
    "governance_file": "7d3b5b0e-0f55-4d7e-9f0c-1a1a1a1a1a31",
}
"""What is not there, by the thing asked for."""


def led_on(story: Story) -> dict[str, str]:
    """Tell of them."""
    running, closed = _campaign(story), _campaign(story)
    _take(story, "chief", "close_campaign", closed, findings="日常监管缺位")
    row = _recommended(story)
    return {
        "campaign": running.number,
        "campaign_report": closed.number,
        "governance": row.number,
        "governance_file": str(row.files.get().pk),
    }


def _take(
    story: Story, post: str, action: str, target: Campaign | Governance | None, /, **data: Any
) -> Any:
    who = post if "." in post else f"{story.place}.{post}"
    return perform(action, target, actor_of(who, story.clock), data, story.clock).made


def _campaign(story: Story) -> Campaign:
    assert story.case is not None
    plan = {
        "name": "守护清水",
        "theme": "整治偷排。",
        "domains": ["environment"],
        "place": story.place,
    }
    days = {"from_on": "2026-01-01", "until_on": "2026-12-31"}
    goals = {"goals": [{"figure": "cases_filed", "goal": 2}]}
    cases = {"cases": [story.case.number]}
    row = _take(story, "head", "plan_campaign", None, **plan, **days, **goals, **cases)
    assert isinstance(row, Campaign)
    _take(story, "chief", "open_campaign", row)
    return row


def _recommended(story: Story) -> Governance:
    assert story.case is not None
    point = {"problem": "缺少检查", "cause": "没有计划", "proposal": "制定计划"}
    row = _take(
        story,
        "handler",
        "draft_governance",
        None,
        receiver=story.organ,
        heading="关于健全检查制度的建议",
        background="问题反复出现",
        points=[point],
        reply_by="2026-12-31",
        cases=[story.case.number],
    )
    assert isinstance(row, Governance)
    for post, action in (("handler", "submit"), ("head", "review"), ("chief", "issue")):
        _take(story, post, f"{action}_governance", row)
    day = story.today
    _take(story, "handler", "serve_governance", row, served_on=day, method="direct")
    officer = f"{story.organ}.officer"
    upload = SimpleUploadedFile("计划.txt", "内容".encode(), "text/plain")
    file = receive(upload, actor_of(officer, story.clock), story.clock).pk
    items = [{"no": 1, "answer": "adopted", "measure": "已印发"}]
    told = {"on": day, "statement": "已研究", "items": items, "files": [file]}
    _take(story, officer, "reply_governance", row, **told)
    row.refresh_from_db()
    return row

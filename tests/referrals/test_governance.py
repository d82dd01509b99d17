"""Governance recommendations: three people decide, and nothing of the cases behind one leaks."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from agencies.models import Notification, User
from cases.actions import perform
from cases.models import LegalDocument
from pilit.law.errors import Invalid, NotFound, NotPermitted, SamePerson
from referrals.models import Governance
from referrals.services.waiting_on import governance_steps
from tests.cases.conftest import Story, actor_of
from tests.cases.views.conftest import Browser, Page
from tests.referrals.conftest import FILE_NAME, FILE_WORDS, uploaded
from tests.referrals.test_campaign import planned, running

pytestmark = pytest.mark.django_db

type Open = Callable[[str], Browser]
ORGAN, HANDLER = "cy-env.officer", "cy.handler"
HIDDEN = ("内部意见甲", "跟进情况乙", "退回理由丙", "成效丁")
"""Words that are the procuratorate's own."""
POINTS = [
    {"problem": "许可后缺少检查", "cause": "没有计划", "proposal": "制定年度计划"},
    {"problem": "处罚后不复查", "cause": "标准不全", "proposal": "把复查列为结案条件"},
]
REPLY: dict[str, Any] = {
    "statement": "已专题研究",
    "items": [
        {"no": 1, "answer": "adopted", "measure": "计划已印发"},
        {"no": 2, "answer": "not_adopted", "reason": "上级已有规定"},
    ],
}


def drafted(story: Story, who: str = HANDLER, **data: Any) -> Governance:
    """Drafted from the case of the story, to an organ that is not its respondent."""
    assert story.case is not None
    facts = {
        "receiver": "cy-env",
        "heading": "关于健全日常检查制度的建议",
        "background": "同类问题反复出现",
        "points": POINTS,
        "reply_by": "2026-12-31",
        "cases": [story.case.number],
    }
    at = story.clock
    row = perform("draft_governance", None, actor_of(who, at), {**facts, **data}, at).made
    assert isinstance(row, Governance)
    return row


def act(story: Story, who: str, action: str, row: Governance, **data: Any) -> None:
    """Take an action on it."""
    perform(action, row, actor_of(who, story.clock), data, story.clock)
    row.refresh_from_db()


def served(story: Story, row: Governance) -> Governance:
    """Sent back once, then reviewed, issued and served."""
    act(story, HANDLER, "submit_governance", row)
    act(story, "cy.head", "send_back_governance", row, reason=HIDDEN[2])
    act(story, HANDLER, "submit_governance", row)
    act(story, "cy.head", "review_governance", row, opinion=HIDDEN[0])
    act(story, "cy.chief", "issue_governance", row)
    act(story, HANDLER, "serve_governance", row, served_on=story.today, method="direct")
    return row


def opened(person: Browser, row: Governance) -> dict[str, Page]:
    """All that its receiver may open of it."""
    here = [row.number]
    form = reverse("cases:action", args=["governance", row.number, "reply_governance"])
    addresses = [
        reverse("referrals:governance", args=here),
        reverse("referrals:governance_letter", args=here),
        reverse("referrals:governances"),
        f"/api/v1/governances/{row.number}/",
        "/api/v1/governances/",
        reverse("cases:work"),
        reverse("agencies:notifications"),
        *([form] if row.state == "served" else []),
    ]
    return {url: person.open(url) for url in addresses}


def test_its_receiver_sees_it_and_nothing_of_what_is_behind_it(browser: Open) -> None:
    story = Story().to_awaiting_reply()
    campaign = running(story)
    row = drafted(story, campaign=campaign.number)
    person = browser(ORGAN).at(story.clock)
    assert {page.status for page in opened(person, row).values()} == {200, 404}
    assert row.heading not in person.open(reverse("referrals:governances"))
    served(story, row)
    act(story, HANDLER, "follow_up_governance", row, on=story.today, note=HIDDEN[1])
    assert story.case is not None
    secrets = (
        *HIDDEN,
        story.case.number,
        story.case.title,
        story.case.cause,
        campaign.number,
        campaign.name,
        User.objects.get(username="cy.head").name,
    )
    for state in ("served", "replied", "closed"):
        if state == "replied":
            files = [uploaded(ORGAN, story.clock).pk]
            act(story, ORGAN, "reply_governance", row, on=story.today, files=files, **REPLY)
        if state == "closed":
            act(story, HANDLER, "close_governance", row, outcome="partly", note=HIDDEN[3])
        for url, page in opened(person, row).items():
            assert page.status == 200, url
            for secret in secrets:
                assert secret not in page, (state, url, secret)
        assert row.heading in person.open(reverse("referrals:governance", args=[row.number]))
    whole = (
        browser("cy.assistant")
        .at(story.clock)
        .open(reverse("referrals:governance", args=[row.number]))
    )
    for own in (HIDDEN[1], HIDDEN[3], story.case.number, campaign.name):
        assert own in whole
    file = reverse("referrals:governance_file", args=[row.number, row.files.get().pk])
    fetched: Any = person.client.get(file)
    assert b"".join(fetched.streaming_content).decode() == FILE_WORDS
    assert FILE_NAME in whole


def test_nobody_else_sees_it(browser: Open) -> None:
    story = Story().to_inquiring()
    row = served(story, drafted(story))
    page = reverse("referrals:governance", args=[row.number])
    for name in (
        "cy-water.officer",
        "hd.handler",
        "cy-disc.officer",
        "cy-court.judge",
        "npc.deputy",
    ):
        person = browser(name).at(story.clock)
        for url in (
            page,
            f"{page}letter/",
            f"{page}letter/pdf/",
            f"/api/v1/governances/{row.number}/",
        ):
            assert person.open(url).status == 404, (name, url)


def test_three_people_decide(directory: None) -> None:
    del directory
    story = Story().to_inquiring()
    row = drafted(story)

    def waits() -> set[str]:
        people = ("cy.handler", "cy.head", "cy.chief", "hd.chief")
        actors = {name: actor_of(name, story.clock) for name in people}
        steps = {name: governance_steps(actor).values() for name, actor in actors.items()}
        return {name for name, found in steps.items() if any(row in each for each in found)}

    assert not waits()
    act(story, HANDLER, "submit_governance", row)
    assert waits() == {"cy.head"}
    with pytest.raises(NotPermitted):
        act(story, HANDLER, "review_governance", row)
    act(story, "cy.head", "review_governance", row)
    assert waits() == {"cy.chief"}
    with pytest.raises(NotPermitted):
        act(story, "cy.head", "issue_governance", row)
    Governance.objects.filter(pk=row.pk).update(drafted_by=User.objects.get(username="cy.chief"))
    row.refresh_from_db()
    with pytest.raises(SamePerson):
        act(story, "cy.chief", "issue_governance", row)
    chief = User.objects.get(username="cy.chief")
    decided = {"decided_by": chief, "issued_on": row.drafted_on, "letter_number": "1"}
    for faults in (
        decided,
        {"reviewed_by": chief, "reviewed_on": row.drafted_on},
        {"served_on": row.drafted_on, "method": "direct"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Governance.objects.filter(pk=row.pk).update(**faults)


def test_what_a_head_wrote_goes_to_the_chief_and_no_other_reviews_it(directory: None) -> None:
    del directory
    story = Story().to_inquiring()
    row = drafted(story, "cy.head")
    act(story, "cy.head", "submit_governance", row)
    assert row.state == "reviewed"
    act(story, "cy.chief", "issue_governance", row)
    document = LegalDocument.objects.get(matter=row)
    assert document.number == row.letter_number == "京朝检社治建〔2026〕1号"
    assert document.missing == []


def test_it_needs_a_day_to_come_and_something_behind_it(directory: None) -> None:
    del directory
    story = Story().to_inquiring()
    faults: tuple[dict[str, Any], ...] = (
        {"reply_by": story.today},
        {"cases": []},
        {"cases": ["京海检行公立〔2026〕1号"]},
        {"receiver": "cy-court"},
        {"points": []},
        {"campaign": planned(story).number},
    )
    for data in faults:
        with pytest.raises(Invalid):
            drafted(story, **data)


def test_each_item_is_answered_with_measures_or_reasons(directory: None) -> None:
    del directory
    story = Story().to_inquiring()
    row = served(story, drafted(story))
    first, second = REPLY["items"]
    for items, path in (
        ([first], "items"),
        ([first, first], "items"),
        ([{**first, "measure": ""}, second], "items.0.measure"),
        ([first, {**second, "reason": ""}], "items.1.reason"),
    ):
        with pytest.raises(Invalid) as refused:
            act(story, ORGAN, "reply_governance", row, on=story.today, statement="无", items=items)
        assert path in refused.value.errors
    with pytest.raises(NotFound):
        act(story, "cy-water.officer", "reply_governance", row, on=story.today, **REPLY)


def test_it_stands_where_its_receiver_lands(browser: Open) -> None:
    story = Story().to_inquiring()
    row = served(story, drafted(story))
    inbox = browser(ORGAN).at(story.clock).open(reverse("cases:work"))
    assert row.heading in inbox
    assert "/actions/reply_governance/" in inbox
    told = Notification.objects.filter(kind="serve_governance")
    assert {each.recipient.username for each in told} == {ORGAN, "cy-env.leader"}
    act(story, "cy.chief", "withdraw_governance", row, reason="主体有误")
    assert row.heading not in browser(ORGAN).at(story.clock).open(reverse("cases:work"))
    page = browser(ORGAN).at(story.clock).open(reverse("referrals:governance", args=[row.number]))
    assert "主体有误" in page

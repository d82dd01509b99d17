"""The court's docket and its page of a case: what it has to do by when, and what it may read."""

import datetime as dt
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.urls import reverse

from cases.models import Case
from cases.sweep import sweep
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, Page, case_url

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
Stories = Callable[..., Story]
CLERK, ABOVE = "cy-court.clerk", "bj3-court.clerk"


def case_of(story: Story) -> Case:
    """The case of a story that has one."""
    assert story.case is not None
    return story.case


def docket(browser: Open, story: Story, who: str = CLERK, **query: str) -> Page:
    """The docket at the story's clock."""
    return browser(who).at(story.clock).open(reverse("cases:work"), **query)


def page_of(browser: Open, story: Story, who: str = CLERK) -> Page:
    """The case as a court sees it at the story's clock."""
    return browser(who).at(story.clock).open(case_url(case_of(story)))


def test_a_complaint_stands_on_the_docket_from_its_delivery(browser: Open, story: Story) -> None:
    story.to_following_up()
    number = case_of(story).number
    assert number not in docket(browser, story)
    assert page_of(browser, story).status == 404
    story.later(60).decided(
        "file_suit",
        court="cy-court",
        claims=[{"kind": "perform", "text": "判令被告履行"}],
        delivered_on=story.today,
    )
    page = docket(browser, story)
    assert quote(number) in page
    assert "To be docketed" in page
    assert "Decision on docketing" in page
    assert f"/cases/{quote(number)}/court/docket/" in page
    assert "判令被告履行" in page_of(browser, story)


def test_the_most_urgent_stands_first(browser: Open, story: Story, stories: Stories) -> None:
    story.to_on_trial()
    later = stories("cy", "env", "2026-01-20").to_suit_filed()
    page = docket(browser, later)
    first, second = case_of(later).number, case_of(story).number
    html = page.html[page.html.index("<tbody>") :]
    assert html.index(quote(second)) < html.index(quote(first)), "service of the complaint is due"
    newest = docket(browser, later, sort="newest").html
    newest = newest[newest.index("<tbody>") :]
    assert newest.index(quote(first)) < newest.index(quote(second))


def test_the_docket_is_filtered_by_stage(browser: Open, story: Story, stories: Stories) -> None:
    story.to_on_trial()
    other = stories("cy", "env", "2026-01-13").to_judged()
    other_no, trial_no = quote(case_of(other).number), quote(case_of(story).number)
    assert trial_no in docket(browser, other, state="on_trial")
    assert other_no not in docket(browser, other, state="on_trial")
    assert other_no in docket(browser, other, state="judged")
    assert trial_no not in docket(browser, other, state="closed")
    everything = docket(browser, other, state="all")
    assert trial_no in everything
    assert other_no in everything


def test_a_refused_complaint_leaves_the_docket_and_stays_in_the_record(
    browser: Open, story: Story
) -> None:
    story.to_suit_filed()
    story.act(CLERK, "refuse_docketing", on=story.today, reason="不属于受案范围")
    number = quote(case_of(story).number)
    assert number not in docket(browser, story)
    assert number in docket(browser, story, state="refused")
    page = page_of(browser, story)
    assert "Not docketed" in page
    assert "Follow-up" not in page, "what the procuratorate does now is its own business"


def test_what_the_judgment_has_overtaken_is_not_counted_on(browser: Open, story: Story) -> None:
    story.to_on_trial()
    story.act(CLERK, "serve_complaint", served_on=story.today)
    story.act("cy-water.officer", "submit_defence", statement="答辩", received_on=story.today)
    story.later(20)
    sweep(story.clock)
    assert "days over" in docket(browser, story), "the defence was not forwarded"
    hearing = (story.clock + dt.timedelta(days=20)).date().isoformat()
    story.act(CLERK, "give_hearing_notice", hearing_at=f"{hearing}T09:30", received_on=story.today)
    assert "Hearings ahead" in docket(browser, story)
    assert "Attend the hearing" in docket(browser, story, "cy-water.officer")
    story.act(
        "cy-court.judge",
        "enter_judgment",
        on=story.today,
        court_number="（2026）京0105行初1号",
        served_on=story.today,
        outcome="dismiss",
    )
    after = docket(browser, story)
    assert "days over" not in after
    assert "Hearings ahead" not in after
    assert "Attend the hearing" not in docket(browser, story, "cy-water.officer")
    page = page_of(browser, story)
    assert "days over" not in page
    assert "Not kept" in page


def test_hearings_ahead_are_a_calendar(browser: Open, story: Story) -> None:
    story.to_on_trial()
    day = story.today[:8] + "28"
    story.act(CLERK, "give_hearing_notice", hearing_at=f"{day}T14:30", received_on=story.today)
    page = docket(browser, story)
    assert "Hearings ahead" in page
    assert "14:30" in page
    assert "Hearings ahead" not in docket(browser, story, "hd-court.clerk")
    assert "Hearings ahead" not in docket(browser, story, ABOVE)


def test_the_case_tells_service_defence_hearing_and_who_appears(
    browser: Open, story: Story
) -> None:
    story.to_on_trial()
    story.act(CLERK, "serve_complaint", served_on=story.today)
    story.act(
        "cy-water.officer",
        "submit_defence",
        statement="已启动查处",
        received_on=story.today,
        evidence=["立案审批表"],
    )
    day = story.today[:8] + "28"
    story.act(CLERK, "give_hearing_notice", hearing_at=f"{day}T14:30", received_on=story.today)
    story.act(".handler", "reply_appearance", attendants=["cy.handler"], on=story.today)
    page = page_of(browser, story)
    handler = case_of(story).handler
    assert handler is not None
    for shown in ("已启动查处", "立案审批表", "14:30", handler.name):
        assert shown in page
    assert "Forwarding of the defence" in page
    assert "Recommendation before the suit" in page
    assert "依法处罚" in page


def test_enforcement_and_payments_are_a_ledger(browser: Open, story: Story) -> None:
    story.to_judged().later(20)
    sweep(story.clock)
    case_of(story).refresh_from_db()
    story.act(CLERK, "transfer_to_enforcement", on=story.today)
    story.act(CLERK, "record_enforcement", on=story.today, measure="发出执行通知")
    story.act(CLERK, "record_payment", amount="1516320.00", on=story.today, account="treasury")
    page = page_of(browser, story)
    assert "发出执行通知" in page
    assert "1,516,320.00" in page
    assert "Enforcement" in docket(browser, story)


def test_the_court_above_sees_a_case_once_it_is_appealed(browser: Open, story: Story) -> None:
    story.to_judged()
    assert page_of(browser, story, ABOVE).status == 404
    assert quote(case_of(story).number) not in docket(browser, story, ABOVE)
    story.later(3).act("cy-water.officer", "appeal", on=story.today, reason="认定有误")
    page = page_of(browser, story, ABOVE)
    assert "Second instance" in page
    assert "判令被告依法履行职责" in page
    assert "认定有误" in page
    assert "/court/enter_final_judgment/" in page
    above = docket(browser, story, ABOVE)
    assert quote(case_of(story).number) in above
    assert "Trial of second instance" in above
    below = page_of(browser, story)
    assert "/court/" not in below, "the court below has nothing to enter meanwhile"


def test_the_court_above_dockets_the_appeal_and_rules_on_a_refusal(
    browser: Open, story: Story
) -> None:
    story.to_suit_filed().later(2)
    story.act(CLERK, "refuse_docketing", on=story.today, reason="不属于受案范围")
    story.later(3).act(".handler", "appeal", on=story.today, reason="起诉符合法定条件")
    assert "/court/docket_appeal/" in docket(browser, story, ABOVE)
    facts = {"docketed_on": story.today, "court_number": "（2026）京03行终1号"}
    story.act(ABOVE, "docket_appeal", **facts)
    above = docket(browser, story, ABOVE)
    assert "/court/docket_appeal/" not in above
    assert "/court/rule_on_docketing/" in above
    page = page_of(browser, story, ABOVE)
    assert "不属于受案范围" in page
    assert "/court/enter_final_judgment/" not in page
    assert "On appeal" in page_of(browser, story)


def test_the_docket_costs_no_query_more_for_more_cases(
    browser: Open, story: Story, stories: Stories
) -> None:
    story.to_judged()
    person = browser(CLERK).at(story.clock)
    person.open(reverse("cases:work"))
    one = person.queries(reverse("cases:work"))
    stories("cy", "env", "2026-01-13").to_judged()
    assert person.queries(reverse("cases:work")) == one


def test_an_empty_docket_teaches(browser: Open, story: Story) -> None:
    page = docket(browser, story)
    assert "No cases here" in page
    assert "from the day a procuratorate delivers its complaint" in page

"""The right-holder's pages: what it sees of a case on compensation, and what stays hidden."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from agencies.models import User
from tests.cases.compensation_story import COURT, HOLDER, Compensation
from tests.cases.views.conftest import Browser, action_url, case_url
from tests.cases.views.organ.world import TEAM, crawl

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
SECRETS = (
    "密举报人",
    "13800009999",
    "密叙述",
    "密真实性",
    "密勘验",
    "密证据名",
    "密鉴定机构",
    "密调查结论",
    "密成本",
    "密公告事实",
    "密法院",
    "密支持",
    "密询问",
    "密工时",
)


class Secret(Compensation):
    """A case full of what a right-holder is not told."""

    def to_assessed(self) -> "Secret":
        """The clue of an informant."""
        reporter = {"name": "密举报人", "phone": "13800009999"}
        self.to_registered(reporter=reporter, narrative="密叙述").later(3)
        self.act(
            ".handler",
            "assess_clue",
            truth="密真实性",
            viability="可查",
            harm="土壤污染",
            verdict="file",
        )
        return self

    def inquired(self, kind: str = "compensation") -> "Secret":
        """An inquiry, an appraisal, evidence, costs."""
        self.filed(kind)
        self.act(
            ".handler",
            "record_measure",
            measure="inspect",
            on=self.today,
            officers=["cy.handler", "cy.assistant"],
            record="密勘验",
        )
        self.act(
            ".handler",
            "commission_appraisal",
            institution="密鉴定机构",
            matter="损害数额",
            commissioned_on=self.today,
        )
        self.act(
            ".handler",
            "add_evidence",
            kind="documentary",
            title="密证据名",
            obtained_on=self.today,
            source="现场",
        )
        self.act(
            ".handler",
            "record_cost",
            kind="appraisal",
            amount="777.77",
            on=self.today,
            note="密成本",
        )
        self.act("bj3.head", "ask_about", question="密询问")
        self.act(".handler", "record_hours", hours="2", on=self.today, note="密工时")
        return self


@pytest.fixture
def story(directory: None) -> Secret:
    """Among people with names of their own."""
    for username, name in TEAM.items():
        User.objects.filter(username=username).update(name=name)
    return Secret()


HIDDEN = (*SECRETS, *TEAM.values(), "777.77")


def test_the_whole_life_of_an_agreement(browser: Open, story: Secret) -> None:
    story.inquired().confirmed()
    story.act(COURT, "record_payment", amount="345678.00", on=story.today, account="treasury")
    story.act(".handler", "record_payment", amount="1000.00", on=story.today, account="costs")
    story.at("2027-01-11").act(COURT, "transfer_to_enforcement", on=story.today)
    story.act(COURT, "record_enforcement", on=story.today, measure="扣划存款")
    text = crawl(browser(HOLDER).at(story.clock), story, hidden=HIDDEN)
    for shown in (
        "某化工有限公司",
        "清运污染土壤并回填",
        "（2026）京03民特12号",
        "345,678.00",
        "扣划存款",
        "Enforcement",
    ):
        assert shown in text


def test_a_failed_negotiation_shows_nothing_of_what_follows(browser: Open, story: Secret) -> None:
    story.inquired("civil")
    story.act(".handler", "conclude_inquiry", findings="密调查结论", proposal="notice")
    story.decided(
        "publish_notice",
        medium="检察日报",
        published_on=story.today,
        facts="密公告事实",
        contact="朝阳院",
    )
    story.failed()
    story.supported(plaintiff="密支持", plaintiff_kind="other", checklist=[])
    text = crawl(browser(HOLDER).at(story.clock), story, hidden=(*HIDDEN, "Supporting"))
    assert "对修复费用分歧较大" in text


@pytest.mark.parametrize("who", ["cy-water.officer", "cy-gov.leader", "hd-env.officer"])
def test_other_organs_see_nothing(browser: Open, story: Secret, who: str) -> None:
    story.inquired().negotiating()
    assert story.case is not None
    person = browser(who).at(story.clock)
    assert person.open(case_url(story.case)).status == 404
    assert person.open(action_url(story.case, "fail_negotiation")).status == 404
    assert story.case.title not in person.open(reverse("cases:right_holder_cases")).html


def test_the_pages_are_an_organs_own(browser: Open, story: Secret) -> None:
    story.negotiating()
    assert browser("cy.handler").open(reverse("cases:right_holder_cases")).status == 404
    assert browser(COURT).open(reverse("cases:right_holder_cases")).status == 404


def test_it_acts_from_its_inbox(browser: Open, story: Secret) -> None:
    story.filed(right_holder="cy-env").later(1)
    assert story.case is not None
    person = browser(HOLDER).at(story.clock)
    assert case_url(story.case) in person.open("/")
    page = person.open(case_url(story.case))
    assert "To be negotiated" in page
    url = action_url(story.case, "start_negotiation")
    assert url in page
    form = person.open(url)
    assert form.status == 200
    sent = {"right_holder": "cy-env", "obligor": "某化工有限公司", "on": story.today}
    done = person.send(url, form.hidden() | sent)
    assert done.status == 200
    story.case.refresh_from_db()
    assert story.case.state == "negotiating"


def test_each_action_has_a_form(browser: Open, story: Secret) -> None:
    story.negotiating()
    assert story.case is not None
    person = browser(HOLDER).at(story.clock)
    for name in ("record_agreement", "fail_negotiation", "add_evidence"):
        assert person.open(action_url(story.case, name)).status == 200
    story.later(5).act(HOLDER, "fail_negotiation", on=story.today, reason="分歧较大")
    later = browser(HOLDER).at(story.clock)
    assert later.open(action_url(story.case, "right_holder_sues")).status == 200


def test_a_page_costs_the_same_however_full_the_file(browser: Open, story: Secret) -> None:
    story.confirmed()
    assert story.case is not None
    person = browser(HOLDER).at(story.clock)
    url = case_url(story.case)
    person.queries(url)
    before = person.queries(url)
    for _ in range(4):
        story.act(COURT, "record_payment", amount="1.00", on=story.today, account="treasury")
    assert person.queries(url) <= before


def test_the_court_sees_what_has_not_reached_the_treasury(browser: Open, story: Secret) -> None:
    story.confirmed()
    story.act(COURT, "record_payment", amount="300000.00", on=story.today, account="treasury")
    assert story.case is not None
    page = browser(COURT).at(story.clock).open(case_url(story.case))
    assert "not there yet" in page
    assert "900,000.00" in page
    assert "25%" in page

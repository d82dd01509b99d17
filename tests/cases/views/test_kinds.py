"""The pages of every kind of case: in every state the scenarios pass, and what their cards say."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pytest
from django.urls import reverse

from cases.models import Case, Claim, PartyRole, Payment, PlaintiffResponse, Suit
from cases.replay.scenario import ScenarioEvent
from tests.cases.views.conftest import Browser, Page, case_url
from tests.cases.views.kinds import Told, tell

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
#: Files that pass every state of every kind but the administrative, and every card.
FILES = (
    "civil-environment",
    "civil-heroes-agree",
    "civil-mediated",
    "civil-negotiated-failed",
    "civil-negotiated-settled",
    "compensation-confirmed",
    "compensation-failed-sued-supported",
    "entrusted-answered-and-overdue",
    "incidental",
    "people-look-back-relapsed-reopened-sued",
    "people-recusal-upheld",
    "supervised-reported-and-overdue",
    "support-withdrawn-then-own-case",
)


def page_of(browser: Open, told: Told, who: str = "") -> Page:
    """The page of the case as its handler, or as somebody else, sees it."""
    handler = told.case.handler
    name = who or (handler.username if handler else "")
    return browser(name).at(told.clock).open(case_url(told.case))


def rows(page: Page) -> str:
    """The page without line breaks, so that what stands together is found together."""
    return " ".join(page.html.split())


@pytest.mark.parametrize("name", FILES)
def test_every_state_has_its_pages(browser: Open, name: str) -> None:
    """From inside, at the clue and before the court."""
    seen: set[tuple[int, str]] = set()

    def look(number: int, event: ScenarioEvent) -> None:
        for case in Case.objects.order_by("id"):
            if (case.pk, case.state) in seen:
                continue
            seen.add((case.pk, case.state))
            where = f"event {number}: {case.kind} {case.state}"
            inside = case.handler.username if case.handler else f"{case.procuratorate.code}.head"
            page = browser(inside).at(event.at).open(case_url(case))
            assert page.status == 200, where
            assert 'aria-current="step"' in page, where
            assert page.html.count('<div class="why"></div>') == 0, f"{where}: says nothing"
            clue = reverse("cases:clue", args=[case.clue.number])
            assert browser(inside).at(event.at).open(clue).status == 200, where
            for party in case.parties.filter(
                role__in=(PartyRole.COURT, PartyRole.APPEAL_COURT)
            ).select_related("organisation"):
                clerk = browser(f"{party.organisation.code}.clerk").at(event.at)
                assert clerk.open(case_url(case)).status == 200, where
                docket = clerk.open(reverse("cases:work"), state="all")
                assert quote(case.number) in docket, where

    tell(name, heard=look)
    assert seen


@pytest.mark.parametrize(
    ("name", "until", "stops"),
    [
        (
            "civil-environment",
            "publish_notice",
            (
                "Clue Filing Inquiry *Public notice* Review for suit Filing of the suit Trial "
                "Enforcement Closed"
            ),
        ),
        (
            "civil-negotiated-failed",
            "start_negotiation",
            (
                "Clue Filing Inquiry Public notice *Negotiation* Review for suit "
                "Filing of the suit Trial Enforcement Closed"
            ),
        ),
        (
            "incidental",
            "enter_judgment",
            (
                "Clue Filing Inquiry Public notice Review for suit Filing of the suit *Trial* "
                "Enforcement Closed"
            ),
        ),
        (
            "support-social-organisation",
            "support_suit",
            "Clue Filing Inquiry *Support of a suit* Outcome of the suit Closed",
        ),
        (
            "support-social-organisation",
            "record_supported_outcome",
            "Clue Filing Inquiry Support of a suit *Outcome of the suit* Closed",
        ),
        (
            "compensation-confirmed",
            "record_agreement",
            "Clue Filing Inquiry Negotiation *Agreement* Judicial confirmation Performance Closed",
        ),
        (
            "compensation-confirmed",
            "publish_agreement",
            "Clue Filing Inquiry Negotiation Agreement *Judicial confirmation* Performance Closed",
        ),
        (
            "compensation-failed-sued-supported",
            "support_suit",
            (
                "Clue Filing Inquiry Negotiation Agreement Judicial confirmation "
                "*Support of a suit* Performance Closed"
            ),
        ),
    ],
)
def test_the_rail_has_the_stages_of_the_kind(
    browser: Open, name: str, until: str, stops: str
) -> None:
    response: Any = page_of(browser, tell(name, until)).response
    found = response.context["file"].stops
    assert " ".join(f"*{each.label}*" if each.mark == "now" else each.label for each in found) == (
        stops
    )


@pytest.mark.parametrize(
    ("name", "until", "said"),
    [
        ("civil-environment", "publish_notice", "The notice was published in 检察日报 on"),
        ("civil-heroes-agree", "ask_relatives", "asked"),
        ("civil-negotiated-failed", "start_negotiation", "has negotiated with"),
        ("civil-negotiated-failed", "fail_negotiation", "Whether to sue is under review."),
        ("civil-negotiated-settled", "record_agreement", "Agreed on"),
        ("civil-mediated", "mediate", "the mediation is in force"),
        ("compensation-confirmed", "publish_agreement", "its confirmation is awaited"),
        ("compensation-confirmed", "confirm_agreement", "The agreement was confirmed on"),
        ("compensation-failed-sued-supported", "right_holder_sues", "sued on"),
        ("support-social-organisation", "support_suit", "Its outcome is awaited."),
        ("support-withdrawn-then-own-case", "withdraw_support", "was withdrawn on"),
        ("incidental", "file_case", "It goes with criminal case"),
        ("incidental", "appeal", "the second instance is awaited"),
        ("incidental", "appeal", "The higher court has yet to docket it."),
        ("incidental", "docket_appeal", "The higher court docketed it on"),
        ("civil-refusal-upheld", "refuse_docketing", "refused to docket the suit on"),
        ("civil-refusal-upheld", "appeal", "The higher court has yet to docket it."),
        ("civil-refusal-upheld", "rule_on_docketing", "On appeal the refusal was upheld on"),
        ("civil-refusal-set-aside", "rule_on_docketing", "was ordered on"),
        (
            "compensation-confirmation-asked-later",
            "record_agreement",
            "No court has been asked to confirm it.",
        ),
        ("compensation-confirmation-asked-later", "ask_for_confirmation", "was asked to confirm"),
        ("people-recusal-upheld", "decide_recusal", "Nobody works on the case until"),
    ],
)
def test_the_file_says_where_the_case_stands(
    browser: Open, name: str, until: str, said: str
) -> None:
    told = tell(name, until)
    who = "" if told.case.handler else f"{told.case.procuratorate.code}.head"
    response: Any = page_of(browser, told, who).response
    assert said in response.context["file"].standing


def test_claims_stand_with_their_amounts_and_their_total(browser: Open) -> None:
    told = tell("civil-environment", "file_suit")
    total = sum(claim.amount or 0 for claim in Claim.objects.filter(suit__case=told.case))
    page = page_of(browser, told)
    assert f"{total:,.2f} yuan" in page
    assert "Claimed in all" in page


@pytest.mark.parametrize(
    ("name", "until", "heading"),
    [
        ("civil-environment", "file_case", "No notice yet"),
        ("compensation-confirmed", "file_case", "No negotiation yet"),
        ("support-social-organisation", "file_case", "No suit is supported yet"),
    ],
)
def test_an_empty_card_says_what_is_to_be_done(
    browser: Open, name: str, until: str, heading: str
) -> None:
    assert heading in page_of(browser, tell(name, until))


def test_evidence_of_the_prosecution_keeps_its_origin(browser: Open) -> None:
    told = tell("incidental", "add_evidence")
    page = page_of(browser, told)
    assert f"{told.case.criminal_number}" in page
    assert "taken over from" in page


def test_the_court_learns_of_an_agreement_when_it_is_asked(browser: Open) -> None:
    told = tell("compensation-confirmed", "record_agreement")
    court = told.case.parties.get(role=PartyRole.COURT).organisation
    clerk = browser(f"{court.code}.clerk").at(told.clock)
    docket = clerk.open(reverse("cases:work"))
    assert quote(told.case.number) in docket
    assert "Agreement to be confirmed" in docket
    assert quote(told.case.number) in clerk.open(reverse("cases:work"), state="to_confirm")
    assert quote(told.case.number) not in clerk.open(reverse("cases:work"), state="delivered")
    assert "2,360,000.00 yuan" in clerk.open(case_url(told.case))


def test_the_court_learns_of_support_withdrawn_when_that_is_submitted(browser: Open) -> None:
    told = tell("support-withdrawn-then-own-case", "withdraw_support")
    court = told.case.parties.get(role=PartyRole.COURT).organisation.code
    clerk = browser(f"{court}.clerk").at(told.clock)
    assert "Suit supported by the procuratorate" in clerk.open(case_url(told.case))
    assert quote(told.case.number) in clerk.open(reverse("cases:work"), state="supported")
    row = told.case.supported_suits.get()
    row.withdrawal_submitted_on = row.withdrawn_on
    row.save()
    assert "Support ended" in clerk.open(case_url(told.case))
    assert quote(told.case.number) in clerk.open(reverse("cases:work"), state="support_over")


def test_wrongdoers_are_named_to_the_court_once_they_are_sued(browser: Open) -> None:
    told = tell("civil-environment", "file_suit")
    suit = Suit.objects.get(case=told.case)
    page = page_of(browser, told, f"{suit.court.code}.clerk")
    names = [row.name for row in told.case.offenders.order_by("id")]
    assert ", ".join(names) in page
    supported = tell("support-social-organisation", "support_suit")
    court = supported.case.parties.get(role=PartyRole.COURT).organisation
    page = page_of(browser, supported, f"{court.code}.clerk")
    assert all(row.name not in page for row in supported.case.offenders.all())


def test_a_private_defendants_period_is_not_the_courts_own(browser: Open) -> None:
    told = tell("civil-environment", "serve_complaint")
    suit = Suit.objects.get(case=told.case)
    told.clock += dt.timedelta(days=40)
    page = rows(page_of(browser, told, f"{suit.court.code}.clerk"))
    own = page[page.index('id="dues"') : page.index('id="rights"')]
    assert "Filing of the defence" not in own
    assert "Filing of the defence" in page[page.index('id="rights"') :]


@pytest.mark.parametrize(
    ("name", "until"),
    [("civil-environment", "enter_judgment"), ("compensation-confirmed", "confirm_agreement")],
)
def test_the_queries_of_a_file_do_not_grow_with_it(browser: Open, name: str, until: str) -> None:
    told = tell(name, until)
    handler = told.case.handler
    assert handler is not None
    person = browser(handler.username).at(told.clock)
    person.open(case_url(told.case))
    few = person.queries(case_url(told.case))
    day = told.clock.date()
    for number in range(5):
        PlaintiffResponse.objects.create(
            case=told.case, who=f"组织{number}", what="declines", on=day
        )
        Payment.objects.create(
            case=told.case, amount=Decimal(number + 1), on=day, account="treasury"
        )
        for suit in told.case.suits.all():
            Claim.objects.create(suit=suit, no=10 + number, kind="costs", text="费用", amount=1)
    assert person.queries(case_url(told.case)) == few


@pytest.mark.parametrize(
    ("name", "until", "words"),
    [
        ("compensation-confirmed", "start_negotiation", "丰台区生态环境局"),
        ("compensation-confirmed", "file_case", "电镀有限公司"),
        ("support-social-organisation", "support_suit", "自然之友"),
        ("incidental", "file_case", "京延检刑诉"),
    ],
)
def test_a_case_is_found_by_whoever_takes_part(
    browser: Open, name: str, until: str, words: str
) -> None:
    told = tell(name, until)
    handler = told.case.handler
    assert handler is not None
    found = browser(handler.username).at(told.clock).open(reverse("cases:search"), q=words)
    assert quote(told.case.number) in found


def test_the_list_is_narrowed_to_a_kind(browser: Open) -> None:
    told = tell("compensation-confirmed", "start_negotiation")
    handler = told.case.handler
    assert handler is not None
    person = browser(handler.username).at(told.clock)
    page = person.open(reverse("cases:cases"), kind="compensation")
    assert quote(told.case.number) in page
    assert "Compensation for ecological damage" in page
    assert quote(told.case.number) not in person.open(reverse("cases:cases"), kind="civil")

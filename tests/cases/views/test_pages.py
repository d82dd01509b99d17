"""The lists, the case file, search and files: what is shown, to whom, with how many queries."""

import datetime as dt
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.urls import reverse
from pytest_django import Settings

from cases.models import Case, Deadline, Reading, Recusal
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, case_url

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
Stories = Callable[..., Story]


def case_of(story: Story) -> Case:
    """The case of a story that has one."""
    assert story.case is not None
    return story.case


def test_visitors_log_in_first(browser: Open, story: Story) -> None:
    person = browser("cy.handler").at("2026-08-03")
    person.client.logout()
    for name in ("work", "clues", "cases", "search", "register_clue"):
        page = person.client.get(reverse(f"cases:{name}"))
        assert page.status_code == 302
        assert page["Location"].startswith("/login/")


def test_my_work_says_what_until_when_and_has_the_button(browser: Open, story: Story) -> None:
    case = case_of(story.to_recommended())
    page = browser("cy.handler").at(story.clock).open(reverse("cases:work"))
    assert "Within a week" in page
    assert "Service of the recommendation" in page
    assert "days left" in page
    assert "Rules 76" in page
    assert quote(case.number) + "/actions/serve_recommendation/" in page


def test_an_organ_that_does_not_reply_becomes_our_work(browser: Open, story: Story) -> None:
    story.to_awaiting_reply()
    waiting = browser("cy.handler").at(story.clock).open(reverse("cases:work"))
    assert "Waiting for: Reply to the recommendation" in waiting
    story.later(80)
    late = browser("cy.handler").at(story.clock).open(reverse("cases:work"))
    assert "No reply: follow up" in late
    assert "/actions/conclude_review/" in late


def test_people_without_a_post_are_told_so(browser: Open, story: Story) -> None:
    person = browser("admin").at("2026-08-03")
    assert "You hold no post that works on cases" in person.open(reverse("cases:work"))
    assert person.open(reverse("cases:clues")).status == 404


@pytest.mark.parametrize("who", ["npc.deputy", "cppcc.member", "plac.reader"])
def test_those_who_watch_have_a_day_and_figures_and_no_clue(
    browser: Open, story: Story, who: str
) -> None:
    person = browser(who).at("2026-08-03")
    assert reverse("referrals:ask_oversight") in person.open(reverse("cases:work"))
    assert person.open(reverse("cases:figures")).status == 200
    for name in ("cases:clues", "cases:cases"):
        assert person.open(reverse(name)).status == 404


def test_the_case_file_answers_the_three_questions(browser: Open, story: Story) -> None:
    case = case_of(story.to_awaiting_reply())
    page = browser("cy.handler").at(story.clock).open(case_url(case))
    assert 'aria-current="step"' in page
    assert "its written reply is awaited" in page
    assert "Recording of the recommendation" in page
    assert "How this was computed" in page
    assert "/actions/record_follow_up/" in page
    assert "Not possible just now" in page, "what must wait says why"
    assert "依法处罚" in page
    assert "Recommendation served: Direct service" in page


def test_answer_and_look_back_stand_beside_the_item(browser: Open, story: Story) -> None:
    story.to_following_up()
    story.act(
        ".handler",
        "look_back",
        on=story.today,
        officers=["cy.handler", "cy.handler2"],
        items=[
            {"no": 1, "finding": "false", "note": "只有账面"},
            {"no": 2, "finding": "effective"},
        ],
        conclusion="false",
    )
    page = browser("cy.handler").at(story.clock).open(case_url(case_of(story)))
    row = page.html[page.html.index("依法处罚") :]
    assert row.index("已处罚") < row.index("只有账面") < row.index("追缴水资源费")


def test_markup_in_names_is_shown_as_text(browser: Open, story: Story) -> None:
    story.to_registered(title="<img src=x onerror=alert(1)>", narrative="<b>x</b>")
    assert story.clue is not None
    person = browser("cy.handler").at(story.clock)
    clue_page = reverse("cases:clue", kwargs={"number": story.clue.number})
    for url in (clue_page, reverse("cases:clues"), reverse("cases:work")):
        assert "<img src=x" not in person.open(url)
        assert "&lt;img src=x" in person.open(url)


def test_opening_a_file_is_recorded_once_an_hour(browser: Open, story: Story) -> None:
    case = case_of(story.to_inquiring())
    person = browser("cy.head").at(story.clock)
    person.open(case_url(case))
    person.open(case_url(case))
    assert Reading.objects.filter(case=case, person=person.user).count() == 1
    browser("cy.head").at(story.clock + dt.timedelta(hours=1)).open(case_url(case))
    assert Reading.objects.filter(case=case, person=person.user).count() == 2


def test_a_recused_person_does_not_open_the_case(browser: Open, story: Story) -> None:
    case = case_of(story.to_inquiring())
    person = browser("cy.handler2").at(story.clock)
    Recusal.objects.create(
        case=case, person=person.user, decided_on=story.clock.date(), ground="亲属"
    )
    page = person.open(case_url(case))
    assert page.status == 403
    assert case.title not in page
    assert not Reading.objects.filter(person=person.user).exists()


def test_a_missing_number_is_told_plainly_while_debugging_too(
    browser: Open, settings: Settings
) -> None:
    settings.DEBUG = True
    page = browser("cy.handler").at("2026-08-03").open(reverse("cases:clue", args=["1号"]))
    assert page.status == 404
    assert "Nothing was found under this address or number" in page


@pytest.mark.parametrize(
    "who", ["hd.handler", "bj1.chief", "cy-court.clerk", "npc.deputy", "admin"]
)
def test_a_foreign_case_answers_like_a_missing_one(browser: Open, story: Story, who: str) -> None:
    case = case_of(story.to_inquiring())
    person = browser(who).at(story.clock)
    there = person.open(case_url(case))
    nowhere = person.open(reverse("cases:case", kwargs={"number": "京朝检行公立〔2026〕999号"}))
    assert there.status == nowhere.status == 404
    assert there.without_chance() == nowhere.without_chance()
    deadline = Deadline.objects.filter(case=case).first()
    assert deadline is not None
    assert person.open(reverse("cases:deadline_explanation", args=[deadline.pk])).status == 404


def test_superiors_see_the_cases_below(browser: Open, stories: Stories) -> None:
    ours, theirs = (
        case_of(stories("cy").to_inquiring()),
        case_of(stories("hd", "env").to_inquiring()),
    )
    page = browser("bj3.head").at("2026-02-01").open(reverse("cases:cases"))
    assert ours.number in page
    assert theirs.number not in page
    whole = browser("bj.head").at("2026-02-01")
    assert theirs.number in whole.open(reverse("cases:cases"))
    assert ours.number not in whole.open(reverse("cases:cases"), district="hd")


def test_filters_narrow_the_list(browser: Open, stories: Stories) -> None:
    waiting = case_of(stories("cy").to_awaiting_reply())
    inquiring = case_of(stories("cy", "env").to_inquiring())
    person = browser("cy.handler").at("2026-02-20")
    url = reverse("cases:cases")
    page = person.open(url, state="inquiring")
    assert inquiring.number in page
    assert waiting.number not in page
    assert "No case fits these filters" in person.open(url, domain="heroes")
    assert waiting.number in person.open(url, mine="1", sort="newest")
    assert waiting.number in browser("cy.handler").at("2026-08-01").open(url, overdue="1")
    assert waiting.number not in browser("cy.handler2").at("2026-02-20").open(url, mine="1")
    person = browser("cy.handler").at("2026-02-20")
    fragment = person.client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert waiting.number in fragment


def test_a_cursor_of_another_list_is_refused_in_words(browser: Open, story: Story) -> None:
    page = browser("cy.handler").at("2026-08-03").open(reverse("cases:cases"), cursor="forged")
    assert page.status == 422
    assert "Traceback" not in page


@pytest.mark.parametrize(
    ("name", "at_most"), [("work", 24), ("cases", 16), ("clues", 16), ("search", 16)]
)
def test_the_queries_of_a_list_do_not_grow(
    browser: Open, stories: Stories, name: str, at_most: int
) -> None:
    person = browser("cy.handler").at("2026-02-20")
    url = reverse(f"cases:{name}")

    def queries() -> int:
        return person.queries(url, q="取水")

    stories("cy").to_inquiring()
    stories("cy", "env").to_registered()
    queries()
    few = queries()
    for organ in ("env", "urban", "market", "plan"):
        stories("cy", organ).to_awaiting_reply()
        stories("cy", organ).to_registered()
    assert queries() == few
    assert few <= at_most


def test_the_queries_of_a_case_file_do_not_grow(browser: Open, story: Story) -> None:
    case = case_of(story.to_following_up())
    person = browser("cy.handler").at(story.clock)

    def queries() -> int:
        return person.queries(case_url(case))

    def enrich() -> None:
        story.act(
            ".handler",
            "record_measure",
            measure="inspect",
            on=story.today,
            officers=["cy.handler", "cy.handler2"],
            record="勘验",
        )
        story.act(
            ".handler",
            "add_evidence",
            kind="documentary",
            title="证据",
            obtained_on=story.today,
            source="水务局",
        )
        story.reply()

    enrich()
    queries()
    few = queries()
    for _ in range(4):
        enrich()
    person.at(story.clock)
    assert queries() == few
    assert few <= 106


def test_the_page_loads_nothing_inline(browser: Open, story: Story) -> None:
    case = case_of(story.to_following_up())
    person = browser("cy.handler").at(story.clock)
    for url in (case_url(case), reverse("cases:work"), reverse("cases:register_clue")):
        page = person.open(url)
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick=" not in page
        assert page.html.count("<script") == page.html.count("nonce=")
        assert page.response["Content-Security-Policy"]

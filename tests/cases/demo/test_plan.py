"""The plan of the demo, looked at without telling it."""

import datetime as dt
from collections import Counter

import pytest

from agencies.models import Level
from cases.demo.arcs import LAST
from cases.demo.beats import BEATS
from cases.demo.cast import Cast
from cases.demo.fitting import script_of
from cases.demo.matters import Matter, matters
from cases.demo.periods import Periods
from cases.demo.places import directory, districts
from cases.demo.plan import SHARES, Story, makes_case, plan
from cases.demo.stories import ARCS
from cases.demo.texts import Words, phrases
from cases.domain.lifecycle import CASE_TABLES
from cases.domain.vocabulary import CaseKind, CaseState, ClueState, Domain
from pilit.law.calendar import Calendar

MONDAY = dt.date(2026, 11, 23)
IN_THE_GOLDEN_WEEK = dt.date(2026, 10, 4)


@pytest.fixture(scope="module")
def periods() -> Periods:
    """Periods by weekends and fixed holidays alone."""
    return Periods(Calendar({}))


def test_there_are_enough_stories() -> None:
    assert 300 <= len(plan()) <= 340
    cases = sum(makes_case(story) for story in plan())
    assert cases >= 240
    assert len(plan()) - cases >= 50


def test_every_state_domain_and_district_has_its_stories() -> None:
    reached = {story.arc.ends_in for story in plan()}
    assert reached == {*CaseState, *(set(ClueState) - {ClueState.FILED})}
    domains = Counter(story.matter.domain for story in plan())
    assert min(domains[domain] for domain in Domain) >= 5
    cases = Counter(story.matter.domain for story in plan() if makes_case(story))
    assert min(cases[domain] for domain in Domain) >= 3
    places = Counter(story.district.code for story in plan())
    assert min(places[district.code] for district in districts()) >= 8
    procuratorates = {story.cast.procuratorate for story in plan()}
    assert procuratorates == set(SHARES)
    assert len(procuratorates) == 21


@pytest.mark.parametrize("kind", CaseKind)
def test_a_case_of_each_kind_rests_in_every_state_of_its_table(kind: CaseKind) -> None:
    table = CASE_TABLES[kind]
    comes_to = {CaseState.INQUIRING}
    while (
        more := {
            target
            for entry in table
            for target in (entry.target, entry.otherwise)
            if target and entry.sources & comes_to
        }
        - comes_to
    ):
        comes_to |= {CaseState(state) for state in more}
    told = {story.arc.ends_in for story in plan() if story.kind is kind and makes_case(story)}
    assert told == comes_to


def test_every_matter_suits_the_kind_of_case_that_is_about_it() -> None:
    for story in plan():
        assert story.matter.suits(story.kind), story.title
        assert story.kind in story.arc.kinds, story.title


def test_every_arc_is_told_and_every_beat_names_one() -> None:
    assert {beat.arc for beat in BEATS} == set(ARCS)


def test_no_title_is_used_twice() -> None:
    titles = Counter(story.title for story in plan())
    assert [title for title, number in titles.items() if number > 1] == []


def test_few_stories_are_varied_too() -> None:
    first = plan()[:40]
    assert len({story.matter.domain for story in first}) >= 12
    assert len({story.district.code for story in first}) >= 12
    assert len({story.arc.ends_in for story in first}) >= 9


def test_the_plan_knows_no_date_and_no_chance() -> None:
    before = [(story.title, story.arc.name, story.cast) for story in plan()]
    plan.cache_clear()
    assert [(story.title, story.arc.name, story.cast) for story in plan()] == before


def test_no_government_is_sued_and_nothing_reported_where_nobody_stands_above() -> None:
    for story in plan():
        if story.kind is CaseKind.ADMINISTRATIVE:
            assert not (story.arc.sues and story.matter.organ == "gov"), story.title
        if story.arc.reports_up:
            assert directory()[story.cast.procuratorate].parent, story.title
        if story.arc.appraises:
            assert story.matter.appraisal is not None, story.title


def test_civil_suits_are_brought_at_intermediate_courts() -> None:
    sued = [story for story in plan() if story.kind is CaseKind.CIVIL and story.arc.sues]
    levels = {directory()[story.cast.court].level for story in sued}
    assert levels == {Level.MUNICIPAL}
    assert len({story.cast.court for story in sued}) == 4


def test_the_log_ins_shown_have_something_to_do() -> None:
    chaoyang = [story for story in plan() if story.cast.procuratorate == "cy"]
    water = {story.arc.name for story in chaoyang if story.cast.organ == "cy-water"}
    assert {"reply_awaited", "reply_overdue", "defence_awaited", "in_force"} <= water
    court = {story.arc.name for story in chaoyang if story.arc.sues}
    assert {"suit_filed", "docketed", "summoned", "hearing_ahead", "heard"} <= court
    arcs = {story.arc.name for story in chaoyang}
    assert {"extension_at_superior", "protested", "recusal_undecided", "supervised"} <= arcs
    negotiated = {(story.cast.organ, story.arc.name) for story in chaoyang}
    assert {("cy-env", "negotiating"), ("cy-gov", "negotiating")} <= negotiated
    third = {
        story.arc.name
        for story in plan()
        if story.cast.handler == "bj3.handler" and story.kind is CaseKind.CIVIL
    }
    assert {"suit_filed", "docketed", "summoned"} <= third


@pytest.mark.parametrize("matter", matters(), ids=lambda matter: matter.code)
def test_every_text_can_be_filled_in(matter: Matter) -> None:
    district = next(one for one in districts() if matter.place in one.places)
    cast = Cast(district.code, f"{district.code}-{matter.organ}")
    words = Words(matter, district, district.places[matter.place][0], cast)
    words.begin(MONDAY)
    texts = [matter.title, matter.spot, matter.narrative, matter.truth, matter.harm]
    texts += [matter.facts, matter.failure, matter.law]
    texts += [text for item in matter.items for text in (item.ask, item.done, item.found)]
    texts += [matter.restoration, matter.cause]
    told = [words.fill(text) for text in texts]
    told += [words.asked(claim) for claim in matter.claims]
    told += [words.say(name, to_name="某院", by_day="某日", what="某事") for name in phrases()]
    assert not any("{" in text or "}" in text for text in told)
    assert len(words.title) <= 40
    assert len(matter.items) in ((0,) if matter.is_wrong else (2, 3))
    assert bool(matter.cause and matter.restoration) == matter.is_wrong
    person, company = matter.offender_person, bool(matter.offender)
    assert person or company or not matter.is_wrong
    assert not (person and company)
    spoken = "".join(texts)
    assert ("{person}" in spoken) <= person
    assert ("{company}" in spoken) <= company


@pytest.mark.parametrize("today", [MONDAY, IN_THE_GOLDEN_WEEK], ids=str)
def test_every_story_fits_before_today(today: dt.date, periods: Periods) -> None:
    for story in plan()[:: 1 if today == MONDAY else 4]:
        script = script_of(story, today, periods)
        moments = [step.at for step in script.steps]
        assert moments == sorted(set(moments)), story.title
        assert moments[-1].date() < today, story.title
        assert not any(periods.calendar.is_rest_day(moment.date()) for moment in moments)
        assert all(9 <= moment.hour < 18 for moment in moments), story.title


def test_stories_stand_where_the_plan_wants_them(periods: Periods) -> None:
    off = {
        story.title: distance
        for story in plan()
        if (distance := _distance(story, MONDAY, periods)) > 7
    }
    assert off == {}
    due_today = [story for story in plan() if story.days == 0 and story.mark != LAST]
    met = [story for story in due_today if _distance(story, MONDAY, periods) == 0]
    assert len(met) >= len(due_today) * 3 // 4


def _distance(story: Story, today: dt.date, periods: Periods) -> int:
    script = script_of(story, today, periods)
    mark = script.steps[-1].at.date() if story.mark == LAST else script.ends[story.mark]
    return abs((mark - today).days - story.days)

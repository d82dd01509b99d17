"""One story of each arc, told through ``perform``."""

from collections.abc import Callable, Iterator

import pytest
from django.db.models import QuerySet

from agencies.models import Level
from cases.demo.fitting import script_of
from cases.demo.periods import Periods
from cases.demo.plan import Story, makes_case, plan
from cases.demo.script import Script
from cases.demo.stories import ARCS
from cases.domain.vocabulary import CaseKind, CaseState, ClueState
from cases.models import Case, Clue, Deadline, Draft
from cases.services.calendars import current_calendar
from cases.services.titles import title_of
from cases.verification import verify
from pilit.web.clock import beijing_date
from tests.cases.demo.conftest import NOW

STATES = sorted({arc.ends_in for arc in ARCS.values()})


def stories_ending_in(state: ClueState | CaseState) -> Iterator[Story]:
    """The first story of the plan for each arc that ends in a state and each kind of case."""
    firsts: dict[tuple[str, CaseKind], Story] = {}
    for story in plan():
        firsts.setdefault((story.arc.name, story.kind), story)
    return (story for story in firsts.values() if story.arc.ends_in == state)


@pytest.mark.parametrize("state", STATES, ids=str)
def test_each_arc_comes_to_its_state(
    state: ClueState | CaseState, told: Callable[[Story], Script]
) -> None:
    for story in stories_ending_in(state):
        script = told(story)
        assert _state(story, script) == state, story.arc.name
        if story.mark in script.ends and story.mark != "hearing":
            deadline = Deadline.objects.filter(
                code=story.mark, **{"case" if makes_case(story) else "clue": _subject(script)}
            ).latest("pk")
            assert deadline.due_on == script.ends[story.mark], story.arc.name
        _check_drafts(story, script)
    assert [verdict.code for verdict in verify() if verdict.broken] == []
    assert not Deadline.objects.filter(fires_at__lte=NOW).exists()


def test_who_is_sued_is_asked_for_no_reply_any_more(told: Callable[[Story], Script]) -> None:
    periods, today = Periods(current_calendar()), beijing_date(NOW)
    silent = next(
        story
        for story in plan()
        if story.arc.sues
        and story.kind is CaseKind.ADMINISTRATIVE
        and _is_sued_in_silence(script_of(story, today, periods))
    )
    told(silent)
    case = Case.objects.get(clue__title=silent.title)
    reply = case.deadlines.get(code="recommendation_reply")
    assert (reply.status, reply.fires_at) == ("missed", None)
    assert not case.deadlines.pending().filter(code="recommendation_reply").exists()
    assert case.next_due_rule != "recommendation_reply"


def test_a_case_may_wait_for_a_handler_and_a_clue_have_two_cases(
    told: Callable[[Story], Script],
) -> None:
    def cases_of(arc: str) -> QuerySet[Case]:
        story = next(story for story in plan() if story.arc.name == arc)
        return Case.objects.filter(clue__title=told(story).words.title).order_by("pk")

    passed_on = cases_of("passed_on_unassigned").get()
    assert (passed_on.procuratorate.level, passed_on.handler) == (Level.MUNICIPAL, None)
    handed_down = cases_of("handed_down").get()
    assert (handed_down.procuratorate.level, handed_down.handler) == (Level.DISTRICT, None)
    recused = cases_of("handler_recused").get()
    assert recused.handler is None
    assert recused.recusals.count() == 1
    first, second = cases_of("sister_cases")
    assert first.respondent != second.respondent
    against_matter = cases_of("against_matter").get()
    assert against_matter.respondent is None
    assert not against_matter.offenders.exists()


def test_money_is_paid_into_the_treasury_in_part(told: Callable[[Story], Script]) -> None:
    for kind in (CaseKind.CIVIL, CaseKind.COMPENSATION):
        arcs = ("partly_performed", "agreement_confirmed")
        story = next(story for story in plan() if story.kind is kind and story.arc.name in arcs)
        told(story)
        case = Case.objects.get(clue__title=story.title)
        title = title_of(case)
        assert title is not None
        accounts = {payment.account: payment.amount for payment in case.payments.all()}
        assert set(accounts) == {"treasury"}
        assert 0 < accounts["treasury"] < title.amount


def _is_sued_in_silence(script: Script) -> bool:
    actions = {step.action for step in script.steps}
    return "docket" in actions and "submit_reply" not in actions


def _state(story: Story, script: Script) -> str:
    if makes_case(story):
        return _first_case(script).state
    if story.arc.ends_in == ClueState.MERGED:
        return Clue.objects.get(merged_into=_first_clue(script)).state
    return _first_clue(script).state


def _subject(script: Script) -> Clue | Case:
    is_case = Case.objects.filter(clue__title=script.words.title).exists()
    return _first_case(script) if is_case else _first_clue(script)


def _first_case(script: Script) -> Case:
    return Case.objects.filter(clue__title=script.words.title).earliest("pk")


def _first_clue(script: Script) -> Clue:
    return Clue.objects.filter(title=script.words.title).earliest("pk")


def _check_drafts(story: Story, script: Script) -> None:
    """A draft waits exactly where the story says so."""
    waits = {
        "_to_review": {"drafted"},
        "_to_decide": {"reviewed"},
        "_at_superior": {"reviewed"},
        "_sent_back": {"sent_back"},
        "rectified_checked": {"drafted", "reviewed"},
    }
    wanted = next((want for end, want in waits.items() if story.arc.name.endswith(end)), set())
    subject = _subject(script)
    column = "case" if isinstance(subject, Case) else "clue"
    found = set(Draft.objects.open().filter(**{column: subject}).values_list("status", flat=True))
    assert found <= wanted, story.arc.name
    assert bool(found) == bool(wanted), story.arc.name

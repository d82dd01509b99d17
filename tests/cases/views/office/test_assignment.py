"""Assignment: by rotation or by load, never to somebody recused; the head decides by one button."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from agencies.models import Appointment, Organisation, User
from cases.models import Case, Event, Recusal, Way
from cases.services.assignment import Bench
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, Page, action_url

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
Stories = Callable[..., Story]
ASSIGNMENT = reverse("cases:assignment")


def orphaned(story: Story) -> Case:
    """A case whose handler was recused."""
    story.to_inquiring()
    data = {"person": "cy.handler", "ground": "近亲属", "received_on": story.today}
    story.act(".handler", "apply_for_recusal", **data)
    story.act(".chief", "decide_recusal", upheld=True, on=story.today)
    assert story.case is not None
    return story.case


def pressed(page: Page) -> dict[str, str]:
    """What the first button sends."""
    return {name: value for name, value in page.hidden().items() if name != "csrfmiddlewaretoken"}


def test_the_recused_are_not_suggested_and_the_head_assigns(browser: Open, story: Story) -> None:
    case = orphaned(story)
    head = browser("cy.head").at(story.clock)
    page = head.open(ASSIGNMENT)
    assert case.title in page
    assert "1 person is recused" in page
    sent = pressed(page)
    assert sent["lead"] != "cy.handler"
    done = head.send(ASSIGNMENT, sent)
    assert done.status == 200
    assert "Every case has a handler" in done
    case.refresh_from_db()
    assert case.handler is not None
    assert case.handler.username == sent["lead"]


def test_nobody_else_may_press_it(browser: Open, story: Story) -> None:
    case = orphaned(story)
    data = {"number": case.number, "lead": "cy.handler2", "version": str(case.version)}
    for who in ("cy.chief", "cy.registrar"):
        person = browser(who).at(story.clock)
        page = person.open(ASSIGNMENT)
        assert "The head of department assigns it." in page
        assert 'name="lead"' not in page
        assert person.send(ASSIGNMENT, data).status == 403
    assert browser("hd.head").at(story.clock).send(ASSIGNMENT, data).status == 404
    case.refresh_from_db()
    assert case.handler is None


def test_a_recused_person_sent_in_by_hand_is_refused(browser: Open, story: Story) -> None:
    case = orphaned(story)
    head = browser("cy.head").at(story.clock)
    page = head.send(ASSIGNMENT, pressed(head.open(ASSIGNMENT)) | {"lead": "cy.handler"})
    assert page.status == 422
    assert "not recused" in page
    case.refresh_from_db()
    assert case.handler is None


def test_whoever_was_slower_is_told(browser: Open, story: Story) -> None:
    case = orphaned(story)
    head = browser("cy.head").at(story.clock)
    sent = pressed(head.open(ASSIGNMENT))
    story.act(".head", "assign_team", lead="cy.handler2")
    page = head.send(ASSIGNMENT, sent | {"_key": "another"})
    assert page.status == 422
    assert case.number in page


def test_with_everybody_recused_nobody_is_suggested(browser: Open, story: Story) -> None:
    case = orphaned(story)
    posted = Appointment.objects.filter(organisation__code="cy", post="handler")
    for person in posted.values_list("person", flat=True):
        facts = {"decided_on": story.clock.date(), "ground": "亲属"}
        Recusal.objects.get_or_create(case=case, person_id=person, defaults=facts)
    page = browser("cy.head").at(story.clock).open(ASSIGNMENT)
    assert "Nobody is left who may have it" in page
    assert "Somebody else" in page


def test_rotation_goes_round_and_load_levels(story: Story) -> None:
    story.to_inquiring()
    place = Organisation.objects.get(code="cy")
    on = story.clock.date()

    def names(way: Way, times: int) -> list[str]:
        bench = Bench.of(place.pk, on)
        found = [bench.suggest(way) for _ in range(times)]
        return [each.person.username for each in found if each is not None]

    people = len(Bench.of(place.pk, on).people)
    for way in (Way.ROTATION, Way.LOAD):
        turns = names(way, 2 * people)
        assert turns[0] != "cy.handler", "who has just been given a case waits"
        assert len(set(turns[:people])) == people, "everybody has a turn before anybody a second"
    assert names(Way.ROTATION, 2 * people)[people:] == names(Way.ROTATION, people)


def test_it_says_why(browser: Open, story: Story, stories: Stories) -> None:
    stories("cy", "env", "2026-01-13").to_inquiring()
    orphaned(story)
    assert "Next in turn: " in browser("cy.head").at("2026-04-01").open(ASSIGNMENT)
    chosen = browser("cy.registrar").at("2026-04-02").send(ASSIGNMENT, {"way": "load"})
    assert "Suggested: By load" in chosen
    page = browser("cy.head").at("2026-04-03").open(ASSIGNMENT)
    assert "Fewest open cases" in page
    assert "Chosen by " in page
    event = Event.objects.order_by("id").last()
    assert event is not None
    assert (event.action, event.data) == ("choose_assignment_way", {"way": "load"})


def test_the_way_is_the_registrars_and_of_their_place(browser: Open, story: Story) -> None:
    assert "From now on" not in browser("cy.head").at(story.clock).open(ASSIGNMENT)
    for who in ("cy.head", "cy.chief"):
        sent = browser(who).at(story.clock).send(ASSIGNMENT, {"way": "load"})
        assert sent.status == 403
    registrar = browser("cy.registrar").at(story.clock)
    assert registrar.send(ASSIGNMENT, {"way": "lots"}).status == 404
    registrar.send(ASSIGNMENT, {"way": "load"})
    assert "Suggested: By load" in registrar.open(ASSIGNMENT)
    assert "Suggested: By rotation" in browser("hd.registrar").at(story.clock).open(ASSIGNMENT)


def test_clues_nobody_has_are_given_to_somebody(browser: Open, story: Story) -> None:
    clue = story.to_registered().clue
    assert clue is not None
    assert clue.title not in browser("hd.registrar").at(story.clock).open(ASSIGNMENT)
    registrar = browser("cy.registrar").at(story.clock)
    page = registrar.open(ASSIGNMENT)
    assert clue.title in page
    sent = pressed(page)
    assert browser("cy.chief").at(story.clock).send(ASSIGNMENT, sent).status == 403
    assert clue.title not in registrar.send(ASSIGNMENT, sent)
    clue.refresh_from_db()
    assert clue.handler is not None
    assert clue.handler.username == sent["lead"]


def test_a_clue_given_to_one_is_in_nobody_elses_work(browser: Open, story: Story) -> None:
    clue = story.to_registered().clue
    assert clue is not None
    work = reverse("cases:work")
    everybody = ("cy.handler", "cy.handler2", "cy.head")
    assert all(clue.title in browser(who).at(story.clock).open(work) for who in everybody)
    registrar = browser("cy.registrar").at(story.clock)
    form = registrar.open(action_url(clue, "assign_clue"))
    done = registrar.send(
        action_url(clue, "assign_clue"), form.hidden() | {"handler": "cy.handler2"}
    )
    assert "Worked on by" in done
    shown = [who for who in everybody if clue.title in browser(who).at(story.clock).open(work)]
    assert shown == ["cy.handler2", "cy.head"]


def test_more_cases_cost_no_more_queries(browser: Open, story: Story, stories: Stories) -> None:
    orphaned(story)
    head = browser("cy.head").at("2026-04-01")
    head.open(ASSIGNMENT)
    one = head.queries(ASSIGNMENT)
    Case.objects.update(handler=None)
    other = stories("cy", "env", "2026-01-13").to_inquiring().case
    assert other is not None
    Case.objects.filter(pk=other.pk).update(handler=None)
    assert User.objects.exists()
    assert head.queries(ASSIGNMENT) == one

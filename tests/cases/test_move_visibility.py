"""Who could see a case before it passed to another procuratorate, and who can after: by name."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission

from agencies.actor import Actor
from agencies.models import Appointment, Organisation, Post, User
from cases.models import Case, CaseGrant, Clue, Deadline, Draft, Event, Recusal, StoredFile
from cases.views.file import visible_files
from pilit.law.errors import DomainError
from tests.cases.conftest import Story, actor_of
from tests.cases.views.conftest import Browser, browser

__all__ = ["browser"]

DISTRICT = {"cy.handler", "cy.handler2", "cy.chief", "cy.registrar"}
BRANCH = {"bj3.handler", "bj3.head"}
CITY = {"bj.handler", "bj.chief"}
FOURTH = {"bj4.handler", "bj4.head"}
TONGZHOU = {"tz.handler", "tz.head"}
ORGAN = {"cy-water.officer", "cy-water.leader"}
ALWAYS_OUTSIDE = {
    *("hd.handler", "hd.chief", "sy.handler", "bj1.head", "bj2.handler", "tj.handler", "he.chief"),
    *("cy-env.officer", "tz-water.officer", "bj-env.officer"),
    *("cy-court.clerk", "bj3-court.judge", "bj4-court.clerk", "tz-court.judge"),
    *("cy-disc.officer", "npc.deputy", "plac.reader", "ngo-fon.officer", "admin"),
}
PEOPLE = DISTRICT | BRANCH | CITY | FOURTH | TONGZHOU | ORGAN | ALWAYS_OUTSIDE
GRANTED = "hd.handler2"


def with_everything(story: Story, place: str) -> Story:
    """Give the case, at ``place``, a draft and a file of each sort."""
    story.act(f"{place}.handler", "close_case", ground="no_failure")
    user = User.objects.get(username=f"{place}.handler")
    facts: dict[str, Any] = {
        "media_type": "text/plain",
        "size": 1,
        "sha256": "0" * 64,
        "content": "files/x.bin",
        "uploaded_by": user,
        "uploaded_for": Organisation.objects.get(code=place),
        "uploaded_at": story.clock,
        "attached_at": story.clock,
    }
    StoredFile.objects.create(case=story.case, name="笔录.txt", **facts)
    StoredFile.objects.create(clue=story.clue, name="举报.txt", **facts)
    return story


def seen(story: Story) -> dict[str, set[str]]:
    """Who sees what, as the querysets say."""
    case, clue = story.case, story.clue
    assert case is not None
    assert clue is not None
    found: dict[str, set[str]] = {}
    for name in PEOPLE | {GRANTED}:
        actor = actor_of(name, story.clock)
        looks = {
            "case": Case.objects.visible_to(actor).filter(pk=case.pk),
            "inside": Case.objects.internal_to(actor).filter(pk=case.pk),
            "clue": Clue.objects.visible_to(actor).filter(pk=clue.pk),
            "case file": visible_files(actor).filter(case=case),
            "clue file": visible_files(actor).filter(clue=clue),
            "events": Event.objects.visible_to(actor).filter(case=case),
            "drafts": Draft.objects.visible_to(actor).filter(case=case),
            "deadlines": Deadline.objects.visible_to(actor).filter(case=case),
        }
        for what, rows in looks.items():
            found.setdefault(what, set())
            if rows.exists():
                found[what].add(name)
    return found


def expected(inside: set[str], clue: set[str], organ: set[str]) -> dict[str, set[str]]:
    """Who must see what: the inside, the clue's own, and the organ that was served."""
    return {
        "case": inside | organ,
        "inside": inside,
        "clue": clue,
        "case file": inside,
        "clue file": clue,
        "events": inside,
        "drafts": inside,
        "deadlines": inside | organ,
    }


def replied(stories: Callable[..., Story]) -> Story:
    """Chaoyang's case, to which the organ has replied."""
    return with_everything(stories().to_following_up().later(40), "cy")


def filed(stories: Callable[..., Story]) -> Story:
    """Chaoyang's case, of which the organ does not know yet."""
    return with_everything(stories().to_inquiring(), "cy")


def transfer(story: Story) -> None:
    """For suit, to the branch for cases across regions."""
    draft = Draft.objects.get(case=story.case, action="close_case")
    story.act("cy.handler", "withdraw_draft", draft=draft.pk)
    story.decided("transfer_for_suit", to="bj4", received_on=story.today)


def take_up(story: Story) -> None:
    """By the branch."""
    story.act("bj3.handler", "take_up")


def designate(story: Story) -> None:
    """Another district of the branch."""
    story.act("bj3.handler", "designate", to="tz")


def hand_down_after_taking_up(story: Story) -> None:
    """From the city, which had taken the case up, to another district."""
    story.act("bj.handler", "take_up")
    story.act("bj.head", "hand_down", to="tz")


OWN = DISTRICT | BRANCH | CITY


@pytest.mark.parametrize(
    ("told", "move", "organ", "inside", "clue"),
    [
        (replied, transfer, ORGAN, FOURTH | CITY, OWN | FOURTH),
        (replied, take_up, ORGAN, BRANCH | CITY, OWN),
        (filed, take_up, set(), BRANCH | CITY, OWN),
        (filed, designate, set(), TONGZHOU | BRANCH | CITY, OWN | TONGZHOU),
        (replied, hand_down_after_taking_up, ORGAN, TONGZHOU | BRANCH | CITY, OWN | TONGZHOU),
    ],
    ids=["transferred", "taken-up", "taken-up-early", "designated", "handed-down"],
)
def test_who_sees_what_before_and_after(
    stories: Callable[..., Story],
    told: Callable[[Callable[..., Story]], Story],
    move: Callable[[Story], None],
    organ: set[str],
    inside: set[str],
    clue: set[str],
) -> None:
    story = told(stories)
    assert seen(story) == expected(OWN, OWN, organ)
    move(story)
    assert seen(story) == expected(inside, clue, organ)


def test_an_exceptional_grant_shows_the_case_wherever_it_is_and_lets_nobody_act(
    stories: Callable[..., Story],
) -> None:
    story = filed(stories)
    CaseGrant.objects.create(
        content_object=story.case,
        user=User.objects.get(username=GRANTED),
        permission=Permission.objects.get(codename="work_on_case"),
    )
    assert GRANTED in seen(story)["inside"]
    assert GRANTED not in seen(story)["clue"]
    take_up(story)
    assert seen(story)["inside"] == BRANCH | CITY | {GRANTED}
    for action, data in (
        ("plan_inquiry", {"approach": "x", "evidence_sought": "y"}),
        ("take_up", {}),
        ("close_case", {"ground": "no_failure"}),
    ):
        with pytest.raises(DomainError) as refusal:
            story.act(GRANTED, action, **data)
        assert refusal.value.code == "not_permitted"


def test_the_recused_do_not_see_a_case_that_comes_to_them(stories: Callable[..., Story]) -> None:
    story = filed(stories)
    assert story.case is not None
    Recusal.objects.create(
        case=story.case,
        person=User.objects.get(username="tz.handler"),
        decided_on=story.clock.date(),
        ground="近亲属",
    )
    designate(story)
    assert seen(story)["inside"] == (TONGZHOU - {"tz.handler"}) | BRANCH | CITY
    assert "tz.handler" not in seen(story)["events"]


def test_merged_clues_go_along(stories: Callable[..., Story]) -> None:
    story = stories().to_inquiring()
    assert story.clue is not None
    later = stories(start="2026-01-21").to_registered()
    later.act(".handler", "merge_clue", into=story.clue.number, reason="同类")
    designate(story)
    actor = actor_of("tz.handler", story.clock)
    assert set(Clue.objects.visible_to(actor)) == {story.clue, later.clue}


def test_lists_search_and_pages_say_the_same(
    browser: Callable[[str], Browser], stories: Callable[..., Story]
) -> None:
    story = filed(stories)
    designate(story)
    story.later(1)
    case, clue = story.case, story.clue
    assert case is not None
    assert clue is not None
    inside = TONGZHOU | BRANCH | CITY
    for name in sorted(inside | DISTRICT | FOURTH | ORGAN | {"hd.handler", "cy-court.clerk"}):
        window = browser(name).at(story.clock)
        sees = name in inside
        assert window.open(f"/cases/{case.number}/").status == (200 if sees else 404), name
        assert (case.number in window.open("/search/", q="混凝土")) is sees, name
        assert (case.number in window.open("/cases/", state="all")) is sees, name
        assert case.number not in window.open("/clues/"), name
        found = window.open(f"/clues/{clue.number}/")
        assert found.status == (200 if name in inside | DISTRICT else 404), name
        assert (case.number in found) is sees, name


def test_who_decides_a_transfer_goes_on_to_the_work_list(
    browser: Callable[[str], Browser], stories: Callable[..., Story]
) -> None:
    story = stories().to_following_up().later(40)
    draft = story.act("cy.handler", "transfer_for_suit", to="bj4", received_on=story.today).draft
    assert draft is not None
    story.act("cy.head", "review_draft", draft=draft.pk)
    chief = browser("cy.chief").at(story.clock)
    arrived = chief.send(f"/drafts/{draft.pk}/", {"step": "decide_draft", "said": ""})
    assert (arrived.status, arrived.url) == (200, "/")
    assert chief.open("/notifications/").status == 200


class TestLoans:
    """A loaned procurator acts for the other procuratorate until the last day, and not after."""

    @pytest.fixture
    def story(self, stories: Callable[..., Story]) -> Story:
        """A case in Chaoyang, and a procurator of Haidian on loan there until 2026-02-10."""
        story = stories().to_inquiring()
        Appointment.objects.create(
            person=User.objects.get(username="hd.handler"),
            organisation=Organisation.objects.get(code="cy"),
            post=Post.HANDLER,
            starts_on=dt.date(2026, 1, 15),
            ends_on=dt.date(2026, 2, 10),
            loaned_from=Organisation.objects.get(code="hd"),
            loan_decision="京检借〔2026〕3号",
        )
        return story

    def plan(self, story: Story) -> None:
        """Act as the loaned procurator."""
        story.act("hd.handler", "plan_inquiry", approach="询问", evidence_sought="笔录")

    def test_through_the_door(self, story: Story) -> None:
        story.act("cy.head", "assign_team", lead="hd.handler", members=[])
        for day in ("2026-01-20T09:00", "2026-02-10T23:59"):
            self.plan(story.at(day))
        story.at("2026-02-11T00:00")
        with pytest.raises(DomainError) as refusal:
            self.plan(story)
        assert refusal.value.code == "not_found"
        made = Event.objects.filter(case=story.case, action="plan_inquiry").last()
        assert made is not None
        assert made.actor_post == "cy.handler"
        assert made.actor is not None
        assert made.actor.username == "hd.handler"

    def test_on_pages(self, story: Story, browser: Callable[[str], Browser]) -> None:
        assert story.case is not None
        address = f"/cases/{story.case.number}/"
        loaned = browser("hd.handler")
        for day, status in (("2026-02-10T23:50", 200), ("2026-02-11T00:10", 404)):
            loaned.at(day)
            assert loaned.open(address).status == status
            assert loaned.open(f"{address}actions/plan_inquiry/").status == status
            assert (story.case.number in loaned.open("/cases/")) is (status == 200)

    def test_a_lapsed_loan_leaves_no_seat(self, story: Story) -> None:
        user = User.objects.get(username="hd.handler")
        seats = {
            day: [seat.organisation_code for seat in Actor.of(user, on=day).seats]
            for day in (dt.date(2026, 1, 14), dt.date(2026, 2, 10), dt.date(2026, 2, 11))
        }
        assert list(seats.values()) == [["hd"], ["hd", "cy"], ["hd"]]
        assert story.case is not None

"""Four cases and a clue, and people who stand to them differently."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission

from agencies.models import Appointment, Organisation, Post, User
from cases.models import Case, CaseGrant, Clue, Recusal
from tests.cases.conftest import Story
from tests.cases.shelf import kept_rows

INSIDE, FACET, RECUSED, NOTHING = "inside", "facet", "recused", "nothing"
EXPIRED, INACTIVE, LOANED, UNPLACED = "x.expired", "x.inactive", "x.loaned", "x.unplaced"
BRANCH = {"cy": "bj3", "hd": "bj1"}
INSIDE_POSTS = {"handler", "handler2", "assistant", "head", "chief", "registrar"}


@dataclass(frozen=True)
class World:
    """The cases by a letter: ``a`` awaits nothing but review, the organ has replied; ``b``: a
    recommendation is decided and not served, but the filing decision is; ``c``: nothing is served;
    ``d``: on trial in Haidian.
    """

    cases: dict[str, Case]
    clue: Clue

    def stands(self, username: str, letter: str) -> str:
        """How a person stands to a case, written down apart from the code that decides it."""
        case = self.cases[letter]
        district = case.procuratorate.code
        special = {
            ("cy.handler2", "a"): RECUSED,
            ("tz.handler", "a"): INSIDE,
            ("bj-env.officer", "c"): INSIDE,
            (LOANED, "a"): INSIDE,
            (LOANED, "b"): INSIDE,
            (LOANED, "c"): INSIDE,
            ("cy-water.officer", "a"): FACET,
            ("cy-water.leader", "a"): FACET,
            ("cy-env.officer", "b"): FACET,
            ("cy-env.leader", "b"): FACET,
            ("hd-env.officer", "d"): FACET,
            ("hd-env.leader", "d"): FACET,
            ("hd-court.judge", "d"): FACET,
            ("hd-court.clerk", "d"): FACET,
        }
        if (username, letter) in special:
            return special[username, letter]
        code, _, post = username.partition(".")
        above = {district, BRANCH[district], "bj"}
        return INSIDE if code in above and post in INSIDE_POSTS else NOTHING

    def sees_clue(self, username: str) -> bool:
        """Whether a person sees the clue, which is Chaoyang's."""
        code, _, post = username.partition(".")
        return (code in {"cy", "bj3", "bj"} and post in INSIDE_POSTS) or username == LOANED


def make_world() -> World:
    """Tell the stories, once a process, and seat the people."""
    kept_rows("the cases of the API", _tell)
    against = {"a": "cy-water", "b": "cy-env", "c": "cy-market", "d": "hd-env"}
    cases = {name: Case.objects.get(respondent__code=code) for name, code in against.items()}
    world = World(cases, Clue.objects.get(cases=None))
    _seat_people(world)
    return world


def _tell() -> None:
    Story("cy", "water").to_following_up()
    Story("cy", "env").to_recommended()
    Story("cy", "market").to_inquiring()
    Story("hd", "env").to_on_trial()
    Story("cy", "urban").to_registered(title="建筑垃圾堆放")


def _seat_people(world: World) -> None:
    cy = Organisation.objects.get(code="cy")
    hd = Organisation.objects.get(code="hd")
    password = make_password("right horse battery")
    made = {
        name: User.objects.create(username=name, name="王静", password=password)
        for name in (EXPIRED, INACTIVE, LOANED, UNPLACED)
    }
    past = {"starts_on": dt.date(2020, 1, 1), "ends_on": dt.date(2025, 12, 31)}
    now = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2026, 12, 31)}
    Appointment.objects.create(
        person=made[EXPIRED],
        organisation=cy,
        post=Post.HANDLER,
        starts_on=past["starts_on"],
        ends_on=past["ends_on"],
    )
    Appointment.objects.create(
        person=made[INACTIVE], organisation=cy, post=Post.HANDLER, starts_on=dt.date(2020, 1, 1)
    )
    User.objects.filter(username=INACTIVE).update(is_active=False)
    Appointment.objects.create(
        person=made[LOANED],
        organisation=cy,
        post=Post.HANDLER,
        starts_on=now["starts_on"],
        ends_on=now["ends_on"],
        loaned_from=hd,
        loan_decision="京检借〔2026〕1号",
    )
    Recusal.objects.create(
        case=world.cases["a"],
        person=User.objects.get(username="cy.handler2"),
        decided_on=dt.date(2026, 3, 1),
        ground="近亲属",
    )
    for username, letter in (("tz.handler", "a"), ("bj-env.officer", "c")):
        CaseGrant.objects.create(
            content_object=world.cases[letter],
            user=User.objects.get(username=username),
            permission=Permission.objects.get(codename="work_on_case"),
        )

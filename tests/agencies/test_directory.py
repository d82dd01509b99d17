"""The demo directory against the facts of Beijing."""

from collections import Counter

import pytest
from django.contrib.auth.hashers import check_password
from pytest_django import DjangoAssertNumQueries, Settings

from agencies.directory import DemoRefusedError, LoadedDirectory, load_directory
from agencies.directory.names import name_people
from agencies.directory.rows import people
from agencies.models import (
    Appointment,
    Level,
    Organisation,
    OrganisationKind,
    Post,
    User,
    corresponds_to,
)

DISTRICTS = {
    "dc": ("东城", "110101", "bj2"),
    "xc": ("西城", "110102", "bj2"),
    "cy": ("朝阳", "110105", "bj3"),
    "ft": ("丰台", "110106", "bj2"),
    "sjs": ("石景山", "110107", "bj1"),
    "hd": ("海淀", "110108", "bj1"),
    "mtg": ("门头沟", "110109", "bj1"),
    "fs": ("房山", "110111", "bj2"),
    "tz": ("通州", "110112", "bj3"),
    "sy": ("顺义", "110113", "bj3"),
    "cp": ("昌平", "110114", "bj1"),
    "dx": ("大兴", "110115", "bj2"),
    "hr": ("怀柔", "110116", "bj3"),
    "pg": ("平谷", "110117", "bj3"),
    "my": ("密云", "110118", "bj3"),
    "yq": ("延庆", "110119", "bj1"),
}
OFFICES = ("env", "water", "market", "plan", "urban", "gov", "police", "court", "disc")
ELSEWHERE = {"bj", "bj1", "bj2", "bj3", "bj4", "tj", "he", "npc", "cppcc", "plac", "ngo-fon"}
HIGHER_COURTS = {f"bj{number}-court" for number in range(1, 5)}

pytestmark = pytest.mark.usefixtures("directory")


def named(code: str) -> Organisation:
    return Organisation.objects.select_related("parent").get(code=code)


def test_holds_every_organisation_and_no_other() -> None:
    expected = ELSEWHERE | HIGHER_COURTS | set(DISTRICTS)
    expected |= {f"{place}-{office}" for place in ("bj", *DISTRICTS) for office in OFFICES}
    assert set(Organisation.objects.values_list("code", flat=True)) == expected


def test_counts_by_kind() -> None:
    kinds = Counter(Organisation.objects.values_list("kind", flat=True))
    assert kinds == {
        "procuratorate": 23,
        "court": 21,
        "organ": 17 * 7,
        "commission": 17,
        "congress": 1,
        "conference": 1,
        "committee": 1,
        "social": 1,
    }


@pytest.mark.parametrize(
    ("code", "name", "short_name"),
    [
        ("bj", "北京市人民检察院", "北京市院"),
        ("cy", "北京市朝阳区人民检察院", "朝阳院"),
        ("cy-water", "北京市朝阳区水务局", "朝阳区水务局"),
        ("cy-env", "北京市朝阳区生态环境局", "朝阳区生态环境局"),
        ("cy-plan", "北京市规划和自然资源委员会朝阳分局", "规划自然资源委朝阳分局"),
        ("cy-police", "北京市公安局朝阳分局", "朝阳公安分局"),
        ("cy-disc", "中共北京市朝阳区纪律检查委员会 北京市朝阳区监察委员会", "朝阳区纪委监委"),
        ("cy-gov", "北京市朝阳区人民政府", "朝阳区政府"),
        ("bj3", "北京市人民检察院第三分院", "北京三分院"),
        ("bj3-court", "北京市第三中级人民法院", "北京三中院"),
        ("bj-court", "北京市高级人民法院", "北京高院"),
        ("bj-plan", "北京市规划和自然资源委员会", "市规划自然资源委"),
        ("tj", "天津市人民检察院", "天津市院"),
        ("he", "河北省人民检察院", "河北省院"),
        ("plac", "中共北京市委政法委员会", "市委政法委"),
        ("ngo-fon", "北京市朝阳区自然之友环境研究所", "自然之友"),
    ],
)
def test_names(code: str, name: str, short_name: str) -> None:
    organisation = named(code)
    assert (organisation.name, organisation.short_name) == (name, short_name)


@pytest.mark.parametrize(("code", "facts"), DISTRICTS.items(), ids=DISTRICTS)
def test_a_district(code: str, facts: tuple[str, str, str]) -> None:
    short, region, branch = facts
    procuratorate = named(code)
    court = named(f"{code}-court")
    assert procuratorate.name == f"北京市{short}区人民检察院"
    assert procuratorate.region == region
    assert procuratorate.level == Level.DISTRICT
    assert procuratorate.parent == named(branch)
    assert procuratorate.municipal == named(branch)
    assert procuratorate.provincial == named("bj")
    assert court.parent == named(f"{branch}-court")
    assert corresponds_to(court, procuratorate)
    assert named(f"{code}-env").parent == named("bj-env")


@pytest.mark.parametrize("code", ["bj", "bj1", "bj2", "bj3", "bj4", *DISTRICTS])
def test_exactly_one_court_corresponds(code: str) -> None:
    procuratorate = named(code)
    courts = Organisation.objects.corresponding_to(procuratorate)
    assert [court.code for court in courts] == [f"{code}-court"]
    assert [back.code for back in Organisation.objects.corresponding_to(courts[0])] == [code]


@pytest.mark.parametrize(
    ("court", "procuratorate"),
    [
        ("hd-court", "cy"),
        ("bj3-court", "cy"),
        ("bj3-court", "bj4"),
        ("bj-court", "tj"),
        ("cy", "cy"),
        ("cy-court", "cy-env"),
    ],
)
def test_others_do_not_correspond(court: str, procuratorate: str) -> None:
    assert not corresponds_to(named(court), named(procuratorate))


def test_nothing_corresponds_to_an_organ() -> None:
    assert not Organisation.objects.corresponding_to(named("cy-env")).exists()


def test_who_stands_under_whom() -> None:
    def codes(superior: str) -> set[str]:
        under = Organisation.objects.under(named(superior))
        return set(under.values_list("code", flat=True))

    assert codes("bj1") == {"bj1", "hd", "sjs", "mtg", "cp", "yq"}
    assert codes("bj2") == {"bj2", "dc", "xc", "ft", "fs", "dx"}
    assert codes("bj3") == {"bj3", "cy", "tz", "sy", "hr", "pg", "my"}
    assert codes("bj4") == {"bj4"}
    assert codes("cy") == {"cy"}
    assert codes("bj") == {"bj", "bj1", "bj2", "bj3", "bj4", *DISTRICTS}


PREFIXES = {
    "bj": "京检",
    "bj1": "京一分检",
    "bj2": "京二分检",
    "bj3": "京三分检",
    "bj4": "京四分检",
    "dc": "京东检",
    "xc": "京西检",
    "cy": "京朝检",
    "ft": "京丰检",
    "sjs": "京石检",
    "hd": "京海检",
    "mtg": "京门检",
    "fs": "京房检",
    "tz": "京通检",
    "sy": "京顺检",
    "cp": "京昌检",
    "dx": "京兴检",
    "hr": "京怀检",
    "pg": "京平检",
    "my": "京密检",
    "yq": "京延检",
    "tj": "津检",
    "he": "冀检",
}


def test_docket_number_prefixes() -> None:
    procuratorates = Organisation.objects.of_kind(OrganisationKind.PROCURATORATE)
    assert dict(procuratorates.values_list("code", "number_prefix")) == PREFIXES


def test_everybody_of_a_procuratorate() -> None:
    posts = Appointment.objects.filter(organisation__code="cy")
    assert dict(posts.values_list("person__username", "post")) == {
        "cy.handler": Post.HANDLER,
        "cy.handler2": Post.HANDLER,
        "cy.assistant": Post.ASSISTANT,
        "cy.head": Post.HEAD,
        "cy.chief": Post.CHIEF,
        "cy.registrar": Post.REGISTRAR,
    }


@pytest.mark.parametrize(
    "username",
    [
        "cy-water.officer",
        "cy-water.leader",
        "hd-court.judge",
        "hd-court.clerk",
        "bj-disc.officer",
        "bj-disc.leader",
        "npc.deputy",
        "cppcc.member",
        "plac.reader",
        "ngo-fon.officer",
        "ngo-fon.leader",
        "tj.chief",
    ],
)
def test_people_of_other_organisations(username: str) -> None:
    appointment = Appointment.objects.get(person__username=username)
    code, _dot, post = username.partition(".")
    assert appointment.organisation.code == code
    assert appointment.post == post


def test_the_administrator_holds_no_post() -> None:
    admin = User.objects.get(username="admin")
    assert admin.is_superuser
    assert admin.is_staff
    assert not admin.appointments.exists()
    assert User.objects.filter(is_staff=True).count() == 1


def test_names_are_distinct_and_do_not_move() -> None:
    names = [person.name for person in people()]
    assert len(set(names)) == len(names)
    assert all(2 <= len(name) <= 3 for name in names[:-1])
    some = [f"person{number}" for number in range(50)]
    assert list(name_people([*some, "newcomer"]).items())[:50] == list(name_people(some).items())


def test_a_second_run_changes_nothing(directory: LoadedDirectory, settings: Settings) -> None:
    settings.DEBUG = True
    first = load_directory("one")
    User.objects.filter(username="cy.handler").update(language="en")
    before = _everything()
    assert load_directory("one") == first == directory
    assert _everything() == before


def _everything() -> list[list[object]]:
    return [
        list(model.objects.order_by("pk").values()) for model in (Organisation, User, Appointment)
    ]


def test_a_new_password_is_everybodys(settings: Settings) -> None:
    settings.DEBUG = True
    load_directory("one")
    load_directory("two")
    hashes = set(User.objects.values_list("password", flat=True))
    assert len(hashes) == 1
    assert check_password("two", hashes.pop())


def test_an_ended_appointment_stays_ended(settings: Settings) -> None:
    settings.DEBUG = True
    ended = Appointment.objects.get(person__username="cy.chief")
    Appointment.objects.filter(pk=ended.pk).update(ends_on="2026-01-01")
    load_directory("one")
    assert Appointment.objects.filter(person__username="cy.chief").count() == 1


def test_refuses_where_debug_is_off(settings: Settings) -> None:
    settings.DEBUG = False
    with pytest.raises(DemoRefusedError):
        load_directory("one")


def test_loads_in_a_handful_of_queries(
    settings: Settings, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    settings.DEBUG = True
    with django_assert_max_num_queries(25):
        load_directory("one")

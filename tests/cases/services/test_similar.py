"""Similar cases: of planted families the right one is first, and nobody learns of other cases."""

import tomllib
from pathlib import Path
from typing import Final

import pytest
from django.urls import reverse

import cases.demo
from cases.models import Case, Recusal
from cases.services.similar import LEAST, WEIGHTS, Traits, compare, similar_to
from tests.cases.conftest import Story, actor_of
from tests.cases.views.conftest import Browser

DATA: Final = Path(cases.demo.__file__).parent / "data" / "matters"
PLACES: Final = ("温泉镇", "望京街", "长峪城村")


def families() -> dict[str, list[tuple[str, Traits]]]:
    """By domain the matters of the demo, each in three places, of different organs and regions."""
    found: dict[str, list[tuple[str, Traits]]] = {}
    for path in sorted(DATA.glob("*.toml")):
        for matter in tomllib.loads(path.read_text(encoding="utf-8"))["matter"]:
            for number, place in enumerate(PLACES):
                traits = Traits(
                    title=matter["title"].format_map(Filled(place=place)),
                    cause=f"怠于履行{matter['duty']}职责",
                    organ=str(number),
                    region=str(number),
                )
                found.setdefault(path.stem, []).append((matter["code"], traits))
    return found


class Filled(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "某"


def test_the_right_family_is_first_for_nine_of_ten() -> None:
    """Although another family has the same place, organ and region."""
    tried = right = 0
    for cases_of_domain in families().values():
        for at, (family, traits) in enumerate(cases_of_domain):
            others = cases_of_domain[:at] + cases_of_domain[at + 1 :]
            scores = [each.score for each in compare(traits, [other for _code, other in others])]
            tried += 1
            right += others[scores.index(max(scores))][0] == family
    assert tried > 100
    assert right / tried >= 0.9, f"{right} of {tried}"


def test_the_score_is_made_of_its_reasons() -> None:
    one = Traits("河道违建", "怠于履行河道监管职责", "no_reply", "1", "110105")
    same, other = compare(one, [one, Traits("校车超员", "未管理校车")])
    assert sum(WEIGHTS.values()) == pytest.approx(1)
    assert same.percent == 100
    assert len(same.reasons) == len(WEIGHTS)
    assert other.score < LEAST
    assert other.reasons == []


@pytest.mark.django_db
def test_only_cases_one_sees_are_similar(
    story: Story, directory: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.to_inquiring()
    beside, away = Story("cy"), Story("hd")
    for other in (beside, away):
        other.to_inquiring()
    assert story.case is not None
    assert beside.case is not None
    assert away.case is not None

    def found(who: str) -> set[Case]:
        assert story.case is not None
        return {each.case for each in similar_to(story.case, actor_of(who, story.clock))}

    assert found("bj.chief") == {beside.case, away.case}
    assert found("cy.chief") == {beside.case}
    person = Browser("cy.chief", monkeypatch).at(story.clock)
    page = person.open(reverse("cases:similar", args=[story.case.number]))
    assert page.status == 200
    assert beside.case.number in page
    assert away.case.number not in page
    Recusal.objects.create(
        case=beside.case, person=person.user, decided_on=story.clock.date(), ground="近亲属"
    )
    assert found("cy.chief") == set()

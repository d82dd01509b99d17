"""A case against the matter: who failed or did wrong is named later (Rules 29)."""

from typing import Any

import pytest

from cases.models import Case
from cases.services.search import matching
from pilit.law.errors import DomainError, Invalid, WrongState
from tests.cases.builders_sweep import deadline_of
from tests.cases.conftest import Story


def against_matter(story: Story, **data: Any) -> Story:
    """A case filed while nobody knows whose fault it is."""
    story.to_assessed().later(4)
    facts = {"kind": "administrative", "cause": "污水直排", "against_matter": True} | data
    made = story.decided("file_case", **facts).made
    assert isinstance(made, Case)
    story.case = made
    return story


def test_nothing_that_needs_an_organ_is_done_before_it_is_named(story: Story) -> None:
    against_matter(story)
    story.act(".handler", "conclude_inquiry", findings="未查处", proposal="recommend")
    with pytest.raises(WrongState):
        story.act(".handler", "serve_filing_decision", served_on=story.today, method="direct")
    with pytest.raises(WrongState):
        story.act(
            ".handler",
            "issue_recommendation",
            source_of_case="x",
            facts="x",
            failure="x",
            legal_basis="x",
            items=[{"text": "x"}],
        )


def test_the_organ_named_the_case_goes_on_against_it(story: Story) -> None:
    against_matter(story).later(20)
    story.act(".handler", "name_respondent", respondent="cy-env")
    case = story.case
    assert case is not None
    assert case.respondent is not None
    assert case.respondent.code == "cy-env"
    assert case.against_matter
    assert str(deadline_of(story, "filing_decision_service").start_on) == story.today
    assert deadline_of(story, "recommendation_inquiry").start_on == case.filed_on
    assert list(matching(Case.objects.all(), "生态环境局")) == [case]
    story.act(".handler", "serve_filing_decision", served_on=story.today, method="direct")
    assert deadline_of(story, "filing_decision_service").status == "met"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"offenders": [{"name": "某公司", "kind": "company"}]},
        {"respondent": "cy-court"},
        {"respondent": "bj-env"},
        {"respondent": "nobody"},
    ],
)
def test_who_cannot_be_named(story: Story, data: dict[str, Any]) -> None:
    against_matter(story)
    with pytest.raises(Invalid):
        story.act(".handler", "name_respondent", **data)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        ({"respondent": "cy-water"}, Invalid),
        ({}, Invalid),
        ({"offenders": [{"name": "某印染厂", "kind": "company"}]}, None),
    ],
)
def test_a_civil_case_gets_its_wrongdoers_once(
    story: Story, data: dict[str, Any], refusal: type[DomainError] | None
) -> None:
    against_matter(story, kind="civil")
    if refusal is not None:
        with pytest.raises(refusal):
            story.act(".handler", "name_respondent", **data)
        return
    story.act(".handler", "name_respondent", **data)
    assert story.case is not None
    assert story.case.offenders.get().name == "某印染厂"
    assert not story.case.deadlines.filter(code="filing_decision_service").exists()
    with pytest.raises(WrongState):
        story.act(".handler", "name_respondent", **data)


def test_a_case_that_has_its_respondent_gets_no_other(story: Story) -> None:
    story.to_inquiring()
    with pytest.raises(WrongState):
        story.act(".handler", "name_respondent", respondent="cy-env")

"""A clue becomes a case of any kind, or several: what each names, and what it may not."""

from typing import Any

import pytest

from cases.models import Case, Deadline
from pilit.law.errors import DomainError, Invalid
from tests.cases.conftest import Story

OFFENDERS = [{"name": "某公司", "kind": "company"}]
PROSECUTION = {"number": "（2026）京0105刑初9号", "court": "cy-court"}
FILED: dict[str, dict[str, Any]] = {
    "administrative": {"respondent": "cy-water"},
    "civil": {"offenders": OFFENDERS},
    "incidental": {"offenders": OFFENDERS, "criminal_case": PROSECUTION},
    "support": {"offenders": OFFENDERS},
    "compensation": {"offenders": OFFENDERS, "right_holder": "cy-env"},
}


def file(story: Story, kind: str, **data: Any) -> Case:
    """File a case of a kind on the story's clue."""
    case = story.case
    story.case = None
    made = story.decided("file_case", kind=kind, cause="案由", **data).made
    story.case = case
    assert isinstance(made, Case)
    return made


@pytest.mark.parametrize("kind", FILED)
def test_a_case_of_each_kind_is_filed(story: Story, kind: str) -> None:
    case = file(story.to_assessed(), kind, **FILED[kind])
    series = "行公立" if kind == "administrative" else "民公立"
    assert (case.number, case.state) == (f"京朝检{series}〔2026〕1号", "inquiring")
    started = set(Deadline.objects.filter(case=case).values_list("code", flat=True))
    against_organ = {"filing_decision_service", "recommendation_inquiry"}
    assert started == (against_organ if kind == "administrative" else set())
    assert (case.criminal_number != "") is (kind == "incidental")
    parties = list(case.parties.values_list("organisation__code", "role"))
    assert parties == ([("cy-env", "right_holder")] if kind == "compensation" else [])


def test_against_a_matter_nobody_is_named_and_no_period_starts(story: Story) -> None:
    case = file(story.to_assessed(), "administrative", against_matter=True)
    assert case.respondent is None
    assert not case.deadlines.exists()
    assert file(story, "civil", against_matter=True).offenders.count() == 0


@pytest.mark.parametrize(
    ("kind", "data", "field"),
    [
        ("administrative", {}, "respondent"),
        ("administrative", {"respondent": "cy-court"}, "respondent"),
        ("administrative", {"respondent": "bj-env"}, "respondent"),
        ("administrative", {"respondent": "cy-env", "criminal_case": PROSECUTION}, "criminal_case"),
        ("administrative", {"respondent": "cy-env", "right_holder": "cy-gov"}, "right_holder"),
        ("civil", {}, "offenders"),
        ("civil", {"offenders": OFFENDERS, "respondent": "cy-env"}, "respondent"),
        ("civil", {"offenders": OFFENDERS, "criminal_case": PROSECUTION}, "criminal_case"),
        ("incidental", {"offenders": OFFENDERS}, "criminal_case"),
        ("incidental", {"offenders": OFFENDERS, "criminal_case": "9号"}, "criminal_case.court"),
        (
            "incidental",
            {"offenders": OFFENDERS, "criminal_case": {"number": "9号", "court": "cy-env"}},
            "criminal_case.court",
        ),
        ("support", {"offenders": OFFENDERS, "right_holder": "cy-gov"}, "right_holder"),
        ("compensation", {"offenders": OFFENDERS, "right_holder": "cy-court"}, "right_holder"),
    ],
)
def test_what_a_kind_of_case_may_not_name(
    story: Story, kind: str, data: dict[str, Any], field: str
) -> None:
    story.to_assessed()
    with pytest.raises(Invalid) as refused:
        story.act(".handler", "file_case", kind=kind, cause="案由", **data)
    assert list(refused.value.errors) == [field]


def test_one_harm_makes_a_case_against_each_organ_and_one_of_each_kind(story: Story) -> None:
    story.to_assessed()
    first = file(story, "administrative", respondent="cy-water")
    file(story, "administrative", respondent="cy-urban")
    file(story, "civil", offenders=OFFENDERS)
    assert story.clue is not None
    assert story.clue.state == "filed"
    assert story.clue.cases.count() == 3
    for kind, data, field in (
        ("administrative", {"respondent": "cy-water"}, "respondent"),
        ("civil", {"offenders": OFFENDERS}, "kind"),
    ):
        with pytest.raises(DomainError) as refused:
            story.act(".handler", "file_case", kind=kind, cause="案由", **data)
        assert list(refused.value.errors) == [field]
    story.case = first
    story.decided("close_case", ground="no_failure")
    story.case = None
    file(story, "administrative", respondent="cy-water")

"""Every document of the list has a case of the demo that makes it; no story is told for that."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from cases.demo.fitting import script_of
from cases.demo.periods import Periods
from cases.demo.plan import Story, plan
from cases.demo.steps import Step
from cases.documents.registry import made_by, templates
from cases.domain.lifecycle import CASE_TABLES, CLUE_TABLE, Decision
from cases.domain.vocabulary import CaseKind
from cases.models import MeasureKind
from pilit.law.calendar import Calendar

TODAY: Final = dt.date(2026, 11, 23)
#: Made otherwise: a proof with every service, a letter with each referral of ``demo.toml``, a
#: statement by two who circulate clues, of campaigns and what is recommended from them, reports and
#: statements from the figures.
NO_STORY: Final = {
    "proof_of_service",
    "referral_letter",
    "referral_receipt",
    "circulation_statement",
    "campaign_report",
    "governance_recommendation",
    "joint_meeting_minutes",
    "special_report",
    "monthly_statistics",
    "funds_statement",
}
#: The measures that make a record, and the kinds of case that have a decision or complaint.
MEASURES: Final = {
    "questioning_record": {MeasureKind.QUESTION},
    "inspection_record": {MeasureKind.INSPECT},
    "evidence_notice": {MeasureKind.CONSULT_FILES, MeasureKind.COLLECT},
    "evidence_list": {MeasureKind.CONSULT_FILES, MeasureKind.COLLECT},
}
KINDS: Final = {
    "filing_decision_administrative": {CaseKind.ADMINISTRATIVE},
    "filing_decision_civil": set(CaseKind) - {CaseKind.ADMINISTRATIVE},
    "administrative_complaint": {CaseKind.ADMINISTRATIVE},
    "incidental_complaint": {CaseKind.INCIDENTAL},
    "civil_complaint": {CaseKind.CIVIL},
}
TABLES: Final = (*CASE_TABLES.values(), CLUE_TABLE)
#: What takes effect with the decision of another.
DECIDED: Final = {
    row.action for table in TABLES for row in table if row.decision is not Decision.OWN
}


def test_every_document_of_the_list_is_made_in_some_story() -> None:
    made = {code for story in plan() for code in documents_of(story)}
    assert set(templates()) - NO_STORY - made == set()
    assert not NO_STORY & made


def documents_of(story: Story) -> Iterator[str]:
    """The documents a story has made by the day, by their codes."""
    steps = script_of(story, TODAY, Periods(Calendar({}))).steps
    for no, step in enumerate(steps):
        if step.action in DECIDED and not _is_decided(steps[no + 1 :]):
            continue
        yield from (each.code for each in made_by(step.action) if _makes(each.code, step, story))


def _is_decided(after: list[Step]) -> bool:
    """Whether the draft that was opened before these steps takes effect in them."""
    steps = (step.action for step in after)
    return (
        next((each for each in steps if each in DECIDED | {"decide_draft"}), "") == "decide_draft"
    )


def _makes(code: str, step: Step, story: Story) -> bool:
    if code in MEASURES:
        record = code in ("questioning_record", "inspection_record")
        return step.data["measure"] in MEASURES[code] and (record or "from_whom" in step.data)
    if code in KINDS:
        return story.kind in KINDS[code]
    return code != "appeal" or ".handler" in step.who

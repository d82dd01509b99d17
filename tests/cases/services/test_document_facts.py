"""Every document of every scenario: what is filled in, and the little that only people know."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from django.utils import timezone, translation

from cases.actions.registry import CASE_ACTIONS, CLUE_ACTIONS
from cases.documents.registry import make, template, templates
from cases.documents.text import plain_text
from cases.models import Case, HousePeriod, LegalDocument
from cases.replay.player import play
from cases.replay.scenario import read_scenario
from cases.services.document_facts import facts_for
from cases.services.document_facts.service import FOUND
from tests.cases.conftest import DATA, SCENARIOS
from tests.cases.documents.reading import squeezed
from tests.cases.replay.history import FILES, TOGETHER, told
from tests.cases.shelf import kept_rows

#: What the scenarios leave unsaid and the system cannot know: by document, section and reason.
ALLOWED: Final[Mapping[str, Mapping[str, str]]] = {
    "filing_approval": {"preliminary_inquiry": "proposed, and nothing noted of it (Rules 27)"},
    "inquiry_report": {"evidence": "no evidence was put on file"},
    "review_report": {
        "evidence": "no evidence was put on file",
        "follow_up": "no follow-up was recorded and nobody answered the notice",
    },
    "closing_decision": {"reasons": "no note, no reply, no finding: the law asks for none of them"},
    "public_notice": {"contact.phone": "the contact was given without a number"},
    "commission_letter": {"materials": "the form leaves open what was handed over"},
}
#: Made by actions that are not there yet.
ELSEWHERE: Final = {
    "referral_letter",
    "referral_receipt",
    "circulation_statement",
    "joint_meeting_minutes",
    *("campaign_report", "governance_recommendation"),
}
#: Scenarios in which no document is made; of all others there is one at least.
NOTHING_ON_PAPER: Final = {"oversight-asked-held-followed-up"}

pytestmark = pytest.mark.usefixtures("directory")


def _tell(path: Path) -> None:
    kept_rows(path.stem, lambda: play(read_scenario(path)))


@TOGETHER
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_only_what_people_alone_know_stays_missing(path: Path) -> None:
    made = told(path).documents
    assert bool(made) == (path.stem not in NOTHING_ON_PAPER)
    for code, missing in made:
        allowed = ALLOWED.get(code, {})
        labels = {each.label for each in template(code).sections if each.name in allowed}
        assert missing <= labels, code


def test_there_are_facts_for_every_document_that_an_action_makes() -> None:
    actions = {*CASE_ACTIONS, *CLUE_ACTIONS}
    made = {each.code for each in templates().values() if set(each.actions) & actions}
    assert made - ELSEWHERE <= set(FOUND)


@pytest.mark.parametrize(
    ("scenario", "code"),
    [("river-suit", "recommendation"), ("civil-environment", "civil_complaint")],
)
def test_the_text_is_the_golden_one(scenario: str, code: str) -> None:
    path = next(each for each in FILES if each.stem == scenario)
    _tell(path)
    row = LegalDocument.objects.get(code=code)
    golden = DATA / "documents" / f"{scenario}-{code}.txt"
    assert plain_text(row.document) == golden.read_text(encoding="utf-8")


def test_a_document_reads_the_same_when_it_is_made_anew_from_the_file_and_in_another_language() -> (
    None
):
    _tell(SCENARIOS / "river-suit.json")
    case = Case.objects.get()
    row = LegalDocument.objects.get(code="recommendation")
    with translation.override("en"):
        facts = facts_for("recommendation", None, case, timezone.now())
    anew = make("recommendation", facts)
    assert not anew.missing
    assert squeezed(plain_text(anew.document)) == squeezed(plain_text(row.document))


def test_periods_come_from_the_rule_book_and_the_house() -> None:
    _tell(SCENARIOS / "river-suit.json")
    case = Case.objects.get()
    HousePeriod.objects.create(
        procuratorate=case.procuratorate, code="recommendation_objection", days=15
    )
    facts = facts_for("recommendation", None, case, timezone.now())
    assert facts["reply_period"] == "两个月"
    assert facts["objection_period"] == "十五日"
    assert facts["date"] == dt.date(2026, 3, 24)

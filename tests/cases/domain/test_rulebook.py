"""The rules as data: against the table of periods, the checked examples, and a new law."""

import csv
from datetime import date
from pathlib import Path

import chinese_calendar
import pytest

from cases.domain.rulebook import (
    DIRECTORY,
    Procedure,
    Responsible,
    Rule,
    Rulebook,
    RulebookError,
    UnknownRule,
    all_rules,
    book,
    rule,
    rule_version,
)
from pilit.law.calendar import Calendar, YearArrangement
from pilit.law.periods import Extension, Kind, Length, Suspension

EXAMPLES = Path(__file__).parents[2] / "data" / "examples-public.csv"
TODAY = date(2026, 8, 3)

# code, length, who must act, basis, extensions: the table of periods, as a lawyer reads it.
TABLE = """
filing_decision_service | 7 days | procuratorate | Rules 70
recommendation_inquiry | 2 months | procuratorate | Rec. 15
recommendation_service | 3 days | procuratorate | Rules 76
recommendation_record | 5 days | procuratorate | Rules 75, Rec. 21
recommendation_reply | 2 months | organ | Interp. 21
recommendation_reply_urgent | 15 days | organ | Interp. 21
review_for_suit_administrative | 1 month | procuratorate | Rules 47 | chief 1 month, higher_procuratorate
public_notice | 30 days | plaintiff | Interp. 13, Rules 91
review_for_suit_civil | 3 months | procuratorate | Rules 47 | chief 1 month, higher_procuratorate
review_for_suit_transferred_administrative | 1 month | procuratorate | Rules 47 | chief 1 month, higher_procuratorate
review_for_suit_transferred_civil | 3 months | procuratorate | Rules 47 | chief 1 month, higher_procuratorate
complaint_record | 5 days | procuratorate | Rules 46
docketing | 7 days | court | CPL 126, ALL 51
complaint_service | 5 days | court | CPL 128, ALL 67, Interp. 17
defence | 15 days | defendant | CPL 128, ALL 67
defence_forwarding | 5 days | court | CPL 128, ALL 67
co_plaintiff_joining | 30 days | plaintiff | Env-I 10
department_informing | 10 days | court | Env-I 12
appearance_notice | 3 days | court | Interp. 8
appearance_reply | 3 days | procuratorate | Interp. 8, Rules 49
first_instance | 6 months | court | CPL 152, ALL 81 | court_president 6 months, higher_court, high_court
judgment_record | 3 days | procuratorate | Rules 58
appeal_judgment | 15 days | parties | CPL 171, ALL 85
appeal_ruling | 10 days | parties | CPL 171, ALL 85
appeal_copy_record | 3 days | procuratorate | Rules 62
second_instance | 3 months | court | CPL 183, ALL 88 | court_president, high_court
second_instance_ruling | 30 days | court | CPL 183
withdrawal_submission | 3 days | procuratorate | Rules 84, Rules 99
support_withdrawal_submission | 3 days | procuratorate | Rules 102
mediation_notice | 30 days | court | Env-I 25
confirmation_notice | 30 days | court | Eco-I 20
judgment_performance | - | defendant | the judgment
enforcement_application | 2 years | beneficiary | CPL 250, ALL-I 153
enforcement_stalled | 6 months | court | CPL 237
entrusted_inquiry | 30 days | entrusted_procuratorate | Rules 43
recusal_decision | 3 days | procuratorate | Rules 23
recusal_reconsideration | 3 days | procuratorate | Rules 23
supervision_report | - | procuratorate | Rules 11
clue_assessment | 30 days | procuratorate | house rule
question_answer | 3 working days | procuratorate | house rule
referral_signing | 3 working days | receiver | house rule
referral_result | 60 days | receiver | house rule
assistance_answer | 7 days | receiver | Opinions 5(3)
cosigned_review | 12 months | procuratorate | Opinions 7
joint_meeting_task | 30 days | receiver | Opinions 7
oversight_schedule | 5 working days | procuratorate | house rule
oversight_materials | - | procuratorate | Opinions 8
oversight_day | - | procuratorate | Opinions 8
oversight_task | - | procuratorate | Opinions 8
invitation_day | - | procuratorate | Opinions 8(2)
first_look_back | 3 months | procuratorate | house rule
second_look_back | 12 months | procuratorate | house rule
discipline_circulation | 3 months | procuratorate | house rule
recommendation_objection | 10 days | organ | house rule
campaign_end | 6 months | procuratorate | house rule
governance_reply | 60 days | receiver | house rule
"""  # noqa: E501
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


NAMED = ("assistance_answer", "cosigned_review", "joint_meeting_task")
"""Periods until a day that is named, for which the house proposes one."""


def arranged(first: int = 2018, last: int = 2026) -> Calendar:
    """The years the State Council has arranged, as the library knows them."""
    holidays, workdays = chinese_calendar.holidays, chinese_calendar.workdays
    return Calendar(
        {
            year: YearArrangement(
                year,
                frozenset(day for day in holidays if day.year == year),
                frozenset(day for day in workdays if day.year == year),
                "chinesecalendar",
            )
            for year in range(first, last + 1)
        }
    )


CALENDAR = arranged()


def end_of(code: str, start: str, *facts: Suspension | Extension) -> date | None:
    begin = date.fromisoformat(start)
    return (
        rule(code, begin)
        .compute(
            begin,
            CALENDAR,
            suspensions=[fact for fact in facts if isinstance(fact, Suspension)],
            extensions=[fact for fact in facts if isinstance(fact, Extension)],
        )
        .end
    )


with EXAMPLES.open(encoding="utf-8") as file:
    EXAMPLE_ROWS = list(csv.DictReader(file))


@pytest.mark.parametrize("row", EXAMPLE_ROWS, ids=lambda row: f"{row['rule']}-{row['start']}")
def test_checked_examples(row: dict[str, str]) -> None:
    assert end_of(row["rule"], row["start"]) == date.fromisoformat(row["end"]), row["why"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_rule_is_the_row_of_the_table(row: list[str]) -> None:
    code, length, responsible, basis, extensions = (*row, "")[:5]
    found = rule(code, TODAY)
    assert str(found.length or "-") == length
    assert found.responsible is Responsible(responsible)
    assert ", ".join(found.basis) == basis
    steps = (f"{step.by} {step.length or ''}".strip() for step in found.extensions)
    assert ", ".join(steps) == extensions
    # That it is done by the day named is law; how many days are proposed, the house says.
    assert found.house is (basis == "house rule" or code in NAMED)


def test_the_table_is_complete() -> None:
    assert {found.code for found in all_rules()} == {row[0] for row in ROWS}


def test_kinds() -> None:
    special = {r.code: r.kind for r in all_rules() if r.kind is not Kind.FROM}
    assert special == {
        "appearance_notice": Kind.COUNTS_BACK,
        "mediation_notice": Kind.AT_LEAST,
        "confirmation_notice": Kind.AT_LEAST,
        "judgment_performance": Kind.AS_STATED,
        "supervision_report": Kind.AS_STATED,
        **dict.fromkeys(NAMED, Kind.AS_STATED),
        "campaign_end": Kind.AS_STATED,
        "governance_reply": Kind.AS_STATED,
        "oversight_materials": Kind.AS_STATED,
        "oversight_day": Kind.AS_STATED,
        "oversight_task": Kind.AS_STATED,
        "invitation_day": Kind.AS_STATED,
    }


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("filing_decision_service", "2026-01-19", "2026-01-26"),
        ("review_for_suit_administrative", "2026-04-07", "2026-05-07"),
        ("review_for_suit_administrative", "2026-05-26", "2026-06-26"),
        ("complaint_record", "2026-06-15", "2026-06-22"),  # 20 June is a Saturday
        ("first_instance", "2026-06-22", "2026-12-22"),
        ("defence", "2026-06-24", "2026-07-09"),
        ("appearance_notice", "2026-08-20", "2026-08-17"),
        ("judgment_record", "2026-09-16", "2026-09-20"),  # a working Sunday
        ("appeal_judgment", "2026-09-16", "2026-10-08"),
        ("referral_signing", "2026-09-30", "2026-10-10"),
        ("enforcement_application", "2024-02-29", "2026-02-28"),
    ],
)
def test_more_ends(code: str, start: str, end: str) -> None:
    assert end_of(code, start) == date.fromisoformat(end)


def test_an_extended_review() -> None:
    extension = Extension(date(2026, 4, 28), Length(months=1), "chief", ("Rules 47",))
    end = end_of("review_for_suit_administrative", "2026-04-07", extension)
    assert end == date(2026, 6, 8)  # 7 June is a Sunday


def test_versions() -> None:
    assert rule("recommendation_reply", TODAY).version == "recommendation_reply@2018-03-02"
    assert all(rule_version(found.version) is found for found in all_rules())
    with pytest.raises(UnknownRule, match="recommendation_reply@2030"):
        rule_version("recommendation_reply@2030-01-01")
    with pytest.raises(UnknownRule, match="no rule nonsense"):
        rule("nonsense", TODAY)
    with pytest.raises(LookupError, match="2021-06-30"):
        rule("filing_decision_service", date(2021, 6, 30))


def test_old_cases_find_the_law_of_their_day() -> None:
    assert rule("public_notice", date(2021, 6, 30)).basis == ("Interp. 13",)
    assert rule("public_notice", date(2021, 7, 1)).basis == ("Interp. 13", "Rules 91")
    old = date(2023, 12, 31)
    assert rule("docketing", old, Procedure.ADMINISTRATIVE).basis == ("ALL 51",)
    with pytest.raises(UnknownRule):
        rule("docketing", old, Procedure.CIVIL)
    assert rule("docketing", date(2024, 1, 1), Procedure.CIVIL).length == Length(days=7)
    with pytest.raises(UnknownRule):
        rule("second_instance_ruling", TODAY, Procedure.ADMINISTRATIVE)


def test_each_procedure_has_its_own_citations_and_extensions() -> None:
    trial = rule("first_instance", TODAY)
    civil, administrative = Procedure.of("incidental"), Procedure.of("administrative")
    assert (civil, administrative) == (Procedure.CIVIL, Procedure.ADMINISTRATIVE)
    assert trial.basis_in(civil) == ("CPL 152",)
    assert trial.basis_in(administrative) == ("ALL 81",)
    assert trial.basis_in(None) == ("CPL 152", "ALL 81")
    assert [step.by for step in trial.extensions_in(civil)] == ["court_president", "higher_court"]
    assert [step.by for step in trial.extensions_in(administrative)] == ["high_court"]
    assert len(trial.extensions_in(None)) == 3
    begun = trial.compute(TODAY, CALENDAR, procedure=administrative)
    assert begun.steps[1].basis == ("ALL 81",)
    assert rule("recusal_decision", TODAY).basis_in(civil) == ("Rules 23",)


def test_a_house_period_may_have_another_length_and_a_statutory_one_may_not() -> None:
    own = Length(days=10)
    assert rule("clue_assessment", TODAY).compute(TODAY, CALENDAR, length=own).end == date(
        2026, 8, 13
    )
    with pytest.raises(ValueError, match="the law fixes"):
        rule("recommendation_reply", TODAY).compute(TODAY, CALENDAR, length=own)


def test_a_judgment_names_its_own_date() -> None:
    performance = rule("judgment_performance", TODAY)
    result = performance.compute(TODAY, CALENDAR, fixed_end=date(2026, 10, 4))
    assert result.end == date(2026, 10, 4)


def test_every_text_is_offered_to_the_translators() -> None:
    texts = book().msgids()
    found = rule("recommendation_reply", TODAY)
    assert {found.label, found.start, found.who} <= texts
    assert len({r.label for r in all_rules()}) == len(ROWS)


NEW_LAW = """
valid_from = 2027-03-01
[[rule]]
code = "recommendation_reply"
label = "Reply to the recommendation"
start = "recommendation served"
who = "The organ replies."
responsible = "organ"
length = { months = 3 }
basis = ["Interp. 21"]
"""


def with_files(directory: Path, **files: str) -> Rulebook:
    for path in DIRECTORY.glob("*.toml"):
        (directory / path.name).write_bytes(path.read_bytes())
    for name, text in files.items():
        (directory / f"{name}.toml").write_text(text, encoding="utf-8")
    return Rulebook.load(directory)


def test_a_new_law_is_a_new_file_and_leaves_earlier_clocks_alone(tmp_path: Path) -> None:
    changed = with_files(tmp_path, new_law_2027=NEW_LAW)
    before, after = date(2027, 2, 28), date(2027, 3, 1)

    def reply(on: date) -> Rule:
        return changed.rule("recommendation_reply", on)

    assert reply(before) == rule("recommendation_reply", before)
    assert reply(after).length == Length(months=3)
    assert reply(after).version == "recommendation_reply@2027-03-01"
    kept = changed.rule_version("recommendation_reply@2018-03-02")
    assert kept.compute(before, CALENDAR) == reply(before).compute(before, CALENDAR)
    assert set(all_rules()) < set(changed.rules)


def test_a_law_may_end_a_rule(tmp_path: Path) -> None:
    ended = NEW_LAW.replace("length =", "valid_until = 2027-12-31\nlength =")
    changed = with_files(tmp_path, pilot=ended)
    assert changed.rule("recommendation_reply", date(2027, 12, 31)).length == Length(months=3)
    assert changed.rule("recommendation_reply", date(2028, 1, 1)).length == Length(months=2)


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ('basis = ["Rulse 21"]', "basis"),
        ("basis = []", "basis"),
        ('basis = ["Interp. 21"]\nbasis_civil = ["CPL 1"]', "both procedures"),
        ('basis = ["Interp. 21"]\nlenght = 3', "lenght"),
        ('basis = ["Interp. 21"]\nkind = "as_stated"', "length"),
        ('basis = ["Interp. 21"]\nkind = "sideways"', "sideways"),
        ('basis = ["Interp. 21"]\nextensions = [{ by = "nobody" }]', "nobody"),
        ('basis = ["Interp. 21"]\nvalid_until = 2027-02-28', "valid_until"),
    ],
)
def test_a_faulty_file_is_refused_by_name(tmp_path: Path, wrong: str, fault: str) -> None:
    text = NEW_LAW.replace('basis = ["Interp. 21"]', wrong)
    with pytest.raises(RulebookError, match=rf"(?s)new\.toml: recommendation_reply: .*{fault}"):
        with_files(tmp_path, new=text)


def test_a_version_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="twice: recommendation_reply@2027-03-01"):
        with_files(tmp_path, one=NEW_LAW, two=NEW_LAW)

"""Who may extend, once per step, in the order of the steps, and not after the end."""

from datetime import date

import pytest

from pilit.law.errors import (
    AlreadyExtended,
    DomainError,
    Invalid,
    NotPermitted,
    PeriodEnded,
    WrongState,
)
from pilit.law.periods import Extension, ExtensionStep, Length, check_extension

MONTH = Length(months=1)
STEPS = (ExtensionStep("chief", MONTH), ExtensionStep("higher_procuratorate"))
END = date(2026, 6, 26)
BY_CHIEF = Extension(date(2026, 6, 1), MONTH, "chief")
BY_SUPERIOR = Extension(date(2026, 6, 20), MONTH, "higher_procuratorate")


def check(
    by: str,
    *granted: Extension,
    on: date = END,
    end: date | None = END,
    length: Length | None = None,
) -> Length:
    return check_extension(STEPS, granted, by=by, granted_on=on, end=end, length=length)


def test_the_first_step_has_the_length_the_law_fixes() -> None:
    assert check("chief") == MONTH
    assert check("chief", length=MONTH) == MONTH
    with pytest.raises(Invalid) as wrong:
        check("chief", length=Length(months=2))
    assert list(wrong.value.errors) == ["length"]


def test_an_open_step_needs_a_length() -> None:
    assert check("higher_procuratorate", BY_CHIEF, length=Length(days=20)) == Length(days=20)
    with pytest.raises(Invalid) as missing:
        check("higher_procuratorate", BY_CHIEF)
    assert list(missing.value.errors) == ["length"]


@pytest.mark.parametrize(
    ("by", "granted", "refusal"),
    [
        ("chief", (BY_CHIEF,), AlreadyExtended),
        ("higher_procuratorate", (BY_CHIEF, BY_SUPERIOR), AlreadyExtended),
        ("higher_procuratorate", (), WrongState),
        ("court_president", (), NotPermitted),
    ],
)
def test_refusals(by: str, granted: tuple[Extension, ...], refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        check(by, *granted, length=MONTH)


def test_not_after_the_end_but_on_the_last_day_and_while_suspended() -> None:
    assert check("chief", on=END) == MONTH
    with pytest.raises(PeriodEnded, match="2026-06-26"):
        check("chief", on=date(2026, 6, 27))
    assert check("chief", on=date(2026, 6, 27), end=None) == MONTH


def test_refusals_name_the_grantor_in_words() -> None:
    with pytest.raises(WrongState, match="by the chief procurator"):
        check("higher_procuratorate", length=MONTH)

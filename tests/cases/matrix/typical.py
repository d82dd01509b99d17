"""The typical cases of the matrix: one being written, one that is public."""

from typing import Any

from agencies.models import User
from cases.models import Case
from referrals.domain.typical import TypicalState
from referrals.models import TypicalCase
from tests.cases.conftest import Story


def typical_cases(story: Story, public: Case) -> dict[str, str]:
    """What the handler writes of the case, as if it were closed; and a typical case of another that
    is public. Written down as they stand: neither case is at its end.
    """
    assert story.case is not None
    on = story.clock.date()
    person = {
        each: User.objects.get(username=f"cy.{each}") for each in ("handler", "head", "chief")
    }
    decided: dict[str, Any] = {
        "reviewed_by": person["head"],
        "reviewed_on": on,
        "decided_by": person["chief"],
        "published_on": on,
    }
    found: dict[str, str] = {}
    for no, (name, case, state, more) in enumerate(
        (
            ("typical", story.case, TypicalState.DRAFTED, {}),
            ("public_typical", public, TypicalState.PUBLISHED, decided),
        ),
        1,
    ):
        row = TypicalCase.objects.create(
            sort="typical_case",
            number=f"京朝检公典〔2026〕{no}号",
            procuratorate=story.case.procuratorate,
            case=case,
            state=state,
            author=person["handler"],
            chosen_on=on,
            heading="地下水保护",
            harm="车牌京A·12345",
            **more,
        )
        found[name] = row.number
    return found

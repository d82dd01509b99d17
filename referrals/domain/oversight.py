"""PURE: oversight of procuratorial public-interest litigation (Opinions 8(1), 8(2)): its forms, who
uses them, and what becomes of one.

What the Opinions give a body, the procuratorate under oversight does not decline: it fixes the day.
What the procuratorate offers of its own accord, the body may decline.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cases.domain.lifecycle.table import NEW, Table, Who, row
from pilit.law.texts import N_


class Overseer(StrEnum):
    """The bodies that oversee, by their kind in the directory. The political-legal commission
    (党委政法委) also brings what the party committee whose organ it is wants to hear or inspect.
    """

    COMMITTEE = "committee"
    CONGRESS = "congress"
    CONFERENCE = "conference"


class OversightForm(StrEnum):
    WORK_REPORT = "work_report"  # 听取工作汇报
    SPECIAL_INSPECTION = "special_inspection"  # 专项检查督导
    LAW_INSPECTION = "law_inspection"  # 执法检查
    SPECIAL_REPORT = "special_report"  # 听取和审议专项工作报告
    SPECIAL_INQUIRY = "special_inquiry"  # 专题询问
    VISIT = "visit"  # 视察、调研
    DEMOCRATIC = "democratic"  # 民主监督


@dataclass(frozen=True, slots=True)
class FormRow:
    """One form: who uses it on which basis, and whether the procuratorate may offer it. What is
    done to it (an inspection, an inquiry) it does not offer.
    """

    form: OversightForm
    label: str
    overseer: Overseer
    basis: str
    offered: bool


_PARTY, _PEOPLE = "Opinions 8(1)", "Opinions 8(2)"
_F, _O = OversightForm, Overseer

FORMS: Final = (
    FormRow(_F.WORK_REPORT, N_("Work report heard"), _O.COMMITTEE, _PARTY, offered=True),
    FormRow(_F.SPECIAL_INSPECTION, N_("Special inspection"), _O.COMMITTEE, _PARTY, offered=False),
    FormRow(
        _F.LAW_INSPECTION, N_("Law-enforcement inspection"), _O.CONGRESS, _PEOPLE, offered=False
    ),
    FormRow(
        _F.SPECIAL_REPORT,
        N_("Special report heard and deliberated"),
        _O.CONGRESS,
        _PEOPLE,
        offered=True,
    ),
    FormRow(_F.SPECIAL_INQUIRY, N_("Special inquiry"), _O.CONGRESS, _PEOPLE, offered=False),
    FormRow(_F.VISIT, N_("Inspection visit and research"), _O.CONGRESS, _PEOPLE, offered=True),
    FormRow(_F.DEMOCRATIC, N_("Democratic supervision"), _O.CONFERENCE, _PEOPLE, offered=True),
)
"""Every form of the Opinions, each once."""
BY_FORM: Final = {each.form: each for each in FORMS}


def forms_of(overseer: str) -> tuple[FormRow, ...]:
    """The forms a body of a kind uses; none for what does not oversee."""
    return tuple(each for each in FORMS if each.overseer == overseer)


class Origin(StrEnum):
    """How it began."""

    ASKED = "asked"
    ON_PAPER = "on_paper"  # asked outside the system; the procuratorate enters it for the body
    OFFERED = "offered"


class OversightState(StrEnum):
    ASKED = "asked"
    OFFERED = "offered"
    SCHEDULED = "scheduled"
    ANSWERED = "answered"
    HELD = "held"
    FOLLOWED_UP = "followed_up"
    CLOSED = "closed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


OVERSIGHT_STATES: Final = {
    OversightState.ASKED: N_("Asked for, no day fixed"),
    OversightState.OFFERED: N_("Offered, not answered"),
    OversightState.SCHEDULED: N_("Day fixed"),
    OversightState.ANSWERED: N_("Materials handed in"),
    OversightState.HELD: N_("Held, opinions given"),
    OversightState.FOLLOWED_UP: N_("All opinions followed up"),
    OversightState.CLOSED: N_("Done"),
    OversightState.DECLINED: N_("Offer declined"),
    OversightState.WITHDRAWN: N_("Withdrawn"),
}
OVER: Final = frozenset(
    {OversightState.CLOSED, OversightState.DECLINED, OversightState.WITHDRAWN},
)
"""States in which nothing more is expected."""

FIXING: Final = "oversight_schedule"
MATERIALS: Final = "oversight_materials"
DAY: Final = "oversight_day"
TASK: Final = "oversight_task"
"""The periods: until a day is fixed, until the materials are in, the day, until a task is done."""

_S = OversightState
_BOTH = "Opinions 8(1), 8(2)"
_LED = (Who.HEAD, Who.CHIEF)
_COMING = frozenset({_S.SCHEDULED, _S.ANSWERED})
_AFTER = frozenset({_S.HELD, _S.FOLLOWED_UP})

OVERSIGHT_TABLE: Table = (
    row({NEW}, "ask_oversight", _S.ASKED, Who.OVERSEER, _BOTH),
    row({NEW}, "record_oversight", _S.ASKED, _LED, _BOTH),
    row({NEW}, "offer_oversight", _S.OFFERED, _LED, _BOTH),
    row({_S.OFFERED}, "accept_oversight", _S.SCHEDULED, Who.OVERSEER, _BOTH),
    row({_S.OFFERED}, "decline_oversight", _S.DECLINED, Who.OVERSEER, "house rule"),
    row({_S.ASKED}, "schedule_oversight", _S.SCHEDULED, _LED, "house rule"),
    row(_COMING, "schedule_oversight", None, _LED, "house rule"),
    row(_COMING, "hand_in_materials", _S.ANSWERED, (*_LED, Who.REGISTRAR), _BOTH),
    row(_COMING, "record_oversight_held", _S.HELD, (Who.OVERSEER, *_LED), _BOTH),
    row(_AFTER, "set_oversight_task", _S.HELD, (Who.OVERSEER, *_LED), _BOTH),
    row(
        {_S.HELD},
        "report_oversight_task",
        _S.HELD,
        (*_LED, Who.TASKED),
        _BOTH,
        otherwise=_S.FOLLOWED_UP,
    ),
    row(_AFTER, "close_oversight", _S.CLOSED, Who.OVERSEER, _BOTH),
    row({_S.ASKED} | _COMING, "withdraw_oversight", _S.WITHDRAWN, Who.OVERSEER, "house rule"),
    row({_S.OFFERED}, "withdraw_oversight", _S.WITHDRAWN, _LED, "house rule"),
)

"""The oversight and the invitation of the matrix: a deputy's, with materials, and to a hearing."""

import datetime as dt
from uuid import UUID

from agencies.models import Organisation
from cases.actions import perform
from cases.models import FigureReport
from cases.services.figure_reports import begin, composed, freeze
from cases.statistics.periods import Period, moved
from referrals.models import Invitation, Oversight
from tests.cases.conftest import Story, actor_of

DEPUTY = "npc.deputy"


def overseen(story: Story, file: UUID) -> dict[str, str]:
    """What the deputy asked of Chaoyang, and its head handed in: a file and a frozen report; and an
    invitation in the case ``here``. ``file`` is one the head has uploaded.
    """
    at, head, deputy = (
        story.clock,
        actor_of("cy.head", story.clock),
        actor_of(DEPUTY, story.clock),
    )
    report = _frozen(at)
    wanted = {"to": "cy", "form": "visit", "subject": "整改现场视察", "request": "实地察看。"}
    row = perform("ask_oversight", None, deputy, wanted, at).made
    assert isinstance(row, Oversight)
    day = {"planned_on": (at.date() + dt.timedelta(days=9)).isoformat()}
    perform("schedule_oversight", row, head, day, at)
    given = {"answer": "现提交。", "files": [file], "reports": [report.pk]}
    perform("hand_in_materials", row, head, given, at)
    return {
        "oversight": row.number,
        "oversight_file": str(file),
        "oversight_report": str(report.pk),
        "invitation": _invited(story).number,
    }


def _frozen(at: dt.datetime) -> FigureReport:
    """The monthly statistics of Chaoyang of the month before, frozen by its head."""
    head, month = actor_of("cy.head", at), moved(at.date().replace(day=1), -1)
    place = Organisation.objects.get(code="cy")
    report = begin(FigureReport.Kind.MONTHLY, place, Period(month, month), head, at)
    return freeze(report, composed(report, at.date()).document.digest(), head, at)


def _invited(story: Story) -> Invitation:
    """The deputy is invited to a hearing in the case."""
    assert story.case is not None
    at = story.clock
    data = {
        "case": story.case.number,
        "occasion": "hearing",
        "invitee": DEPUTY,
        "subject": "整改方案公开听证",
        "place": "听证室",
        "starts_at": (at + dt.timedelta(days=4)).isoformat(),
    }
    made = perform("invite_overseer", None, actor_of("cy.handler", at), data, at).made
    assert isinstance(made, Invitation)
    return made

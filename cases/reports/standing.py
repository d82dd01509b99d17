"""Where a report stands, for whoever holds its code: one of a few sentences and never more.

Numbers, people, the organ concerned, days and opinions are not in it.
"""

from dataclasses import dataclass
from typing import Final

from cases.domain.vocabulary import ClueState
from cases.models import Clue, DeclineReason, Event, EventStage, Report, ReportState
from cases.reports.ticket import code_hash
from pilit.law.texts import N_, Text

FURTHEST: Final = 8
"""A clue is followed over so many mergers and transfers."""

RECEIVED: Final = N_("Your report has been received. It waits to be looked at.")
EXAMINED: Final = N_("Your report is being examined.")
PASSED_ON: Final = N_("Your report was passed on to %(name)s, which examines it.")
FILED: Final = N_("A case has been filed.")
NOT_FILED: Final = N_("No case was filed.")
AFTER_EXAMINATION: Final = N_("The examination found no grounds for a case.")
NO_REPORT: Final = N_("It was not recognised as a report of harm to the public interest.")


@dataclass(frozen=True, slots=True)
class Standing:
    """The stage by a word for the page, and what it says."""

    stage: str
    text: Text
    reason: str = ""
    """The category of the reason why no case was filed: a message id or translated already."""


def standing_by(code: str) -> Standing | None:
    """Where the report of a code stands; ``None`` where no report has it."""
    rows = Report.objects.filter(code_hash=code_hash(code))
    report = rows.select_related("clue__procuratorate", "procuratorate").first()
    return None if report is None else standing_of(report)


def standing_of(report: Report) -> Standing:
    """Where a report stands."""
    match ReportState(report.state):
        case ReportState.RECEIVED:
            return Standing("received", Text(RECEIVED))
        case ReportState.SPAM:
            return Standing("not_filed", Text(NOT_FILED), NO_REPORT)
        case ReportState.DECLINED:
            label = DeclineReason(report.decline_reason).label
            return Standing("not_filed", Text(NOT_FILED), str(label))
    if report.clue is None:
        raise LookupError(f"report {report.pk} was accepted and has no clue")
    return _of_clue(report, _followed(report.clue))


def _of_clue(report: Report, clue: Clue) -> Standing:
    match ClueState(clue.state):
        case ClueState.FILED:
            return Standing("filed", Text(FILED))
        case ClueState.DECLINED:
            return Standing("not_filed", Text(NOT_FILED), AFTER_EXAMINATION)
    if clue.procuratorate_id != report.procuratorate_id:
        return Standing("passed_on", Text(PASSED_ON, {"name": clue.procuratorate.name}))
    return Standing("examined", Text(EXAMINED))


def _followed(clue: Clue) -> Clue:
    """The clue under which the report is worked on now."""
    for _step in range(FURTHEST):
        further = _next(clue)
        if further is None:
            break
        clue = further
    return clue


def _next(clue: Clue) -> Clue | None:
    rows = Clue.objects.select_related("procuratorate")
    if clue.merged_into_id is not None:
        return rows.filter(pk=clue.merged_into_id).first()
    if clue.state != ClueState.TRANSFERRED:
        return None
    moved = Event.objects.filter(clue=clue, action="transfer_clue", stage=EventStage.DONE)
    effects = moved.order_by("-id").values_list("effects", flat=True).first() or {}
    return rows.filter(number=effects.get("received_as", "")).first()

"""The file up to the report of the inquiry: filing, inquiry, evidence."""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _

from cases.models import Conclusion, LegalDocument, MeasureKind, ServiceRecord
from cases.services.case_index.common import Served, reports, served
from cases.services.case_index.entries import Entry, Folder, people

_RECORDS: Final = {
    MeasureKind.QUESTION: "questioning_record",
    MeasureKind.INSPECT: "inspection_record",
}


def filing(folder: Folder, services: list[ServiceRecord]) -> Iterable[Entry]:
    """Clue, filing decision and its service."""
    case, clue = folder.case, folder.case.clue
    yield from folder.record(
        _("Case clue"),
        clue.reported_on,
        (_("Title"), clue.title),
        (_("Source"), clue.get_source_display()),
        (_("Place"), clue.address),
        (_("Narrative"), clue.narrative),
        (_("Penalty decision"), clue.penalty_decision),
        (_("Registered by"), clue.registered_by.name),
        number=clue.number,
        files=clue.files.all(),
    )
    if clue.assessed_on:
        yield from folder.record(
            _("Assessment of the clue"),
            clue.assessed_on,
            (_("Truth"), clue.truth),
            (_("Viability"), clue.viability),
            (_("Harm"), clue.harm),
            (_("Verdict"), clue.get_verdict_display()),
            (_("Note"), clue.assessment_note),
            number=clue.number,
        )
    yield from map(folder.decided, folder.papers.take("filing_approval"))
    yield from folder.record(
        _("Filing decision"),
        case.filed_on,
        (_("Kind"), case.get_kind_display()),
        (_("Domain"), case.get_domain_display()),
        (_("Cause"), case.cause),
        (_("Respondent organ"), case.respondent.name if case.respondent else ""),
        (_("Offender"), people(case.offenders.order_by("id"))),
        (_("Criminal case number"), case.criminal_number),
        number=case.number,
    )
    yield from served(folder, services, Served.FILING_DECISION)


def inquiry(folder: Folder, conclusions: list[Conclusion]) -> Iterable[Entry]:
    """Plan, measures, evidence, appraisals, consultation, hearing, report."""
    case = folder.case
    for plan, legal in folder.papers.pair(case.plans.order_by("id"), "inquiry_plan"):
        yield from folder.record(
            _("Plan of the inquiry"),
            plan.made_on,
            (_("Approach and steps"), plan.approach),
            (_("Evidence sought"), plan.evidence_sought),
            legal=legal,
        )
    yield from _measures(folder)
    for evidence in case.evidence.select_related("filed_by").prefetch_related("files"):
        yield from folder.record(
            _("Evidence: %(title)s") % {"title": evidence.title},
            evidence.obtained_on,
            (_("Kind"), evidence.get_kind_display()),
            (_("Source"), evidence.source),
            (_("Handed in by"), evidence.filed_by.name),
            (_("Criminal case number"), evidence.criminal_number),
            files=evidence.files.all(),
        )
    yield from _opinions(folder)
    report = list(reports(folder, conclusions, Conclusion.Stage.INQUIRY))
    yield from folder.rest()
    yield from report


def _measures(folder: Folder) -> Iterable[Entry]:
    """The measures: each its record, else a sheet; then what was asked for and taken."""
    rows = list(folder.case.measures.prefetch_related("officers"))
    records: dict[int, LegalDocument | None] = {}
    for kind, code in _RECORDS.items():
        of_kind = sorted((row for row in rows if row.kind == kind), key=lambda row: row.pk)
        records |= {row.pk: legal for row, legal in folder.papers.pair(of_kind, code)}
    for measure in rows:
        yield from folder.record(
            _("Measure: %(kind)s") % {"kind": measure.get_kind_display()},
            measure.on,
            (_("Officers"), people(measure.officers.all())),
            (_("Record"), measure.record),
            legal=records.get(measure.pk),
        )
    handed_over = folder.papers.take("evidence_notice", "evidence_list")
    # With one measure the notice goes before the list.
    handed_over.sort(key=lambda row: (row.event_id, row.code == "evidence_list"))
    yield from map(folder.decided, handed_over)


def _opinions(folder: Folder) -> Iterable[Entry]:
    """What others said in the inquiry."""
    case = folder.case
    for row in case.appraisals.order_by("commissioned_on", "id"):
        yield from folder.record(
            _("Appraisal: %(institution)s") % {"institution": row.institution},
            row.commissioned_on,
            (_("Matter"), row.matter),
            (_("Received on"), row.received_on),
            (_("Conclusion"), row.conclusion),
        )
    yield from map(folder.decided, folder.papers.take("commission_letter"))
    for letter in case.entrustments.select_related("to"):
        yield from folder.record(
            _("Letter of entrustment"),
            letter.entrusted_on,
            (_("To"), letter.to.name),
            (_("Persons, matters and requirements"), letter.matter),
            (_("Answered on"), letter.answered_on),
            (_("Findings"), letter.findings),
        )
    for held in case.consultations.order_by("held_on", "id"):
        yield from folder.record(_("Consultation"), held.held_on, (_("Minutes"), held.minutes))
    for hearing in case.public_hearings.order_by("on", "id"):
        yield from folder.record(
            _("Public hearing"),
            hearing.on,
            (_("Panel"), people(hearing.panel)),
            (_("Parties"), people(hearing.parties)),
            (_("Opinion"), hearing.opinion),
        )

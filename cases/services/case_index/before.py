"""The file up to the suit: filing, inquiry, what was asked of whom, replies, review."""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _

from cases.documents.registry import make, template
from cases.models import Conclusion, Reply, ServiceRecord
from cases.models.support import Means
from cases.services.case_index.entries import Entry, Folder, lines, people
from cases.services.organ_reply import reply_document
from cases.services.serving import TEMPLATES, facts_of
from pilit.web.texts import translated

Served = ServiceRecord.Document
_OF_MEASURES: Final = (
    "evidence_notice",
    "evidence_list",
    "questioning_record",
    "inspection_record",
)


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
        (_("Offender"), people(case.offenders.all())),
        (_("Criminal case number"), case.criminal_number),
        number=case.number,
    )
    yield from served(folder, services, Served.FILING_DECISION)


def served(folder: Folder, services: list[ServiceRecord], *documents: Served) -> Iterable[Entry]:
    """The proofs of service of some documents."""
    for row in services:
        if row.document in documents:
            code = TEMPLATES.get(Served(row.document))
            name = template(code).name if code else row.get_document_display()
            proof = make("proof_of_service", facts_of(row)).document
            yield folder.written(f"{proof.name}：{name}", row.served_on, proof)
            yield from folder.files(row.files.all(), attached=True)


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
    for measure in case.measures.prefetch_related("officers"):
        yield from folder.record(
            _("Measure: %(kind)s") % {"kind": measure.get_kind_display()},
            measure.on,
            (_("Officers"), people(measure.officers.all())),
            (_("Record"), measure.record),
        )
    yield from map(folder.decided, folder.papers.take(*_OF_MEASURES))
    for evidence in case.evidence.select_related("filed_by").prefetch_related("files"):
        yield from folder.record(
            _("Evidence: %(title)s") % {"title": evidence.title},
            evidence.obtained_on,
            (_("Kind"), evidence.get_kind_display()),
            (_("Source"), evidence.source),
            (_("Filed by"), evidence.filed_by.name),
            (_("Criminal case number"), evidence.criminal_number),
            files=evidence.files.all(),
        )
    yield from _opinions(folder)
    report = list(_conclusions(folder, conclusions, Conclusion.Stage.INQUIRY))
    yield from folder.rest()
    yield from report


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


def _conclusions(
    folder: Folder, conclusions: list[Conclusion], stage: Conclusion.Stage
) -> Iterable[Entry]:
    of_inquiry = stage == Conclusion.Stage.INQUIRY
    title = (
        _("Report at the end of the inquiry")
        if of_inquiry
        else _("Report at the end of the review")
    )
    rows = [row for row in conclusions if row.stage == stage]
    code = "inquiry_report" if of_inquiry else "review_report"
    for row, legal in folder.papers.pair(rows, code):
        yield from folder.record(
            title,
            row.on,
            (_("Findings"), row.findings),
            (_("Author"), row.author.name),
            legal=legal,
        )


def before_suit(folder: Folder, services: list[ServiceRecord]) -> Iterable[Entry]:
    """Recommendation with its service; or notice, negotiation, support of another's suit."""
    case = folder.case
    for row in case.recommendations.select_related("organ").prefetch_related("items"):
        yield from folder.record(
            template("recommendation").name,
            row.decided_on,
            (_("Addressee"), row.organ.name),
            (_("Source of the case"), row.source_of_case),
            (_("Facts of the harm"), row.facts),
            (_("Facts and reasons of the failure"), row.failure),
            (_("Legal basis"), row.legal_basis),
            (
                _("What is recommended"),
                lines(f"{item.no}. {item.text}" for item in row.items.all()),
            ),
            (_("Other matters"), row.other_matters),
            (_("Withdrawn on"), row.withdrawn_on),
            number=row.number,
        )
    yield from served(folder, services, Served.RECOMMENDATION)
    for notice in case.notices.order_by("id"):
        yield from folder.record(
            _("Public notice"),
            notice.published_on,
            (_("Medium"), notice.medium),
            (_("Facts of the harm"), notice.facts),
            (_("Contact"), notice.contact),
            number=notice.number,
        )
    for relative in case.relatives.all():
        yield from folder.record(
            _("Question to a relative: %(name)s") % {"name": relative.name},
            relative.asked_on,
            (_("Answer"), relative.get_answer_display() if relative.answer else ""),
            (_("Answered on"), relative.answered_on),
        )
    for response in case.responses.all():
        yield from folder.record(
            _("Response of an eligible plaintiff"),
            response.on,
            (_("Who"), response.who),
            (_("Response"), response.get_what_display()),
        )
    yield from _negotiated(folder)
    yield from _supported(folder)
    yield from served(folder, services, Served.SUPPORT_WITHDRAWAL)
    yield from folder.rest()


def _negotiated(folder: Folder) -> Iterable[Entry]:
    rows = folder.case.negotiations.select_related("right_holder")
    for row in rows.prefetch_related("agreements__court"):
        yield from folder.record(
            _("Negotiation"),
            row.started_on,
            (_("Right-holder"), row.right_holder.name),
            (_("Obligor"), row.obligor),
            (_("Failed on"), row.failed_on),
            (_("Why it failed"), row.failure_reason),
        )
        for agreement in row.agreements.all():
            yield from folder.record(
                _("Agreement on compensation"),
                agreement.on,
                (_("Amount (yuan)"), agreement.amount),
                (_("Restoration"), agreement.restoration),
                (_("To be performed by"), agreement.perform_by),
                (_("Court asked to confirm"), agreement.court.name if agreement.court else ""),
                (_("Published on"), agreement.published_on),
                (_("Confirmed on"), agreement.confirmed_on),
                number=agreement.court_number,
            )


def _supported(folder: Folder) -> Iterable[Entry]:
    rows = folder.case.supported_suits.select_related("court").prefetch_related("checks")
    for row in rows:
        yield from folder.record(
            _("Opinion in support of a suit"),
            row.submitted_on,
            (_("Plaintiff"), row.plaintiff),
            (_("Court"), row.court.name),
            (_("Means"), people(translated(Means(each).label) for each in row.means)),
            (
                _("Eligibility"),
                lines(
                    f"{check.get_criterion_display()}: {_('yes') if check.met else _('no')}"
                    for check in row.checks.all()
                ),
            ),
            (_("Docket number"), row.court_number),
            (_("Outcome"), row.get_outcome_display() if row.outcome else ""),
            number=row.number,
        )
        if row.withdrawn_on:
            yield from folder.record(
                _("Withdrawal of support"),
                row.withdrawn_on,
                (_("Ground"), row.get_withdrawal_ground_display()),
                (_("Note"), row.withdrawal_note),
                number=row.withdrawal_number,
            )


def replies(folder: Folder, rows: list[Reply], services: list[ServiceRecord]) -> Iterable[Entry]:
    """Objections with their answers, and the organ's written replies."""
    case = folder.case
    recommendations = case.recommendations.prefetch_related("objections")
    for objection in (each for row in recommendations for each in row.objections.all()):
        upheld = {True: _("upheld"), False: _("not upheld"), None: ""}[objection.upheld]
        yield from folder.record(
            _("Objection"),
            objection.stated_on,
            (_("Ground"), objection.ground),
            (_("Answered on"), objection.answered_on),
            (_("Decision"), upheld),
            (_("Reason"), objection.reason),
        )
    yield from served(folder, services, Served.OBJECTION_ANSWER)
    for reply, legal in folder.papers.pair(rows, "organ_reply"):
        if legal is not None:
            yield folder.decided(legal)
        else:
            yield folder.written(_("Written reply"), reply.received_on, reply_document(reply))
        yield from folder.files(reply.files.all(), attached=True)
    yield from folder.rest()


def review(
    folder: Folder, conclusions: list[Conclusion], services: list[ServiceRecord]
) -> Iterable[Entry]:
    """Follow-up, suspensions, and the report that ends the review."""
    case = folder.case
    for row in case.follow_ups.prefetch_related("officers"):
        yield from folder.record(
            _("Follow-up"),
            row.on,
            (_("Officers"), people(row.officers.all())),
            (_("Record"), row.note),
        )
    for rest, legal in folder.papers.pair(case.review_suspensions.all(), "review_suspension"):
        yield from folder.record(
            _("Suspension of the review"),
            rest.starts_on,
            (_("Reason"), rest.reason),
            (_("Resumed on"), rest.resumed_on),
            legal=legal,
        )
    yield from map(folder.decided, folder.papers.take("review_resumption"))
    yield from served(folder, services, Served.REVIEW_SUSPENSION, Served.REVIEW_RESUMPTION)
    report = list(_conclusions(folder, conclusions, Conclusion.Stage.REVIEW))
    yield from folder.rest()
    yield from report

"""Between inquiry and suit: what was asked of whom, the replies, the review."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cases.documents.registry import template
from cases.models import Conclusion, Reply, ServiceRecord
from cases.models.support import Means
from cases.services.case_index.common import Served, reports, served
from cases.services.case_index.entries import Entry, Folder, lines, people
from cases.services.organ_reply import reply_document
from pilit.web.texts import translated


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
                (_("Asked on"), agreement.asked_on),
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
        yield from folder.files(reply.scans.all(), attached=True)
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
    report = list(reports(folder, conclusions, Conclusion.Stage.REVIEW))
    yield from folder.rest()
    yield from report

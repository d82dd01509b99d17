"""The file from the complaint on: trial, enforcement, closing, look-back, and what lies beside."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cases.models import ServiceRecord, StoredFile, Suit
from cases.models.choices import ClosingGround, SuperiorMatter
from cases.services.case_index.common import Served, served
from cases.services.case_index.entries import Entry, Folder, lines, people
from pilit.web.texts import moment_text, translated


def suit(folder: Folder) -> Iterable[Entry]:
    """Complaint, defence, hearings, judgments, appeals, suit by suit."""
    case = folder.case
    rows = case.suits.select_related("court").prefetch_related(
        "claims",
        "defences",
        "hearings__attendants",
        "trial_suspensions",
        "judgments__orders",
        "judgments__court",
        "appeals",
        "mediations",
        "co_plaintiffs",
    )
    for row in rows:
        yield from folder.record(
            _("Complaint"),
            row.delivered_on,
            (_("Court"), row.court.name),
            (_("Claims"), lines(f"{claim.no}. {claim.text}" for claim in row.claims.all())),
            (_("Docketed on"), row.docketed_on),
            (_("Docket number"), row.court_number),
            (_("Refused on"), row.refused_on),
            (_("Reason"), row.refusal_reason),
            (_("Number of the ruling"), row.refusal_number),
            (_("Refusal set aside on"), row.refusal_set_aside_on),
            (_("Complaint served on"), row.complaint_served_on),
            (_("Co-plaintiffs"), people(each.who for each in row.co_plaintiffs.all())),
            number=row.number,
        )
        yield from _trial(folder, row)
        yield from _judged(folder, row)
        if row.withdrawal_decided_on:
            yield from folder.record(
                _("Withdrawal of the suit"),
                row.withdrawal_decided_on,
                (_("Reason"), row.withdrawal_reason),
                (_("Allowed on"), row.withdrawn_on),
                legal=next(iter(folder.papers.take("suit_withdrawal")), None),
            )
    yield from folder.rest()
    for told in case.court_recommendations.order_by("id"):
        yield from folder.record(
            _("Recommendation to the court"),
            told.decided_on,
            (_("Ground"), told.ground),
            (_("What is recommended"), lines(_item(each) for each in told.items)),
        )


def _item(item: object) -> str:
    return str(item.get("text", "")) if isinstance(item, dict) else str(item)


def _trial(folder: Folder, row: Suit) -> Iterable[Entry]:
    for defence in row.defences.all():
        yield from folder.record(
            _("Defence"),
            defence.received_on,
            (_("Statement"), defence.statement),
            (_("Evidence"), lines(_item(each) for each in defence.evidence)),
        )
    yield from map(folder.decided, folder.papers.take("claims_alteration", "appearance_notice"))
    for hearing in row.hearings.all():
        attended = {True: _("yes"), False: _("no"), None: ""}[hearing.organ_head_attended]
        yield from folder.record(
            _("Hearing: %(instance)s") % {"instance": hearing.get_instance_display()},
            hearing.held_on,
            (_("Hearing at"), moment_text(hearing.hearing_at)),
            (_("Notice received on"), hearing.notice_received_on),
            (_("Appear for the procuratorate"), people(hearing.attendants.all())),
            (_("Head of the organ attended"), attended),
            (_("Delegate"), hearing.delegate),
            (_("Reason"), hearing.absence_reason),
        )
    for rest in row.trial_suspensions.all():
        yield from folder.record(
            _("Suspension of the trial"),
            rest.starts_on,
            (_("Ground"), rest.ground),
            (_("Resumed on"), rest.ends_on),
        )


def _judged(folder: Folder, row: Suit) -> Iterable[Entry]:
    for mediation in row.mediations.all():
        yield from folder.record(
            _("Mediation agreement"),
            mediation.published_on,
            (_("Agreement"), mediation.agreement),
            (_("Amount (yuan)"), mediation.amount),
            (_("In force since"), mediation.on),
            (_("To be performed by"), mediation.perform_by),
        )
    for judgment in row.judgments.all():
        yield from folder.record(
            _("Ruling") if judgment.is_ruling else _("Judgment"),
            judgment.on,
            (_("Court"), judgment.court.name),
            (_("Instance"), judgment.get_instance_display()),
            (_("Outcome"), judgment.get_outcome_display()),
            (_("Orders"), lines(f"{each.no}. {each.text}" for each in judgment.orders.all())),
            (_("Criminal part"), judgment.criminal_part),
            (_("Served on"), judgment.served_on),
            (_("In force since"), judgment.in_force_on),
            number=judgment.court_number,
        )
    for appeal in row.appeals.all():
        upheld = {True: _("yes"), False: _("no"), None: ""}[appeal.refusal_upheld]
        yield from folder.record(
            _("Appeal or protest"),
            appeal.on,
            (_("By"), appeal.get_by_display()),
            (_("Reason"), appeal.reason),
            (_("Copy received on"), appeal.copy_received_on),
            (_("Docketed on"), appeal.docketed_on),
            (_("Docket number"), appeal.court_number),
            (_("Ruling of"), appeal.ruled_on),
            (_("The refusal is upheld"), upheld),
            (_("Reason of the ruling"), appeal.ruling_reason),
            number=appeal.number,
        )


def enforcement(folder: Folder) -> Iterable[Entry]:
    """Reports of performance, applications, steps, payments."""
    case = folder.case
    reports = case.performancereports.select_related("order").prefetch_related("files")
    for report in reports.order_by("on", "id"):
        yield from folder.record(
            _("Report of performance"),
            report.on,
            (_("Order"), f"{report.order.no}. {report.order.text}" if report.order else ""),
            (_("Done"), _("yes") if report.done else _("no")),
            files=report.files.all(),
        )
    for application in case.enforcementapplications.all():
        yield from folder.record(
            _("Application for enforcement"), application.on, (_("By"), application.by)
        )
    for step in case.enforcementsteps.all():
        yield from folder.record(
            _("Step of enforcement"),
            step.on,
            (_("Measure"), step.measure),
            (_("Amount (yuan)"), step.amount),
            (_("Payee"), step.payee),
        )
    for payment in case.payments.order_by("on", "id"):
        yield from folder.record(
            _("Payment"),
            payment.on,
            (_("Amount (yuan)"), payment.amount),
            (_("Account"), payment.get_account_display()),
        )


def closing(folder: Folder, services: list[ServiceRecord]) -> Iterable[Entry]:
    """The decision that closes the case, and the look-backs."""
    case = folder.case
    if case.closed_on:
        ground = ClosingGround(case.closing_ground).label if case.closing_ground else ""
        yield from folder.record(
            _("Closing of the case"),
            case.closed_on,
            (_("Ground"), str(ground)),
            (_("Note"), case.outcome_note),
            legal=next(iter(reversed(folder.papers.take("closing_decision"))), None),
        )
    yield from served(folder, services, Served.CLOSING_DECISION)
    yield from folder.rest()
    for row in case.look_backs.prefetch_related("items", "officers", "files"):
        found = (f"{each.no}. {each.get_finding_display()} {each.note}" for each in row.items.all())
        yield from folder.record(
            _("Look-back"),
            row.on,
            (_("Officers"), people(row.officers.all())),
            (_("Address"), row.address),
            (_("Items"), lines(found)),
            (_("Conclusion"), row.get_conclusion_display()),
            files=row.files.all(),
        )


def management(folder: Folder) -> Iterable[Entry]:
    """What passed between procuratorates, what was filed above, recusals."""
    case = folder.case
    for move in case.moves.select_related("origin", "receiver"):
        yield from folder.record(
            move.get_kind_display(),
            move.on,
            (_("From"), move.origin.name),
            (_("To"), move.receiver.name),
            (_("Reason"), move.reason),
            number=move.number,
        )
    for row in case.supervisions.select_related("superior"):
        yield from folder.record(
            _("Supervision of the case"),
            row.on,
            (_("Superior"), row.superior.name),
            (_("Reason"), row.reason),
            (_("Reported on"), row.reported_on),
            (_("Report"), row.report),
            number=row.number,
        )
    yield from folder.rest()
    for filed in case.superior_records.select_related("superior").order_by("on", "id"):
        yield from folder.record(
            _("Filed for the record: %(what)s")
            % {"what": translated(SuperiorMatter(filed.what).label)},
            filed.on,
            (_("Superior"), filed.superior.name),
        )
    for asked in case.recusal_applications.select_related("person", "applicant"):
        upheld = {True: _("upheld"), False: _("not upheld"), None: ""}[asked.upheld]
        yield from folder.record(
            _("Application for recusal"),
            asked.received_on,
            (_("Applicant"), asked.applicant.name),
            (_("Person"), asked.person.name),
            (_("Ground"), asked.ground),
            (_("Decision"), upheld),
            (_("Decided on"), asked.decided_on),
        )


def other(folder: Folder, shown: set[object]) -> Iterable[Entry]:
    """Documents and files of the case that none of its parts has shown."""
    yield from folder.rest()
    rows = StoredFile.objects.filter(case=folder.case).order_by("attached_at", "id")
    yield from folder.files(row for row in rows if row.pk not in shown)

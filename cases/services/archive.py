"""Whether a file can be archived as it is, and what it lacks (Rules 106). A hint, never a bar."""

from collections.abc import Iterator

from cases.documents.registry import templates
from cases.domain.vocabulary import CaseState
from cases.models import Case, Conclusion, LegalDocument, ServiceMethod, ServiceRecord
from cases.services.serving import to_serve
from pilit.law.texts import N_, Text
from pilit.web.texts import listed

Served = ServiceRecord.Document


def archive_check(case: Case) -> list[Text]:
    """What the file of a case lacks, in the order of the file; nothing where it is complete.

    By a number of queries that does not grow with the file.
    """
    return [
        *_unserved(case),
        *_unreported(case),
        *_unanswered(case),
        *_incomplete(case),
        *_not_looked_back(case),
    ]


def _unserved(case: Case) -> Iterator[Text]:
    proved = set(case.services.values_list("document", flat=True))
    if case.respondent_id is not None and Served.FILING_DECISION not in proved:
        yield Text(N_("Proof of service of the filing decision"))
    issued = case.recommendations.filter(withdrawn_on__isnull=True).exists()
    if issued and Served.RECOMMENDATION not in proved:
        yield Text(N_("Proof of service of the recommendation"))
    left = case.services.filter(method=ServiceMethod.LEFT, witness="", files=None)
    for kind in left.values_list("document", flat=True):
        yield Text(
            N_("Witness or photos of how this was left at the premises: %(document)s"),
            {"document": Text(str(Served(kind).label))},
        )
    for decided in to_serve(case):
        yield Text(
            N_("Proof of service: %(document)s"), {"document": Text(str(decided.kind.label))}
        )


def _unreported(case: Case) -> Iterator[Text]:
    stages = set(case.conclusions.values_list("stage", flat=True))
    if Conclusion.Stage.INQUIRY not in stages:
        yield Text(N_("Report at the end of the inquiry"))
    reviewed = case.recommendations.filter(served_on__isnull=False).exists() or (
        case.notices.exists()
    )
    over = case.state == CaseState.CLOSED or case.suits.exists()
    if reviewed and over and Conclusion.Stage.REVIEW not in stages:
        yield Text(N_("Report at the end of the review"))


def _unanswered(case: Case) -> Iterator[Text]:
    """What was asked of others and has not come."""
    for row in case.recommendations.filter(
        served_on__isnull=False, withdrawn_on__isnull=True, replies=None
    ):
        yield Text(N_("Written reply to %(number)s"), {"number": row.number})
    for row in case.recommendations.filter(
        objections__isnull=False, objections__answered_on__isnull=True
    ):
        yield Text(N_("Answer to the objection against %(number)s"), {"number": row.number})
    for institution in case.appraisals.filter(received_on__isnull=True).values_list(
        "institution", flat=True
    ):
        yield Text(
            N_("Conclusion of the appraisal by %(institution)s"), {"institution": institution}
        )
    for name in case.entrustments.filter(answered_on__isnull=True).values_list(
        "to__name", flat=True
    ):
        yield Text(N_("Answer of %(name)s to the letter of entrustment"), {"name": name})
    for suit in case.suits.filter(docketed_on__isnull=False, court_number=""):
        yield Text(N_("Docket number of the suit %(number)s"), {"number": suit.number})


def _incomplete(case: Case) -> Iterator[Text]:
    """Documents without their number or without contents they must have."""
    series = templates()
    for row in LegalDocument.objects.filter(case=case).defer("text").order_by("id"):
        if not row.number and series[row.code].series:
            yield Text(N_("Number of the document: %(name)s"), {"name": row.name})
        if row.missing:
            missing = {"name": row.name, "contents": listed(row.missing)}
            yield Text(N_("%(name)s: %(contents)s"), missing)


def _not_looked_back(case: Case) -> Iterator[Text]:
    """A closed case in which an organ was told to mend something is looked back on (Rules 77)."""
    mended = case.recommendations.filter(served_on__isnull=False).exists()
    if case.state == CaseState.CLOSED and mended and not case.look_backs.exists():
        yield Text(N_("Look-back"))

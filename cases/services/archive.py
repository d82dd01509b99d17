"""Whether a file can be archived as it is, and what it lacks (Rules 106). A hint, never a bar."""

from collections.abc import Iterable, Iterator
from typing import Final

from django.db.models import Prefetch

from cases.documents.registry import templates
from cases.domain.vocabulary import CaseState
from cases.models import Case, Conclusion, LegalDocument, ServiceMethod, ServiceRecord
from cases.services.serving import SERVED_PARTS, to_serve_in
from pilit.law.texts import N_, Text
from pilit.web.texts import listed

Served = ServiceRecord.Document
_PARTS: Final = (
    *SERVED_PARTS,
    "services__files",
    "recommendations__replies",
    "conclusions",
    "notices",
    "suits",
    "appraisals",
    "entrustments__to",
    "look_backs",
    Prefetch("documents", LegalDocument.objects.defer("text").order_by("id")),
)


def archive_check(case: Case) -> list[Text]:
    """What the file of a case lacks, in the order of the file; nothing where it is complete.

    By a number of queries that does not grow with the file.
    """
    return archive_checks([case])[case.pk]


def archive_checks(cases: Iterable[Case]) -> dict[int, list[Text]]:
    """As :func:`archive_check`, of many cases by id, by as many queries as for one."""
    rows = Case.objects.filter(pk__in=[case.pk for case in cases]).select_related("respondent")
    return {
        case.pk: [
            *_unserved(case),
            *_unreported(case),
            *_unanswered(case),
            *_awaited(case),
            *_incomplete(case),
            *_not_looked_back(case),
        ]
        for case in rows.prefetch_related(*_PARTS)
    }


def _unserved(case: Case) -> Iterator[Text]:
    proved = {row.document for row in case.services.all()}
    if case.respondent_id is not None and Served.FILING_DECISION not in proved:
        yield Text(N_("Proof of service of the filing decision"))
    issued = any(row.withdrawn_on is None for row in case.recommendations.all())
    if issued and Served.RECOMMENDATION not in proved:
        yield Text(N_("Proof of service of the recommendation"))
    for row in case.services.all():
        if row.method == ServiceMethod.LEFT and not row.witness and not row.files.all():
            yield Text(
                N_("Witness or photos of how this was left at the premises: %(document)s"),
                {"document": Text(str(Served(row.document).label))},
            )
    for decided in to_serve_in(case):
        yield Text(
            N_("Proof of service: %(document)s"), {"document": Text(str(decided.kind.label))}
        )


def _unreported(case: Case) -> Iterator[Text]:
    stages = {row.stage for row in case.conclusions.all()}
    if Conclusion.Stage.INQUIRY not in stages:
        yield Text(N_("Report at the end of the inquiry"))
    served = any(row.served_on for row in case.recommendations.all())
    over = case.state == CaseState.CLOSED or case.suits.all()
    if (served or case.notices.all()) and over and Conclusion.Stage.REVIEW not in stages:
        yield Text(N_("Report at the end of the review"))


def _unanswered(case: Case) -> Iterator[Text]:
    """What the organ and the procuratorate owe each other in writing."""
    for row in case.recommendations.all():
        if row.served_on and row.withdrawn_on is None and not row.replies.all():
            yield Text(N_("Written reply to %(number)s"), {"number": row.number})
    for row in case.recommendations.all():
        for objection in row.objections.all():
            if objection.answered_on is None:
                yield Text(N_("Answer to the objection against %(number)s"), {"number": row.number})


def _awaited(case: Case) -> Iterator[Text]:
    """What experts, other procuratorates and the court still owe."""
    for appraisal in case.appraisals.all():
        if appraisal.received_on is None:
            yield Text(
                N_("Conclusion of the appraisal by %(institution)s"),
                {"institution": appraisal.institution},
            )
    for letter in case.entrustments.all():
        if letter.answered_on is None:
            yield Text(
                N_("Answer of %(name)s to the letter of entrustment"), {"name": letter.to.name}
            )
    for suit in case.suits.all():
        if suit.docketed_on and not suit.court_number:
            yield Text(N_("Docket number of the suit %(number)s"), {"number": suit.number})


def _incomplete(case: Case) -> Iterator[Text]:
    """Documents without their number or without contents they must have."""
    series = templates()
    for row in case.documents.all():
        if not row.number and series[row.code].series:
            yield Text(N_("Number of the document: %(name)s"), {"name": row.name})
        if row.missing:
            missing = {"name": row.name, "contents": listed(row.missing)}
            yield Text(N_("%(name)s: %(contents)s"), missing)


def _not_looked_back(case: Case) -> Iterator[Text]:
    """A closed case in which an organ was told to mend something is looked back on (Rules 77)."""
    mended = any(row.served_on for row in case.recommendations.all())
    if case.state == CaseState.CLOSED and mended and not case.look_backs.all():
        yield Text(N_("Look-back"))

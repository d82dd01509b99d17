"""What a file lacks before it is archived, and what became of its archive (Rules 106)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import Prefetch

from cases.documents.registry import templates
from cases.domain.vocabulary import CaseState
from cases.models import (
    Archive,
    Case,
    Conclusion,
    Event,
    EventStage,
    LegalDocument,
    ServiceMethod,
    ServiceRecord,
)
from cases.services.case_index import ARCHIVED
from cases.services.serving import SERVED_PARTS, to_serve_in
from pilit.law.texts import N_, Text
from pilit.web.texts import listed

Served = ServiceRecord.Document
#: What tells what a file lacks, read ahead.
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


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing the file lacks; ``code`` names it in data, the same in every language."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class Archived:
    """The newest archive of a file, and whether something came to the file since."""

    row: Archive
    contents: LegalDocument | None
    is_current: bool


def archived(case: Case) -> Archived | None:
    """The archive of a file as it stands; ``None`` where it was never archived.

    Whatever people did on the case since is to be archived too; what only the clock noted is not.
    """
    row = case.archives.select_related("archived_by").last()
    if row is None:
        return None
    contents = LegalDocument.objects.filter(case=case, code=ARCHIVED).order_by("-id").first()
    done = Event.objects.filter(case=case, stage=EventStage.DONE, actor__isnull=False)
    since = done.filter(pk__gt=contents.event_id) if contents else done.none()
    return Archived(row, contents, is_current=not since.exists())


def archive_check(case: Case) -> list[Text]:
    """What the file of a case lacks, in words."""
    return [piece.text for piece in missing_pieces(case)]


def missing_pieces(case: Case) -> list[Piece]:
    """What the file of a case lacks, in the order of the file; nothing where it is complete.

    By a number of queries that does not grow with the file.
    """
    return missing_in([case])[case.pk]


def missing_in(cases: Iterable[Case]) -> dict[int, list[Piece]]:
    """As :func:`missing_pieces`, of many cases by id, by as many queries as of one."""
    rows = Case.objects.filter(pk__in=[case.pk for case in cases]).select_related("respondent")
    return {case.pk: list(_told_apart(_pieces(case))) for case in rows.prefetch_related(*_PARTS)}


def _pieces(case: Case) -> Iterator[Piece]:
    """What the file of a case that came with its parts lacks."""
    yield from _unserved(case)
    yield from _unreported(case)
    yield from _unanswered(case)
    yield from _awaited(case)
    yield from _incomplete(case)
    yield from _not_looked_back(case)


def _told_apart(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, with a count after a code that several share."""
    seen: Counter[str] = Counter()
    for piece in pieces:
        seen[piece.code] += 1
        no = seen[piece.code]
        yield piece if no == 1 else replace(piece, code=f"{piece.code}:{no}")


def _unserved(case: Case) -> Iterator[Piece]:
    proved = {row.document for row in case.services.all()}
    if case.respondent_id is not None and Served.FILING_DECISION not in proved:
        yield Piece("service:filing_decision", Text(N_("Proof of service of the filing decision")))
    issued = any(row.withdrawn_on is None for row in case.recommendations.all())
    if issued and Served.RECOMMENDATION not in proved:
        yield Piece("service:recommendation", Text(N_("Proof of service of the recommendation")))
    yield from _unproved(case)
    for decided in to_serve_in(case):
        document = {"document": Text(str(decided.kind.label))}
        yield Piece(f"service:{decided.kind}", Text(N_("Proof of service: %(document)s"), document))


def _unproved(case: Case) -> Iterator[Piece]:
    """What a proof of service must say with its method and does not."""
    for row in case.services.all():
        document = {"document": Text(str(Served(row.document).label))}
        if row.method == ServiceMethod.LEFT and not row.witness and not row.files.all():
            text = N_("Witness or photos of how this was left at the premises: %(document)s")
            yield Piece(f"witness:{row.document}", Text(text, document))
        if row.method == ServiceMethod.ELECTRONIC and row.consent_on is None:
            text = N_("Consent of the addressee to electronic service: %(document)s")
            yield Piece(f"consent:{row.document}", Text(text, document))


def _unreported(case: Case) -> Iterator[Piece]:
    stages = {row.stage for row in case.conclusions.all()}
    if Conclusion.Stage.INQUIRY not in stages:
        yield Piece("report:inquiry", Text(N_("Report at the end of the inquiry")))
    served = any(row.served_on for row in case.recommendations.all())
    over = case.state == CaseState.CLOSED or case.suits.all()
    if (served or case.notices.all()) and over and Conclusion.Stage.REVIEW not in stages:
        yield Piece("report:review", Text(N_("Report at the end of the review")))


def _unanswered(case: Case) -> Iterator[Piece]:
    """What the organ and the procuratorate owe each other in writing."""
    for row in case.recommendations.all():
        if row.served_on and row.withdrawn_on is None and not row.replies.all():
            yield Piece("reply", Text(N_("Written reply to %(number)s"), {"number": row.number}))
    for row in case.recommendations.all():
        if any(each.answered_on is None for each in row.objections.all()):
            answer = Text(N_("Answer to the objection against %(number)s"), {"number": row.number})
            yield Piece("objection_answer", answer)


def _awaited(case: Case) -> Iterator[Piece]:
    """What experts, other procuratorates and the court owe."""
    for appraisal in case.appraisals.all():
        if appraisal.received_on is None:
            text = N_("Conclusion of the appraisal by %(institution)s")
            yield Piece("appraisal", Text(text, {"institution": appraisal.institution}))
    for letter in case.entrustments.all():
        if letter.answered_on is None:
            text = N_("Answer of %(name)s to the letter of entrustment")
            yield Piece("entrusted_answer", Text(text, {"name": letter.to.name}))
    for suit in case.suits.all():
        if suit.docketed_on and not suit.court_number:
            docket = Text(N_("Docket number of the suit %(number)s"), {"number": suit.number})
            yield Piece("docket_number", docket)


def _incomplete(case: Case) -> Iterator[Piece]:
    """Documents without their number or without contents they must have."""
    series = templates()
    for row in case.documents.all():
        if not row.number and series[row.code].series:
            numbered = Text(N_("Number of the document: %(name)s"), {"name": row.name})
            yield Piece(f"number:{row.code}", numbered)
        if row.missing:
            missing = {"name": row.name, "contents": listed(row.missing)}
            yield Piece(f"contents:{row.code}", Text(N_("%(name)s: %(contents)s"), missing))


def _not_looked_back(case: Case) -> Iterator[Piece]:
    """A closed case in which an organ was told to mend something is looked back on (Rules 77)."""
    mended = any(row.served_on for row in case.recommendations.all())
    if case.state == CaseState.CLOSED and mended and not case.look_backs.all():
        yield Piece("look_back", Text(N_("Look-back")))

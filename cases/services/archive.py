"""What a file lacks before it is archived, and what became of its archive (Rules 106)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

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
from cases.services.serving import to_serve
from pilit.law.texts import N_, Text
from pilit.web.texts import listed

Served = ServiceRecord.Document


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
    found = (
        *_unserved(case),
        *_unreported(case),
        *_unanswered(case),
        *_incomplete(case),
        *_not_looked_back(case),
    )
    return list(_told_apart(found))


def _told_apart(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, with a count after a code that several share."""
    seen: Counter[str] = Counter()
    for piece in pieces:
        seen[piece.code] += 1
        no = seen[piece.code]
        yield piece if no == 1 else replace(piece, code=f"{piece.code}:{no}")


def _unserved(case: Case) -> Iterator[Piece]:
    proved = set(case.services.values_list("document", flat=True))
    if case.respondent_id is not None and Served.FILING_DECISION not in proved:
        yield Piece("service:filing_decision", Text(N_("Proof of service of the filing decision")))
    issued = case.recommendations.filter(withdrawn_on__isnull=True).exists()
    if issued and Served.RECOMMENDATION not in proved:
        yield Piece("service:recommendation", Text(N_("Proof of service of the recommendation")))
    yield from _unproved(case)
    for decided in to_serve(case):
        document = {"document": Text(str(decided.kind.label))}
        yield Piece(f"service:{decided.kind}", Text(N_("Proof of service: %(document)s"), document))


def _unproved(case: Case) -> Iterator[Piece]:
    """What a proof of service must say with its method and does not."""
    left = case.services.filter(method=ServiceMethod.LEFT, witness="", files=None)
    for kind in left.values_list("document", flat=True):
        text = N_("Witness or photos of how this was left at the premises: %(document)s")
        document = {"document": Text(str(Served(kind).label))}
        yield Piece(f"witness:{kind}", Text(text, document))
    unasked = case.services.filter(method=ServiceMethod.ELECTRONIC, consent_on__isnull=True)
    for kind in unasked.values_list("document", flat=True):
        text = N_("Consent of the addressee to electronic service: %(document)s")
        document = {"document": Text(str(Served(kind).label))}
        yield Piece(f"consent:{kind}", Text(text, document))


def _unreported(case: Case) -> Iterator[Piece]:
    stages = set(case.conclusions.values_list("stage", flat=True))
    if Conclusion.Stage.INQUIRY not in stages:
        yield Piece("report:inquiry", Text(N_("Report at the end of the inquiry")))
    reviewed = case.recommendations.filter(served_on__isnull=False).exists() or (
        case.notices.exists()
    )
    over = case.state == CaseState.CLOSED or case.suits.exists()
    if reviewed and over and Conclusion.Stage.REVIEW not in stages:
        yield Piece("report:review", Text(N_("Report at the end of the review")))


def _unanswered(case: Case) -> Iterator[Piece]:
    """What was asked of others and has not come."""
    for row in case.recommendations.filter(
        served_on__isnull=False, withdrawn_on__isnull=True, replies=None
    ):
        reply = Text(N_("Written reply to %(number)s"), {"number": row.number})
        yield Piece("reply", reply)
    for row in case.recommendations.filter(
        objections__isnull=False, objections__answered_on__isnull=True
    ):
        answer = Text(N_("Answer to the objection against %(number)s"), {"number": row.number})
        yield Piece("objection_answer", answer)
    for institution in case.appraisals.filter(received_on__isnull=True).values_list(
        "institution", flat=True
    ):
        text = N_("Conclusion of the appraisal by %(institution)s")
        yield Piece("appraisal", Text(text, {"institution": institution}))
    for name in case.entrustments.filter(answered_on__isnull=True).values_list(
        "to__name", flat=True
    ):
        text = N_("Answer of %(name)s to the letter of entrustment")
        yield Piece("entrusted_answer", Text(text, {"name": name}))
    for suit in case.suits.filter(docketed_on__isnull=False, court_number=""):
        docket = Text(N_("Docket number of the suit %(number)s"), {"number": suit.number})
        yield Piece("docket_number", docket)


def _incomplete(case: Case) -> Iterator[Piece]:
    """Documents without their number or without contents they must have."""
    series = templates()
    for row in LegalDocument.objects.filter(case=case).defer("text").order_by("id"):
        if not row.number and series[row.code].series:
            numbered = Text(N_("Number of the document: %(name)s"), {"name": row.name})
            yield Piece(f"number:{row.code}", numbered)
        if row.missing:
            missing = {"name": row.name, "contents": listed(row.missing)}
            yield Piece(f"contents:{row.code}", Text(N_("%(name)s: %(contents)s"), missing))


def _not_looked_back(case: Case) -> Iterator[Piece]:
    """A closed case in which an organ was told to mend something is looked back on (Rules 77)."""
    mended = case.recommendations.filter(served_on__isnull=False).exists()
    if case.state == CaseState.CLOSED and mended and not case.look_backs.exists():
        yield Piece("look_back", Text(N_("Look-back")))

"""The documents an action makes: composed, frozen with its effect, and found unchanged later."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies.actor import Actor
from agencies.models import Organisation, OrganisationKind
from cases.documents.compose import Composition, compose
from cases.documents.facts import Facts, UnknownName, lists, look_up, names, overlaid
from cases.documents.nodes import Template
from cases.documents.registry import made_by
from cases.domain.vocabulary import CaseKind, CaseState
from cases.models import (
    Case,
    Clue,
    Event,
    LegalDocument,
    Matter,
    MeasureKind,
    PartyRole,
    Seal,
    columns,
)
from cases.services.document_facts import facts_for
from cases.services.numbering import give_number
from cases.services.people import court_of
from cases.services.serving import TEMPLATES as SERVED_TEMPLATES
from cases.sorts import sort_of

if TYPE_CHECKING:
    from cases.actions.base import Action

_ORGAN_REPLY: Final = "organ_reply"
_EVIDENCE_TAKEN: Final = (MeasureKind.CONSULT_FILES, MeasureKind.COLLECT)


def is_handed_over(action: "Action") -> bool:
    """Whether a measure takes evidence that somebody holds (Rules 38)."""
    return action.data.measure in _EVIDENCE_TAKEN and bool(action.data.from_whom)


#: Where an action makes one of several documents, which: by the kind of case or of what is done.
_CHOSEN: Final[Mapping[str, Callable[["Action"], bool]]] = {
    "filing_decision_administrative": lambda action: action.data.kind == CaseKind.ADMINISTRATIVE,
    "filing_decision_civil": lambda action: action.data.kind != CaseKind.ADMINISTRATIVE,
    "administrative_complaint": lambda action: action.case_kind == CaseKind.ADMINISTRATIVE,
    "incidental_complaint": lambda action: action.case_kind == CaseKind.INCIDENTAL,
    "civil_complaint": lambda action: (
        action.case_kind not in (CaseKind.ADMINISTRATIVE, CaseKind.INCIDENTAL)
    ),
    # Notice and list are for evidence that somebody holds, not for what is found (Rules 38, 39).
    "evidence_notice": is_handed_over,
    "evidence_list": is_handed_over,
    "questioning_record": lambda action: action.data.measure == MeasureKind.QUESTION,
    "inspection_record": lambda action: action.data.measure == MeasureKind.INSPECT,
    # The other side's appeal is not the procuratorate's document.
    "appeal": lambda action: (
        action.seat is not None and action.seat.organisation_kind == OrganisationKind.PROCURATORATE
    ),
}
_TO_ORGAN: Final = (
    "filing_decision_administrative",
    "recommendation",
    "review_suspension",
    "review_resumption",
    "closing_decision",
)
_TO_COURT: Final = (
    "administrative_complaint",
    "civil_complaint",
    "incidental_complaint",
    "appearance_notice",
    "claims_alteration",
    "suit_withdrawal",
    "appeal",
    "support_opinion",
    "support_withdrawal",
)
#: With these actions a document decided earlier reaches its addressee; the others addressed to a
#: court are delivered with the action that makes them.
_REACHES: Final[Mapping[str, str]] = {
    "serve_filing_decision": "filing_decision_administrative",
    "serve_recommendation": "recommendation",
    "submit_support_withdrawal": "support_withdrawal",
}
_LATER: Final = frozenset(_REACHES.values())


def documents_of(action: "Action") -> list[Template]:
    """The templates of the documents this performance of an action makes."""
    return [each for each in made_by(action.name) if _CHOSEN.get(each.code, _always)(action)]


def _always(_action: "Action") -> bool:
    return True


def composed(
    made: Template, action: "Action", number: str, sections: Mapping[str, Any] | None = None
) -> Composition:
    """The document of a template as the action makes it, with what the handler wrote over it."""
    subject = _subject(action)
    if isinstance(subject, Matter):
        facts = sort_of(subject).facts(action, action.at)
    else:
        facts = facts_for(made.code, action, subject, action.at)
    known = overlaid(facts, {"date": action.today} | ({"number": number} if made.series else {}))
    return compose(made, _whole(made, overlaid(known, sections or {})))


def _whole(made: Template, facts: Facts) -> Facts:
    """The facts with nothing for every name they lack, so that a case entered late with few facts
    has its documents too. What a template requires is left out: there a default may stand in.
    """
    required = {section.name for section in made.sections}
    single = {name for name in names() if "[]" not in name} - required
    empty: dict[str, Any] = {name: None for name in single if _lacks(facts, name)}
    rows: dict[str, Any] = {name: () for name in lists() - required if _lacks(facts, name)}
    return overlaid(facts, empty | rows)


def _lacks(facts: Facts, name: str) -> bool:
    try:
        look_up(facts, name)
    except UnknownName:
        return True
    return False


def _subject(action: "Action") -> Case | Clue | Matter:
    """What the document belongs to: the case that was made, else what was acted on."""
    subject = action.made if isinstance(action.made, Case) else action.target or action.made
    if subject is None:
        raise LookupError(f"{action.name} acted on nothing")
    return subject


def issuer_of(action: "Action", made: Template) -> Organisation:
    """Who issues the document: the procuratorate of whoever decides; of a reply the organ."""
    subject = _subject(action)
    if made.code == _ORGAN_REPLY and isinstance(subject, Case) and subject.respondent is not None:
        return subject.respondent
    own, draft = subject.procuratorate, action.drafted_as
    if draft is not None:
        return own if draft.decide_at_id == own.pk else draft.decide_at
    if action.seat is None or action.seat.organisation_id == own.pk:
        return own
    return Organisation.objects.get(pk=action.seat.organisation_id)


def frozen(action: "Action") -> list[LegalDocument]:
    """The documents of an action that has just taken effect, not stored yet.

    Their numbers and digests go into the effects. What nobody wrote is marked in the text and
    listed, never refused: an old case entered late has only the contents it has.
    """
    rows = [_frozen(made, action) for made in documents_of(action)]
    if rows:
        action.effects["documents"] = [
            {"code": row.code, "number": row.number, "digest": row.digest} for row in rows
        ]
    return rows


def _frozen(made: Template, action: "Action") -> LegalDocument:
    subject, issuer = _subject(action), issuer_of(action, made)
    number = _number(made, action, issuer)
    composition = composed(made, action, number, action.wording.get(made.code))
    document = composition.document
    addressee = _addressee(made.code, subject)
    at_once = (
        addressee is not None and made.code in _TO_COURT and made.code not in _REACHES.values()
    )
    return LegalDocument(
        **columns(subject),
        code=made.code,
        name=made.name,
        number=number,
        text=document.canonical(),
        digest=document.digest(),
        missing=[section.label for section in composition.missing],
        action=action.name,
        issued_by=issuer,
        made_by=action.author,
        made_at=action.at,
        draft=action.drafted_as,
        seal=_seal(issuer) if made.series else None,
        addressee=addressee,
        released_at=action.at if at_once else None,
    )


def _number(made: Template, action: "Action", issuer: Organisation) -> str:
    """The number the action gave to the document; one of its series where it gave none."""
    if not made.series:
        return ""
    case = action.made
    given = (action.effects.get("number"), case.number if isinstance(case, Case) else None)
    for number in given:
        if number and f"{made.series}〔" in number:
            return str(number)
    return give_number(issuer, made.series, action.today)


def _seal(issuer: Organisation) -> Seal | None:
    return Seal.objects.filter(procuratorate=issuer).order_by("-id").first()


def _addressee(code: str, subject: Case | Clue | Matter) -> Organisation | None:
    if not isinstance(subject, Case):
        return None
    if code in _TO_ORGAN:
        return subject.respondent
    if code not in _TO_COURT:
        return None
    higher = code == "appeal" or subject.state == CaseState.ON_APPEAL
    return court_of(subject, PartyRole.APPEAL_COURT if higher else PartyRole.COURT)


def keep(rows: list[LegalDocument], action: "Action", event: Event) -> None:
    """Store the documents with the event that tells their digests; release what was served."""
    for row in rows:
        row.event = event
    LegalDocument.objects.bulk_create(rows)
    code = _reached(action)
    if code is not None and isinstance(action.target, Case):
        release(action.target, code, action.at)


def _reached(action: "Action") -> str | None:
    """The template whose document reaches its addressee with an action."""
    if action.name != "serve_document":
        return _REACHES.get(action.name)
    code = SERVED_TEMPLATES.get(action.data.document)
    # What is served on somebody else, as on a plaintiff, is not thereby delivered to the court.
    return code if code in _TO_ORGAN else None


def release(case: Case, code: str, at: dt.datetime) -> None:
    """Show the addressee the documents of a template that were served on them now."""
    LegalDocument.objects.filter(
        case=case, code=code, addressee__isnull=False, released_at__isnull=True
    ).update(released_at=at)


def documents_in(target: Case | Clue, actor: Actor) -> QuerySet[LegalDocument]:
    """What a file shows of its decided documents; that of a case holds those of its clue too."""
    own = Q(clue=target if isinstance(target, Clue) else target.clue)
    if isinstance(target, Case):
        own |= Q(case=target)
    return LegalDocument.objects.visible_to(actor).filter(own).defer("text").order_by("id")


def number_to_come(made: Template, issuer: Organisation, at: dt.datetime) -> str:
    """How the number will read, its last part still empty; empty for what has no series."""
    if not made.series:
        return ""
    return f"{issuer.number_prefix}{made.series}〔{timezone.localdate(at).year}〕　号"

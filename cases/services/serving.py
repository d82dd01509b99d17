"""What is served on whom (Rules 70, 74, 76, 78, 102; Rec. 23), and what a proof of service says."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils import timezone, translation

from agencies.models import Organisation
from cases.documents.facts import Facts
from cases.documents.facts import day as written_day
from cases.documents.registry import template
from cases.domain.vocabulary import CaseKind, CaseState
from cases.models import (
    Case,
    LegalDocument,
    ServiceMethod,
    ServiceRecord,
)

Kind = ServiceRecord.Document

#: The template each served document is made from; the answer to an objection has none of its own.
TEMPLATES: Final[Mapping[Kind, str]] = {
    Kind.FILING_DECISION: "filing_decision_administrative",
    Kind.RECOMMENDATION: "recommendation",
    Kind.REVIEW_SUSPENSION: "review_suspension",
    Kind.REVIEW_RESUMPTION: "review_resumption",
    Kind.CLOSING_DECISION: "closing_decision",
    Kind.SUPPORT_WITHDRAWAL: "support_withdrawal",
}
_LANGUAGE: Final = "zh-hans"
"""Legal documents are in Chinese whoever prints them."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A document that is there to be served. ``on`` is a Beijing date before which it was not."""

    kind: Kind
    on: dt.date
    addressee: Organisation | None = None
    name: str = ""
    number: str = ""

    @property
    def to(self) -> str:
        """Whom it is to be served on."""
        return self.addressee.name if self.addressee is not None else self.name


#: What tells which decisions still are to be served, to be read ahead for many cases.
SERVED_PARTS: Final = (
    "services",
    "recommendations__objections",
    "review_suspensions",
    "supported_suits",
)


def to_serve(case: Case) -> list[Decided]:
    """The decisions of a case, beside those with a step of their own, that still are to be served;
    by a number of queries that does not grow with the file.
    """
    rows = Case.objects.select_related("respondent").prefetch_related(*SERVED_PARTS)
    return to_serve_in(rows.get(pk=case.pk))


def to_serve_in(case: Case) -> list[Decided]:
    """As :func:`to_serve`, of a case that came with its ``SERVED_PARTS``."""
    served: dict[str, dt.date] = {}
    for row in case.services.all():
        served[row.document] = max(row.served_on, served.get(row.document, dt.date.min))
    if case.kind == CaseKind.ADMINISTRATIVE:
        # Before anything was served on it the organ knows of no case.
        found = _on_the_organ(case) if served else []
    else:
        found = _on_the_plaintiff(case)
    return [each for each in found if each.kind not in served or served[each.kind] < each.on]


def _on_the_organ(case: Case) -> list[Decided]:
    organ = case.respondent
    if organ is None:
        return []
    found = []
    objections = (each for row in case.recommendations.all() for each in row.objections.all())
    answered = max((row.answered_on for row in objections if row.answered_on), default=None)
    if answered is not None:
        found.append(Decided(Kind.OBJECTION_ANSWER, answered, organ))
    suspension = max(case.review_suspensions.all(), key=lambda row: row.pk, default=None)
    if suspension is not None:
        found.append(Decided(Kind.REVIEW_SUSPENSION, suspension.starts_on, organ))
        if suspension.resumed_on is not None:
            found.append(Decided(Kind.REVIEW_RESUMPTION, suspension.resumed_on, organ))
    if case.state == CaseState.CLOSED and case.closing_ground and case.closed_on is not None:
        found.append(Decided(Kind.CLOSING_DECISION, case.closed_on, organ))
    return found


def _on_the_plaintiff(case: Case) -> list[Decided]:
    withdrawn = [row for row in case.supported_suits.all() if row.withdrawn_on is not None]
    row = max(withdrawn, key=lambda row: row.pk, default=None)
    if row is None or row.withdrawn_on is None:
        return []
    return [
        Decided(
            Kind.SUPPORT_WITHDRAWAL,
            row.withdrawn_on,
            name=row.plaintiff,
            number=row.withdrawal_number,
        )
    ]


def legal_document(case: Case, kind: Kind) -> LegalDocument | None:
    """The document that is served: the latest of its kind on the case."""
    code = TEMPLATES.get(kind)
    return None if code is None else case.documents.filter(code=code).order_by("-id").first()


def facts_of(service: ServiceRecord, *, with_officer: bool = True) -> Facts:
    """What the 送达回证 of a service says. Without the officer it is the addressee's own copy: the
    people who work on a case are told to nobody outside.
    """
    with translation.override(_LANGUAGE):
        method = str(ServiceMethod(service.method).label)
        present = [f"{each.name}（{each.get_role_display()}）" for each in service.present.all()]
        document = str(service.get_document_display())
    code = TEMPLATES.get(Kind(service.document))
    return {
        "procuratorate": {"name": service.case.procuratorate.name},
        "case": {"title": service.case.title, "number": service.case.number},
        "served": {
            "document": template(code).name if code else document,
            "number": service.number,
            "addressee": service.to,
            "place": service.place or _place(service),
            "on": service.served_on,
            "method": method,
            "tracking": service.tracking_number,
            "postmark": service.posted_on,
            "receipt": "。".join([*_receipt(service), ""]),
            "signed_by": service.signed_by,
            "proxy": _proxy(service),
            "consent": _consent(service),
            "witness": service.witness,
            "present": "、".join(present),
            "officers": service.recorded_by.name if with_officer else "",
        },
    }


def _proxy(service: ServiceRecord) -> str:
    if not service.proxy_name:
        return ""
    return f"{service.proxy_name}，{service.proxy_relation}"


def _consent(service: ServiceRecord) -> str:
    if service.consent_on is None:
        return ""
    return f"{written_day(service.consent_on)}，{service.consent_by}同意以电子方式送达"


def _place(service: ServiceRecord) -> str:
    if service.method == ServiceMethod.ELECTRONIC:
        return "受送达人的电子系统"
    return f"{service.to}住所地"


def _receipt(service: ServiceRecord) -> list[str]:
    """How it was received, sentence by sentence."""
    who = service.signed_by or (service.proxy_name and f"{service.proxy_name}代") or "受送达人"
    day = written_day(service.served_on)
    match ServiceMethod(service.method):
        case ServiceMethod.DIRECT:
            return [f"{day}由{who}签收"]
        case ServiceMethod.ANNOUNCED:
            return [f"{day}当场宣告", f"由{who}签收"]
        case ServiceMethod.POST:
            return [f"邮件回执注明{day}收件", *([f"由{who}签收"] if service.signed_by else [])]
        case ServiceMethod.LEFT:
            reason = f"，理由：{service.refusal_reason}" if service.refusal_reason else ""
            filmed = service.files.count()
            return [
                f"受送达人拒绝签收{reason}".rstrip("。"),
                f"{day}将文书留在受送达人的住所地",
                *([f"送达过程已拍照、录像，附件{filmed}件"] if filmed else []),
            ]
        case ServiceMethod.ELECTRONIC:
            return [f"{_moment(service.reached_at) or day}到达受送达人的特定系统", *_click(service)]


def _click(service: ServiceRecord) -> list[str]:
    if service.received_by is None:
        return []
    return [f"{service.received_by.name}于{_moment(service.received_at)}在系统中确认收悉"]


def _moment(moment: dt.datetime | None) -> str:
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{written_day(local)}{local:%H:%M}"

"""Uploaded files: from the uploader's hands into the file of a case."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cases.models import Case, Evidence, LookBack, PerformanceReport, Reply, StoredFile
from pilit.law.errors import Invalid

if TYPE_CHECKING:
    from cases.actions.base import CaseAction


def attach(
    action: "CaseAction",
    ids: Iterable[UUID],
    *,
    evidence: Evidence | None = None,
    reply: Reply | None = None,
    report: PerformanceReport | None = None,
    look_back: LookBack | None = None,
) -> None:
    """Put uploaded files into the case, in the hands of what they belong to.

    Only the person who uploaded a file may attach it, once. Raises :class:`Invalid` at ``files``.
    """
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return
    case: Case = action.case
    rows = StoredFile.objects.select_for_update().filter(
        pk__in=wanted, uploaded_by=action.person(), attached_at__isnull=True
    )
    if rows.count() != len(wanted):
        raise Invalid(
            errors={"files": [str(_("A file is not known or was used already. Upload it again."))]}
        )
    rows.update(
        case=case,
        evidence=evidence,
        reply=reply,
        report=report,
        look_back=look_back,
        attached_at=action.at,
    )

"""The archive: the file of a closed case is bound and handed over, whole or with the reasons why
something is not in it (Rules 106).
"""

from typing import Annotated, Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from cases.actions.base import CaseAction, Options, choices
from cases.actions.fields import ActionData, Ask, FactDay, OptionalLine, Wanted
from cases.actions.registry import register
from cases.models import Archive
from cases.services.archive import archived, missing_pieces
from cases.services.case_index import contents
from cases.services.numbering import give_number
from pilit.law.errors import Invalid, WrongState
from pilit.law.texts import N_
from pilit.web.texts import listed, shown

SERIES: Final = "公档"


class MissingPiece(BaseModel):
    """Why something that belongs into the file is not in it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    piece: Annotated[str, Field(max_length=120), Ask(_("Missing"))]
    reason: Annotated[OptionalLine, Ask(_("Why it is not in the file")), Wanted()] = ""


@register
class ArchiveCase(CaseAction):
    """The table of contents is frozen as it stands. What comes to the file later is archived as
    the next version, under the same number.
    """

    name = "archive_case"
    label = N_("Archive the file")
    consequence = N_(
        "The table of contents is frozen as it stands. What is added to the file later has to be "
        "archived too."
    )
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Archived on"))]
        volumes: Annotated[int, Field(ge=1, le=999), Ask(_("Volumes"))] = 1
        pages: Annotated[
            int,
            Field(ge=1, le=999_999),
            Ask(_("Pages"), _("Of the bound file; known here once the whole file was exported.")),
        ]
        missing_reason: Annotated[
            tuple[MissingPiece, ...],
            Field(max_length=100),
            Ask(_("What the file lacks"), _("Complete it, or say why each piece is not there.")),
        ] = ()

    data: Data

    def initial(self) -> dict[str, Any]:
        pages = contents(self.case).pages
        return {
            "on": self.today.isoformat(),
            "volumes": 1,
            **({"pages": pages} if pages else {}),
            "missing_reason": [{"piece": each.code} for each in missing_pieces(self.case)],
        }

    def options(self) -> Options:
        pieces = missing_pieces(self.case)
        return {"missing_reason.piece": choices((each.code, shown(each.text)) for each in pieces)}

    def precheck(self) -> None:
        last = archived(self.case)
        if last is not None and last.is_current:
            raise WrongState(N_("The file is archived, and nothing was added to it since."))

    def guard(self) -> None:
        self.refuse_before("on", self.case.closed_on, str(_("Before the case was closed.")))
        last = self.case.archives.last()
        if last is not None:
            self.refuse_before("on", last.on, str(_("Before the file was last archived.")))
        lacking = {each.code: shown(each.text) for each in missing_pieces(self.case)}
        errors: dict[str, list[str]] = {}
        for index, row in enumerate(self.data.missing_reason):
            if row.piece not in lacking:
                errors[f"missing_reason.{index}.piece"] = [str(_("The file does not lack this."))]
            elif row.reason:
                del lacking[row.piece]
        if lacking:
            said = _("The file lacks, and no reason is given: %(pieces)s")
            errors["missing_reason"] = [said % {"pieces": listed(lacking.values())}]
        if errors:
            raise Invalid(errors=errors)

    def effect(self) -> None:
        data, last = self.data, self.case.archives.last()
        number = last.number if last else give_number(self.case.procuratorate, SERIES, self.today)
        row = Archive.objects.create(
            case=self.case,
            version=last.version + 1 if last else 1,
            number=number,
            on=data.on,
            archived_by=self.person(),
            volumes=data.volumes,
            pages=data.pages,
            entries=len(contents(self.case).entries),
            missing=self._missing(),
        )
        self.effects |= {
            "archive": row.number,
            "version": row.version,
            "entries": row.entries,
            "missing": row.missing,
        }

    def _missing(self) -> list[dict[str, str]]:
        """What is lacking and why, in the language of the documents."""
        with translation.override(settings.LANGUAGE_CODE):
            names = {each.code: shown(each.text) for each in missing_pieces(self.case)}
        return [
            {"piece": row.piece, "name": names[row.piece], "reason": row.reason}
            for row in self.data.missing_reason
        ]

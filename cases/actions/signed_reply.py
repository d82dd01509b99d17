"""The organ's written reply under its own seal: the scan, put beside what the form made."""

from functools import cached_property
from typing import Annotated, Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from cases.actions.base import Options, choices
from cases.actions.fields import ActionData, Ask, Files
from cases.actions.notices import team_of, tell
from cases.actions.recommendation import OnRecommendation
from cases.actions.registry import register
from cases.models import Reply, StoredFile
from cases.services.files import attach
from pilit.law.errors import Invalid, WrongState
from pilit.law.texts import N_
from pilit.web.texts import full_date

_PDF: Final = "application/pdf"
_PICTURE: Final = "image/"


@register
class AttachSignedReply(OnRecommendation):
    """The reply as printed, signed and sealed. It arrived with the form (Interp. 21): no period
    moves.
    """

    name = "attach_signed_reply"
    label = N_("Upload the sealed reply")
    consequence = N_(
        "The scan is put beside your reply in the case file. The day on which the reply arrived "
        "stays the same."
    )

    class Data(ActionData):
        reply: Annotated[
            Annotated[int, Field(ge=1)] | None,
            Ask(
                _("Reply"),
                _("Its number, from the first on; needed where you sent several."),
                widget="choice",
            ),
        ] = None
        files: Annotated[
            Files,
            Field(min_length=1),
            Ask(_("Scan"), _("The printed reply, signed and sealed."), "files", only_scans=True),
        ]

    @cached_property
    def replies(self) -> list[Reply]:
        """The replies to the recommendation that stands, oldest first."""
        return list(self.standing().replies.prefetch_related("scans").order_by("id"))

    def initial(self) -> dict[str, Any]:
        """The newest reply that has no scan yet."""
        waiting = [no for no, row in enumerate(self.replies, 1) if not row.scans.all()]
        return {"reply": waiting[-1] if waiting else len(self.replies)}

    def options(self) -> Options:
        return {
            "reply": choices(
                (no, gettext("Reply no. %(no)s of %(day)s") % _told(no, row))
                for no, row in enumerate(self.replies, 1)
            )
        }

    def precheck(self) -> None:
        if not self.replies:
            raise WrongState(N_("First reply in writing; then its sealed scan can follow."))

    def guard(self) -> None:
        self._chosen()
        rows = StoredFile.objects.filter(pk__in=self.data.files, uploaded_by=self.person())
        if any(not _is_scan(row.media_type) for row in rows):
            raise Invalid(errors={"files": [gettext("A scan is a PDF or a picture.")]})

    def effect(self) -> None:
        no = self._chosen()
        attach(self, self.data.files, scan_of=self.replies[no - 1])
        self.effects["reply"] = no
        tell(
            self,
            team_of(self.case, self.today),
            "signed_reply_received",
            N_("The sealed reply of the organ has come: %(number)s – %(title)s"),
        )

    def _chosen(self) -> int:
        asked = self.data.reply
        if asked is None and len(self.replies) > 1:
            raise Invalid(errors={"reply": [gettext("Say which.")]})
        if asked is not None and asked > len(self.replies):
            raise Invalid(errors={"reply": [gettext("There is no such reply.")]})
        return asked or 1


def _told(no: int, row: Reply) -> dict[str, object]:
    return {"no": no, "day": full_date(row.received_on)}


def _is_scan(media_type: str) -> bool:
    return media_type == _PDF or media_type.startswith(_PICTURE)

"""Service of what has no step of its own; the receipt of what was served electronically."""

from functools import cached_property
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from cases.actions.base import CaseAction, Options, choices
from cases.actions.fields import ActionData, Ask, OrganisationCode
from cases.actions.notices import people_of_organ, team_of, tell
from cases.actions.registry import register
from cases.actions.serving import ServiceData, Serving
from cases.models import ServiceMethod, ServiceRecord
from cases.services.serving import Decided, Kind, to_serve
from pilit.law.errors import Invalid, WrongState
from pilit.law.texts import N_


class WhatIsServed(ActionData):
    document: Annotated[ServiceRecord.Document, Ask(_("Document"))]


@register
class ServeDocument(Serving):
    """Decisions reach those they concern: the organ (Rules 74, 78; Rec. 23), the plaintiff whose
    suit is no longer supported (Rules 102).
    """

    name = "serve_document"
    label = N_("Record service of a decision")
    consequence = N_("The proof of service goes on file; an organ sees it and the decision.")
    occurs_on = "served_on"

    class Data(ServiceData, WhatIsServed):
        addressee: Annotated[
            OrganisationCode | None,
            Ask(_("Addressee"), _("Whom the decision concerns, where left empty."), "hidden"),
        ] = None

    data: Data

    def initial(self) -> dict[str, Any]:
        waiting = self.due
        return {**super().initial(), "document": str(waiting[0].kind) if waiting else ""}

    def options(self) -> Options:
        return {"document": choices((row.kind, f"{row.kind.label} – {row.to}") for row in self.due)}

    def precheck(self) -> None:
        if not self.due:
            raise WrongState(N_("There is no decision that waits to be served."))

    def guard(self) -> None:
        decided = self._chosen()
        code = self.data.addressee
        if code is not None and (decided.addressee is None or decided.addressee.code != code):
            raise Invalid(errors={"addressee": [str(_("It is not addressed to them."))]})
        self.refuse_faulty_service(decided.on, str(_("Before it was decided.")))

    def effect(self) -> None:
        decided = self._chosen()
        self.prove(decided.kind, decided.addressee, name=decided.name, number=decided.number)
        if decided.addressee is not None:
            tell(
                self,
                people_of_organ(self, decided.addressee),
                "document_served",
                N_("A decision was served on you: %(number)s"),
            )

    @cached_property
    def due(self) -> list[Decided]:
        """What waits to be served, asked once: read before anything is proved to be served."""
        return to_serve(self.case)

    def _chosen(self) -> Decided:
        for row in self.due:
            if row.kind == self.data.document:
                return row
        raise Invalid(errors={"document": [str(_("It was not decided, or is served already."))]})


@register
class ConfirmReceipt(CaseAction):
    """The addressee confirms what was served electronically (CPL 90); no period moves with it."""

    name = "confirm_receipt"
    label = N_("Confirm receipt")
    consequence = N_(
        "Your confirmation goes on the proof of service. The day of service stays the day on which "
        "the document reached your system."
    )

    class Data(ActionData):
        document: Annotated[
            ServiceRecord.Document | None,
            Ask(_("Document"), _("Needed where several wait for your confirmation.")),
        ] = None

    def initial(self) -> dict[str, Any]:
        waiting = self._waiting()
        return {"document": waiting[0].document} if waiting else {}

    def options(self) -> Options:
        kinds = dict.fromkeys(row.document for row in self._waiting())
        return {"document": choices((kind, Kind(kind).label) for kind in kinds)}

    def precheck(self) -> None:
        if not self._waiting():
            raise WrongState(N_("Nothing served on you electronically waits to be confirmed."))

    def guard(self) -> None:
        self._chosen()

    def effect(self) -> None:
        row = self._chosen()
        row.received_by, row.received_at = self.person(), self.at
        row.save(update_fields=["received_by", "received_at"])
        self.effects["document"] = row.document
        tell(
            self,
            team_of(self.case, self.today),
            "receipt_confirmed",
            N_("The organ confirmed receipt of what was served: %(number)s – %(title)s"),
        )

    def _waiting(self) -> list[ServiceRecord]:
        return list(
            self.case.services.filter(
                method=ServiceMethod.ELECTRONIC,
                received_at__isnull=True,
                addressee_id=self.case.respondent_id,
                addressee__isnull=False,
            )
        )

    def _chosen(self) -> ServiceRecord:
        asked = self.data.document
        rows = [row for row in self._waiting() if asked in (None, row.document)]
        if not rows:
            raise Invalid(errors={"document": [str(_("This does not wait to be confirmed."))]})
        if asked is None and len(rows) > 1:
            raise Invalid(errors={"document": [str(_("Say which."))]})
        return rows[0]

"""What all actions share that record a service: the details each method asks for, and the day it
makes the day of service.
"""

import datetime as dt
from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from agencies.models import Organisation
from cases.actions.base import CaseAction
from cases.actions.fields import (
    ActionData,
    Ask,
    Fact,
    FactDay,
    Files,
    Line,
    Moment,
    OptionalLine,
    Wanted,
    When,
)
from cases.models import ServiceMethod, ServicePresence, ServiceRecord
from cases.services.files import attach
from cases.services.serving import legal_document
from pilit.law.errors import DateOutOfOrder

M = ServiceMethod


def _by(*methods: ServiceMethod) -> When:
    """What is asked for with these methods only."""
    return When("method", frozenset(methods))


class Attending(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    name: Annotated[Line, Ask(_("Name"))]
    role: Annotated[ServicePresence.Role, Ask(_("Invited as"))]


class Consent(BaseModel):
    """The ground of electronic service (CPL 90)."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    on: Annotated[FactDay, Ask(_("Consent given on"))]
    by: Annotated[
        Line, Ask(_("Consent given by"), _("Name and office of who consented for the addressee."))
    ]


class Proxy(BaseModel):
    """Who took it in place of the addressee (CPL 88)."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    name: Annotated[Line, Ask(_("Name"))]
    relation: Annotated[
        Line,
        Ask(
            _("Relation to the addressee"),
            _("Such as in charge of receiving, agent ad litem, named to take delivery (CPL 88)."),
        ),
    ]


class ServiceData(ActionData):
    """How a document was served (Rules 76; CPL 87-91).

    Consent to electronic service is wanted of whoever fills in the form; a service recorded late
    may lack it, and then the file does (CPL 90).
    """

    served_on: Annotated[FactDay, Ask(_("Day of service"), _("As on the proof of service."))]
    method: Annotated[
        ServiceMethod,
        Ask(
            _("Method of service"),
            _("Electronic service needs the consent of the addressee (CPL 90)."),
        ),
    ]
    place: Annotated[
        OptionalLine, Ask(_("Place of service"), _("Where it is not the seat of the addressee."))
    ] = ""
    signed_by: Annotated[
        OptionalLine,
        Ask(_("Signed for by"), _("Name and office of who signed the proof or the return slip.")),
        _by(M.DIRECT, M.POST, M.ANNOUNCED),
    ] = ""
    proxy: Annotated[
        Proxy | None, Ask(_("Taken on behalf of the addressee by")), _by(M.DIRECT, M.LEFT)
    ] = None
    consent: Annotated[
        Consent | None, Ask(_("Consent to electronic service")), Wanted(), _by(M.ELECTRONIC)
    ] = None
    posted_on: Annotated[FactDay | None, Ask(_("Postmark")), _by(M.POST)] = None
    tracking_number: Annotated[
        Annotated[str, Field(max_length=60)], Ask(_("Number of the letter")), _by(M.POST)
    ] = ""
    return_slip_on: Annotated[
        FactDay | None,
        Ask(_("Day on the return slip"), _("Where given, it is the day of service (CPL 91).")),
        _by(M.POST),
    ] = None
    reached_at: Annotated[
        Moment | None,
        Fact(),
        Ask(
            _("Reached the addressee's system at"),
            _("Where given, its day is the day of service (CPL 90)."),
        ),
        _by(M.ELECTRONIC),
    ] = None
    refusal_reason: Annotated[
        Annotated[str, Field(max_length=300)],
        Ask(_("Reason given for refusing to sign")),
        _by(M.LEFT),
    ] = ""
    witness: Annotated[
        OptionalLine,
        Ask(
            _("Witness"),
            _("Where it was left at the premises; photos or a video may stand for one (CPL 89)."),
        ),
    ] = ""
    photos: Annotated[
        Files,
        Ask(_("Photos or video"), _("Of how it was left at the premises (Rules 76).")),
        _by(M.LEFT),
    ] = ()
    present: Annotated[
        tuple[Attending, ...],
        Field(max_length=20),
        Ask(
            _("People invited"),
            _("Deputies, members of the consultative conference, people's supervisors (Rules 76)."),
        ),
        _by(M.ANNOUNCED),
    ] = ()


class Serving(CaseAction):
    """An action that records a service."""

    data: ServiceData

    def initial(self) -> dict[str, Any]:
        return {"served_on": self.today.isoformat(), "method": ServiceMethod.DIRECT.value}

    def served_day(self) -> tuple[str, dt.date]:
        """The day that counts, a Beijing date, and the field that tells it: by post that of the
        return slip, electronically that on which the system was reached, else the day stated.
        """
        data = self.data
        if data.return_slip_on is not None:
            return "return_slip_on", data.return_slip_on
        if data.reached_at is not None:
            return "reached_at", timezone.localdate(data.reached_at)
        return "served_on", data.served_on

    def day_of_fact(self) -> dt.date:
        return self.served_day()[1]

    def refuse_faulty_service(self, first: dt.date, message: str) -> None:
        """Raise :class:`DateOutOfOrder` with ``message`` for a service before ``first``, a Beijing
        date, or a postmark after it.
        """
        data, (field, day) = self.data, self.served_day()
        if day < first:
            raise DateOutOfOrder(errors={field: [message]})
        if data.posted_on is not None and data.posted_on < first:
            raise DateOutOfOrder(errors={"posted_on": [message]})
        if data.posted_on is not None and data.posted_on > day:
            raise DateOutOfOrder(errors={"posted_on": [str(_("After the day of service."))]})
        if data.consent is not None and data.consent.on > day:
            raise DateOutOfOrder(errors={"consent.on": [str(_("After the day of service."))]})

    def prove(
        self,
        kind: ServiceRecord.Document,
        addressee: Organisation | None,
        *,
        name: str = "",
        number: str = "",
    ) -> ServiceRecord:
        """Write the proof of service; ``name`` is the addressee's who is in no directory."""
        data = self.data
        legal = legal_document(self.case, kind)
        proof = ServiceRecord.objects.create(
            case=self.case,
            document=kind,
            legal=legal,
            number=number or (legal.number if legal is not None else ""),
            addressee=addressee,
            addressee_name=name,
            served_on=self.day_of_fact(),
            method=data.method,
            place=data.place,
            signed_by=data.signed_by,
            proxy_name=data.proxy.name if data.proxy else "",
            proxy_relation=data.proxy.relation if data.proxy else "",
            consent_on=data.consent.on if data.consent else None,
            consent_by=data.consent.by if data.consent else "",
            posted_on=data.posted_on,
            tracking_number=data.tracking_number,
            reached_at=data.reached_at,
            refusal_reason=data.refusal_reason,
            witness=data.witness,
            recorded_by=self.person(),
        )
        ServicePresence.objects.bulk_create(
            ServicePresence(service=proof, name=each.name, role=each.role) for each in data.present
        )
        attach(self, data.photos, service=proof, field="photos")
        return proof

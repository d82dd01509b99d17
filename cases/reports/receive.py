"""A report comes in: once for each form, with its photos, for the procuratorate of its district."""

import datetime as dt
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Final

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from agencies.models import Level, Organisation, OrganisationKind, Post
from agencies.services.notifications import notify
from cases.actions.fields import ActionData, Ask, Line, OptionalLine
from cases.actions.idempotency import lock_key
from cases.domain.vocabulary import Domain
from cases.models import Event, Report, ReportPhoto
from cases.querysets import INTAKE_POSTS
from cases.reports.photos import Photo, Spot, read_photos
from cases.reports.spam import same_text, signs_of
from cases.reports.ticket import Ticket, code_hash
from cases.services import record
from cases.services.informants import seal
from cases.services.outbox import queue_mail
from cases.services.people import holders
from pilit.law.errors import Invalid
from pilit.law.texts import N_
from pilit.web.clock import beijing_date

SAME_TEXT_WITHIN: Final = dt.timedelta(days=7)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
NOBODY: Final = 0
"""Stands for the person where keys are locked: a reporter has no account."""


class ReportData(ActionData):
    """What the form asks, step by step: what, where, and who if they wish."""

    narrative: Annotated[
        str,
        Field(min_length=1, max_length=5000),
        Ask(
            _("What happened?"),
            _("What did you see, since when, who does it as far as you know?"),
            "textarea",
        ),
    ]
    domain: Annotated[Domain, Ask(_("What is it about?"))] = Domain.OTHER
    district: Annotated[str, Field(pattern=r"^\d{6}$"), Ask(_("District"), widget="choice")]
    address: Annotated[Line, Ask(_("Where exactly?"), _("Street and number, village, or river."))]
    lng: Annotated[Decimal | None, Field(ge=-180, le=180), Ask(_("Longitude"), widget="number")] = (
        None
    )
    lat: Annotated[Decimal | None, Field(ge=-90, le=90), Ask(_("Latitude"), widget="number")] = None
    photo_place: Annotated[bool, Ask(_("Use the place the photo tells"))] = False
    name: Annotated[OptionalLine, Ask(_("Name"))] = ""
    phone: Annotated[OptionalLine, Ask(_("Phone"))] = ""

    @field_validator("*", mode="before")
    @classmethod
    def _writable(cls, value: Any) -> Any:
        """Without the control characters that machines send and no database takes."""
        return _CONTROL.sub("", value) if isinstance(value, str) else value

    @field_validator("lng", "lat", mode="before")
    @classmethod
    def _in_degrees(cls, value: Any) -> Any:
        try:
            finite = value is None or Decimal(value).is_finite()
        except (ArithmeticError, TypeError, ValueError):
            finite = False
        if not finite:
            raise PydanticCustomError("degrees", gettext("Enter degrees such as 116.4601."))
        return value

    @field_validator("lng", "lat")
    @classmethod
    def _to_the_metre(cls, value: Decimal | None) -> Decimal | None:
        return None if value is None else round(value, 6)

    @property
    def reporter(self) -> dict[str, Any]:
        """Whoever leaves neither name nor telephone reports anonymously."""
        return {"name": self.name, "phone": self.phone, "anonymous": not (self.name or self.phone)}


@dataclass(frozen=True, slots=True)
class Received:
    """What the reporter is told: the code, for it is kept nowhere, and who has the report."""

    report: Report
    code: str


def districts() -> list[Organisation]:
    """The procuratorates of districts, which take in what is reported from theirs."""
    return list(
        Organisation.objects.active()
        .of_kind(OrganisationKind.PROCURATORATE)
        .at_level(Level.DISTRICT)
        .order_by("region")
    )


def received_before(ticket: Ticket) -> Received | None:
    """The report this form has made already, where its answer was lost on the way."""
    rows = Report.objects.filter(key_hash=ticket.key_hash).select_related("procuratorate")
    report = rows.first()
    return None if report is None else Received(report, ticket.code)


def receive(
    ticket: Ticket, data: ReportData, uploads: Sequence["UploadedFile[Any]"], at: dt.datetime
) -> Received:
    """Take a report in; a form sent twice makes one. Raises :class:`Invalid` by field.

    Nothing of who sends it is asked or kept but what they wrote.
    """
    place = _procuratorate(data.district)
    photos = read_photos(uploads, with_place=data.photo_place)
    spot = _spot(data, photos)
    text = same_text(data.narrative)
    with transaction.atomic():
        # Two at once: the second waits for the first, adds nothing and is answered alike.
        lock_key(NOBODY, ticket.key_hash)
        before = received_before(ticket)
        if before is not None:
            return before
        since = at - SAME_TEXT_WITHIN
        earlier = Report.objects.filter(procuratorate=place, text_hash=text, received_at__gte=since)
        report = Report.objects.create(
            procuratorate=place,
            narrative=data.narrative,
            domain=data.domain,
            address=data.address,
            region=data.district,
            lng=spot.lng if spot else None,
            lat=spot.lat if spot else None,
            **seal(data.reporter),
            signs=signs_of(data.narrative, came_before=earlier.exists()),
            text_hash=text,
            code_hash=code_hash(ticket.code),
            key_hash=ticket.key_hash,
            received_at=at,
        )
        _keep_photos(report, photos)
        _tell(report, at)
    return Received(report, ticket.code)


def _procuratorate(region: str) -> Organisation:
    found = next((row for row in districts() if row.region == region), None)
    if found is None:
        raise Invalid(errors={"district": [N_("Choose one of the options.")]})
    return found


def _spot(data: ReportData, photos: Sequence[Photo]) -> Spot | None:
    """The place of a photo where that was asked for and one tells it, else what was typed."""
    told = next((photo.spot for photo in photos if photo.spot is not None), None)
    if told is not None:
        return told
    return None if data.lng is None or data.lat is None else Spot(data.lng, data.lat)


def _keep_photos(report: Report, photos: Sequence[Photo]) -> None:
    for photo in photos:
        row = ReportPhoto(report=report, size=len(photo.content), sha256=photo.sha256)
        row.content.save(f"{uuid.uuid4().hex}.bin", ContentFile(photo.content), save=False)
        row.save()


def _tell(report: Report, at: dt.datetime) -> None:
    place, day = report.procuratorate_id, beijing_date(at)
    people = holders(place, (Post.REGISTRAR,), day) or holders(place, INTAKE_POSTS, day)
    told = notify(
        people,
        "report_received",
        N_("A report from the public waits for intake: no. %(report)s"),
        {"report": report.pk},
        "cases:intake_report",
        {"pk": report.pk},
        at,
    )
    queue_mail(told, at)
    record.append(
        Event(
            shard_id=place,
            action="receive_report",
            occurred_at=at,
            recorded_at=at,
            effects={"report": report.pk, "signs": report.signs, "photos": report.photos.count()},
        )
    )

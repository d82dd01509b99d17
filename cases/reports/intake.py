"""What the intake decides on a report: a clue, no clue, spam or none. Every step is in the log."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Final, cast

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.actor import Actor, Seat
from cases.actions import perform
from cases.actions.fields import ActionData, Ask, Line, OptionalProse, OrganisationCode, parse
from cases.domain.vocabulary import Domain
from cases.models import (
    Clue,
    ClueSource,
    DeclineReason,
    Event,
    Report,
    ReportState,
    StoredFile,
)
from cases.querysets import INTAKE_POSTS
from cases.services import informants, record
from pilit.law.errors import NotFound, NotPermitted, WrongState
from pilit.law.texts import N_
from pilit.web.clock import beijing_date

PHOTO_NAME: Final = "举报照片{number}.jpg"


class AcceptData(ActionData):
    """What the clue gets beside what was reported."""

    title: Annotated[Line, Ask(_("Title of the clue"))]
    domain: Annotated[Domain, Ask(_("Domain"))]
    organ: Annotated[OrganisationCode | None, Ask(_("Organ concerned"), widget="organisation")] = (
        None
    )


class DeclineData(ActionData):
    """Why a report becomes no clue."""

    reason: Annotated[
        DeclineReason,
        Ask(_("Reason"), _("The reporter reads this category, nothing else."), "radio"),
    ]
    note: Annotated[
        OptionalProse, Ask(_("Note"), _("For the file; the reporter does not see it."), "textarea")
    ] = ""


def accept(report: Report, actor: Actor, given: Mapping[str, Any], at: dt.datetime) -> Clue:
    """Register the clue a report makes: with its text, place and photos, its reporter sealed."""
    with transaction.atomic():
        report, seat = _opened(report, actor, ReportState.RECEIVED)
        data = parse(AcceptData, given)
        # In the post whose report it is, where a person holds several.
        here = tuple(each for each in actor.seats if each.organisation_id == seat.organisation_id)
        outcome = perform(
            "register_clue", None, Actor(actor.user, here), _clue_data(report, data), at
        )
        clue = cast(Clue, outcome.made)
        informants.hand_over(report, clue)
        _hand_over_photos(report, clue, actor, at)
        report.clue = clue
        _decide(report, actor, seat, ReportState.ACCEPTED, at, {"clue": clue.number})
    return clue


def decline(report: Report, actor: Actor, given: Mapping[str, Any], at: dt.datetime) -> None:
    """Make no clue of it, for a reason whose category the reporter reads."""
    with transaction.atomic():
        report, seat = _opened(report, actor, ReportState.RECEIVED)
        data = parse(DeclineData, given)
        report.decline_reason, report.note = data.reason, data.note
        _decide(report, actor, seat, ReportState.DECLINED, at, {"reason": data.reason})


def mark_spam(report: Report, actor: Actor, at: dt.datetime) -> None:
    """Set it aside as spam; it is kept and can be taken back."""
    with transaction.atomic():
        report, seat = _opened(report, actor, ReportState.RECEIVED)
        _decide(report, actor, seat, ReportState.SPAM, at, {"signs": report.signs})


def take_back(report: Report, actor: Actor, at: dt.datetime) -> None:
    """Put what was marked as spam, or not accepted, back among what waits."""
    with transaction.atomic():
        report, seat = _opened(report, actor, ReportState.SPAM, ReportState.DECLINED)
        report.decline_reason = report.note = ""
        _decide(report, actor, seat, ReportState.RECEIVED, at, {})


def _opened(report: Report, actor: Actor, *states: ReportState) -> tuple[Report, Seat]:
    """The report, locked, and the seat in which the actor decides on it.

    Raises :class:`NotFound`, or :class:`WrongState` where somebody was faster.
    """
    rows = Report.objects.visible_to(actor).filter(pk=report.pk)
    row = rows.select_for_update(of=("self",)).select_related("procuratorate").first()
    if row is None:
        raise NotFound
    seat = actor.holds(*INTAKE_POSTS, organisation_id=row.procuratorate_id)
    if seat is None or actor.user is None:
        raise NotPermitted
    if row.state not in states:
        raise WrongState(N_("This report was decided on already."))
    return row, seat


def _clue_data(report: Report, data: AcceptData) -> dict[str, Any]:
    place = {"address": report.address, "region": report.region}
    if report.lng is not None and report.lat is not None:
        place |= {"lng": str(report.lng), "lat": str(report.lat)}
    return {
        "title": data.title,
        "narrative": report.narrative,
        "source": ClueSource.REPORT.value,
        "domain": data.domain.value,
        "place": place,
        "reported_on": beijing_date(report.received_at).isoformat(),
        **({"organ": data.organ} if data.organ else {}),
    }


def _hand_over_photos(report: Report, clue: Clue, actor: Actor, at: dt.datetime) -> None:
    StoredFile.objects.bulk_create(
        StoredFile(
            clue=clue,
            name=PHOTO_NAME.format(number=number),
            media_type="image/jpeg",
            size=photo.size,
            sha256=photo.sha256,
            pages=1,
            content=photo.content.name,
            uploaded_by=actor.user,
            uploaded_for=report.procuratorate,
            uploaded_at=report.received_at,
            attached_at=at,
        )
        for number, photo in enumerate(report.photos.all(), 1)
    )


_ACTIONS: Final = {
    ReportState.ACCEPTED: "accept_report",
    ReportState.DECLINED: "decline_report",
    ReportState.SPAM: "mark_report_spam",
    ReportState.RECEIVED: "take_report_back",
}


def _decide(
    report: Report,
    actor: Actor,
    seat: Seat,
    state: ReportState,
    at: dt.datetime,
    data: dict[str, Any],
) -> None:
    waits = state is ReportState.RECEIVED
    effects = {"report": report.pk, "state": [report.state, state.value]}
    report.state = state
    report.decided_at = None if waits else at
    report.decided_by = None if waits else actor.user
    report.save()
    record.append(
        Event(
            shard_id=report.procuratorate_id,
            action=_ACTIONS[state],
            actor=actor.user,
            actor_name=actor.user.name if actor.user else "",
            actor_post=f"{seat.organisation_code}.{seat.post}",
            occurred_at=at,
            recorded_at=at,
            data=data,
            effects=effects,
        )
    )

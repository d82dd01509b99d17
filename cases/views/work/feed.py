"""A person's deadlines as a calendar that their own program fetches, by a secret in the address.

It holds what the list of their work holds on the day of the request: number and title of the
matter, what is due and on what legal basis. Who may see nothing any more gets what a wrong secret
gets.
"""

import datetime as dt
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from agencies.actor import Actor
from agencies.models import OrganisationKind
from agencies.request import passes_without_second_factor
from agencies.services import feeds
from cases.views.access import now
from cases.views.work.deadlines import DatedDue, all_deadlines, dated
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date
from pilit.web.problems import answers_refusals
from pilit.web.texts import cite, listed

AT_MOST = 1000
"""Deadlines in a feed."""
EVERY = dt.timedelta(hours=1)
"""How often a calendar program is asked to come back."""


@passes_without_second_factor
@never_cache
@answers_refusals
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar a secret opens. Raises :class:`NotFound` for any other."""
    at = now()
    today = beijing_date(at)
    person = feeds.recognise(secret, at)
    actor = Actor.anonymous() if person is None else Actor.of(person, today)
    if person is None or not actor.seats_in(OrganisationKind.PROCURATORATE):
        raise NotFound
    with override(person.language):
        dues = dated(all_deadlines(actor, today)[:AT_MOST], actor, today)
        body = feed_of(dues, at, request.build_absolute_uri("/")[:-1])
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="deadlines.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


def feed_of(dues: Iterable[DatedDue], at: dt.datetime, origin: str) -> bytes:
    """The calendar, each deadline a whole day: its last."""
    feed = Calendar()
    feed.add("prodid", "-//pilit//deadlines//ZH")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", _("Deadlines of my cases"))
    feed.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    for due in dues:
        feed.add_component(_event(due, at, origin))
    body: bytes = feed.to_ical()
    return body


def _event(due: DatedDue, at: dt.datetime, origin: str) -> Event:
    row = due.due.row
    lines = [
        due.target.number,
        due.target.title,
        _("Basis: %(basis)s") % {"basis": listed(cite(each) for each in due.due.basis)},
    ]
    if row.provisional:
        lines.append(_("Provisional: the holidays of that year are not arranged yet."))
    event = Event()
    event.add("uid", f"deadline-{row.pk}@{origin.partition('//')[2]}")
    event.add("dtstamp", at)
    event.add("dtstart", due.day)
    event.add("dtend", due.day + dt.timedelta(days=1))
    event.add("summary", f"{due.what} · {due.target.number} {due.target.title}")
    event.add("description", "\n".join(lines))
    event.add("url", f"{origin}{due.url}")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event

"""Reporting harm without an account: the form, its receipt, and where a report stands.

Nothing here keeps who asks: no session, no address, no code in an address or a log.
"""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from agencies.errors import TooManyAttempts
from agencies.services import throttle
from cases.actions.base import Options, choices
from cases.actions.fields import parse
from cases.domain.vocabulary import DOMAIN_LABELS, Domain
from cases.reports.photos import AT_MOST
from cases.reports.receive import Received, ReportData, districts, receive, received_before
from cases.reports.spam import same_text
from cases.reports.standing import standing_by
from cases.reports.ticket import BITS, Ticket, grouped
from cases.services.regions import seats
from cases.views.access import now
from cases.views.forms.form import describe
from cases.views.forms.options import region_name
from cases.views.forms.reading import read
from cases.views.public.pages import open_to_all
from pilit.law.errors import DomainError, Invalid
from pilit.law.texts import N_
from pilit.web.texts import errors_of, message_of

PHOTOS = "photos"
TICKET, PROOF, ANSWER = "_ticket", "_proof", "_answer"


class AnotherText(Invalid):
    """The form was received with other words, as where two windows share one form."""

    default_message = N_(
        "This form was received before with another text. Sent once more it is a further report."
    )


@open_to_all
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The form in three steps, and once it is received the receipt."""
    at = now()
    if request.method != "POST":
        return _form(request, Ticket.issue(at), {}, {})
    values = read(ReportData, request.POST)
    try:
        ticket = Ticket.read(request.POST.get(TICKET, ""))
    except Invalid as refusal:
        return _form(request, Ticket.issue(at), values, {"__all__": [message_of(refusal)]})
    try:
        done = _sent_before(ticket, values) or _received(request, ticket, values, at)
    except AnotherText as refusal:
        return _form(request, Ticket.issue(at), values, _said(refusal))
    except DomainError as refusal:
        if not ticket.is_fresh(at):
            ticket = Ticket.issue(at, ticket.key)
        return _form(request, ticket, values, _said(refusal), refusal.http_status)
    return _receipt(request, done)


def _sent_before(ticket: Ticket, values: Mapping[str, Any]) -> Received | None:
    """What this form has made already. Raises :class:`AnotherText`."""
    done = received_before(ticket)
    if done is not None and done.report.text_hash != same_text(str(values.get("narrative", ""))):
        raise AnotherText
    return done


def _received(
    request: HttpRequest, ticket: Ticket, values: Mapping[str, Any], at: dt.datetime
) -> Received:
    """Take in what was sent. Raises :class:`Invalid` or :class:`TooManyAttempts`."""
    data = parse(ReportData, values)
    if not ticket.is_fresh(at):
        raise Invalid(N_("The form was open for more than a day. Check it and send it again."))
    if not ticket.is_solved(request.POST.get(PROOF, ""), request.POST.get(ANSWER, "")):
        raise Invalid(errors={ANSWER: [N_("The sum is not right. Try again.")]})
    wait = throttle.admit_unnamed(throttle.REPORTER, _address(request), at)
    if wait:
        raise TooManyAttempts(wait)
    return receive(ticket, data, request.FILES.getlist(PHOTOS), at)


def _said(refusal: DomainError) -> dict[str, list[str]]:
    """Its messages by field; what names a photo stands at the photos."""
    errors = errors_of(refusal)
    if PHOTOS in errors or not errors:
        errors[PHOTOS if PHOTOS in errors else "__all__"] = [message_of(refusal)]
    return errors


def _form(
    request: HttpRequest,
    ticket: Ticket,
    values: Mapping[str, Any],
    errors: Mapping[str, list[str]],
    status: int = 422,
) -> HttpResponse:
    form = describe(ReportData, {"domain": Domain.OTHER, **values}, _options(), errors)
    context = {
        "form": form,
        "control": {control.shape.name: control for control in form.controls},
        "ticket": ticket,
        "bits": BITS,
        "seats": json.dumps({region: [seat.name, *seat.at] for region, seat in seats().items()}),
        "most_photos": AT_MOST,
        "photo_errors": errors.get(PHOTOS, ()),
        "answer_errors": errors.get(ANSWER, ()),
    }
    response = render(request, "public/report.html", context, status=status if errors else 200)
    # Its ticket is for one visitor; going back to it is what the browser may do by itself.
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _options() -> Options:
    return {
        "domain": choices((domain.value, _(DOMAIN_LABELS[domain])) for domain in Domain),
        "district": [(row.region, region_name(row)) for row in districts()],
    }


def _receipt(request: HttpRequest, done: Received) -> HttpResponse:
    address = reverse("cases:report_status")
    site = settings.PILIT_PUBLIC_URL
    url = f"{site.rstrip('/')}{address}" if site else request.build_absolute_uri(address)
    context = {
        "code": grouped(done.code),
        "plain_code": done.code,
        "procuratorate": done.report.procuratorate.name,
        # What follows the # stays in the browser: no server and no log learns the code.
        "qr": segno.make(f"{url}#{done.code}", error="m", micro=False).svg_data_uri(border=2),
    }
    response = render(request, "public/receipt.html", context, status=201)
    add_never_cache_headers(response)
    return response


@open_to_all
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """Where the report of a code stands. The code comes in the body, so that no log has it.

    Raises :class:`~agencies.errors.TooManyAttempts`.
    """
    if request.method != "POST":
        return render(request, "public/status.html")
    wait = throttle.admit_unnamed(throttle.REPORT_STATUS, _address(request), now())
    if wait:
        raise TooManyAttempts(wait)
    found = standing_by(request.POST.get("code", ""))
    context = {"standing": found, "is_unknown": found is None}
    return render(request, "public/status.html", context, status=200 if found else 404)


def _address(request: HttpRequest) -> str:
    """For counting in the cache, and for nothing else."""
    return str(request.META.get("REMOTE_ADDR", ""))

"""The last look before a reply is sent: what is sent, who prepared it, what follows."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.actor import Actor
from agencies.models import User
from agencies.request import actor_of
from cases.actions import Outcome, perform
from cases.models import Case, ItemStatus, Recommendation, Reply, ReplyKind, StoredFile
from cases.views.access import now, page, user_of
from cases.views.court.preview import Clock, clocks_of, rehearse
from cases.views.facets import seen
from cases.views.forms import form_drafts
from cases.views.organ.asks import REPLY as REPLY_CLOCKS
from cases.views.organ.handover import (
    REPLY,
    Handover,
    adopt,
    confirmed,
    give_back,
    settle,
)
from cases.views.organ.reply import (
    answered_rows,
    complete,
    item_heading,
    organ_case_for,
    situation,
    standing_of,
)
from cases.views.organ.story import REPLY_KINDS
from pilit.law.errors import Conflict, DomainError
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.texts import errors_of, message_of, translated

KEY_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it will be sent."""

    heading: str
    text: str
    status: str
    status_label: str
    measure: str
    finish_by: dt.date | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole reply as it will be sent."""

    kind: str
    answers: Sequence[Answer]
    statement: str
    posted_on: dt.date | None
    files: Sequence[StoredFile]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reply that is ready: one's own, or one put before the reader by a colleague."""

    values: Mapping[str, Any]
    handover: Handover | None


@page
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """Show the reply once more and send it; a leader may also change it or return it."""
    actor, at, person = actor_of(request), now(), user_of(request)
    case = organ_case_for(actor, number)
    recommendation = standing_of(case, actor, at)
    ready = prepared(case, person)
    if ready is None:
        sent_already = request.method == "POST"
        return redirect("cases:case" if sent_already else "cases:organ_reply", number=case.number)
    refusal: DomainError | None = None
    if request.method == "POST":
        turned = _turned(request, case, ready, at)
        if turned is not None:
            return turned
        try:
            return _send(request, case, actor, ready, at)
        except DomainError as refused:
            refusal = refused
    clocks, obstacle = _foreseen(case, actor, ready, at)
    refusal = refusal or obstacle
    context = {
        "case": case,
        "summary": summary_of(ready.values, recommendation),
        "handover": ready.handover,
        "clocks": clocks,
        "refused": _told(refusal) if refusal else [],
        "seen": last_reply(case, actor),
        "key": uuid.uuid4().hex,
        "today": beijing_date(at),
        **situation(actor, case, recommendation),
    }
    status = 422 if refusal else 200
    return respond(request, "cases/organ/confirm.html", context, status=status)


def prepared(case: Case, person: User) -> Prepared | None:
    """What a colleague has put before the person, else what they typed themselves."""
    handover = Handover.to_leader(case, person)
    if handover is not None:
        return Prepared(handover.values, handover)
    kept = form_drafts.load(person, REPLY, case)
    return Prepared(kept.data, None) if kept is not None else None


def _turned(
    request: HttpRequest, case: Case, ready: Prepared, at: dt.datetime
) -> HttpResponse | None:
    """The leader does not send what was prepared: changes it, or returns it with a word."""
    handover = ready.handover
    if handover is None:
        return None
    if "_edit" in request.POST:
        with transaction.atomic():
            adopt(handover, handover.leader)
            form_drafts.save(handover.leader, REPLY, case, handover.values, at)
            settle(case, handover.by_id)
        return redirect("cases:organ_reply", number=case.number)
    if "_return" in request.POST:
        give_back(handover, request.POST.get("reason", "").strip()[:200], at)
        told = {"who": handover.by_name}
        messages.success(request, _("Returned to %(who)s.") % told)
        return redirect("cases:case", number=case.number)
    return None


def _send(
    request: HttpRequest, case: Case, actor: Actor, ready: Prepared, at: dt.datetime
) -> HttpResponse:
    """Send the reply. Raises :class:`Conflict` where a colleague has sent one meanwhile."""
    person = user_of(request)
    known = request.POST.get("_replies", "")
    with transaction.atomic():
        Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        if known != str(last_reply(case, actor)):
            raise Conflict(N_("A colleague has sent a reply meanwhile. Look at it first."))
        key = request.POST.get("_key", "")[:KEY_LENGTH]
        _take(case, actor, ready, at, key)
        form_drafts.discard(person, REPLY, case)
        if ready.handover is not None:
            confirmed(ready.handover, at)
        else:
            settle(case, person.pk)
    return redirect("cases:organ_receipt", number=case.number, pk=last_reply(case, actor))


def _take(case: Case, actor: Actor, ready: Prepared, at: dt.datetime, key: str = "") -> Outcome:
    if ready.handover is not None:
        adopt(ready.handover, ready.handover.leader)
    return perform(REPLY, case, actor, complete(ready.values, beijing_date(at)), at, key=key)


def _foreseen(
    case: Case, actor: Actor, ready: Prepared, at: dt.datetime
) -> tuple[list[Clock], DomainError | None]:
    """What sending would do to the organ's own period, or why it would be refused."""
    try:
        clocks = rehearse(
            lambda: _take(case, actor, ready, at),
            lambda done: clocks_of(done, case, REPLY_CLOCKS),
        )
    except DomainError as refusal:
        return [], refusal
    return clocks, None


def _told(refusal: DomainError) -> list[str]:
    """A refusal in words, field by field where it names fields."""
    said = [each for messages_ in errors_of(refusal).values() for each in messages_]
    return said or [message_of(refusal)]


def last_reply(case: Case, actor: Actor) -> int:
    """The latest reply on the case, 0 for none."""
    newest = seen(Reply, actor, case).order_by("-id").values_list("pk", flat=True)
    return newest.first() or 0


def summary_of(values: Mapping[str, Any], recommendation: Recommendation) -> Summary:
    """What was typed, as the organ reads it."""
    ids = [str(each) for each in values.get("files", ())]
    texts = {str(item.no): item.text for item in recommendation.items.all()}
    rows = answered_rows(values)
    return Summary(
        kind=_label(REPLY_KINDS, ReplyKind, values.get("kind")),
        answers=[_answer(row, texts) for row in rows],
        statement=str(values.get("statement", "")),
        posted_on=_day(values.get("posted_on")),
        files=list(StoredFile.objects.filter(pk__in=ids)),
    )


def _answer(row: Mapping[str, Any], texts: Mapping[str, str]) -> Answer:
    no = str(row.get("no", ""))
    status = str(row.get("status", ""))
    return Answer(
        heading=item_heading(int(no)) if no.isdecimal() else "",
        text=texts.get(no, ""),
        status=status,
        status_label=str(ItemStatus(status).label) if status in ItemStatus.values else "",
        measure=str(row.get("measure", "")),
        finish_by=_day(row.get("finish_by")),
    )


def _label(labels: Mapping[Any, str], kind: type[ReplyKind], value: Any) -> str:
    return translated(labels[kind(value)]) if value in kind.values else ""


def _day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None

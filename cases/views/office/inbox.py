"""For review and decision (待审批): what waits left, the document right, a key for each step."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.actor import Actor
from agencies.models import Post
from agencies.request import actor_of
from cases.actions import perform
from cases.actions.base import Target
from cases.actions.registry import actions_on
from cases.models import Draft
from cases.services.documents import documents_of
from cases.views.access import now, page
from cases.views.documents.draft import SAID, Pressed, context_of, draft_for
from cases.views.documents.preview import typed_into
from cases.views.forms.action import announce
from cases.views.wording import action_label
from pilit.law.errors import DomainError, Invalid, NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of
from pilit.web.texts import errors_of, message_of

ORDERINGS = {"oldest": Ordering()}
_SALT = "cases.inbox.seen"


@dataclass(frozen=True, slots=True)
class Entry:
    """One draft in the list."""

    draft: Draft
    target: Target
    label: str


def waiting_for(actor: Actor) -> QuerySet[Draft]:
    """The drafts that wait for the actor's review or decision; those they had a part in do not."""
    review = Q(status=Draft.Status.DRAFTED, review_at__in=actor.places(Post.HEAD))
    decide = Q(status=Draft.Status.REVIEWED, decide_at__in=actor.places(Post.CHIEF))
    own = Q(drafter=actor.user) | Q(reviewer=actor.user)
    return Draft.objects.visible_to(actor).filter(review | decide).exclude(own)


def _decider(request: HttpRequest) -> Actor:
    """Whoever reviews or decides. Raises :class:`NotFound` for everybody else."""
    actor = actor_of(request)
    if actor.holds(Post.HEAD, Post.CHIEF) is None:
        raise NotFound
    return actor


@page
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The list, and the first draft in full."""
    actor = _decider(request)
    rows = waiting_for(actor)
    first = rows.order_by("id").values_list("pk", flat=True).first()
    return _shown(request, actor, now(), rows, first, {})


@page
@require_http_methods(["GET", "POST"])
def inbox_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The list and one draft in full; a POST takes a step on it, then the next one opens."""
    actor, at = _decider(request), now()
    rows = waiting_for(actor)
    if request.method == "POST":
        return _taken(request, actor, at, rows, pk)
    if rows.filter(pk=pk).exists():
        return _shown(request, actor, at, rows, pk, {})
    row, _target = draft_for(actor, pk)
    if row.status not in Draft.OPEN:
        return _gone(request, rows, pk)
    messages.warning(request, _not_yours(row, actor))
    return redirect("cases:draft", pk=pk)


def _not_yours(row: Draft, actor: Actor) -> str:
    """For whom a draft waits that the reader sees and does not decide now: a superior, say."""
    if row.status == Draft.Status.SENT_BACK:
        return _("This draft was sent back: it waits for %(name)s.") % {"name": row.drafter.name}
    if actor.user in (row.drafter, row.reviewer):
        return _("You had a part in this draft: somebody else decides on it.")
    if row.status == Draft.Status.DRAFTED:
        return _("This draft waits for the review at %(place)s.") % {"place": row.review_at.name}
    return _("This draft waits for the decision at %(place)s.") % {"place": row.decide_at.name}


def _taken(
    request: HttpRequest, actor: Actor, at: dt.datetime, rows: QuerySet[Draft], pk: int
) -> HttpResponse:
    """Take the step; refused, the draft is shown as it stands now, with what was said kept."""
    row, target = draft_for(actor, pk)
    pressed = Pressed.of(request.POST)
    if pressed.step not in SAID:
        raise NotFound
    act = actions_on(target)[row.action](target, actor, at, row.drafter)
    try:
        done = perform(
            pressed.step,
            target,
            actor,
            pressed.data(row),
            at,
            version=_version_seen(request.POST.get("seen", ""), row, pressed.step),
            key=pressed.key,
        )
    except DomainError as refusal:
        errors = errors_of(refusal) or {"__all__": [message_of(refusal)]}
        if not rows.filter(pk=pk).exists():
            return _gone(request, rows, pk, message_of(refusal))
        refused = {"errors": errors, "field": pressed.field, "said": pressed.said}
        return _shown(request, actor, at, rows, pk, refused)
    announce(request, act, done, f"revise:{row.pk}")
    return _next(rows, pk)


def _version_seen(token: str, row: Draft, step: str) -> int:
    """The version the documents were shown at, from the token of the page that showed them.

    Raises :class:`Invalid` where they were not: nothing is decided unread.
    """
    try:
        pk, version, whole = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        pk, version, whole = 0, 0, False
    if pk != row.pk or (not whole and step != "send_back_draft"):
        raise Invalid(N_("Open the document first: what is decided must be before you."))
    return int(version)


def _gone(request: HttpRequest, rows: QuerySet[Draft], pk: int, said: str = "") -> HttpResponse:
    """Somebody was faster: say so and go on with the next one."""
    messages.warning(request, said or _("This draft no longer waits for you."))
    return _next(rows, pk)


def _next(rows: QuerySet[Draft], pk: int) -> HttpResponse:
    """The next draft opens, or the first where there is none behind."""
    following = rows.filter(pk__gt=pk).order_by("id").values_list("pk", flat=True).first()
    if following is None:
        return redirect("cases:inbox")
    return redirect("cases:inbox_draft", pk=following)


def _shown(
    request: HttpRequest,
    actor: Actor,
    at: dt.datetime,
    rows: QuerySet[Draft],
    pk: int | None,
    refused: dict[str, Any],
) -> HttpResponse:
    context: dict[str, Any] = {"errors": {}, "field": "", "said": "", **refused}
    listed = rows.select_related("case", "clue", "drafter")
    found = page_of(listed, ORDERINGS, "oldest", request.GET.get("cursor", ""))
    context |= {
        "page": found,
        "entries": [_entry(row) for row in found.rows],
        "count": capped_count(rows),
        "today": beijing_date(at),
    }
    if pk is not None:
        row, target = draft_for(actor, pk)
        context |= context_of(row, target, actor, at)
        context["whole"] = _is_whole(row, target, actor, at, len(context["previews"]))
        seen = [row.pk, target.version, context["whole"]]
        context |= {
            "seen": signing.dumps(seen, salt=_SALT),
            "speaks": bool(SAID.keys() & context["steps"].keys()),
            "before": rows.filter(pk__lt=pk).order_by("-id").values_list("pk", flat=True).first(),
            "after": rows.filter(pk__gt=pk).order_by("id").values_list("pk", flat=True).first(),
        }
    return respond(request, "cases/inbox.html", context, status=422 if refused else 200)


def _is_whole(row: Draft, target: Target, actor: Actor, at: dt.datetime, shown: int) -> bool:
    """Whether every document the decision makes stands on the page."""
    act = actions_on(target)[row.action](target, actor, at, row.drafter)
    act.drafted_as = row
    return len(documents_of(typed_into(act, row.data))) == shown


def _entry(row: Draft) -> Entry:
    target = row.case or row.clue
    if target is None:
        raise LookupError("a draft is of a clue or a case")
    return Entry(row, target, action_label(row.action))

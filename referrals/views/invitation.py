"""Invitations: the list, and one; to the invited as written, to who invites with the case."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.actor import Actor
from agencies.request import actor_of
from cases.actions.offers import beginnings
from cases.models import Case, Event
from cases.views import timeline
from cases.views.access import now, page
from cases.views.deadlines import dues_of
from cases.views.forms.action import answer
from cases.views.forms.offered import Offered
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of
from referrals.models import Invitation
from referrals.sort import INVITATION
from referrals.views.oversight import READERS

ORDERINGS: Final = {"newest": Ordering(descending=True)}
LIKE: Final = ("occasion", "subject", "place", "text")
"""What an invitation to somebody else says as the first one did."""


def invitation_for(actor: Actor, number: str) -> Invitation:
    """The invitation of that number, if the actor may see it. Raises :class:`NotFound`."""
    rows = Invitation.objects.visible_to(actor).filter(number=number)
    row = rows.select_related("procuratorate", "author", "invitee", "case").first()
    if row is None:
        raise NotFound
    return row


def is_inside(actor: Actor, row: Invitation) -> bool:
    """Whether the actor sees the case from inside, and not only the invitation."""
    return Case.objects.internal_to(actor).filter(pk=row.case_id).exists()


@page
@require_safe
def invitations(request: HttpRequest) -> HttpResponse:
    """Those in the reader's cases, or to the reader."""
    actor, at = actor_of(request), now()
    if not actor.seats_in(*READERS):
        raise NotFound
    rows = Invitation.objects.visible_to(actor)
    whole = rows.select_related("procuratorate", "invitee")
    context = {
        "page": page_of(whole, ORDERINGS, "newest", request.GET.get("cursor", "")),
        "count": capped_count(rows),
        "today": beijing_date(at),
        "may_invite": bool(beginnings(INVITATION, actor, at)),
    }
    return respond(request, "referrals/invitations.html", context, fragment="list")


@page
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody; ``?like=`` an invitation: to the same, whoever sees its case."""
    actor = actor_of(request)
    given = {name: request.GET[name][:60] for name in ("case",) if name in request.GET}
    like = Invitation.objects.visible_to(actor).filter(number=request.GET.get("like", "")).first()
    if like is not None and is_inside(actor, like):
        given = {name: getattr(like, name) for name in LIKE} | {"case": like.case.number}
        given["starts_at"] = timezone.localtime(like.starts_at).strftime("%Y-%m-%dT%H:%M")
    return answer(request, None, "invite_overseer", given)


@page
@require_safe
def invitation(request: HttpRequest, number: str) -> HttpResponse:
    """One invitation: to what, when and where, and the answer."""
    actor, at = actor_of(request), now()
    row = invitation_for(actor, number)
    inside, today, dues = is_inside(actor, row), beijing_date(at), dues_of(row)
    context: dict[str, Any] = {
        "row": row,
        "inside": inside,
        "offered": Offered.of(row, actor, at),
        "may_invite": inside and bool(beginnings(INVITATION, actor, at)),
        "today": today,
    }
    if inside:
        events = Event.objects.filter(matter=row).order_by("-id")
        context |= {
            "dues": dues,
            "next": dues.next(today),
            "entries": timeline.entries(events[: timeline.FIRST]),
        }
    return respond(request, "referrals/invitation.html", context)

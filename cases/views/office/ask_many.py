"""One question about many duties of a list: asked about each by itself (Rules 5, 7, 10, 11)."""

import uuid
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.actor import Actor
from agencies.models import Level, Post
from agencies.request import actor_of
from cases.actions import perform
from cases.models import Case, Deadline
from cases.views.access import now, page
from cases.views.forms.way_back import back_of
from cases.views.office.bulk import KEY_LENGTH, why
from cases.views.wording import deadline_label
from pilit.law.errors import DomainError, NotFound
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import AT_MOST

LONGEST: Final = 20_000
"""Characters of a question, as the action takes them."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty asked about, and why it was refused, where it was."""

    row: Deadline
    case: Case
    reason: str = ""

    @property
    def label(self) -> str:
        """What is to be done."""
        return deadline_label(self.row.code)


def may_ask(actor: Actor) -> bool:
    """Whether the actor holds a post in which others are asked about their cases; of each case the
    action itself judges.
    """
    if actor.holds(Post.HEAD, Post.CHIEF) is not None:
        return True
    return any(
        seat.post == Post.HANDLER and seat.organisation_level != Level.DISTRICT
        for seat in actor.seats
    )


@page
@require_POST
def ask_many(request: HttpRequest) -> HttpResponse:
    """The form with the duties chosen; sent, each is asked about, and what is refused is told."""
    actor, at = actor_of(request), now()
    if actor.holds(Post.HANDLER, Post.HEAD, Post.CHIEF) is None:
        raise NotFound
    duties = _chosen(request, actor)
    question = request.POST.get("question", "").strip()
    key = request.POST.get("key", "")[:KEY_LENGTH] or uuid.uuid4().hex
    context = {
        "duties": duties,
        "question": question,
        "longest": LONGEST,
        "key": key,
        "back": back_of(request) or reverse("cases:figures_overdue_rows"),
        "today": beijing_date(at),
    }
    if "ask" not in request.POST or not duties:
        return respond(request, "cases/ask_many.html", context)
    if not question or len(question) > LONGEST:
        context["fault"] = _("Write what you ask, in at most %(n)d characters.") % {"n": LONGEST}
        return respond(request, "cases/ask_many.html", context, status=422)
    done, refused = [], []
    for each in duties:
        data = {"duty": each.row.code, "question": question}
        try:
            perform("ask_about", each.case, actor, data, at, key=f"{key}-{each.row.pk}")
        except DomainError as refusal:
            refused.append(Duty(each.row, each.case, why(refusal)))
        else:
            done.append(each)
    context |= {"done": done, "refused": refused, "sent": True}
    return respond(request, "cases/ask_many.html", context)


def _chosen(request: HttpRequest, actor: Actor) -> list[Duty]:
    """The duties whose boxes are ticked, of cases the actor sees from inside."""
    ids = [int(text) for text in request.POST.getlist("duty")[:AT_MOST] if text.isdecimal()]
    inside = Case.objects.internal_to(actor).values("pk")
    rows = Deadline.objects.filter(pk__in=ids, case__in=inside).order_by("due_on", "id")
    listed = rows.select_related("case__procuratorate", "case__handler", "responsible")
    return [Duty(row, row.case) for row in listed if row.case is not None]

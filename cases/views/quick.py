"""Quick open: part of a number or a title leads to the case; nothing typed, the last views."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.request import actor_of
from cases.actions.base import File
from cases.models import Case, Clue
from cases.querysets import subtree_q
from cases.services.search import matching
from cases.views.access import page
from cases.views.forms.options import target_kind
from cases.views.readings import last_read
from cases.views.search import LONGEST, by_title
from pilit.web.htmx import respond
from pilit.web.texts import translated

AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """One line to open."""

    url: str
    title: str
    number: str
    note: str


@page
@require_safe
def quick(request: HttpRequest) -> HttpResponse:
    """The lines of the dialog. A page of its own too, for who comes here without it."""
    actor = actor_of(request)
    wanted = " ".join(request.GET.get("q", "").split())[:LONGEST]
    found = _found(actor, wanted) if wanted else last_read(request, actor, AT_MOST)
    context = {"hits": _hits(found, actor), "q": wanted}
    return respond(request, "cases/quick.html", context, fragment="hits")


def _found(actor: Actor, wanted: str) -> list[File]:
    """Numbers that begin so, then titles that do, then whatever the search finds."""
    if subtree_q(actor) is None:
        cases: Iterable[Case] = by_title(Case.objects.visible_to(actor), wanted)[:AT_MOST]
        return [*cases]
    begins = Q(number__startswith=wanted)
    inside, clues = Case.objects.internal_to(actor), Clue.objects.visible_to(actor)
    rows: list[File] = [
        *inside.filter(begins).order_by("-id")[:AT_MOST],
        *clues.filter(begins).order_by("-id")[:AT_MOST],
        *matching(inside, wanted).order_by("-id")[:AT_MOST],
        *matching(clues, wanted).order_by("-id")[:AT_MOST],
    ]
    once = list({(type(row), row.pk): row for row in rows}.values())
    return sorted(once, key=lambda row: _rank(row, wanted))[:AT_MOST]


def _rank(row: File, wanted: str) -> int:
    starts = (row.number.startswith(wanted), row.title.startswith(wanted))
    return starts.index(True) if True in starts else len(starts)


def _hits(rows: Iterable[File], actor: Actor) -> list[Hit]:
    """What is shown of each; of a case seen as a facet not where it stands."""
    inside = subtree_q(actor) is not None
    return [
        Hit(
            url=reverse(f"cases:{target_kind(row)}", kwargs={"number": row.number}),
            title=row.title,
            number=row.number,
            note=_note(row) if inside else "",
        )
        for row in rows
    ]


def _note(row: File) -> str:
    state = translated(row.state_label)
    return state if isinstance(row, Case) else _("Clue · %(state)s") % {"state": state}

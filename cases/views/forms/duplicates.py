"""Possible duplicates of a clue while it is registered: shown as its form is filled in, and asked
about once more when it is sent (Rules 24, 25: every clue is registered in one place).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.actor import Actor
from agencies.request import actor_of
from cases.actions.base import Action
from cases.actions.clue import RegisterClue
from cases.actions.fields import parse
from cases.querysets import INSIDE_POSTS
from cases.reports.alike import Match, Typed, alike_clues
from cases.views.access import now, page
from cases.views.forms.form import WHOLE
from cases.views.forms.reading import read
from cases.views.forms.state import FormState
from pilit.law.errors import Invalid, NotPermitted
from pilit.web.clock import beijing_date

APART: Final = "_apart"
"""The field by which somebody says that what they register is none of the clues shown, by number:
what was not shown yet is asked about again."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """Clues that may be about the same harm as what is typed, and whether somebody looked."""

    matches: list[Match]
    looked: bool

    @property
    def numbers(self) -> str:
        """The clues shown, as the form sends them back."""
        return " ".join(match.row.number for match in self.matches)

    def hold(self, state: FormState) -> bool:
        """Whether the form is shown once more instead of being sent: nobody has said yet that these
        are others. What cannot be read is refused for that first.
        """
        if self.looked:
            return False
        try:
            parse(state.action.Data, state.values)
        except Invalid:
            return False
        said = _("This may be registered already. Look at the clues below, then confirm.")
        state.errors.setdefault(WHOLE, []).append(said)
        return True


def doubts_of(request: HttpRequest, action: Action, values: Mapping[str, Any]) -> Doubts | None:
    """The doubts about what is typed into a form; ``None`` for forms of something else."""
    if not isinstance(action, RegisterClue):
        return None
    return _doubts(request, action.actor, values)


@page
@require_POST
def duplicates(request: HttpRequest) -> HttpResponse:
    """The part of the form that shows them, as it is being filled in."""
    actor = actor_of(request)
    if actor.holds(*INSIDE_POSTS) is None:
        raise NotPermitted
    values = read(RegisterClue.Data, request.POST)
    context = {"doubts": _doubts(request, actor, values), "today": beijing_date(now())}
    return render(request, "cases/_duplicates.html", context)


def _doubts(request: HttpRequest, actor: Actor, values: Mapping[str, Any]) -> Doubts:
    place = values.get("place")
    given: Mapping[str, Any] = place if isinstance(place, Mapping) else {}
    typed = Typed(
        title=_text(values.get("title")),
        narrative=_text(values.get("narrative")),
        address=_text(given.get("address")),
        region=_text(given.get("region")),
        lng=_degrees(given.get("lng")),
        lat=_degrees(given.get("lat")),
    )
    matches = alike_clues(typed, actor)
    shown = set(request.POST.get(APART, "").split())
    return Doubts(matches, all(match.row.number in shown for match in matches))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _degrees(value: Any) -> Decimal | None:
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None

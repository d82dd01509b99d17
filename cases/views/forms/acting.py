"""What a reader of a list may do about one of its rows: asked of the registry when it is wanted, so
that a page of rows costs no query for each.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.request import actor_of
from cases.actions.offers import Offer, offers
from cases.domain.lifecycle import Decision
from cases.models import Case
from cases.views.access import file_for, is_inside, now, page
from cases.views.forms.offered import Blocked
from cases.views.forms.way_back import BACK, back_of
from cases.views.work.rows import action_url, page_url
from pilit.law.errors import NotFound
from pilit.web.htmx import respond
from pilit.web.texts import message_of

MENU: Final = (
    "ask_about",
    "answer_question",
    "supervise",
    "report_on_supervision",
    "extend_review",
    "hand_down",
    "take_up",
    "designate",
    "assign_team",
    "name_substitute",
    "accept_clue",
    "report_clue_upward",
    "assign_clue",
)
"""What is done from a list, in this order; for anything else the file is opened."""


@dataclass(frozen=True, slots=True)
class Act:
    """An action open to the reader, and the address of its form."""

    offer: Offer
    url: str

    @property
    def is_decided(self) -> bool:
        """Whether others review and decide it."""
        return self.offer.decision is not Decision.OWN


@page
@require_safe
def acts(request: HttpRequest, kind: str, number: str) -> HttpResponse:
    """The menu of one clue or case; a page of its own where no script fetches it."""
    actor, back = actor_of(request), back_of(request)
    target = file_for(actor, kind, number)
    if isinstance(target, Case) and not is_inside(actor, target):
        raise NotFound
    found = offers(target, actor, now())
    given = {"duty": request.GET.get("duty", ""), BACK: back}
    menu = sorted((each for each in found if each.name in MENU), key=_place)
    context = {
        "target": target,
        "target_url": page_url(target),
        "acts": [
            Act(each, _url(action_url(target, each.name), each, given))
            for each in menu
            if each.blocked is None
        ],
        "drafts": {
            each.draft: reverse("cases:draft", kwargs={"pk": each.draft.pk})
            for each in found
            if each.is_step and each.draft is not None
        },
        "blocked": [
            Blocked(each, message_of(each.blocked)) for each in menu if each.blocked is not None
        ],
        "back": back,
    }
    return respond(request, "cases/acts.html", context, fragment="menu")


def _place(offer: Offer) -> int:
    return MENU.index(offer.name)


def _url(form: str, offer: Offer, given: Mapping[str, str]) -> str:
    """The form with what the row says about it filled in, and the way back to the row."""
    wanted = {*offer.kind.from_address, BACK}
    query = urlencode({name: value for name, value in given.items() if value and name in wanted})
    return f"{form}?{query}" if query else form

"""One case as the organ sees it: what is asked, what was served on it, what it sent."""

import datetime as dt
from collections.abc import Set
from dataclasses import replace
from typing import Final

from django.http import HttpRequest, HttpResponse

from agencies.actor import Actor
from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.models import Case
from cases.views.access import now
from cases.views.deadlines import Due
from cases.views.facets import FACETS, Period, is_past_mending, own_dues, period, seats_at
from cases.views.forms.party_choices import RECUSAL, Choice, choices_of
from cases.views.organ.asks import WORDINGS, asks_of, may_do
from cases.views.organ.facet import OrganFacet, Stage, organ_facet
from cases.views.organ.handover import Handover
from cases.views.organ.story import STAGE_LABELS, rail_of, standing_text, story
from cases.views.right_holder import case as right_holder_case
from cases.views.right_holder.facet import is_right_holder
from pilit.law.errors import NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.texts import translated

PLAIN: Final = {
    "submit_reply": (
        N_("Reply in writing"),
        N_("Say item by item what was done, or why there was no failure."),
    ),
    "attach_signed_reply": (
        N_("Upload the sealed reply"),
        N_("The reply you sent, printed, signed, sealed and scanned."),
    ),
    "object_to_recommendation": (
        N_("Object to the recommendation"),
        N_("Where facts or law are wrong in your view. The period for the reply runs on."),
    ),
    "submit_defence": (
        N_("File the defence"),
        N_("Your answer to the claims, with evidence and norms."),
    ),
    "appeal": (N_("Appeal"), N_("To the next higher court, within the period.")),
    "report_performance": (
        N_("Report performance"),
        N_("Say order by order what was performed, with proof."),
    ),
    "confirm_receipt": (
        N_("Confirm receipt"),
        N_("Of what was served on you electronically. The day of service stays as it is."),
    ),
    "add_evidence": (
        N_("Hand in material"),
        N_("Documents, pictures or data on how you performed your duty."),
    ),
    **RECUSAL,
}
"""What the organ may do, in plain words: the button, and what it is for."""


def case(request: HttpRequest, row: Case) -> HttpResponse:
    """The organ's page of a case. Other parties get theirs."""
    actor, at = actor_of(request), now()
    if row.respondent_id not in seats_at(actor, OrganisationKind.ORGAN):
        if is_right_holder(actor, row):
            return right_holder_case.case(request, row)
        if not seats_at(actor, OrganisationKind.COURT):
            raise NotFound
        return FACETS[OrganisationKind.COURT].case(request, row)
    today = beijing_date(at)
    facet = organ_facet(actor, row)
    asks = asks_of(actor, at, [row])
    replied = facet.standing is not None and bool(facet.standing.replies)
    choices = _choices(row, actor, at, {ask.url for ask in asks}, replied=replied)
    context = {
        "case": row,
        "facet": facet,
        "stops": rail_of(facet, today),
        "stage": translated(STAGE_LABELS[facet.stage]),
        "standing": standing_text(facet),
        "asks": asks,
        "next": asks[0] if asks else None,
        "choices": [each for each in choices if not each.reason],
        "blocked": [each for each in choices if each.reason],
        **deadlines_of(row, actor, today),
        "appeal": appeal_period(facet, row),
        "story": story(facet),
        "handover": Handover.of_case(row, actor),
        "today": today,
    }
    return respond(request, "cases/organ/case.html", context)


def deadlines_of(row: Case, actor: Actor, today: dt.date) -> dict[str, list[Due]]:
    """The organ's deadlines; apart, those it missed and can no longer make good."""
    dues = own_dues(actor, row)
    gone = [
        due
        for due in dues
        if is_past_mending(due, today) or (_is_over(due, today) and not _may_mend(due, row))
    ]
    return {"dues": [due for due in dues if due not in gone], "gone": gone}


def _is_over(due: Due, today: dt.date) -> bool:
    return due.is_open and due.row.due_on is not None and due.row.due_on < today


def _may_mend(due: Due, row: Case) -> bool:
    wording = WORDINGS.get(due.row.code)
    return wording is None or may_do(wording.action, row)


def _choices(
    row: Case, actor: Actor, at: dt.datetime, asked: Set[str], *, replied: bool
) -> list[Choice]:
    """What the organ may do. ``asked`` are the addresses on which it does what is asked of it;
    ``replied`` says that a reply was sent already.
    """
    further = {"submit_reply": (N_("Send a further reply"), PLAIN["submit_reply"][1])}
    found = choices_of(row, actor, at, {**PLAIN, **further} if replied else PLAIN)
    return [replace(choice, asked=choice.url in asked) for choice in found]


def appeal_period(facet: OrganFacet, row: Case) -> Period | None:
    """The period in which the organ may appeal, while the judgment waits for it."""
    judgment = facet.suit.last_judgment if facet.suit else None
    if judgment is None or facet.stage is not Stage.JUDGED:
        return None
    code = "appeal_ruling" if judgment.is_ruling else "appeal_judgment"
    return period(code, judgment.served_on, row)

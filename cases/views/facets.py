"""The pages of those who see a facet of a case: organs and courts have pages of their own.

A facet is a separate page with its own querysets, never a big page with conditions. ``FACETS`` names them;
for a kind that is not there, nothing is shown.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from agencies.actor import Actor
from agencies.models import OrganisationKind
from cases.models import Case


@dataclass(frozen=True, slots=True)
class Facet:
    """What one kind of outsider is shown: their work, their cases, and one case."""

    work: Callable[[HttpRequest], HttpResponse]
    cases: Callable[[HttpRequest], HttpResponse]
    case: Callable[[HttpRequest, Case], HttpResponse]


FACETS: dict[OrganisationKind, Facet] = {}


def facet_of(actor: Actor) -> Facet | None:
    """The facet of the actor's first seat outside the procuratorates; ``None`` for insiders and strangers."""
    if actor.seats_in(OrganisationKind.PROCURATORATE):
        return None
    return next(
        (FACETS[seat.organisation_kind] for seat in actor.seats if seat.organisation_kind in FACETS), None
    )

"""Where a case stands and how it came there, told to the right-holder from what it knows."""

import datetime as dt
from typing import Final

from django.utils.translation import gettext as _

from cases.views.case.rail import Mark, Stop
from cases.views.right_holder.facet import RightHolderFacet, Stage
from pilit.law.texts import N_
from pilit.web.texts import full_date, short_date, translated

_AGREED: Final = (
    ("negotiation", N_("Negotiation")),
    ("agreement", N_("Agreement")),
    ("published", N_("On public notice")),
    ("confirmed", N_("Judicial confirmation")),
    ("performance", N_("Performance")),
    ("closed", N_("Closed")),
)
_FAILED: Final = (
    ("negotiation", N_("Negotiation")),
    ("failed", N_("Negotiation failed")),
    ("sued", N_("Your suit")),
    ("closed", N_("Closed")),
)


def rail_of(facet: RightHolderFacet, today: dt.date) -> list[Stop]:
    """The stages as the right-holder knows them, with their days."""
    days, stands = _days(facet), _stands(facet)
    stops = []
    passed = True
    for name, label in _FAILED if days["failed"] else _AGREED:
        mark: Mark = "done" if passed and days.get(name) else "skipped" if passed else "ahead"
        if name == stands:
            mark, passed = "now", False
        day = days.get(name)
        stops.append(Stop(translated(label), mark, short_date(day, today) if day else ""))
    return stops


def _days(facet: RightHolderFacet) -> dict[str, dt.date | None]:
    talks, agreement = facet.negotiation, facet.agreement
    return {
        "negotiation": talks.started_on if talks else None,
        "failed": talks.failed_on if talks else None,
        "sued": talks.sued_on if talks else None,
        "agreement": agreement.on if agreement else None,
        "published": agreement.published_on if agreement else None,
        "confirmed": agreement.confirmed_on if agreement else None,
        "performance": agreement.performed_on if agreement else None,
        "closed": facet.case.closed_on,
    }


def _stands(facet: RightHolderFacet) -> str:
    agreement = facet.agreement
    match facet.stage:
        case Stage.AGREED:
            return "published" if agreement and agreement.published_on else "agreement"
        case Stage.IN_FORCE | Stage.ENFORCING:
            return "performance"
        case Stage.FAILED | Stage.SUED | Stage.CLOSED as stage:
            return stage.value
    return "negotiation"


def standing_text(facet: RightHolderFacet) -> str:
    """Where the case stands, in a sentence."""
    talks, agreement = facet.negotiation, facet.agreement
    match facet.stage:
        case Stage.NEGOTIATING if talks:
            return _("You negotiate with %(obligor)s since %(day)s.") % {
                "obligor": talks.obligor,
                "day": full_date(talks.started_on),
            }
        case Stage.AGREED if agreement:
            if agreement.court is None:
                return _("Agreed on %(day)s. No court was asked to confirm it.") % {
                    "day": full_date(agreement.on)
                }
            return _("Agreed on %(day)s; %(court)s is asked to confirm it.") % {
                "day": full_date(agreement.on),
                "court": agreement.court.name,
            }
        case Stage.FAILED if talks and talks.failed_on:
            return _("The negotiation failed on %(day)s. You may sue.") % {
                "day": full_date(talks.failed_on)
            }
        case Stage.SUED if talks and talks.sued_on and talks.court:
            return _("You sued on %(day)s before %(court)s.") % {
                "day": full_date(talks.sued_on),
                "court": talks.court.name,
            }
        case Stage.IN_FORCE | Stage.ENFORCING if agreement and agreement.confirmed_on:
            return _("Confirmed on %(day)s: %(number)s.") % {
                "day": full_date(agreement.confirmed_on),
                "number": agreement.court_number,
            }
        case Stage.CLOSED if facet.case.closed_on:
            return _("Closed on %(day)s.") % {"day": full_date(facet.case.closed_on)}
    return _("The procuratorate waits for you to negotiate with whoever did the harm.")

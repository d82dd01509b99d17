"""The court that hears of compensation for ecological damage (Eco-I 3, 20)."""

from django.utils.translation import gettext_lazy as _

from agencies.models import Level, Organisation, OrganisationKind
from cases.actions.base import CaseAction, choices
from cases.actions.notices import people_of_court, tell
from cases.models import Agreement, PartyRole
from cases.services.parties import add_party
from cases.services.people import organisation
from pilit.law.errors import CourtNotCorresponding, Invalid
from pilit.law.texts import N_


def competent_courts() -> list[tuple[str, str]]:
    """The courts that may hear of ecological compensation: intermediate or above (Eco-I 3)."""
    rows = Organisation.objects.active().of_kind(OrganisationKind.COURT)
    return choices((row.code, row.name) for row in rows.exclude(level=Level.DISTRICT))


def competent_court(code: str) -> Organisation:
    """The court behind a code. Raises :class:`Invalid` or :class:`CourtNotCorresponding` at
    ``court``.
    """
    court = organisation("court", code)
    if court.kind != OrganisationKind.COURT:
        raise Invalid(errors={"court": [str(_("This is not a court."))]})
    if court.level == Level.DISTRICT:
        message = str(_("Compensation goes to an intermediate court or above (Eco-I 3)."))
        raise CourtNotCorresponding(errors={"court": [message]})
    return court


def ask_court(action: CaseAction, agreement: Agreement) -> None:
    """Show the case to the court asked to confirm the agreement, if any, and tell it."""
    court, asked_on = agreement.court, agreement.asked_on
    if court is None or asked_on is None:
        return
    add_party(action.case, court, PartyRole.COURT, asked_on)
    tell(
        action,
        people_of_court(action, court),
        "agreement",
        N_("You are asked to confirm an agreement: %(number)s – %(title)s"),
    )

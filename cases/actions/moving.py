"""What every move of a case to another procuratorate has in common (Rules 11, 16-18)."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from agencies.models import Organisation, OrganisationKind, Post, User
from agencies.services.notifications import notify
from cases.actions.base import Action
from cases.actions.notices import team_of, tell
from cases.domain.lifecycle import IN_COURT
from cases.domain.vocabulary import CaseState
from cases.models import Case, CaseMove
from cases.services.moves import move_case
from cases.services.outbox import page_of, queue_mail
from cases.services.people import holders, organisation, unrecused
from pilit.law.errors import Invalid, WrongState
from pilit.law.texts import N_


def another_procuratorate(code: str, own: Organisation) -> Organisation:
    """The procuratorate behind ``code``. Raises :class:`Invalid` at ``to`` where it is none, or the
    one that has the clue or case.
    """
    to = organisation("to", code)
    if to.kind != OrganisationKind.PROCURATORATE:
        raise Invalid(errors={"to": [str(_("This is not a procuratorate."))]})
    if to.pk == own.pk:
        raise Invalid(errors={"to": [str(_("It is there already."))]})
    return to


def is_under(place: Organisation, superior: Organisation) -> bool:
    """Whether a procuratorate is ``superior`` itself or stands beneath it."""
    return Organisation.objects.under(superior).filter(pk=place.pk).exists()


def refuse_in_court(case: Case) -> None:
    """Raise :class:`WrongState` while a suit is before a court, which would not correspond."""
    if case.state == CaseState.SUIT_FILED or case.state in IN_COURT:
        raise WrongState(N_("The suit is before a court; the case stays where it was filed."))


def pass_on(
    action: Action,
    case: Case,
    receiver: Organisation,
    kind: CaseMove.Kind,
    on: dt.date,
    *,
    reason: str = "",
    number: str = "",
) -> None:
    """Move the case, and tell those who had it and the head who now names its handler."""
    giver = case.procuratorate
    before = [*team_of(case, action.today), *holders(giver.pk, (Post.HEAD,), action.today)]
    ledger = action.ledger_of(case)
    move_case(case, receiver, kind, on, ledger, reason=reason, number=number)
    action.effects["moved"] = [giver.code, receiver.code]
    if number:
        action.effects["number"] = number
    _tell_giver(action, case, giver, dict.fromkeys(before))
    tell(
        action,
        holders(receiver.pk, (Post.HEAD,), action.today),
        "case_received",
        N_("A case has come to you; name its handler: %(number)s – %(title)s"),
    )


def _tell_giver(action: Action, case: Case, giver: Organisation, people: Iterable[User]) -> None:
    """Tell those who had the case where it is now; with a way to it where they still see it."""
    receiver = case.procuratorate
    url_name, url_args = page_of(case) if is_under(receiver, giver) else ("", {})
    others = unrecused(case, (person for person in people if person != action.actor.user))
    title = N_("The case passed to %(receiver)s: %(number)s – %(title)s")
    values = {"receiver": receiver.short_name, "number": case.number, "title": case.title}
    told = notify(others, "case_moved", title, values, url_name, url_args, action.at)
    queue_mail(told, action.at)

"""Whose duty a period is, and how long it is where a procuratorate sets its length itself."""

from agencies.models import Organisation
from cases.domain.rulebook import Responsible, Rule
from cases.models import Case, Clue, HousePeriod, Matter, PartyRole
from cases.services.people import court_of


def duty_bound(target: Clue | Case | Matter, entry: Rule) -> Organisation:
    """Who has to keep a period on a clue or case."""
    if isinstance(target, Case):
        if (
            entry.responsible in {Responsible.ORGAN, Responsible.DEFENDANT}
            and target.respondent is not None
        ):
            return target.respondent
        # A private defendant has no place in the directory: the court watches over it.
        if entry.responsible in {Responsible.COURT, Responsible.DEFENDANT}:
            appealed = entry.code.startswith("second_instance")
            court = court_of(target, PartyRole.APPEAL_COURT if appealed else PartyRole.COURT)
            if court is not None:
                return court
    return target.procuratorate


def own_length(target: Clue | Case | Matter, entry: Rule) -> dict[str, int] | None:
    """The length the procuratorate has set for a house period; ``None``: as the rule has it."""
    return length_set_by(target.procuratorate_id, entry)


def length_set_by(procuratorate: int, entry: Rule) -> dict[str, int] | None:
    """As :func:`own_length`, of a procuratorate by its id."""
    if not entry.house:
        return None
    own = HousePeriod.objects.filter(procuratorate=procuratorate, code=entry.code).first()
    if own is None:
        return None
    return {"days": own.days} if own.days else {"months": own.months}

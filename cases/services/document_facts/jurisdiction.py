"""Letters of a superior: supervised, handed down, designated (Rules 11, 17, 18)."""

from agencies.models import Organisation
from cases.services.document_facts.asked import Asked
from cases.services.document_facts.base import Found, named_organisation


def supervision(asked: Asked) -> Found:
    """To the procuratorate that has the case."""
    return {
        "receiver.name": asked.case.procuratorate.name,
        "reasons": asked.text("reason"),
        "report_by": asked.day("report_by"),
    }


def handed_down(asked: Asked) -> Found:
    """To the procuratorate that gets the case."""
    reason = asked.text("reason")
    # Where no reason is given, the house wording of the template stands.
    said = {"reasons": reason} if reason else {}
    return {"receiver.name": named_organisation(asked.text("to")), **said}


def designated(asked: Asked) -> Found:
    """To the one that had the case or clue, and to the one that gets it."""
    known = {**handed_down(asked), "from_procuratorate.name": _giver(asked).name}
    return known if asked.known_case else {**known, "case.number": asked.clue.number}


def _giver(asked: Asked) -> Organisation:
    """Who had it: it may have passed on already."""
    moved = asked.effects.get("moved")
    target = asked.action.target if asked.action and asked.action.target else asked.target
    if not moved:
        return target.procuratorate
    return Organisation.objects.get(code=moved[0])

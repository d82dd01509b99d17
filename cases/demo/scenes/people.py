"""Who works on a case: given to others, substitutes, recusal."""

from cases.demo.script import Script
from pilit.law.calendar import DAY


def take_over(s: Script, note: str | None = None) -> None:
    """The head of department gives the case to the procurator who handles it in the cast."""
    data = {"lead": s.cast.handler, "members": [s.cast.assistant]}
    if note:
        data["handover_note"] = s.words.say(f"people.{note}")
    s.do(s.cast.head, "assign_team", data)


def stand_in(s: Script, days: int) -> None:
    """The other procurator stands in for some days."""
    data = {
        "person": s.cast.partner,
        "from": s.iso,
        "until": (s.day + days * DAY).isoformat(),
        "note": s.words.say("people.stand_in"),
    }
    s.do(s.cast.handler, "name_substitute", data)


def object_to_handler(s: Script) -> None:
    """The organ applies for the recusal of the procurator."""
    data = {
        "person": s.cast.handler,
        "ground": s.words.say("people.recusal_ground"),
        "received_on": s.iso,
    }
    s.do(s.cast.officer, "apply_for_recusal", data)
    s.period("recusal_decision")


def decide_recusal(s: Script, *, upheld: bool) -> None:
    """The chief decides on it."""
    s.do(s.cast.chief, "decide_recusal", {"upheld": upheld, "on": s.iso})


def ask_again(s: Script) -> None:
    """The organ asks that the refusal be reconsidered."""
    s.do(s.cast.officer, "request_reconsideration", {"received_on": s.iso})
    s.period("recusal_reconsideration")

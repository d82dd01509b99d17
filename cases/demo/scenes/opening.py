"""A clue comes in, is assessed, and becomes a case or not."""

from typing import Any

from cases.demo.script import Script, Stop
from pilit.law.calendar import DAY

_PHONES = ("138****2046", "139****7713", "010-8***6621", "186****0935", "151****4408")
_FAMILY = ("王先生", "李女士", "张女士", "刘先生", "赵女士", "孙先生", "吴女士")


def register(s: Script, *, again: bool = False) -> None:
    """A clue is registered; ``again``: a second report of the same harm."""
    source = s.source = _source(s)
    reported = s.day - (s.one_of(0, 1, 2) if source == "report" else 0) * DAY
    words, name = s.words, "again" if again else "clue"
    data: dict[str, Any] = {
        "title": words.say("clue.again_title") if again else words.title,
        "narrative": words.say("clue.again") if again else words.fill(words.matter.narrative),
        "source": source,
        "domain": words.matter.domain.value,
        "place": _place(s),
        "reported_on": reported.isoformat(),
        "organ": s.cast.organ,
    }
    if source == "report":
        data["reporter"] = _reporter(s)
    if source == "sharing_platform":
        data["penalty_decision"] = words.say("clue.penalty")
    who = s.cast.registrar if source in ("report", "forwarded") else s.cast.handler
    s.do(who, "register_clue", data, on="", makes=name)
    s.period("clue_assessment")


def assess(s: Script, verdict: str = "file", *, on: str = "clue") -> None:
    """The clue is assessed."""
    words = s.words
    data = {
        "truth": words.fill(words.matter.truth),
        "viability": words.say("clue.viability"),
        "harm": words.fill(words.matter.harm),
        "verdict": verdict,
        "note": words.say(f"clue.note_{verdict}"),
    }
    s.do(s.cast.handler, "assess_clue", data, on=on)


def file(s: Script, stop: Stop = Stop.DECIDED) -> None:
    """A case is filed against the organ."""
    offender = s.words.offender
    data = {
        "kind": "administrative",
        "respondent": s.cast.organ,
        "offenders": [offender] if offender else [],
        "cause": s.words.fill("怠于履行{duty}职责"),
    }
    s.decide("file_case", data, stop, on="clue", makes="case")
    s.period("filing_decision_service")
    s.period("recommendation_inquiry")


def to_assessed(s: Script, verdict: str = "file") -> None:
    """From the report to the assessment."""
    register(s)
    s.later(3, 9)
    assess(s, verdict)


def to_filed(s: Script) -> None:
    """From the report to the case."""
    to_assessed(s)
    s.later(1, 4)
    file(s, s.one_of(Stop.DECIDED, Stop.DECIDED, Stop.DECIDED, Stop.DECIDED_AT_SECOND_TRY))


def _source(s: Script) -> str:
    narrative = s.words.matter.narrative
    if "比对发现" in narrative:
        return "sharing_platform"
    if narrative.startswith("在"):
        return "own_work"
    return s.one_of("report", "report", "report", "forwarded", "media")


def _place(s: Script) -> dict[str, Any]:
    longitude, latitude = s.district.centre
    dice = s.words.dice("place")
    return {
        "address": s.words.address,
        "region": s.district.region,
        "lng": f"{longitude + dice.uniform(-0.018, 0.018):.6f}",
        "lat": f"{latitude + dice.uniform(-0.014, 0.014):.6f}",
    }


def _reporter(s: Script) -> dict[str, Any]:
    if s.chance(45):
        return {"anonymous": True}
    return {"name": s.one_of(*_FAMILY), "phone": s.one_of(*_PHONES), "anonymous": False}

"""A clue comes in, is assessed, and becomes a case or not."""

from typing import Any

from cases.demo.places import directory
from cases.demo.script import Script, Stop
from cases.domain.vocabulary import CaseKind
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
    }
    if s.against_organ and s.respondent_known:
        data["organ"] = s.cast.organ
    if source == "report":
        data["reporter"] = _reporter(s)
    if source == "sharing_platform" and s.against_organ:
        data["penalty_decision"] = words.say("clue.penalty")
    who = s.cast.registrar if source in ("report", "forwarded") else s.cast.handler
    s.do(who, "register_clue", data, on="", makes=name)
    s.period("clue_assessment")


def assess(s: Script, verdict: str = "file", *, on: str = "clue") -> None:
    """The clue is assessed."""
    words = s.words
    declined = verdict == "decline"
    data = {
        "truth": words.say("clue.truth_declined") if declined else words.fill(words.matter.truth),
        "viability": words.say("clue.viability"),
        "harm": words.say("clue.harm_declined") if declined else words.fill(words.matter.harm),
        "verdict": verdict,
        "note": words.say(f"clue.note_{verdict}"),
    }
    s.do(s.cast.handler, "assess_clue", data, on=on)


def file(s: Script, stop: Stop = Stop.DECIDED) -> None:
    """A case is filed: against organ or wrongdoer, or against the matter while they are unknown."""
    offender, matter = s.words.offender, s.words.matter
    data: dict[str, Any] = {
        "kind": s.kind.value,
        "offenders": [offender] if offender and s.respondent_known else [],
        "cause": matter.cause or s.words.fill("怠于履行{duty}职责"),
        "against_matter": not s.respondent_known,
    }
    if s.against_organ and s.respondent_known:
        data["respondent"] = s.cast.organ
    if s.kind is CaseKind.INCIDENTAL:
        data["criminal_case"] = prosecution(s)
    if s.kind is CaseKind.COMPENSATION:
        data["right_holder"] = s.cast.organ
    s.decide("file_case", data, stop, on="clue", makes="case")
    if s.against_organ:
        s.period("filing_decision_service")
        s.period("recommendation_inquiry")


def prosecution(s: Script) -> dict[str, str]:
    """The criminal case that an incidental suit goes with; it gets its number when first asked."""
    if "criminal" not in s.docket:
        prefix = directory()[s.cast.procuratorate].number_prefix
        number = s.day.timetuple().tm_yday * 2 + s.words.dice("criminal").randint(1, 9)
        s.docket["criminal"] = f"{prefix}刑诉〔{s.day.year}〕{number}号"
    return {"number": s.docket["criminal"], "court": s.cast.court}


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
    return {"address": s.words.address, "region": s.district.region, **s.spot}


def _reporter(s: Script) -> dict[str, Any]:
    if s.chance(45):
        return {"anonymous": True}
    return {"name": s.one_of(*_FAMILY), "phone": s.one_of(*_PHONES), "anonymous": False}

"""The recommendation: issued, served, recorded, objected to, answered."""

from typing import Any

from cases.demo.scenes.inquiry import to_concluded
from cases.demo.scenes.serving import served
from cases.demo.script import Script, Stop
from pilit.law.calendar import DAY

_REPLY = ("recommendation_reply", "recommendation_reply_urgent")
PUBLIC_INTEREST_CLAUSE = "；《中华人民共和国行政诉讼法》第二十五条第四款"


def recommend(s: Script, stop: Stop = Stop.DECIDED, *, urgent: bool = False) -> None:
    """The recommendation is decided."""
    words = s.words
    data = {
        "urgent": urgent,
        "source_of_case": words.say(f"recommendation.source_{s.source}"),
        "facts": words.fill(words.matter.facts),
        "failure": words.fill(words.matter.failure),
        "legal_basis": words.fill(words.matter.law) + PUBLIC_INTEREST_CLAUSE,
        "items": [{"text": words.fill(item.ask)} for item in words.matter.items],
        "other_matters": words.say("recommendation.other_matters"),
    }
    s.decide("issue_recommendation", data, stop)
    s.period("recommendation_service")


def serve(s: Script, *, urgent: bool = False) -> None:
    """It is served on the organ, and the reply period starts."""
    method = s.one_of("direct", "direct", "announced", "electronic", "post", "left")
    data = served(s, method)
    if method in ("announced", "left"):
        data["witness"] = s.words.say("recommendation.witness")
    s.do(s.cast.handler, "serve_recommendation", data)
    s.period(_REPLY[urgent])
    s.period("recommendation_record")


def record(s: Script, what: str = "recommendation") -> None:
    """Something is filed with the next higher procuratorate."""
    s.do(s.cast.handler, "record_with_superior", {"what": what, "on": s.iso})


def object_to(s: Script) -> None:
    """The organ objects."""
    data = {"ground": s.words.say("recommendation.objection")}
    s.do(s.cast.leader, "object_to_recommendation", data)


def answer_objection(s: Script, *, upheld: bool, stop: Stop = Stop.DECIDED) -> None:
    """The objection is answered."""
    outcome = "upheld" if upheld else "rejected"
    data = {"upheld": upheld, "reason": s.words.say(f"recommendation.objection_{outcome}")}
    s.decide("answer_objection", data, stop)


def reply(s: Script, kind: str = "plan", *, posted_days_ago: int = 0) -> None:
    """The organ replies in writing."""
    items = [_answer(s, kind, no) for no in range(1, len(s.words.matter.items) + 1)]
    data: dict[str, Any] = {
        "kind": kind,
        "statement": s.words.say(f"recommendation.{kind}"),
        "received_on": s.iso,
        "items": items,
        "files": [s.paper("书面回复"), s.picture("整改现场照片")],
    }
    if posted_days_ago:
        data["posted_on"] = (s.day - posted_days_ago * DAY).isoformat()
    s.do(s.cast.officer, "submit_reply", data)
    s.replies += 1
    if s.chance(60):
        scan = {"reply": s.replies, "files": [s.paper("盖章书面回复")]}
        s.do(s.cast.officer, "attach_signed_reply", scan)


def _answer(s: Script, kind: str, no: int) -> dict[str, Any]:
    words, last = s.words, len(s.words.matter.items)
    if kind == "no_violation":
        measure = words.say("recommendation.refuted")
        return {"no": no, "measure": measure, "status": "not_started"}
    if kind == "rectified" or no == 1:
        measure = words.fill(words.matter.items[no - 1].done)
        return {"no": no, "measure": measure, "status": "done"}
    status = "not_started" if no == last and last > 2 else "in_progress"
    finish_by = s.day + s.one_of(30, 45, 60, 90) * DAY
    return {
        "no": no,
        "measure": words.say(f"recommendation.{status}"),
        "status": status,
        "finish_by": finish_by.isoformat(),
    }


def to_recommended(s: Script, *, urgent: bool = False) -> None:
    """From the report to the decision to recommend."""
    to_concluded(s)
    s.later(1, 3)
    recommend(s, s.one_of(Stop.DECIDED, Stop.DECIDED, Stop.DECIDED_AT_SECOND_TRY), urgent=urgent)


def to_served(s: Script, *, urgent: bool = False) -> None:
    """From the report to the recommendation in the organ's hands, recorded with the superior."""
    to_recommended(s, urgent=urgent)
    s.later(1, 2)
    serve(s, urgent=urgent)
    if s.passes(3):
        s.later(1, 3)
        record(s)

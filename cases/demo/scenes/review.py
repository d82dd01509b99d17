"""The review: follow-up, look-back, suspension, extension, closing and reopening."""

import datetime as dt

from cases.demo.scenes.recommendation import reply, to_served
from cases.demo.script import Script, Stop
from pilit.law.calendar import DAY
from pilit.web.clock import BEIJING

REVIEW = "review_for_suit_administrative"
REVIEW_CIVIL = "review_for_suit_civil"


def follow_up(s: Script, *, silent: bool = False) -> None:
    """Two officers see how the organ performs."""
    note = s.words.say("review.follow_up_silent" if silent else "review.follow_up")
    data = {"on": s.iso, "officers": s.officers, "note": note}
    s.do(s.cast.handler, "record_follow_up", data)


def look_back(s: Script, conclusion: str = "effective") -> None:
    """Item by item on the spot, with a photo; where something was found, it is the last item."""
    found = [s.words.fill(item.found) for item in s.words.matter.items]
    found = found or [s.words.say("review.performed")] * max(s.orders, 1)
    items = [{"no": no, "finding": "effective", "note": note} for no, note in enumerate(found, 1)]
    if conclusion != "effective":
        items[-1] |= {"finding": conclusion, "note": s.words.say(f"review.{conclusion}")}
    data = {
        "on": s.iso,
        "officers": s.officers,
        "items": items,
        "conclusion": conclusion,
        "files": [s.picture("回头看现场照片")],
        "address": s.words.address,
        "taken_at": dt.datetime.combine(s.day, dt.time(8, 35), tzinfo=BEIJING).isoformat(),
        **s.spot,
    }
    s.do(s.cast.handler, "look_back", data)


def conclude_review(s: Script, proposal: str, failure_kind: str | None = None) -> None:
    """The report that ends the review."""
    data = {"proposal": proposal}
    if failure_kind:
        data["failure_kind"] = failure_kind
    s.do(s.cast.handler, "conclude_review", data)


def close(s: Script, ground: str, stop: Stop = Stop.DECIDED) -> None:
    """The case is closed on a ground."""
    s.decide("close_case", {"ground": ground, "note": s.words.say(f"review.closed_{ground}")}, stop)


def suspend(s: Script) -> None:
    """The review rests."""
    s.decide(
        "suspend_review", {"reason": s.words.say("review.suspend"), "from": s.iso}, same_day=True
    )
    s.later(1, 3)
    s.do(s.cast.handler, "record_with_superior", {"what": "suspension", "on": s.iso})


def resume(s: Script, stop: Stop = Stop.DECIDED) -> None:
    """The review goes on."""
    s.decide("resume_review", {"on": s.iso}, stop, same_day=True)


def extend(s: Script, stop: Stop = Stop.DECIDED) -> None:
    """The review period is extended by the chief."""
    s.decide("extend_review", {"reason": s.words.say("review.extend")}, stop)
    if stop is Stop.DECIDED:
        _extended(s, "chief")


def extend_again(s: Script, stop: Stop = Stop.DECIDED) -> None:
    """The second extension: decided by the chief of the next higher procuratorate."""
    data = {"reason": s.words.say("review.extend_again"), "months": 1}
    people = (s.cast.handler, s.cast.head, f"{s.cast.superior}.chief")
    s.decide("extend_review", data, stop, by=people)
    if stop is Stop.DECIDED:
        _extended(s, "higher_procuratorate")


def _extended(s: Script, by: str) -> None:
    s.extensions.append((by, s.day))
    s.period(REVIEW, s.ends["recommendation_reply"], extensions=s.extensions)


def reopen(s: Script, known_look_back: object) -> None:
    """A case that was closed is taken up again."""
    data = {"reason": s.words.say("review.reopen"), "look_back": known_look_back}
    s.decide("reopen_case", data)


def to_replied(s: Script, kind: str = "plan", *, before_end: tuple[int, int] = (4, 16)) -> None:
    """From the report to the organ's reply, some days before the reply period ends."""
    to_served(s)
    end = s.ends["recommendation_reply"]
    if s.chance(60):
        s.later(18, 26)
        follow_up(s)
    days = s.one_of(*range(*before_end))
    s.until(s.calendar.previous_working_day(end - days * DAY))
    reply(s, kind)
    s.period(REVIEW, end)


def to_overdue(s: Script) -> None:
    """From the report to the end of a reply period without a reply, noted on the spot."""
    to_served(s)
    end = s.ends["recommendation_reply"]
    s.period(REVIEW, end)
    if s.calendar.next_working_day(end + DAY) < s.today:
        s.until(end + DAY)
        follow_up(s, silent=True)

"""The review: follow-up, look-back, suspension, extension, closing and reopening."""

from cases.demo.scenes.recommendation import reply, to_served
from cases.demo.script import Script, Stop
from pilit.law.calendar import DAY

REVIEW = "review_for_suit_administrative"


def follow_up(s: Script, *, silent: bool = False) -> None:
    """Two officers see how the organ performs."""
    note = s.words.say("review.follow_up_silent" if silent else "review.follow_up")
    data = {"on": s.iso, "officers": s.officers, "note": note}
    s.do(s.cast.handler, "record_follow_up", data)


def look_back(s: Script, conclusion: str = "effective") -> None:
    """Item by item on the spot; where something was found, it is the last item."""
    last = len(s.words.matter.items)
    items = []
    for no, item in enumerate(s.words.matter.items, 1):
        finding, note = "effective", s.words.fill(item.found)
        if no == last and conclusion != "effective":
            finding, note = conclusion, s.words.say(f"review.{conclusion}")
        items.append({"no": no, "finding": finding, "note": note})
    data = {"on": s.iso, "officers": s.officers, "items": items, "conclusion": conclusion}
    s.do(s.cast.handler, "look_back", data)


def conclude_review(s: Script, proposal: str, failure_kind: str | None = None) -> None:
    """The report that ends the review."""
    data = {"proposal": proposal, "failure_kind": failure_kind}
    s.do(s.cast.handler, "conclude_review", data)


def close(s: Script, ground: str, stop: Stop = Stop.DECIDED) -> None:
    """The case is closed on a ground."""
    notes = {
        "organ_performed": "review.closed_performed",
        "interest_protected": "review.closed_settled",
        "no_failure": "review.closed_no_failure",
    }
    s.decide("close_case", {"ground": ground, "note": s.words.say(notes[ground])}, stop)


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

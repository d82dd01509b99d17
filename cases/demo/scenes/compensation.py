"""Compensation for ecological damage: negotiated, agreed, confirmed, performed."""

from cases.demo.scenes.court import court_number
from cases.demo.scenes.inquiry import to_concluded
from cases.demo.scenes.judgment import PERFORMANCE
from cases.demo.scenes.notice import to_noticed
from cases.demo.script import Script
from cases.domain.vocabulary import CaseKind
from pilit.law.calendar import DAY

CONFIRMATION = "confirmation_notice"


def start_negotiation(s: Script) -> None:
    """The right-holder begins to negotiate, itself or through what the procuratorate records."""
    by_itself = s.kind is CaseKind.COMPENSATION
    data = {"right_holder": s.cast.organ, "obligor": s.words.fill("{offender}"), "on": s.iso}
    s.do(s.cast.officer if by_itself else s.cast.handler, "start_negotiation", data)


def agree(s: Script, *, court: str | None = None, within: int = 90) -> None:
    """They agree; ``court`` is asked to confirm it."""
    data: dict[str, object] = {
        "on": s.iso,
        "amount": f"{s.words.owed}.00",
        "restoration": s.words.fill("{restoration}"),
        "perform_by": (s.day + within * DAY).isoformat(),
    }
    if court:
        data["court"] = court
    s.do(s.cast.leader, "record_agreement", data)
    s.ends[PERFORMANCE] = s.day + within * DAY
    s.orders = 0


def fail(s: Script) -> None:
    """They do not agree."""
    data = {"on": s.iso, "reason": s.words.say("compensation.failed")}
    s.do(s.cast.officer, "fail_negotiation", data)


def right_holder_sues(s: Script) -> None:
    """The right-holder sues after that."""
    data = {"court": s.cast.intermediate_court, "on": s.iso}
    s.do(s.cast.leader, "right_holder_sues", data)


def publish_agreement(s: Script) -> None:
    """The court asked to confirm the agreement puts it on public notice."""
    clerk = f"{s.cast.intermediate_court}.clerk"
    s.do(clerk, "publish_agreement", {"published_on": s.iso})
    s.period(CONFIRMATION)


def confirm(s: Script) -> None:
    """The court confirms it; the time for performance runs."""
    court = s.cast.intermediate_court
    data = {"on": s.iso, "court_number": court_number(s, court, "民特")}
    s.do(f"{court}.judge", "confirm_agreement", data)
    s.period(PERFORMANCE, stated=s.ends[PERFORMANCE])


def to_negotiating(s: Script) -> None:
    """From the report to the negotiation; of a case that is to be sued, during its notice."""
    if s.kind is CaseKind.COMPENSATION:
        to_concluded(s)
    else:
        to_noticed(s)
    s.later(4, 9)
    start_negotiation(s)


def to_agreed(s: Script, *, within: int = 90) -> None:
    """From the report to an agreement before the court."""
    to_negotiating(s)
    s.later(14, 25)
    agree(s, court=s.cast.intermediate_court, within=within)


def to_confirmed(s: Script, *, within: int = 120) -> None:
    """From the report to an agreement in force."""
    to_agreed(s, within=within)
    s.later(2, 6)
    publish_agreement(s)
    s.until(s.ends[CONFIRMATION] + 3 * DAY)
    confirm(s)

"""Arcs of clues from which no case has come, or not yet."""

from cases.demo.arcs import ANY, arc
from cases.demo.places import directory
from cases.demo.scenes.jurisdiction import another_district
from cases.demo.scenes.opening import assess, file, register, to_assessed
from cases.demo.script import Script, Stop
from cases.demo.steps import NumberOf
from cases.domain.vocabulary import ClueState


@arc(ClueState.REGISTERED)
def clue_waits(s: Script) -> None:
    """Registered; the assessment is to be made."""
    register(s)


@arc(ClueState.ASSESSED)
def clue_assessed(s: Script) -> None:
    """Assessed; what follows is open."""
    to_assessed(s, s.one_of("file", "file", "inquire"))


@arc(ClueState.ASSESSED, kinds=ANY)
def filing_to_review(s: Script) -> None:
    """A case is proposed; the head has to review."""
    _filing(s, Stop.DRAFTED)


@arc(ClueState.ASSESSED, kinds=ANY)
def filing_to_decide(s: Script) -> None:
    """A case is proposed; the chief has to decide."""
    _filing(s, Stop.REVIEWED)


@arc(ClueState.ASSESSED)
def filing_sent_back(s: Script) -> None:
    """A case was proposed and sent back."""
    _filing(s, s.one_of(Stop.SENT_BACK_BY_HEAD, Stop.SENT_BACK_BY_CHIEF))


@arc(ClueState.DECLINED)
def clue_declined(s: Script) -> None:
    """No case was filed."""
    _declining(s, Stop.DECIDED)


@arc(ClueState.ASSESSED)
def declining_to_review(s: Script) -> None:
    """That no case be filed is proposed; the head has to review."""
    _declining(s, Stop.DRAFTED)


@arc(ClueState.MERGED)
def clue_merged(s: Script) -> None:
    """A second report of the same harm is merged into the first, which is assessed."""
    to_assessed(s, "inquire")
    s.later(2, 6)
    register(s, again=True)
    s.later(2, 5)
    data = {"into": NumberOf("clue"), "reason": s.words.say("clue.merge")}
    s.do(s.cast.handler, "merge_clue", data, on="again")


@arc(ClueState.TRANSFERRED)
def clue_transferred(s: Script) -> None:
    """Passed to the procuratorate whose case it is, which has it registered."""
    _transfer(s, Stop.DECIDED)


@arc(ClueState.TRANSFERRED)
def received_clue_accepted(s: Script) -> None:
    """Passed to another district, which accepted it and assessed it."""
    s.cast = s.cast.at(_transfer(s, Stop.DECIDED))
    s.later(1, 2)
    s.do(s.cast.head, "accept_clue", {"on": s.iso}, on="received")
    if s.passes(4):
        s.later(3, 5)
        assess(s, on="received")


@arc(ClueState.TRANSFERRED)
def received_clue_reported_up(s: Script) -> None:
    """Passed to another district, which thinks it is not its own; the superior has to say."""
    s.cast = s.cast.at(_transfer(s, Stop.DECIDED))
    s.later(1, 3)
    data = {"reason": s.words.say("clue.report_up")}
    s.do(s.cast.handler, "report_clue_upward", data, on="received")


@arc(ClueState.TRANSFERRED)
def clue_to_neighbour(s: Script) -> None:
    """Passed to the neighbouring province."""
    _transfer(s, Stop.DECIDED, s.one_of("tj", "he"))


@arc(ClueState.ASSESSED)
def transfer_to_decide(s: Script) -> None:
    """The transfer is proposed; the chief has to decide."""
    _transfer(s, Stop.REVIEWED)


def _filing(s: Script, stop: Stop) -> None:
    register(s)
    s.later(4, 12)
    assess(s)
    s.later(1, 3)
    file(s, stop)


def _declining(s: Script, stop: Stop) -> None:
    to_assessed(s, "decline")
    s.later(1, 4)
    data = {"reason": s.words.say("clue.decline")}
    s.decide("decline_clue", data, stop, on="clue")


def _transfer(s: Script, stop: Stop, to: str | None = None) -> str:
    """The clue passes to another procuratorate, whose code this returns."""
    to_assessed(s, "transfer")
    s.later(1, 3)
    to = to or another_district(s)
    reason = s.words.say("clue.transfer", to_name=directory()[to].name)
    data = {"to": to, "reason": reason}
    s.decide("transfer_clue", data, stop, on="clue", makes="received")
    return to

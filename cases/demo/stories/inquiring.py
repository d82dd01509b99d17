"""Arcs of cases under inquiry."""

from cases.demo.arcs import arc
from cases.demo.scenes.inquiry import (
    commission_appraisal,
    conclude,
    consult,
    consult_files,
    evidence,
    inspect,
    serve_filing,
    to_concluded,
    to_examined,
    to_served_filing,
)
from cases.demo.scenes.opening import to_filed
from cases.demo.scenes.recommendation import recommend
from cases.demo.scenes.review import close
from cases.demo.script import Script, Stop
from cases.domain.vocabulary import CaseState

INQUIRING = CaseState.INQUIRING


@arc(INQUIRING)
def case_filed(s: Script) -> None:
    """Just filed; the decision is to be served."""
    to_filed(s)


@arc(INQUIRING)
def inquiry_runs(s: Script) -> None:
    """Under inquiry; as much is done as there was time for."""
    to_filed(s)
    for days, scene in (
        (2, serve_filing),
        (5, inspect),
        (6, consult_files),
        (4, evidence),
        (7, consult),
    ):
        if s.passes(days + 1):
            s.later(days - 1, days + 1)
            scene(s)


@arc(INQUIRING, appraises=True)
def inquiry_appraised(s: Script) -> None:
    """An appraisal is out."""
    to_examined(s)
    if s.passes(2):
        s.later(1, 2)
        commission_appraisal(s)


@arc(INQUIRING)
def team_reassigned(s: Script) -> None:
    """The head gave the case to the other procurator and an assistant."""
    to_served_filing(s)
    s.later(4, 7)
    inspect(s)
    s.later(2, 4)
    data = {"lead": s.cast.partner, "members": [s.cast.assistant]}
    s.do(s.cast.head, "assign_team", data)
    s.cast = s.cast.led_by_partner()
    if s.passes(4):
        s.later(2, 4)
        s.do(
            s.cast.handler,
            "record_measure",
            {
                "measure": "consult_files",
                "on": s.iso,
                "officers": [s.cast.handler, s.cast.assistant],
                "record": s.words.say("inquiry.consult_files"),
            },
        )


@arc(INQUIRING)
def recommendation_to_review(s: Script) -> None:
    """A recommendation is drafted; the head has to review."""
    _drafted(s, Stop.DRAFTED)


@arc(INQUIRING)
def recommendation_to_decide(s: Script) -> None:
    """A recommendation is drafted and reviewed; the chief has to decide."""
    _drafted(s, Stop.REVIEWED)


@arc(INQUIRING)
def recommendation_sent_back(s: Script) -> None:
    """A recommendation was drafted and sent back."""
    _drafted(s, s.one_of(Stop.SENT_BACK_BY_HEAD, Stop.SENT_BACK_BY_CHIEF))


@arc(INQUIRING)
def closing_to_decide(s: Script) -> None:
    """Mended in consultation; that the case be closed waits for the chief."""
    settle(s, Stop.REVIEWED)


def settle(s: Script, stop: Stop = Stop.DECIDED) -> None:
    """The organ mends the harm after the consultation; the case is closed."""
    to_examined(s)
    s.later(8, 15)
    consult(s, settled=True)
    s.later(1, 4)
    conclude(s, "inquiry.findings_settled", "close")
    s.later(1, 3)
    close(s, "interest_protected", stop)


def _drafted(s: Script, stop: Stop) -> None:
    to_concluded(s)
    s.later(1, 2)
    recommend(s, stop)

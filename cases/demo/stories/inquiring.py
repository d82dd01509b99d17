"""Arcs of cases under inquiry."""

from cases.demo.arcs import AGAINST_ORGANS, AGAINST_WRONGDOERS, ANY, arc
from cases.demo.scenes.inquiry import (
    commission_appraisal,
    conclude,
    consult,
    consult_files,
    evidence,
    hold_hearing,
    inspect,
    plan,
    serve_filing,
    to_concluded,
    to_examined,
    to_served_filing,
)
from cases.demo.scenes.notice import publish
from cases.demo.scenes.opening import file, register, to_assessed, to_filed
from cases.demo.scenes.people import take_over
from cases.demo.scenes.recommendation import recommend
from cases.demo.scenes.review import close
from cases.demo.script import Script, Stop
from cases.demo.steps import NumberOf
from cases.domain.vocabulary import CaseState

INQUIRING = CaseState.INQUIRING


@arc(INQUIRING)
def case_filed(s: Script) -> None:
    """Just filed; the decision is to be served."""
    to_filed(s)


@arc(INQUIRING, kinds=ANY)
def inquiry_runs(s: Script) -> None:
    """Under inquiry; as much is done as there was time for."""
    to_filed(s)
    for days, scene in (
        (2, serve_filing if s.against_organ else plan),
        (5, inspect),
        (6, consult_files),
        (4, evidence),
        (7, consult if s.against_organ else hold_hearing),
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
    s.cast = s.cast.led_by_partner()
    take_over(s, "handover")
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


@arc(INQUIRING, kinds=AGAINST_WRONGDOERS)
def notice_to_decide(s: Script) -> None:
    """A notice is drafted and reviewed; the chief has to decide."""
    to_concluded(s)
    s.later(1, 3)
    publish(s, Stop.REVIEWED)


@arc(INQUIRING, kinds=AGAINST_ORGANS | AGAINST_WRONGDOERS)
def against_matter(s: Script) -> None:
    """Filed while it is still unknown who is to blame."""
    _against_matter(s)
    if s.passes(6):
        s.later(4, 6)
        inspect(s)


@arc(INQUIRING)
def respondent_named(s: Script) -> None:
    """Filed against the matter; now the organ is known, and the decision to be served on it."""
    _against_matter(s)
    s.later(5, 8)
    inspect(s)
    s.later(2, 4)
    s.do(s.cast.handler, "name_respondent", {"respondent": s.cast.organ})
    s.period("filing_decision_service")


@arc(INQUIRING)
def sister_cases(s: Script) -> None:
    """One harm and two organs that may have failed: two cases from one clue."""
    to_filed(s)
    s.later(1, 2)
    serve_filing(s)
    other = "urban" if s.words.matter.organ == "gov" else "gov"
    data = {
        "kind": s.kind.value,
        "respondent": f"{s.district.code}-{other}",
        "cause": s.words.fill("怠于履行{subject}问题综合治理职责"),
    }
    s.decide("file_case", data, on="clue", makes="sister")
    s.later(1, 3)
    served = {"served_on": s.iso, "method": "direct"}
    s.do(s.cast.handler, "serve_filing_decision", served, on="sister")


@arc(INQUIRING)
def later_clue_merged(s: Script) -> None:
    """A second report of the same failure joins the case."""
    to_served_filing(s)
    s.later(3, 6)
    register(s, again=True)
    s.later(1, 3)
    data = {"into": NumberOf("clue"), "reason": s.words.say("clue.merge")}
    s.do(s.cast.handler, "merge_clue", data, on="again")


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


def _against_matter(s: Script) -> None:
    s.respondent_known = False
    s.words.name_nobody()
    to_assessed(s)
    s.later(1, 4)
    file(s)
    plan(s)

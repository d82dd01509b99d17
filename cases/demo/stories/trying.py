"""Arcs of cases at the court of first instance."""

from cases.demo.arcs import AGAINST_WRONGDOERS, SUED, arc
from cases.demo.scenes.court import (
    alter_claims,
    appear,
    defend,
    serve_complaint,
    sue,
    summon,
    to_answered,
    to_docketed,
    to_failed,
    to_heard,
    to_sued,
    withdraw,
)
from cases.demo.scenes.judgment import judge, to_agreement_on_notice, to_judged
from cases.demo.script import Script
from cases.domain.vocabulary import CaseState
from pilit.law.calendar import DAY

ON_TRIAL = CaseState.ON_TRIAL


@arc(CaseState.SUIT_FILED, kinds=SUED, sues=True, reports_up=True)
def suit_filed(s: Script) -> None:
    """The court has to docket or refuse."""
    to_sued(s)


@arc(CaseState.SUIT_FILED, sues=True, reports_up=True)
def complaint_unrecorded(s: Script) -> None:
    """The complaint is delivered; the record with the superior is to be made."""
    to_failed(s)
    s.later(1, 3)
    sue(s)


@arc(ON_TRIAL, kinds=SUED, sues=True, reports_up=True)
def docketed(s: Script) -> None:
    """Docketed; the complaint is to be served."""
    to_docketed(s)


@arc(ON_TRIAL, kinds=SUED, sues=True, reports_up=True)
def defence_awaited(s: Script) -> None:
    """The defendant has to answer the complaint."""
    to_docketed(s)
    s.later(1, 2)
    serve_complaint(s)


@arc(ON_TRIAL, sues=True, reports_up=True)
def defence_received(s: Script) -> None:
    """The court has to send the defence on."""
    to_docketed(s)
    s.later(1, 2)
    serve_complaint(s)
    s.later(7, 11)
    defend(s)


@arc(ON_TRIAL, kinds=SUED, sues=True, reports_up=True)
def summoned(s: Script) -> None:
    """A hearing is set; the procuratorate has to name who appears."""
    to_answered(s)
    s.later(20, 30)
    summon(s, 12)


@arc(ON_TRIAL, kinds=SUED, sues=True, reports_up=True)
def hearing_ahead(s: Script) -> None:
    """All is ready for the hearing."""
    to_answered(s)
    s.later(20, 30)
    summon(s, 18)
    s.later(1, 2)
    appear(s)


@arc(ON_TRIAL, kinds=SUED, sues=True, reports_up=True)
def heard(s: Script) -> None:
    """Heard; the judgment is awaited."""
    to_heard(s)


@arc(ON_TRIAL, kinds=SUED, sues=True, reports_up=True)
def stayed(s: Script) -> None:
    """The trial is stayed."""
    to_answered(s)
    s.later(10, 15)
    data = {"ground": s.words.say("suit.stay"), "from": s.iso}
    s.do(s.cast.judge, "suspend_trial", data)


@arc(ON_TRIAL, sues=True, reports_up=True)
def trial_extended(s: Script) -> None:
    """The high court extended the trial by three months."""
    to_heard(s)
    s.until(s.ends["first_instance"] - 20 * DAY)
    data = {
        "approved_by": "北京市高级人民法院",
        "reason": s.words.say("suit.extend_trial"),
        "months": 3,
    }
    s.do(s.cast.judge, "extend_trial", data)


@arc(ON_TRIAL, sues=True, reports_up=True)
def claims_altered(s: Script) -> None:
    """The organ performed in court; the claims are confined."""
    to_answered(s)
    s.later(12, 20)
    alter_claims(s)


@arc(ON_TRIAL, sues=True, reports_up=True)
def withdrawal_awaited(s: Script) -> None:
    """The suit is withdrawn; the court has to allow it."""
    to_answered(s)
    s.later(12, 20)
    withdraw(s)


@arc(ON_TRIAL, kinds=AGAINST_WRONGDOERS, sues=True, reports_up=True)
def agreement_on_notice(s: Script) -> None:
    """The parties agreed; the court keeps the agreement on public notice."""
    to_agreement_on_notice(s)


@arc(CaseState.JUDGED, kinds=SUED, sues=True, reports_up=True)
def judged(s: Script) -> None:
    """Judged; both may appeal."""
    to_judged(s)


@arc(CaseState.JUDGED, sues=True, reports_up=True)
def judgment_unrecorded(s: Script) -> None:
    """Judged; the record with the superior is to be made."""
    to_heard(s)
    s.later(20, 35)
    judge(s, in_full=False)

"""Arcs of cases at the court of second instance."""

from cases.demo.arcs import SUED, arc
from cases.demo.scenes.court import appeal_refusal, rule_on_refusal, summon, to_refused
from cases.demo.scenes.judgment import docket_appeal, protest, report, to_appealed, to_in_force
from cases.demo.script import Script
from cases.domain.vocabulary import CaseState

ON_APPEAL = CaseState.ON_APPEAL


@arc(ON_APPEAL, kinds=SUED, sues=True, reports_up=True)
def defendant_appealed(s: Script) -> None:
    """The defendant appealed."""
    to_appealed(s)


@arc(ON_APPEAL, kinds=SUED, sues=True, reports_up=True)
def refusal_appealed(s: Script) -> None:
    """The court refused to docket the suit; the procuratorate appealed."""
    to_refused(s)
    s.later(3, 5)
    appeal_refusal(s)
    s.later(3, 5)
    docket_appeal(s)


@arc(CaseState.FOLLOWING_UP, kinds=SUED, sues=True, reports_up=True)
def refusal_upheld(s: Script) -> None:
    """The refusal was appealed in vain."""
    refusal_appealed(s)
    s.later(20, 28)
    rule_on_refusal(s, upheld=True)


@arc(CaseState.SUIT_FILED, kinds=SUED, sues=True, reports_up=True)
def docketing_ordered(s: Script) -> None:
    """On appeal the court below was ordered to docket the suit."""
    refusal_appealed(s)
    s.later(20, 28)
    rule_on_refusal(s, upheld=False)


@arc(ON_APPEAL, sues=True, reports_up=True)
def appeal_summoned(s: Script) -> None:
    """A hearing of second instance is set."""
    to_appealed(s)
    s.later(20, 30)
    summon(s, 14, clerk=f"{s.cast.higher_court}.clerk")


@arc(ON_APPEAL, kinds=SUED, sues=True, reports_up=True)
def procuratorate_appealed(s: Script) -> None:
    """The procuratorate appealed, for the judgment did not order all that was claimed."""
    to_appealed(s, by_defendant=False)


@arc(ON_APPEAL, kinds=SUED, sues=True, reports_up=True)
def protested(s: Script) -> None:
    """The next higher procuratorate protested the judgment in force."""
    to_in_force(s)
    s.later(10, 20)
    report(s, done=False)
    s.later(10, 20)
    protest(s)

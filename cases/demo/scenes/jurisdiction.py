"""Superiors and other procuratorates: supervision, entrusted inquiries, cases handed on."""

from cases.demo.places import districts
from cases.demo.script import Script
from pilit.law.calendar import DAY


def another_district(s: Script) -> str:
    """The code of the next district, in the order of the directory."""
    codes = [district.code for district in districts()]
    own = codes.index(s.district.code)
    return next(code for code in (*codes[own + 1 :], *codes) if code != s.cast.procuratorate)


def supervise(s: Script, days: int) -> None:
    """The next higher procuratorate supervises the case and asks for a report within days."""
    report_by = s.calendar.next_working_day(s.day + days * DAY)
    data = {"reason": s.words.say("jurisdiction.supervise"), "report_by": report_by.isoformat()}
    s.do(f"{s.cast.superior}.handler", "supervise", data)
    s.period("supervision_report", stated=report_by)


def entrust(s: Script) -> str:
    """Another district is asked to inquire; returns its code."""
    to = another_district(s)
    data = {"to": to, "matter": s.words.say("jurisdiction.entrust"), "received_on": s.iso}
    s.do(s.cast.handler, "entrust_inquiry", data)
    s.period("entrusted_inquiry")
    return to


def answer(s: Script, to: str) -> None:
    """It answers."""
    data = {"on": s.iso, "findings": s.words.say("jurisdiction.answer")}
    s.do(f"{to}.handler2", "answer_entrusted_inquiry", data)


def hand_down(s: Script) -> None:
    """A branch hands its case to the district; the head there has to name who handles it."""
    to = s.district.code
    data = {"to": to, "reason": s.words.say("jurisdiction.hand_down")}
    s.do(s.cast.handler, "hand_down", data)
    s.cast = s.cast.at(to)


def take_up(s: Script) -> None:
    """The next higher procuratorate takes the case up."""
    above = s.cast.superior
    s.do(f"{above}.handler", "take_up", {})
    s.cast = s.cast.at(above)


def designate(s: Script) -> None:
    """The next higher procuratorate designates another district under it (Rules 17)."""
    above = s.cast.superior
    codes = [district.code for district in districts() if district.branch == above]
    own = codes.index(s.district.code)
    to = (*codes[own + 1 :], *codes)[0]
    data = {"to": to, "reason": s.words.say("jurisdiction.designate")}
    s.do(f"{above}.handler", "designate", data)
    s.cast = s.cast.at(to)

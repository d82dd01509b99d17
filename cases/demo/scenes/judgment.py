"""Judgment, appeal, protest, performance and enforcement."""

import datetime as dt

from cases.demo.scenes.court import (
    appear,
    final_number,
    first_number,
    hear,
    inform_department,
    is_environmental_civil,
    serve_complaint,
    summon,
    to_docketed,
    to_heard,
)
from cases.demo.scenes.recommendation import record
from cases.demo.script import Script
from cases.demo.texts import written
from cases.domain.vocabulary import CaseKind, Domain
from pilit.law.calendar import DAY

PERFORMANCE = "judgment_performance"
MEDIATION_NOTICE = "mediation_notice"

#: Outcomes of a suit against an organ or not, in full or not.
_OUTCOMES = {
    (True, True): "perform",
    (True, False): "confirm_illegal",
    (False, True): "upheld",
    (False, False): "upheld_partly",
}


def judge(s: Script, *, in_full: bool = True, within: int = 90) -> None:
    """The judgment of first instance, given and served; performance is ordered within days.

    Not ``in_full``: an organ is only told that it acted illegally, a wrongdoer pays the half.
    """
    by_day = s.day + within * DAY
    data: dict[str, object] = {
        "on": s.iso,
        "court_number": first_number(s),
        "outcome": _OUTCOMES[s.against_organ, in_full],
        "orders": _orders(s, by_day, in_full=in_full),
    }
    if s.kind is CaseKind.INCIDENTAL:
        data["criminal_part"] = s.words.say("judgment.criminal_part")
    s.later(1, 3)
    s.do(s.cast.judge, "enter_judgment", {**data, "served_on": s.iso})
    s.period("judgment_record")
    end = s.period("appeal_judgment")
    if in_full or not s.against_organ:
        s.period(PERFORMANCE, end + DAY, stated=by_day)


def _orders(s: Script, by_day: dt.date, *, in_full: bool) -> list[dict[str, str]]:
    """What the judgment orders."""
    until = {"perform_by": by_day.isoformat()}
    if s.against_organ:
        if not in_full:
            return [{"text": s.words.say("judgment.order_illegal")}]
        return [{"text": s.words.say("judgment.order_perform", by_day=written(by_day)), **until}]
    orders, percent = [], 100 if in_full else 50
    for claim in s.words.matter.claims:
        what = s.words.asked(claim, percent)
        text = s.words.say("judgment.order", by_day=written(by_day), what=what)
        orders.append({"text": text, **until})
        if amount := s.words.amount(claim, percent):
            orders[-1] |= {"amount": f"{amount}.00", "payee": s.words.say("judgment.payee")}
    s.orders = len(orders)
    return orders


def appeal(s: Script, *, by_defendant: bool = True) -> None:
    """Either party appeals."""
    name = "defendant" if by_defendant else "procuratorate"
    data = {"on": s.iso, "reason": s.words.say(f"judgment.appeal_{name}")}
    if by_defendant and not s.against_organ:
        data |= {"by": "defendant", "copy_received_on": s.iso}
    s.do(s.defendant if by_defendant else s.cast.handler, "appeal", data)
    if s.against_organ:
        s.period("second_instance")


def docket_appeal(s: Script) -> None:
    """The higher court dockets the appeal; its time in a civil case begins."""
    data = {"docketed_on": s.iso, "court_number": final_number(s)}
    s.do(f"{s.cast.higher_court}.clerk", "docket_appeal", data)
    if not s.against_organ:
        s.period("second_instance")


def mediate(s: Script, within: int = 60) -> None:
    """What the parties agreed on takes effect after its notice; no claim is reduced."""
    by_day = s.day + within * DAY
    data: dict[str, object] = {
        "agreement": s.words.say("judgment.mediation", by_day=written(by_day)),
        "on": s.iso,
        "perform_by": by_day.isoformat(),
    }
    if s.words.owed:
        data["amount"] = f"{s.words.owed}.00"
    s.do(s.cast.judge, "mediate", data)
    s.orders = 0
    s.period(PERFORMANCE, stated=by_day)


def hear_again(s: Script) -> None:
    """The hearing of second instance."""
    clerk, higher = f"{s.cast.higher_court}.clerk", f"{s.cast.higher_court}.judge"
    day = summon(s, clerk=clerk)
    s.later(1, 2)
    appear(s)
    s.until(day)
    hear(s, judge=higher)


def judge_finally(s: Script) -> None:
    """The judgment below is upheld and in force."""
    higher = s.cast.higher_court
    data = {
        "on": s.iso,
        "court_number": final_number(s),
        "outcome": _OUTCOMES[s.against_organ, True],
        "orders": [],
        "upheld_below": True,
    }
    s.later(1, 2)
    s.do(f"{higher}.judge", "enter_final_judgment", {**data, "served_on": s.iso})


def protest(s: Script) -> None:
    """The next higher procuratorate protests."""
    above = s.cast.superior
    people = (f"{above}.handler", f"{above}.head", f"{above}.chief")
    data = {"ground": s.words.say("judgment.protest"), "on": s.iso}
    s.decide("protest", data, by=people, same_day=True)


def report(s: Script, *, done: bool) -> None:
    """The defendant reports what it has performed, order by order, or as a whole."""
    items: list[dict[str, object]] = [
        {"order": no or None, "done": done, "on": s.iso}
        for no in range(1, s.orders + 1) or range(1)
    ]
    items[0]["files"] = [s.paper("履行情况报告")]
    who = s.cast.officer if s.against_organ else f"{court_of(s)}.clerk"
    s.do(who, "report_performance", {"items": items})


def transfer_to_enforcement(s: Script) -> None:
    """The court takes up enforcement."""
    s.do(f"{court_of(s)}.judge", "transfer_to_enforcement", {"on": s.iso})


def enforce(s: Script, measure: str) -> None:
    """A step of enforcement."""
    data = {"on": s.iso, "measure": s.words.say(f"judgment.{measure}")}
    s.do(f"{court_of(s)}.judge", "record_enforcement", data)


def pay(s: Script, share: int) -> None:
    """A share, in per cent, of what is owed is paid; ecological compensation into the treasury."""
    amount = s.words.owed * share // 100
    if amount:
        data = {"amount": f"{amount}.00", "on": s.iso, "account": _account(s)}
        s.do(f"{court_of(s)}.clerk", "record_payment", data)


def _account(s: Script) -> str:
    domain = s.words.matter.domain
    if s.against_organ and domain is Domain.ENVIRONMENT:
        return "restoration_fund"
    return "victim" if domain in (Domain.CONSUMERS, Domain.MILITARY_HONOUR) else "treasury"


def court_of(s: Script) -> str:
    """The court that enforces: of an agreement, the one that confirmed it."""
    return s.cast.intermediate_court if s.kind is CaseKind.COMPENSATION else s.cast.court


def recommend_to_court(s: Script) -> None:
    """The procuratorate recommends to the court to get on."""
    items = [s.words.say("suit.to_court_items") for _ in range(2)]
    ground = s.words.say("suit.to_court")
    s.decide("recommend_to_court", {"ground": ground, "items": list(dict.fromkeys(items))})


def complete(s: Script, *, by_court: bool) -> None:
    """Nothing is left to perform."""
    data = {"on": s.iso, "result": s.words.say("judgment.completed")}
    if by_court:
        s.do(f"{court_of(s)}.judge", "complete_enforcement", data)
    else:
        s.decide("complete_enforcement", data)


def to_judged(s: Script, *, in_full: bool = True, within: int = 90) -> None:
    """From the report to the judgment, recorded with the superior."""
    to_heard(s)
    s.later(20, 35)
    judge(s, in_full=in_full, within=within)
    if s.passes(1):
        s.later(1)
        record(s, "judgment")


def to_in_force(s: Script, *, within: int = 90) -> None:
    """From the report to a judgment that nobody appealed."""
    to_judged(s, within=within)
    s.until(s.ends["appeal_judgment"] + DAY)


def to_appealed(s: Script, *, by_defendant: bool = True) -> None:
    """From the report to the appeal; the procuratorate appeals where it won in part only."""
    to_judged(s, in_full=by_defendant, within=210)
    s.later(4, 8)
    appeal(s, by_defendant=by_defendant)
    if by_defendant:
        s.later(1, 2)
        record(s, "appeal")
    s.later(4, 7)
    docket_appeal(s)


def to_agreement_on_notice(s: Script) -> None:
    """From the report to an agreement of the parties that the court has published."""
    to_docketed(s)
    s.later(1, 2)
    serve_complaint(s)
    if is_environmental_civil(s):
        inform_department(s)
    s.later(20, 30)
    s.do(s.cast.clerk, "publish_agreement", {"published_on": s.iso})
    s.period(MEDIATION_NOTICE)


def to_mediated(s: Script) -> None:
    """From the report to an agreement of the parties in force."""
    to_agreement_on_notice(s)
    s.until(s.ends[MEDIATION_NOTICE] + 3 * DAY)
    mediate(s)


def to_final(s: Script) -> None:
    """From the report to the final judgment."""
    to_appealed(s)
    s.later(20, 30)
    hear_again(s)
    s.later(15, 25)
    judge_finally(s)

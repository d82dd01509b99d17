"""Judgment, appeal, protest, performance and enforcement."""

from cases.demo.scenes.court import appear, court_number, hear, summon, to_heard
from cases.demo.scenes.recommendation import record
from cases.demo.script import Script
from cases.demo.texts import written
from cases.domain.vocabulary import Domain
from pilit.law.calendar import DAY

PERFORMANCE = "judgment_performance"


def judge(s: Script, outcome: str = "perform", *, within: int = 90) -> None:
    """The judgment of first instance, given and served; performance is ordered within days."""
    by_day = s.day + within * DAY
    orders = []
    if outcome == "perform":
        text = s.words.say("judgment.order_perform", by_day=written(by_day))
        orders.append({"text": text, "perform_by": by_day.isoformat()})
    else:
        orders.append({"text": s.words.say("judgment.order_illegal")})
    data = {
        "on": s.iso,
        "court_number": court_number(s, s.cast.court, "行初"),
        "outcome": outcome,
        "orders": orders,
    }
    s.later(1, 3)
    s.do(s.cast.judge, "enter_judgment", {**data, "served_on": s.iso})
    s.period("judgment_record")
    end = s.period("appeal_judgment")
    if outcome == "perform":
        s.period(PERFORMANCE, end + DAY, stated=by_day)


def appeal(s: Script, *, by_organ: bool = True) -> None:
    """Either party appeals."""
    who, name = (s.cast.officer, "organ") if by_organ else (s.cast.handler, "procuratorate")
    data = {"on": s.iso, "reason": s.words.say(f"judgment.appeal_{name}")}
    s.do(who, "appeal", data)
    s.period("second_instance")


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
        "court_number": court_number(s, higher, "行终"),
        "outcome": "perform",
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
    """The organ reports what it has performed."""
    data = {"items": [{"order": 1, "done": done, "on": s.iso, "files": [s.paper("履行情况报告")]}]}
    s.do(s.cast.officer, "report_performance", data)


def transfer_to_enforcement(s: Script) -> None:
    """The court takes up enforcement."""
    s.do(s.cast.judge, "transfer_to_enforcement", {"on": s.iso})


def enforce(s: Script, measure: str) -> None:
    """A step of enforcement."""
    data = {"on": s.iso, "measure": s.words.say(f"judgment.{measure}")}
    s.do(s.cast.judge, "record_enforcement", data)


def pay(s: Script, share: int) -> None:
    """A share, in per cent, of what is owed is paid: for restoration, or into the treasury."""
    restores = s.words.matter.domain is Domain.ENVIRONMENT
    data = {
        "amount": f"{s.words.yuan * share / 100:.2f}",
        "on": s.iso,
        "account": "restoration_fund" if restores else "treasury",
    }
    s.do(s.cast.clerk, "record_payment", data)


def recommend_to_court(s: Script) -> None:
    """The procuratorate recommends to the court to get on."""
    items = [s.words.say("suit.to_court_items") for _ in range(2)]
    ground = s.words.say("suit.to_court")
    s.decide("recommend_to_court", {"ground": ground, "items": list(dict.fromkeys(items))})


def complete(s: Script, *, by_court: bool) -> None:
    """Nothing is left to perform."""
    data = {"on": s.iso, "result": s.words.say("judgment.completed")}
    if by_court:
        s.do(s.cast.judge, "complete_enforcement", data)
    else:
        s.decide("complete_enforcement", data)


def to_judged(s: Script, outcome: str = "perform", *, within: int = 90) -> None:
    """From the report to the judgment, recorded with the superior."""
    to_heard(s)
    s.later(20, 35)
    judge(s, outcome, within=within)
    if s.passes(1):
        s.later(1)
        record(s, "judgment")


def to_in_force(s: Script, *, within: int = 90) -> None:
    """From the report to a judgment that nobody appealed."""
    to_judged(s, within=within)
    s.until(s.ends["appeal_judgment"] + DAY)


def to_appealed(s: Script, *, by_organ: bool = True, outcome: str = "perform") -> None:
    """From the report to the appeal."""
    to_judged(s, outcome, within=210)
    s.later(4, 8)
    appeal(s, by_organ=by_organ)
    if by_organ:
        s.later(1, 2)
        record(s, "appeal")


def to_final(s: Script) -> None:
    """From the report to the final judgment."""
    to_appealed(s)
    s.later(20, 30)
    hear_again(s)
    s.later(15, 25)
    judge_finally(s)

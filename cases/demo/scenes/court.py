"""The suit: complaint, docketing, service, defence, hearing, withdrawal."""

import datetime as dt

from cases.demo.places import directory
from cases.demo.scenes.notice import to_notice_over
from cases.demo.scenes.opening import prosecution
from cases.demo.scenes.recommendation import record
from cases.demo.scenes.review import conclude_review, follow_up, to_overdue, to_replied
from cases.demo.script import Script, Stop
from cases.domain.vocabulary import CaseKind, Domain
from pilit.law.calendar import DAY
from pilit.web.clock import BEIJING

#: What docket numbers of a kind of case begin with.
_SERIES = {CaseKind.ADMINISTRATIVE: "行", CaseKind.INCIDENTAL: "刑"}


def court_number(s: Script, court: str, kind: str) -> str:
    """The docket number of the case at a court, such as （2026）京0108行初321号.

    Given on the day it is first asked for; numbers grow through the year.
    """
    if kind not in s.docket:
        day_of_year = s.day.timetuple().tm_yday
        number = day_of_year * 5 // 2 + s.words.dice(kind).randint(1, 9)
        s.docket[kind] = f"（{s.day.year}）京{_mark(court)}{kind}{number}号"
    return s.docket[kind]


def first_number(s: Script) -> str:
    """The docket number of the case at first instance."""
    return court_number(s, s.cast.court, f"{_SERIES.get(s.kind, '民')}初")


def final_number(s: Script) -> str:
    """The docket number of the case at second instance."""
    return court_number(s, s.cast.higher_court, f"{_SERIES.get(s.kind, '民')}终")


def is_environmental_civil(s: Script) -> bool:
    """Whether others may join the suit, and the department is told of it (Env-I 10, 12)."""
    return s.kind is CaseKind.CIVIL and s.words.matter.domain is Domain.ENVIRONMENT


def sue(s: Script, stop: Stop = Stop.DECIDED) -> None:
    """The suit is filed."""
    data: dict[str, object] = {
        "court": s.cast.court,
        "claims": _claims(s),
        "delivered_on": s.iso,
    }
    if s.kind is CaseKind.INCIDENTAL:
        data["criminal_case"] = prosecution(s)
    s.decide("file_suit", data, stop, same_day=True)
    if stop is Stop.DECIDED:
        s.period("complaint_record")
        s.period("docketing")


def docket(s: Script) -> None:
    """The court registers the suit."""
    data = {"docketed_on": s.iso, "court_number": first_number(s)}
    s.do(s.cast.clerk, "docket", data)
    s.period("complaint_service")
    s.period("first_instance")
    if is_environmental_civil(s):
        s.period("co_plaintiff_joining")
        s.period("department_informing")


def inform_department(s: Script) -> None:
    """The court tells the department that supervises the wrongdoer."""
    data = {"department": s.cast.organ, "on": s.iso}
    s.do(s.cast.clerk, "inform_department", data)


def join(s: Script) -> None:
    """An environmental organisation joins the suit."""
    data = {"who": s.words.say("notice.joining"), "on": s.iso}
    s.do(s.cast.judge, "admit_plaintiff", data)


def refuse(s: Script) -> None:
    """The court refuses it."""
    data = {"on": s.iso, "served_on": s.iso, "reason": s.words.say("suit.refuse")}
    s.do(s.cast.judge, "refuse_docketing", {**data, "court_number": first_number(s)})
    s.period("judgment_record")


def appeal_refusal(s: Script) -> None:
    """The procuratorate appeals the refusal."""
    data = {"on": s.iso, "reason": s.words.say("suit.appeal_refusal")}
    s.do(s.cast.handler, "appeal", data)


def rule_on_refusal(s: Script, *, upheld: bool) -> None:
    """The higher court rules on the refusal."""
    phrase = "suit.refusal_upheld" if upheld else "suit.refusal_set_aside"
    data = {"upheld": upheld, "on": s.iso, "reason": s.words.say(phrase)}
    judge = f"{s.cast.higher_court}.judge"
    s.do(judge, "rule_on_docketing", {**data, "court_number": final_number(s)})


def serve_complaint(s: Script) -> None:
    """The complaint reaches the defendant."""
    s.do(s.cast.clerk, "serve_complaint", {"served_on": s.iso})
    s.period("defence")


def defend(s: Script) -> None:
    """The defendant answers."""
    evidence = ["委托检测报告", "整改费用票据"]
    if s.against_organ:
        law = s.words.matter.law.split("；", maxsplit=1)[0]
        evidence = ["现场检查笔录", "责令改正违法行为通知书", law]
    data = {
        "statement": s.words.say("suit.defence"),
        "received_on": s.iso,
        "evidence": evidence,
    }
    s.do(s.defendant, "submit_defence", data)
    s.period("defence_forwarding")


def forward(s: Script) -> None:
    """The court sends the answer on."""
    s.do(s.cast.clerk, "forward_defence", {"on": s.iso})


def summon(s: Script, in_days: int = 10, *, clerk: str | None = None) -> dt.date:
    """The court sets a hearing; returns its day."""
    day = s.calendar.next_working_day(s.day + in_days * DAY)
    time = s.one_of(dt.time(9, 30), dt.time(14, 0))
    at = dt.datetime.combine(day, time, tzinfo=BEIJING)
    data = {"hearing_at": at.isoformat(), "received_on": s.iso}
    s.do(clerk or s.cast.clerk, "give_hearing_notice", data)
    s.ends["hearing"] = day
    s.period("appearance_reply")
    return day


def appear(s: Script) -> None:
    """The procuratorate names who appears."""
    data = {"attendants": [s.cast.handler, s.cast.assistant], "on": s.iso}
    s.do(s.cast.handler, "reply_appearance", data)


def hear(s: Script, *, judge: str | None = None) -> None:
    """The hearing is held."""
    s.wait(16)
    data: dict[str, object] = {"on": s.iso}
    if s.against_organ:
        attended = data["organ_head_attended"] = s.chance(65)
        if not attended:
            data["delegate"] = s.words.say("suit.delegate")
            data["reason"] = s.words.say("suit.absence")
    s.do(judge or s.cast.judge, "hold_trial", data)


def alter_claims(s: Script) -> None:
    """The organ has performed: the claim is confined to confirmation."""
    text = s.words.say("suit.claim_illegal")
    reason = s.words.say("suit.alter")
    claims = [{"kind": "confirm_illegal", "text": text}]
    s.decide("alter_claims", {"claims": claims, "reason": reason})
    s.period("withdrawal_submission")


def withdraw(s: Script) -> None:
    """The suit is withdrawn, for all claims are met."""
    s.decide("withdraw_suit", {"reason": s.words.say("suit.withdraw")})
    s.period("withdrawal_submission")


def allow_withdrawal(s: Script) -> None:
    """The court allows it."""
    data = {"on": s.iso, "court_number": f"{first_number(s)}之一"}
    s.do(s.cast.judge, "allow_withdrawal", data)


def to_failed(s: Script) -> None:
    """From the report to a review that ends in the proposal to sue: the organ did not perform, or
    nobody else sues the wrongdoer.
    """
    if not s.against_organ:
        to_notice_over(s)
        s.later(3, 9)
        conclude_review(s, "sue")
        return
    if s.chance(40):
        to_overdue(s)
        failure = "no_reply"
    else:
        to_replied(s)
        s.until(s.ends["recommendation_reply"] + DAY)
        follow_up(s)
        failure = s.one_of("plan_not_carried_out", "partly_rectified")
    s.until(s.ends["recommendation_reply"] + s.one_of(8, 12, 16) * DAY)
    conclude_review(s, "sue", failure)


def to_sued(s: Script) -> None:
    """From the report to the complaint in the court's hands, recorded with the superior."""
    to_failed(s)
    s.later(1, 4)
    sue(s)
    if s.passes(2):
        s.later(1, 2)
        record(s, "complaint")


def to_refused(s: Script) -> None:
    """From the report to the refusal, recorded with the superior."""
    to_sued(s)
    s.later(2, 3)
    refuse(s)
    if s.passes(1):
        s.later(1)
        record(s, "judgment")


def to_docketed(s: Script) -> None:
    """From the report to the docket of the court."""
    to_sued(s)
    s.later(1, 2)
    docket(s)


def to_answered(s: Script) -> None:
    """From the report to the defence in the procuratorate's hands."""
    to_docketed(s)
    s.later(1, 2)
    serve_complaint(s)
    if is_environmental_civil(s):
        inform_department(s)
    s.later(7, 12)
    defend(s)
    if is_environmental_civil(s) and s.chance(50):
        join(s)
    s.later(1, 3)
    forward(s)


def to_heard(s: Script) -> None:
    """From the report to the hearing."""
    to_answered(s)
    s.later(18, 30)
    day = summon(s)
    s.later(1, 2)
    appear(s)
    s.until(day)
    hear(s)


def _claims(s: Script) -> list[dict[str, str]]:
    """What is claimed of the organ, or of the wrongdoer."""
    if s.against_organ:
        return [
            {"kind": "confirm_illegal", "text": s.words.say("suit.claim_illegal")},
            {"kind": "perform", "text": s.words.say("suit.claim_perform")},
        ]
    claims = []
    for claim in s.words.matter.claims:
        text = s.words.say("suit.claim", what=s.words.asked(claim))
        claims.append({"kind": claim.kind, "text": text})
        if amount := s.words.amount(claim):
            claims[-1]["amount"] = f"{amount}.00"
    return claims


def _mark(court: str) -> str:
    """What stands for a court in its docket numbers; the high court has nothing."""
    region = directory()[court].region
    if region == "110000":
        return ""
    return f"0{region[-1]}" if "." in region else region[2:]

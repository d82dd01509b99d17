"""The inquiry: service of the filing decision, measures, evidence, consultation, conclusion."""

from cases.demo.matters import Appraisal
from cases.demo.places import directory
from cases.demo.scenes.opening import prosecution, to_filed
from cases.demo.scenes.people import take_over
from cases.demo.scenes.serving import served
from cases.demo.script import Script
from cases.domain.vocabulary import CaseKind

#: What an inquiry that has found the harm proposes.
_PROPOSALS = {
    CaseKind.ADMINISTRATIVE: "recommend",
    CaseKind.CIVIL: "notice",
    CaseKind.INCIDENTAL: "notice",
    CaseKind.SUPPORT: "support",
    CaseKind.COMPENSATION: "negotiate",
}
_HANDED_OVER = ["现场勘验笔录及照片", "案件情况说明"]
_ANSWERED = {
    "place": "本院询问室",
    "recusal_answer": "听明白了，不申请回避。",
    "closing_answer": "以上记录我看过，和我说的相符。",
}
_LISTENERS = ["人民监督员 陈某", "行业专家 林某", "社区居民代表 郝某"]


def serve_filing(s: Script) -> None:
    """The filing decision is served on the organ."""
    method = s.one_of("direct", "direct", "electronic", "post")
    s.do(s.cast.handler, "serve_filing_decision", served(s, method))


def plan(s: Script) -> None:
    """The head names the team, and its lead plans the inquiry."""
    take_over(s)
    data = {
        "approach": s.words.say("inquiry.approach"),
        "evidence_sought": s.words.say("inquiry.evidence_sought"),
    }
    s.do(s.cast.handler, "plan_inquiry", data)


def inspect(s: Script) -> None:
    """The place is looked at, and photographed."""
    record = s.words.say("inquiry.inspect")
    seen = {
        "weather": s.words.dice("weather").choice(("晴", "多云", "阴")),
        "witness.name": "社区工作人员 田某",
        "pictures": "现场照片二张，附后。",
    }
    sections = {"inspection_record": seen}
    s.do(s.cast.handler, "record_measure", _measure(s, "inspect", record), sections=sections)
    data = {
        "kind": "inspection_record",
        "title": s.words.fill("{place}现场勘验笔录及照片"),
        "obtained_on": s.iso,
        "source": "本院现场勘验制作",
        "files": [s.picture("现场照片一"), s.picture("现场照片二"), s.paper("勘验笔录")],
    }
    s.do(s.cast.handler, "add_evidence", data)


def consult_files(s: Script) -> None:
    """The organ's files are consulted, a person questioned."""
    record = s.words.say("inquiry.consult_files")
    held_by = {"from_whom": directory()[s.cast.organ].name}
    s.do(s.cast.handler, "record_measure", _measure(s, "consult_files", record) | held_by)
    if s.chance(50):
        record = s.words.say("inquiry.question")
        asked = {"from_whom": s.words.say("inquiry.asked")}
        data = _measure(s, "question", record) | asked
        s.do(s.cast.handler, "record_measure", data, sections={"questioning_record": _ANSWERED})


def evidence(s: Script) -> None:
    """What the matter is proved by."""
    filed = {step.data.get("title") for step in s.steps if step.action == "add_evidence"}
    for title in s.words.matter.evidence:
        if title in filed:
            continue
        shown = s.picture(title) if "照片" in title else s.paper(title)
        data: dict[str, object] = {
            "kind": kind_of(title),
            "title": title,
            "obtained_on": s.iso,
            "source": s.words.say("inquiry.source"),
            "files": [shown] if s.chance(60) else [],
        }
        if s.kind is CaseKind.INCIDENTAL:
            data["source"] = "公安机关在刑事侦查中收集，随案移送"
            data["criminal_case"] = prosecution(s)["number"]
        s.do(s.cast.handler, "add_evidence", data)


def kind_of(title: str) -> str:
    """The kind of evidence its title speaks of."""
    words = {
        "勘验笔录": "inspection_record",
        "询问笔录": "testimony",
        "专家": "expert_opinion",
        "实物": "physical",
        "电子数据": "electronic",
        "录屏": "electronic",
        "截图": "electronic",
        "光盘": "electronic",
        "数据": "electronic",
        "照片": "audiovisual",
        "影像": "audiovisual",
        "视频": "audiovisual",
        "录音": "audiovisual",
        "视听": "audiovisual",
    }
    return next((kind for word, kind in words.items() if word in title), "documentary")


def consult(s: Script, *, settled: bool = False) -> None:
    """A consultation with the organ."""
    if settled or s.chance(70):
        form = "meeting"
        minutes = s.words.say("inquiry.minutes_settled" if settled else "inquiry.minutes")
    else:
        form, minutes = "fact_letter", s.words.say("inquiry.letter")
    data = {"held_on": s.iso, "form": form, "minutes": minutes}
    s.do(s.cast.handler, "record_consultation", data)


def hold_hearing(s: Script) -> None:
    """A public hearing."""
    data = {
        "on": s.iso,
        "panel": _LISTENERS,
        "parties": [s.words.say("inquiry.party")],
        "opinion": s.words.say("inquiry.opinion_hearing"),
    }
    s.do(s.cast.handler, "hold_hearing", data)


def commission_appraisal(s: Script) -> None:
    """An appraisal goes out; only where the matter has one."""
    appraisal = _appraisal(s)
    data = {
        "institution": appraisal.institution,
        "matter": s.words.fill(appraisal.matter),
        "commissioned_on": s.iso,
        "materials": _HANDED_OVER,
    }
    s.do(s.cast.handler, "commission_appraisal", data)


def receive_appraisal(s: Script) -> None:
    """Its conclusion comes in."""
    conclusion = s.words.fill(_appraisal(s).conclusion)
    data = {"received_on": s.iso, "conclusion": conclusion}
    s.do(s.cast.handler, "receive_appraisal", data)
    spend(s, "appraisal", _appraisal(s).institution)


def spend(s: Script, kind: str, payee: str) -> None:
    """The procuratorate pays for something the case needs."""
    thousands = s.one_of(*range(18, 96))
    data = {
        "kind": kind,
        "amount": f"{thousands * 1000 + s.one_of(0, 0, 500, 600)}.00",
        "on": s.iso,
        "budget_year": s.day.year,
        "payee": payee,
    }
    s.do(s.cast.handler, "record_cost", data)


def conclude(s: Script, findings: str | None = None, proposal: str | None = None) -> None:
    """The report that ends the inquiry."""
    proposal = proposal or _PROPOSALS[s.kind]
    found = s.words.say(findings or f"inquiry.findings_{proposal}")
    s.do(s.cast.handler, "conclude_inquiry", {"findings": found, "proposal": proposal})


def to_served_filing(s: Script) -> None:
    """From the report to the filing decision in the organ's hands, where it goes to one."""
    to_filed(s)
    s.later(1, 4)
    if s.against_organ:
        serve_filing(s)
    plan(s)


def to_examined(s: Script) -> None:
    """From the report to evidence on file and a talk with the organ."""
    to_served_filing(s)
    s.later(2, 6)
    inspect(s)
    s.later(2, 6)
    consult_files(s)
    evidence(s)
    if s.against_organ:
        s.later(2, 6)
        consult(s)


def to_concluded(s: Script) -> None:
    """From the report to the end of the inquiry."""
    to_examined(s)
    if s.words.matter.appraisal and s.chance(50):
        s.later(1, 2)
        commission_appraisal(s)
        s.later(6, 10)
        receive_appraisal(s)
    elif s.chance(20):
        s.later(2, 4)
        hold_hearing(s)
    s.later(2, 5)
    conclude(s)


def _measure(s: Script, kind: str, record: str) -> dict[str, object]:
    return {"measure": kind, "on": s.iso, "officers": s.officers, "record": record}


def _appraisal(s: Script) -> Appraisal:
    if s.words.matter.appraisal is None:
        raise LookupError(f"nothing is to be appraised in {s.words.title}")
    return s.words.matter.appraisal

"""Documents of the inquiry: plan, evidence, records, commission, final report (Rules 33-42, 73)."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from cases.documents.facts import Facts
from cases.models import MeasureKind, ServiceRecord
from cases.models.choices import ConsultationForm, InquiryProposal
from cases.services.document_facts.asked import Asked
from cases.services.document_facts.base import (
    Found,
    evidence_rows,
    filed,
    findings,
    is_civil,
    joined,
    label_of,
    lines,
    officers,
    on_day,
    sentence,
    subject_name,
    summary,
    team,
    under,
    whose,
)
from cases.services.document_facts.clue import source

_ENTRIES: Final = re.compile(r"[\n；;]|(?<=。)")
#: 一、 or （二） or 3. before an entry that is numbered by whoever wrote it.
_ORDINAL: Final = re.compile(
    r"(?:^|(?<=[\n；;。]))\s*(?:[一二三四五六七八九十]+、|[（(]\w{1,2}[）)]|\d{1,2}[.．、])"
)
_LISTED: Final = re.compile(r"[\n；;。，、]")
_ASKED: Final = re.compile(r"问[：:](.*?)\s*答[：:](.*?)(?=\s*问[：:]|\Z)", re.DOTALL)
_COMMISSIONS: Final = ("鉴定", "评估", "审计", "检验", "检测", "翻译")


def plan(asked: Asked) -> Found:
    """The plan of the inquiry (Rules 33): steps and evidence as the handler listed them."""
    who = joined(team(asked.case, asked.today))
    return {
        "case.summary": summary(asked),
        "approach": asked.text("approach"),
        "steps": [
            {"text": step, "who": who} for step in _entries(asked.text("approach"), _ENTRIES)
        ],
        "evidence_sought": [
            {"title": title} for title in _entries(asked.text("evidence_sought"), _LISTED)
        ],
    }


def _entries(text: str, between: re.Pattern[str]) -> list[str]:
    entries = between.split(_ORDINAL.sub("", text))
    return [entry.strip(" 。；;") for entry in entries if entry.strip(" 。；;")]


def measure(asked: Asked) -> Found:
    """What every record of a measure tells: the day, the officers (Rules 36)."""
    people = officers(asked, asked.names("officers"))
    on = asked.day("on")
    return {
        "officers": people,
        "officer_names": joined(str(row["name"]) for row in people),
        "holder.name": asked.text("from_whom"),
        "person.name": asked.text("from_whom"),
        "taken_on": on,
        "started_at": on,
    }


def evidence_notice(asked: Asked) -> Found:
    """What is asked for (Rules 38)."""
    wanted = _entries(asked.text("record"), _ENTRIES)
    return {**measure(asked), "evidence_wanted": [{"title": title} for title in wanted]}


def evidence_list(asked: Asked) -> Found:
    """What was taken (Rules 38)."""
    taken = _entries(asked.text("record"), _ENTRIES)
    blank: Facts = {"quantity": None, "form": None, "source": None}
    return {
        **measure(asked),
        "notice_number": asked.effects.get("number"),
        "evidence_taken": [{"title": title, **blank} for title in taken],
    }


def questioning(asked: Asked) -> Found:
    """Questions and answers; a record that is not kept as such is what was answered (Rules 37)."""
    record = asked.text("record")
    pairs = _ASKED.findall(record)
    rows: list[Facts] = [{"question": ask.strip(), "answer": told.strip()} for ask, told in pairs]
    if record and not rows:
        rows = [{"question": None, "answer": record}]
    return {**measure(asked), "answers": rows}


def inspection(asked: Asked) -> Found:
    """The scene is where the harm is (Rules 42)."""
    case, known = asked.case, measure(asked)
    where = f"东经{case.lng}，北纬{case.lat}" if case.lng and case.lat else None
    names = str(known["officer_names"]).split("、")
    handler = case.handler.name if case.handler else ""
    return {
        **known,
        "place": case.address,
        "coordinates": where,
        "presiding.name": handler if handler in names else names[0],
        "findings": asked.text("record"),
    }


def commission(asked: Asked) -> Found:
    """The letter to the institution (Rules 41)."""
    matter = asked.text("matter")
    kind = next((each for each in _COMMISSIONS if each in matter), _COMMISSIONS[0])
    return {
        "case.summary": filed(asked),
        "institution.name": asked.text("institution"),
        "commission_kind": kind,
        "matter": matter,
        "materials": [{"title": title} for title in asked.names("materials")],
    }


def report(asked: Asked) -> Found:
    """The report that ends the inquiry (Rules 73, 89)."""
    return {
        "source_of_case": source(asked),
        "course": course(asked),
        "facts": asked.text("findings") or findings(asked.case),
        "evidence": evidence_rows(asked.case),
        "analysis": _analysis(asked),
        "proposal": _proposal(asked),
    }


def course(asked: Asked) -> str:
    """What was done in the inquiry, day by day."""
    steps = sorted(_steps(asked), key=lambda step: step[0])
    return lines(*(sentence(f"{on_day(on)}，{text}") for on, text in steps))


def _steps(asked: Asked) -> Iterator[tuple[dt.date, str]]:
    case = asked.case
    yield case.filed_on, f"{whose(asked, case.filed_on)}决定立案"
    for proof in case.services.filter(document=ServiceRecord.Document.FILING_DECISION):
        addressee = proof.addressee.name if proof.addressee else ""
        yield proof.served_on, f"向{addressee}送达立案决定书"
    for row in case.consultations.all():
        yield row.held_on, f"{label_of(ConsultationForm, row.form)}：{row.minutes}"
    for taken in case.measures.prefetch_related("officers"):
        who = joined(person.name for person in taken.officers.all())
        if taken.kind == MeasureKind.QUESTION:
            yield taken.on, f"{who}开展询问，制作询问笔录"
        else:
            yield taken.on, f"{who}{label_of(MeasureKind, taken.kind)}：{taken.record}"
    for appraisal in case.appraisals.all():
        matter = appraisal.matter.rstrip("。")
        yield appraisal.commissioned_on, f"委托{appraisal.institution}：{matter}"
        if appraisal.received_on:
            told = f"收到{appraisal.institution}的意见：{appraisal.conclusion}"
            yield appraisal.received_on, told
    for entrusted in case.entrustments.filter(answered_on__isnull=False).select_related("to"):
        if entrusted.answered_on:
            yield entrusted.answered_on, f"{entrusted.to.name}回复受托调查：{entrusted.findings}"
    for hearing in case.public_hearings.all():
        yield hearing.on, f"举行公开听证，听证员意见：{hearing.opinion}"


def _analysis(asked: Asked) -> str:
    """What follows from the facts in law, by what is proposed."""
    case, whom = asked.case, subject_name(asked)
    match asked.text("proposal"):
        case InquiryProposal.RECOMMEND:
            return (
                f"上述事实表明，{whom}{case.cause}，致使国家利益或者社会公共利益受到侵害，"
                f"符合{under('Rules 75')}规定的提出检察建议的情形。"
            )
        case InquiryProposal.CLOSE:
            article = "Rules 90" if is_civil(asked) else "Rules 74"
            return f"上述事实表明，本案符合{under(article)}规定的应当终结案件的情形。"
        case InquiryProposal.NOTICE:
            article, what = "Rules 91", "发布公告"
        case InquiryProposal.SUPPORT:
            article, what = "Rules 100", "支持起诉"
        case InquiryProposal.NEGOTIATE:
            article, what = "Eco-I 1", "启动生态环境损害赔偿磋商"
        case _:
            return ""
    return (
        f"上述事实表明，{whom}{case.cause}，损害社会公共利益，"
        f"符合{under(article)}规定的{what}的情形。"
    )


def _proposal(asked: Asked) -> str:
    match asked.text("proposal"):
        case InquiryProposal.RECOMMEND:
            return f"建议向{subject_name(asked)}提出检察建议，督促其依法履行职责。"
        case InquiryProposal.CLOSE:
            return "建议终结案件。"
        case InquiryProposal.NOTICE:
            return "建议依法发布公告。"
        case InquiryProposal.SUPPORT:
            return "建议依法支持起诉。"
        case InquiryProposal.NEGOTIATE:
            return "建议由生态环境损害赔偿权利人与赔偿义务人磋商。"
    return ""

"""Documents of the review and of closing: reports, suspension, the end (Rules 74-80, 90-95)."""

from collections.abc import Iterator

from cases.domain.clocks import LOOK_BACK_CLOCKS, NOTICE, REPLY_CLOCKS
from cases.domain.vocabulary import CaseKind
from cases.models import Case, Reply, ReplyKind, ResponseKind, ReviewSuspension, SupportedOutcome
from cases.models.choices import ClosingGround, FailureKind, ReviewProposal
from cases.services.document_facts.asked import Asked
from cases.services.document_facts.base import (
    Found,
    due_on,
    evidence_rows,
    findings,
    is_civil,
    joined,
    label_of,
    lines,
    on_day,
    period_of,
    sentence,
    subject_name,
    under,
    whose,
)
from cases.services.document_facts.recommendation import about_recommendation, standing


def suspension(asked: Asked) -> Found:
    """The review rests (Rules 78): what the organ has decided or planned, and what hinders it."""
    last = _replies(asked.case)[-1:]
    return {
        **about_recommendation(asked),
        "measures": lines(*(_told(reply) for reply in last)),
        "reasons": asked.text("reason"),
        "from": asked.day("from"),
    }


def resumption(asked: Asked) -> Found:
    """The review goes on (Rules 78): the cause for which it rested is gone."""
    case = asked.case
    row = ReviewSuspension.objects.filter(case=case).order_by("-id").first()
    decision = case.documents.filter(code="review_suspension").order_by("-id").first()
    reason = row.reason.rstrip("。") if row else ""
    return {
        "suspension.number": decision.number if decision else None,
        "suspension.on": row.starts_on if row else None,
        "reasons": f"本案中止审查的原因是：{reason}。现该原因已经消除。" if row else None,
        "from": asked.day("on"),
    }


def report(asked: Asked) -> Found:
    """The report that ends the review (Rules 79, 94)."""
    case = asked.case
    return {
        "before_suit": before_suit(asked),
        "follow_up": follow_up(case),
        "facts": harm(case),
        "evidence": evidence_rows(case),
        "analysis": _analysis(asked),
        "proposal": _proposal(asked),
    }


def closing(asked: Asked) -> Found:
    """The case ends: on which ground, under which article, with what to follow."""
    ground, case = asked.text("ground"), asked.case
    reviewed = case.recommendations.exists() or case.notices.exists() or case.relatives.exists()
    articles = ("Rules 90", "Rules 95") if is_civil(asked) else ("Rules 74", "Rules 80")
    return {
        "reasons": asked.text("note") or _why_closed(asked),
        "closing.ground": f"属于“{label_of(ClosingGround, ground)}”的情形" if ground else None,
        "closing.basis": under(articles[reviewed]),
        "closing.stage": "审查" if reviewed else "调查",
        "look_back": _look_back(asked) if ground == ClosingGround.ORGAN_PERFORMED else None,
    }


def before_suit(asked: Asked) -> str:
    """What came before the suit: the recommendation and its replies, or notice and relatives."""
    if asked.case.kind == CaseKind.ADMINISTRATIVE:
        return _recommended(asked)
    return lines(*_announced(asked), *_asked_relatives(asked), *_negotiated(asked.case))


def _recommended(asked: Asked) -> str:
    row, case = standing(asked), asked.case
    if row is None or row.served_on is None:
        return ""
    who = whose(asked, row.served_on)
    said = sentence(f"{on_day(row.served_on)}，{who}向{row.organ.name}送达{row.number}检察建议书")
    replies, end = _replies(case), due_on(case, *REPLY_CLOCKS)
    if replies:
        return lines(said, *(_told(reply) for reply in replies))
    silent = f"整改和回复期限于{on_day(end)}届满，{row.organ.name}未书面回复。" if end else ""
    return lines(said, silent)


def _replies(case: Case) -> list[Reply]:
    rows = Reply.objects.filter(recommendation__case=case, recommendation__withdrawn_on=None)
    return list(rows.select_related("recommendation__organ").order_by("id"))


def _told(reply: Reply) -> str:
    kind = label_of(ReplyKind, reply.kind)
    organ = reply.recommendation.organ.name
    day = on_day(reply.posted_on or reply.received_on)
    return sentence(f"{day}，{organ}书面回复（{kind}）：{reply.statement}")


def _announced(asked: Asked) -> Iterator[str]:
    notice, case = asked.case.notices.first(), asked.case
    if notice is None:
        return
    length = period_of(asked, NOTICE, notice.published_on)
    how_long = f"，公告期限{length}" if length else ""
    who, on = whose(asked, notice.published_on), on_day(notice.published_on)
    yield f"{on}，{who}在{notice.medium}发布{notice.number}公告{how_long}。"
    end = due_on(case, NOTICE)
    answers = case.responses.all()
    for row in answers:
        yield f"{on_day(row.on)}，{row.who}答复：{label_of(ResponseKind, row.what)}。"
    if end and end < asked.today and not any(row.what == ResponseKind.SUES for row in answers):
        yield f"公告于{on_day(end)}期满，没有适格主体提起诉讼。"


def _asked_relatives(asked: Asked) -> Iterator[str]:
    for row in asked.case.relatives.all():
        who = whose(asked, row.asked_on)
        answer = f"，答复：{label_of(ResponseKind, row.answer)}" if row.answer else ""
        yield f"{on_day(row.asked_on)}，{who}征询近亲属{row.name}的意见{answer}。"


def _negotiated(case: Case) -> Iterator[str]:
    for row in case.negotiations.select_related("right_holder"):
        began = f"{on_day(row.started_on)}，{row.right_holder.name}与{row.obligor}开始磋商"
        ended = f"，{on_day(row.failed_on)}磋商未成：{row.failure_reason}" if row.failed_on else ""
        yield sentence(f"{began}{ended}")


def _supported(case: Case) -> Iterator[str]:
    for row in case.supported_suits.filter(ended_on__isnull=False):
        outcome = label_of(SupportedOutcome, row.outcome)
        yield f"本案支持起诉的{row.plaintiff}一案已于{on_day(row.ended_on)}终结（{outcome}）。"


def follow_up(case: Case, *, to_outsiders: bool = False) -> str:
    """What was found after the recommendation or the notice (Rules 77, 93). Outside it is the
    procuratorate that found it, whoever of its people went.
    """
    found: list[str] = []
    for row in case.follow_ups.prefetch_related("officers"):
        names = joined(person.name for person in row.officers.all())
        who = "本院" if to_outsiders else names
        found.append(sentence(f"{on_day(row.on)}，{who}跟进调查：{row.note}"))
    if found:
        return lines(*found)
    return lines(
        *(
            f"{on_day(row.on)}，{row.who}答复：{label_of(ResponseKind, row.what)}。"
            for row in case.responses.all()
        )
    )


def harm(case: Case) -> str:
    """The facts of the harm: as recommended or announced, else as the inquiry found them."""
    recommended = case.recommendations.filter(withdrawn_on__isnull=True).order_by("-id").first()
    if recommended is not None:
        return lines(sentence(recommended.facts), sentence(recommended.failure))
    notice = case.notices.first()
    return notice.facts if notice else findings(case)


def _analysis(asked: Asked) -> str:
    case, whom = asked.case, subject_name(asked)
    civil = is_civil(asked)
    match asked.text("proposal"):
        case ReviewProposal.CLOSE:
            article = "Rules 95" if civil else "Rules 80"
            return f"本案符合{under(article)}规定的应当终结案件的情形。"
        case ReviewProposal.SUE if civil:
            return (
                f"{whom}{case.cause}，社会公共利益仍处于受损害状态，"
                f"符合{under('Rules 96')}规定的情形。"
            )
        case ReviewProposal.SUE:
            failure = label_of(FailureKind, asked.text("failure_kind"))
            how = f"（{failure}）" if failure else ""
            return (
                f"{whom}经检察建议督促仍未依法履行职责{how}，国家利益或者社会公共利益处于受侵害状态，"
                f"符合{under('Rules 81', 'Rules 82')}规定的情形。"
            )
        case ReviewProposal.TRANSFER:
            return f"本院立案管辖与人民法院诉讼管辖不对应，依照{under('Rules 16')}的规定应当移送。"
    return ""


def _proposal(asked: Asked) -> str:
    match asked.text("proposal"):
        case ReviewProposal.CLOSE:
            return "建议终结案件。"
        case ReviewProposal.SUE:
            return f"建议提起{'民事' if is_civil(asked) else '行政'}公益诉讼。"
        case ReviewProposal.TRANSFER:
            return "建议移送有管辖权的人民检察院处理。"
    return ""


def _why_closed(asked: Asked) -> str:
    """The last that was found: on follow-up, of the organ, in the inquiry."""
    case = asked.case
    told = lines(*(_told(reply) for reply in _replies(case)[-1:]))
    answers = lines(*_asked_relatives(asked), *_negotiated(case), *_supported(case))
    return lines(told, follow_up(case)) or answers or findings(case)


def _look_back(asked: Asked) -> str | None:
    """When the house looks back at what was put right (Opinions 3(2))."""
    periods = [period_of(asked, code, asked.today) for code in LOOK_BACK_CLOCKS]
    when = joined(each for each in periods if each)
    return f"本院将在本决定作出后{when}，对整改情况开展“回头看”。" if when else None

"""What most documents say: procuratorate, case, clue, people, dates."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from agencies.models import Appointment, Organisation, Post, User
from cases.documents.facts import Facts, Value, day, period
from cases.domain.rulebook import UnknownRule, rule
from cases.domain.vocabulary import CASE_KIND_LABELS, CIVIL_KINDS, DOMAIN_LABELS, CaseKind, Domain
from cases.models import Case, EvidenceKind, HousePeriod
from cases.services.document_facts.asked import Asked
from cases.services.periods import procedure_of
from pilit.law.citations import citation
from pilit.law.lengths import Length

type Found = Mapping[str, Value]
"""Facts by their dotted names."""

#: What a post is called in law, where documents name the office (Rules 109).
OFFICES: Final[Mapping[str, str]] = {
    Post.CHIEF: "检察长",
    Post.HEAD: "检察官",
    Post.HANDLER: "检察官",
    Post.ASSISTANT: "检察官助理",
}
STAFF: Final = "检察人员"
UNKNOWN_SUBJECT: Final = "尚未明确"


def common(asked: Asked) -> Found:
    """What is said in documents of every sort."""
    case, clue = asked.known_case, asked.clue
    handler = handler_of(asked)
    return {
        "procuratorate.name": asked.issuer.name,
        "number": _number(asked),
        "date": asked.today,
        "clue.number": clue.number,
        "clue.title": clue.title,
        "clue.narrative": clue.narrative,
        "clue.received_on": clue.reported_on,
        "case.title": case.title if case else clue.title,
        "case.number": case.number if case else None,
        "case.kind": kind_label(case.kind if case else asked.text("kind")),
        "case.domain": _(DOMAIN_LABELS[Domain(clue.domain)]),
        "case.cause": case.cause if case else asked.text("cause"),
        "case.filed_on": case.filed_on if case else None,
        "case.filed_by": whose(asked, case.filed_on) if case else None,
        "case.closed_on": case.closed_on if case else None,
        "civil": is_civil(asked),
        "organ.name": organ_name(asked),
        "offender_names": joined(name for name, _kind in offenders(asked)),
        "subject": subject_name(asked),
        "handler.name": handler.name if handler else None,
        "team_names": joined(team(case, asked.today)) if case else None,
        "contact.name": handler.name if handler else None,
        "contact.phone": handler.phone if handler else None,
    }


def _number(asked: Asked) -> str | None:
    given = asked.effects.get("number")
    return given if isinstance(given, str) else None


def kind_label(kind: str) -> str:
    """What a kind of case is called; nothing for none."""
    return _(CASE_KIND_LABELS[CaseKind(kind)]) if kind in set(CaseKind) else ""


def is_civil(asked: Asked) -> bool:
    """Whether civil procedure applies."""
    case = asked.known_case
    return (case.kind if case else asked.text("kind")) in CIVIL_KINDS


def handler_of(asked: Asked) -> User | None:
    """Who answers for the document: the handler; of a superior's letter, who wrote it."""
    case = asked.known_case
    if case is not None and case.handler is not None and case.procuratorate_id == asked.issuer.pk:
        return case.handler
    return asked.author


def organ_name(asked: Asked) -> str | None:
    """The organ an administrative case is against."""
    case = asked.known_case
    if case is not None:
        return case.respondent.name if case.respondent else None
    return named_organisation(asked.text("respondent"))


def named_organisation(code: str) -> str | None:
    """The full name behind a code."""
    found = organisation_of(code)
    return found.name if found else None


def organisation_of(code: str) -> Organisation | None:
    """The organisation behind a code, ``None`` while nothing known is filled in."""
    return Organisation.objects.filter(code=code).first() if code else None


def offenders(asked: Asked) -> list[tuple[str, str]]:
    """The wrongdoers: name, and what they are."""
    case = asked.known_case
    if case is not None:
        return [(row.name, row.get_kind_display()) for row in case.offenders.order_by("id")]
    return [(str(row.get("name", "")), "") for row in asked.rows("offenders")]


def subject_name(asked: Asked) -> str:
    """Whom the case is against, or that it is still to be found out (Rules 29)."""
    organ = organ_name(asked)
    return organ or joined(name for name, _kind in offenders(asked)) or UNKNOWN_SUBJECT


def team(case: Case, on: dt.date) -> list[str]:
    """The people on the case, its lead first."""
    rows = case.team.on(on).select_related("person").order_by("-is_lead", "id")
    return [row.person.name for row in rows]


def officers(asked: Asked, usernames: Iterable[str]) -> list[Facts]:
    """People by their user names, with their office on that day."""
    wanted = list(dict.fromkeys(usernames))
    people = {row.username: row for row in User.objects.filter(username__in=wanted)}
    posts = Appointment.objects.active_on(asked.today).in_post(*(Post(each) for each in OFFICES))
    held = dict(posts.filter(person__in=people.values()).values_list("person_id", "post"))
    found = [people[name] for name in wanted if name in people]
    return [{"name": row.name, "office": OFFICES.get(held.get(row.pk, ""), STAFF)} for row in found]


def joined(names: Iterable[str]) -> str:
    """Names as Chinese lists them."""
    return "、".join(name for name in names if name)


def lines(*parts: str | None) -> str:
    """Paragraphs, without those that say nothing."""
    return "\n".join(part for part in parts if part)


def sentence(text: str) -> str:
    """A text with the full stop it lacks."""
    text = text.strip()
    return text if not text or text[-1] in "。！？；" else f"{text}。"


def label_of(choices: Any, value: str) -> str:
    """What one of the choices is called; nothing for what is none."""
    return str(choices(value).label) if value in choices.values else ""


def period_of(asked: Asked, code: str, on: dt.date) -> str | None:
    """A period in words, as the rule book has it on a day; a house period as this procuratorate
    set it. ``None`` where no rule book covers the day (late entry).
    """
    try:
        entry = rule(code, on, procedure_of(asked.known_case))
    except UnknownRule:
        return None
    length = entry.length
    own = HousePeriod.objects.filter(procuratorate=asked.issuer, code=code).first()
    if entry.house and own is not None:
        length = Length(months=own.months) if own.months else Length(days=own.days)
    return period(length) if length else None


def due_on(case: Case, *codes: str) -> dt.date | None:
    """The end of the latest clock under one of the codes."""
    row = case.deadlines.filter(code__in=codes, due_on__isnull=False).order_by("-id").first()
    return row.due_on if row else None


def under(*articles: str) -> str:
    """Articles as documents cite them: a law is named once."""
    said, law = [], ""
    for cited in map(citation, articles):
        named = cited[: cited.find("》") + 1]
        said.append(cited.removeprefix(named) if named == law else cited)
        law = named
    return "、".join(said)


def on_day(value: dt.date | None) -> str:
    """A day as documents write it; nothing for none."""
    return day(value) if value else ""


def evidence_rows(case: Case, *, to_outsiders: bool = False) -> list[Facts]:
    """The evidence on file. What goes out names no testimony: its title may tell who spoke."""
    rows = case.evidence.all()
    if to_outsiders:
        rows = rows.exclude(kind__in=(EvidenceKind.TESTIMONY, EvidenceKind.STATEMENT))
    return [
        {
            "title": row.title,
            "kind": row.get_kind_display(),
            "source": row.source,
            "proves": None,
        }
        for row in rows
    ]


def whose(asked: Asked, day: dt.date) -> str:
    """The procuratorate that had the case on a day: this one, or one it has come from since."""
    case = asked.case
    move = case.moves.filter(on__gt=day).select_related("origin").order_by("id").first()
    had_it = move.origin if move else case.procuratorate
    return "本院" if had_it.pk == asked.issuer.pk else had_it.name


def filed(asked: Asked) -> str:
    """When and on what the case was filed."""
    case = asked.case
    who, whom = whose(asked, case.filed_on), subject_name(asked)
    return f"{on_day(case.filed_on)}，{who}对{whom}{case.cause}一案立案。"


def summary(asked: Asked) -> str:
    """What the case is about, for those inside: the assessment is theirs (Rules 27)."""
    return lines(filed(asked), sentence(asked.case.clue.harm))


def findings(case: Case) -> str:
    """What the inquiry found."""
    ended = case.conclusions.filter(findings__gt="").order_by("-id").first()
    return ended.findings if ended else ""

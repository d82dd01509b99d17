"""Reports made of the figures: begun, written over, frozen. The only writer of their rows.

A report is of no case, so it does not go through ``perform``: it changes nothing but itself.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from agencies.actor import Actor
from agencies.models import Organisation, Post, User
from cases.documents.compose import Composition, compose
from cases.documents.facts import Value, clean, look_up, overlaid, written
from cases.documents.nodes import Section
from cases.documents.registry import template
from cases.models import Case, Event, FigureReport, ReportCase
from cases.models.legal import new_token
from cases.services import record
from cases.services.typical_cases import told
from cases.statistics.periods import Period
from cases.statistics.report_facts import facts_of
from cases.statistics.scope import LEADING_POSTS, Scope
from pilit.law.errors import Conflict, Invalid, NotPermitted
from pilit.law.texts import N_
from pilit.web.clock import beijing_date

LONGEST: Final = 20_000
MOST_CASES: Final = 20

#: The parts of a report that are words. Numbers are nobody's to write: they are the dashboard's.
WRITTEN: Final = ("receiver.name", "overview", "comparison", "problems", "remark")
FREEZERS: Final[Mapping[str, frozenset[Post]]] = {
    FigureReport.Kind.SPECIAL: frozenset({Post.CHIEF}),
    FigureReport.Kind.MONTHLY: LEADING_POSTS,
    FigureReport.Kind.FUNDS: LEADING_POSTS,
}
"""Who may say that a report stays as it is: what goes to the people's congress, the chief."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a report that is words: what it is called, how it stands, what it was made as."""

    section: Section
    text: str
    known: str


def led(actor: Actor, place: Organisation, posts: frozenset[Post] = LEADING_POSTS) -> bool:
    """Whether a person leads a procuratorate or one above it."""
    scope = Scope.led_by(actor, posts)
    return scope is not None and scope.places().filter(pk=place.pk).exists()


def may_write(report: FigureReport, actor: Actor) -> bool:
    """Whether a draft is the person's own; others who lead read it."""
    return (
        not report.is_frozen and report.made_by == actor.user and led(actor, report.procuratorate)
    )


def may_freeze(report: FigureReport, actor: Actor) -> bool:
    """Whether the person may freeze it, their own draft or another's."""
    return not report.is_frozen and led(actor, report.procuratorate, FREEZERS[report.code])


def begin(
    code: str, place: Organisation, period: Period, actor: Actor, at: dt.datetime
) -> FigureReport:
    """A new draft. Raises :class:`NotPermitted`, and :class:`Invalid` for a period not over."""
    person = _person(actor)
    if not led(actor, place):
        raise NotPermitted
    if period.end > beijing_date(at):
        raise Invalid(errors={"period": [N_("These months are not over yet.")]})
    return FigureReport.objects.create(
        code=FigureReport.Kind(code),
        procuratorate=place,
        first=period.first,
        last=period.last,
        made_by=person,
        made_at=at,
        saved_at=at,
    )


def composed(report: FigureReport, today: dt.date) -> Composition:
    """The report as it is now, of the numbers of this moment."""
    facts = overlaid(facts_of(report, today), report.sections)
    return compose(template(report.code), facts)


def passages(report: FigureReport, today: dt.date) -> list[Passage]:
    """The parts that are words."""
    facts = facts_of(report, today)
    found = []
    for section in template(report.code).sections:
        if section.name in WRITTEN:
            known = _known(facts, section)
            text = report.sections.get(section.name, known)
            found.append(Passage(section, text, known))
    return found


def _known(facts: Mapping[str, Value], section: Section) -> str:
    try:
        return written(look_up(facts, section.name))
    except LookupError:
        return section.default


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed over a report: its words by name, its typical cases by their row."""

    sections: Mapping[str, str]
    cases: Mapping[int, tuple[str, str]]


@transaction.atomic
def write(report: FigureReport, typed: Typed, actor: Actor, at: dt.datetime) -> FigureReport:
    """Keep what was typed. A part that says what the numbers say of themselves follows them.

    Raises :class:`NotPermitted`, and :class:`Invalid` at what is too long.
    """
    row = _own(report, actor)
    known = {each.section.name: each.known for each in passages(row, beijing_date(at))}
    errors: dict[str, list[str]] = {}
    for name in known.keys() & typed.sections.keys():
        text = typed.sections[name]
        if len(text) > LONGEST:
            errors[name] = [N_("This is too long.")]
        elif clean(text) == clean(known[name]):
            row.sections.pop(name, None)
        else:
            row.sections[name] = clean(text)
    if errors:
        raise Invalid(errors=errors)
    for each in row.cases.all():
        title, summary = typed.cases.get(each.pk, (each.title, each.summary))
        # The column's end; a form says so before.
        each.title, each.summary = clean(title)[:200], clean(summary)[:LONGEST]
        each.save(update_fields=("title", "summary"))
    row.saved_at = at
    row.save(update_fields=("sections", "saved_at"))
    return row


@transaction.atomic
def choose_case(report: FigureReport, number: str, actor: Actor) -> ReportCase:
    """Add a typical case the actor sees from inside and that the report's procuratorate answers
    for. Raises :class:`Invalid` at the number.
    """
    row = _own(report, actor)
    area = Scope((row.procuratorate,), opens=True).area
    case = Case.objects.internal_to(actor).filter(area.of_targets(), number=number).first()
    if case is None:
        raise Invalid(errors={"number": [N_("You see no case of this number here.")]})
    if row.cases.count() >= MOST_CASES:
        raise Invalid(errors={"number": [N_("There are enough typical cases.")]})
    chosen, _made = ReportCase.objects.get_or_create(
        report=row, case=case, defaults={"title": case.title, "summary": told(case)}
    )
    return chosen


@transaction.atomic
def drop_case(report: FigureReport, pk: int, actor: Actor) -> None:
    """Take a typical case out again."""
    _own(report, actor).cases.filter(pk=pk).delete()


@transaction.atomic
def discard(report: FigureReport, actor: Actor) -> None:
    """Throw one's draft away."""
    _own(report, actor).delete()


@transaction.atomic
def freeze(report: FigureReport, seen: str, actor: Actor, at: dt.datetime) -> FigureReport:
    """Keep the report as it was shown, for good; the chain of its procuratorate's events tells so.

    Raises :class:`NotPermitted`; :class:`Conflict` where it is not what was shown any more, since a
    figure has changed; :class:`Invalid`, by name, where something must still be written.
    """
    row = _locked(report)
    person = _person(actor)
    if not may_freeze(row, actor):
        raise NotPermitted
    found = composed(row, beijing_date(at))
    if found.missing:
        message = N_("The report must contain this.")
        raise Invalid(errors={section.name: [message] for section in found.missing})
    if found.document.digest() != seen:
        raise Conflict(
            N_("A figure or the text has changed since the report was shown. Read it once more.")
        )
    row.text, row.digest = found.document.canonical(), found.document.digest()
    row.frozen_by, row.frozen_at, row.token = person, at, new_token()
    row.event = record.append(_frozen(row, person, at))
    row.save(update_fields=("text", "digest", "frozen_by", "frozen_at", "token", "event"))
    return row


def _frozen(report: FigureReport, person: User, at: dt.datetime) -> Event:
    """What the chain of the procuratorate tells of it: which report, and the digest of its text."""
    return Event(
        shard_id=report.procuratorate_id,
        action="freeze_figure_report",
        actor=person,
        actor_name=person.name,
        occurred_at=at,
        recorded_at=at,
        data={"report": report.pk, "first": report.first, "last": report.last},
        effects={"documents": [{"code": report.code, "number": "", "digest": report.digest}]},
    )


def _locked(report: FigureReport) -> FigureReport:
    rows = FigureReport.objects.select_for_update(of=("self",)).select_related("procuratorate")
    return rows.get(pk=report.pk)


def _own(report: FigureReport, actor: Actor) -> FigureReport:
    row = _locked(report)
    if not may_write(row, actor):
        raise NotPermitted
    return row


def _person(actor: Actor) -> User:
    if actor.user is None:
        raise NotPermitted
    return actor.user

"""Many due deadlines, made quickly from one case that was lived through ``perform``."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from agencies.actor import Actor
from agencies.directory import write_directory
from agencies.models import Organisation, User
from cases.actions import Outcome, perform
from cases.actions.base import Target
from cases.domain.ladder import MORNING
from cases.models import Case, Clue, Deadline, TeamMember
from pilit.web.clock import BEIJING

PLACES = ("dc", "xc", "cy", "ft", "sjs", "hd", "tz", "sy", "cp", "dx")
PLAIN = "recommendation_record"
"""A duty of the procuratorate: nothing but reminders follows from its end."""
CLOCKED = "recommendation_reply"
"""A duty of the organ: with its end the clock takes an action."""


@dataclass(frozen=True, slots=True)
class Population:
    """Cases with one due deadline each; ``at`` is the morning after they all ended."""

    deadlines: int
    clocked: int
    at: dt.datetime


def load_directory() -> None:
    """The demo directory; nobody logs in."""
    write_directory(make_password(None))


def populate(
    deadlines: int, *, clocked_every: int = 10, due: dt.date = dt.date(2026, 3, 12)
) -> Population:
    """Make cases with a deadline that ends on a Beijing date, over ten procuratorates.

    Every ``clocked_every``-th is the reply period of an organ, the others are duties of the
    procuratorate. Nothing was swept since they started.
    """
    model = _case_awaiting_reply()
    places = [_place(code) for code in PLACES]
    model.deadlines.update(fires_at=None)
    cases = Case.objects.bulk_create(_copies(model, places, deadlines), batch_size=2000)
    TeamMember.objects.bulk_create(
        (
            TeamMember(case=case, person=model.handler, is_lead=True, since=case.filed_on)
            for case in cases
        ),
        batch_size=2000,
    )
    rows = _due_deadlines(model, cases, due, clocked_every)
    made = Deadline.objects.bulk_create(rows, batch_size=2000)
    return Population(
        deadlines=len(made),
        clocked=sum(row.code == CLOCKED for row in made),
        at=_morning(due + dt.timedelta(days=1)),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    procuratorate: Organisation
    organ: Organisation
    handler: User


def _place(code: str) -> _Place:
    return _Place(
        Organisation.objects.get(code=code),
        Organisation.objects.get(code=f"{code}-water"),
        User.objects.get(username=f"{code}.handler"),
    )


def _copies(model: Case, places: list[_Place], number: int) -> Iterator[Case]:
    for index, place in enumerate(islice(cycle(places), number)):
        yield Case(
            procuratorate=place.procuratorate,
            respondent=place.organ,
            handler=place.handler,
            number=f"{model.number}/{index}",
            clue=model.clue,
            kind=model.kind,
            state=model.state,
            title=model.title,
            cause=model.cause,
            domain=model.domain,
            address=model.address,
            region=model.region,
            filed_on=model.filed_on,
            state_since=model.state_since,
        )


def _due_deadlines(
    model: Case, cases: list[Case], due: dt.date, clocked_every: int
) -> Iterator[Deadline]:
    models = {row.code: row for row in model.deadlines.filter(code__in=(PLAIN, CLOCKED))}
    first_rung = _morning(due - dt.timedelta(days=15))
    for index, case in enumerate(cases):
        clocked = index % clocked_every == 0
        like = models[CLOCKED if clocked else PLAIN]
        place = case.respondent if clocked else case.procuratorate
        yield Deadline(
            case=case,
            code=like.code,
            rule_version=like.rule_version,
            start_on=due - dt.timedelta(days=60),
            due_on=due,
            calendar_version=like.calendar_version,
            responsible=place or case.procuratorate,
            fires_at=first_rung,
        )


def _morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, MORNING, tzinfo=BEIJING)


def _case_awaiting_reply() -> Case:
    """One case, up to the service of the recommendation."""
    at = dt.datetime(2026, 1, 12, 9, tzinfo=BEIJING)
    made = _act("cy.handler", "register_clue", None, at, **_CLUE).made
    if not isinstance(made, Clue):
        raise TypeError("no clue was made")
    assessment = {"truth": "属实", "viability": "可查", "harm": "受损", "verdict": "file"}
    _act("cy.handler", "assess_clue", made, at, **assessment)
    filing = {"kind": "administrative", "respondent": "cy-water", "cause": "怠于履职"}
    case = _decide("file_case", made, at, **filing).made
    if not isinstance(case, Case):
        raise TypeError("no case was made")
    _act("cy.handler", "conclude_inquiry", case, at, findings="未查处", proposal="recommend")
    _decide("issue_recommendation", case, at, **_RECOMMENDATION)
    day = timezone.localdate(at).isoformat()
    _act("cy.handler", "serve_recommendation", case, at, served_on=day, method="direct")
    return Case.objects.get(pk=case.pk)


_CLUE = {
    "title": "混凝土企业未经批准取水",
    "narrative": "企业私自凿井取水。",
    "source": "own_work",
    "domain": "environment",
    "place": {"address": "某混凝土公司", "region": "110105"},
    "reported_on": "2026-01-12",
    "organ": "cy-water",
}
_RECOMMENDATION = {
    "urgent": False,
    "source_of_case": "履行职责中发现",
    "facts": "违法取水",
    "failure": "未依法查处",
    "legal_basis": "《水法》第四十八条",
    "items": [{"text": "依法处罚"}],
}


def _act(who: str, action: str, on: Target | None, at: dt.datetime, **data: object) -> Outcome:
    actor = Actor.of(User.objects.get(username=who), timezone.localdate(at))
    return perform(action, on, actor, data, at)


def _decide(action: str, on: Target, at: dt.datetime, **data: object) -> Outcome:
    draft = _act("cy.handler", action, on, at, **data).draft
    if draft is None:
        raise LookupError(f"{action} made no draft")
    _act("cy.head", "review_draft", on, at, draft=draft.pk)
    return _act("cy.chief", "decide_draft", on, at, draft=draft.pk)

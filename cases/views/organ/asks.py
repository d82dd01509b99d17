"""What is asked of an organ, by when, and what follows from silence: its inbox, in plain words."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.actor import Actor
from agencies.models import OrganisationKind
from cases.actions.registry import table_of
from cases.domain.lifecycle import Who, rows_from
from cases.domain.rulebook import Procedure
from cases.domain.vocabulary import CaseState
from cases.models import Case, Deadline, Hearing, ItemStatus, Judgment, Reply
from cases.services.calendars import current_calendar
from cases.services.periods import rule_of
from cases.views.facets import period, seats_at
from pilit.law.texts import N_
from pilit.web.texts import moment_text, translated

REPLY: Final = ("recommendation_reply", "recommendation_reply_urgent")
TRIED: Final = (CaseState.ON_TRIAL, CaseState.ON_APPEAL)
"""States in which a hearing that was announced is still to come."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a deadline is put to the organ: what to do, what follows, the action that does it."""

    what: str
    consequence: str
    action: str
    button: str


WORDINGS: Final = {
    "recommendation_reply": Wording(
        N_("Perform your duty and reply in writing"),
        N_(
            "Without a reply and effective measures in time the procuratorate may file an "
            "administrative public-interest suit."
        ),
        "submit_reply",
        N_("Write the reply"),
    ),
    "recommendation_reply_urgent": Wording(
        N_("Stop the harm and reply in writing within 15 days"),
        N_(
            "The harm is still spreading. Without a reply and effective measures in time the "
            "procuratorate may file an administrative public-interest suit."
        ),
        "submit_reply",
        N_("Write the reply"),
    ),
    "defence": Wording(
        N_("File your defence with the evidence and norms you relied on"),
        N_(
            "Evidence that is not filed in time without good reason counts as not existing "
            "(ALL 34)."
        ),
        "submit_defence",
        N_("File the defence"),
    ),
    "judgment_performance": Wording(
        N_("Perform the judgment and report it"),
        N_("What is not performed in time the court itself transfers to enforcement (Interp. 12)."),
        "report_performance",
        N_("Report performance"),
    ),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked of the organ. ``due_on`` is its last day, a Beijing date."""

    case: Case
    what: str
    consequence: str
    due_on: dt.date
    basis: tuple[str, ...] = ()
    when: str = ""
    """The time of day, where that matters."""
    provisional: bool = False
    button: str = ""
    url: str = ""

    @property
    def about(self) -> str:
        """What the case is called."""
        return self.case.title

    @property
    def about_url(self) -> str:
        """The page of the case."""
        return reverse("cases:case", kwargs={"number": self.number})

    @property
    def number(self) -> str:
        """The number of the case."""
        return self.case.number

    @property
    def place(self) -> str:
        """The procuratorate that has it."""
        return self.case.procuratorate.short_name


def asks_of(actor: Actor, at: dt.datetime, cases: Sequence[Case] | None = None) -> list[Ask]:
    """Everything asked of the actor's organ at a moment, the most urgent first.

    Of all its open cases, or of ``cases``; by a number of queries that does not grow with them.
    """
    today = timezone.localdate(at)
    if cases is None:
        cases = list(open_cases(actor))
    by_id = {case.pk: case for case in cases}
    found = [
        *_duties(actor, by_id),
        *_promises(actor, by_id),
        *_hearings(actor, by_id, at),
        *_appeals(actor, by_id, today),
    ]
    return sorted(found, key=lambda ask: ask.due_on)


def open_cases(actor: Actor) -> Iterable[Case]:
    """The open cases against the actor's organ, newest first."""
    organs = seats_at(actor, OrganisationKind.ORGAN)
    rows = Case.objects.facet_of(actor).open().filter(respondent__in=organs)
    return rows.select_related("procuratorate", "respondent").order_by("-id")


def may_do(name: str, case: Case) -> bool:
    """Whether the table gives an action to the organ in the present state of the case."""
    return any(
        entry.action == name and Who.ORGAN in entry.who
        for entry in rows_from(table_of(case), case.state)
    )


def action_address(name: str, case: Case) -> str:
    """The page on which the organ does something; the reply has a page of its own."""
    if name == "submit_reply":
        return reverse("cases:organ_reply", kwargs={"number": case.number})
    return reverse("cases:action", kwargs={"kind": "case", "number": case.number, "name": name})


def _duties(actor: Actor, cases: dict[int, Case]) -> Iterator[Ask]:
    """The deadlines the organ has to keep, missed ones included until they are made good."""
    rows = (
        Deadline.objects.visible_to(actor)
        .pending()
        .filter(case__in=list(cases), code__in=list(WORDINGS), due_on__isnull=False)
        .order_by("due_on", "id")
    )
    for row in rows:
        case = cases[row.case_id or 0]
        wording = WORDINGS[row.code]
        if row.due_on is None or not may_do(wording.action, case):
            continue
        yield Ask(
            case=case,
            what=translated(wording.what),
            consequence=translated(wording.consequence),
            due_on=row.due_on,
            basis=rule_of(row).basis_in(Procedure.of(case.kind)),
            provisional=row.provisional,
            button=translated(wording.button),
            url=action_address(wording.action, case),
        )


def _promises(actor: Actor, cases: dict[int, Case]) -> Iterator[Ask]:
    """What the organ said it would have finished, by its latest reply."""
    rows = (
        Reply.objects.visible_to(actor)
        .filter(recommendation__case__in=list(cases), recommendation__withdrawn_on__isnull=True)
        .select_related("recommendation")
        .prefetch_related("items")
        .order_by("id")
    )
    latest = {row.recommendation.case_id: row for row in rows}
    for case_id, reply in latest.items():
        case = cases[case_id]
        if not may_do("submit_reply", case):
            continue
        for item in reply.items.all():
            if item.status != ItemStatus.DONE and item.finish_by is not None:
                yield Ask(
                    case=case,
                    what=_("Finish item %(no)s as you said you would") % {"no": item.no},
                    consequence=_(
                        "Measures planned and not carried out count as a failure to perform the "
                        "duty."
                    ),
                    due_on=item.finish_by,
                    basis=("Rules 82",),
                    button=_("Send a further reply"),
                    url=action_address("submit_reply", case),
                )


def _hearings(actor: Actor, cases: dict[int, Case], at: dt.datetime) -> Iterator[Ask]:
    tried = [pk for pk, case in cases.items() if case.state in TRIED]
    rows = Hearing.objects.visible_to(actor).filter(
        suit__case__in=tried, held_on__isnull=True, hearing_at__gte=at
    )
    for row in rows.select_related("suit__court"):
        yield Ask(
            case=cases[row.suit.case_id],
            what=_("Attend the hearing at %(court)s") % {"court": row.suit.court.name},
            consequence=_(
                "The head of the organ should attend; a head who cannot delegates a member of "
                "staff."
            ),
            due_on=timezone.localdate(row.hearing_at),
            basis=("ALL 3", "Opinions 5(5)"),
            when=moment_text(row.hearing_at, timezone.localdate(at)),
        )


def _appeals(actor: Actor, cases: dict[int, Case], today: dt.date) -> Iterator[Ask]:
    judged = {pk: case for pk, case in cases.items() if case.state == CaseState.JUDGED}
    if not judged:
        return
    rows = Judgment.objects.visible_to(actor).filter(suit__case__in=list(judged))
    latest = {row.suit.case_id: row for row in rows.select_related("suit").order_by("id")}
    calendar = current_calendar()
    for case_id, judgment in latest.items():
        case = judged[case_id]
        code = "appeal_ruling" if judgment.is_ruling else "appeal_judgment"
        right = period(code, judgment.served_on, case, calendar)
        if right is not None and right.due_on >= today:
            yield Ask(
                case=case,
                what=_("You may appeal against the judgment"),
                consequence=_("If nobody appeals by then, the judgment takes effect."),
                due_on=right.due_on,
                basis=right.basis,
                provisional=right.provisional,
                button=_("Appeal"),
                url=action_address("appeal", case),
            )

"""What a campaign has reached: counted from the cases and clues that are in it.

A number on the page counts what its reader sees, like every number with a list behind it; the
report that closes a campaign counts all.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import translation

from agencies.actor import Actor
from agencies.models import Organisation
from cases.documents.facts import Facts
from cases.models import Case, Clue
from cases.querysets import CaseQuerySet, ClueQuerySet
from cases.statistics.figure import Figure
from cases.statistics.figures import FIGURES
from cases.statistics.numbers import between
from cases.statistics.scope import Area
from cases.statistics.tally import cells_of
from pilit.web.texts import translated
from referrals.models import Campaign, CampaignEntry, CampaignGoal

if TYPE_CHECKING:
    from cases.actions.base import Action

#: What a goal may be set in: whatever is counted, not what is added up in yuan.
GOAL_FIGURES: Final[Mapping[str, Figure]] = {
    code: figure for code, figure in FIGURES.items() if figure.amount is None
}
SUGGESTED: Final = 50
"""So many cases, and so many clues, are suggested at once."""


def entries_of(campaign: Campaign) -> QuerySet[CampaignEntry]:
    """What is in a campaign now."""
    return campaign.entries.filter(taken_out_on__isnull=True)


def cases_in(campaign: Campaign) -> CaseQuerySet:
    """The cases that are in it now, of whomever."""
    return Case.objects.filter(
        pk__in=entries_of(campaign).filter(case__isnull=False).values("case")
    )


def clues_in(campaign: Campaign) -> ClueQuerySet:
    """The clues that are in it now, of whomever, and those of its cases."""
    own = entries_of(campaign).filter(clue__isnull=False).values("clue")
    return Clue.objects.filter(Q(pk__in=own) | Q(pk__in=cases_in(campaign).values("clue")))


def rows_behind(campaign: Campaign, figure: Figure, actor: Actor | None) -> QuerySet[Any]:
    """The rows of a figure that count towards a campaign: of what is in it, on its days.

    Those the actor sees; ``None`` for all of them.
    """
    targets: CaseQuerySet | ClueQuerySet
    if figure.of_clues:
        targets = clues_in(campaign)
        targets = (
            targets
            if actor is None
            else targets.filter(pk__in=Clue.objects.visible_to(actor).values("pk"))
        )
    else:
        targets = cases_in(campaign)
        targets = (
            targets
            if actor is None
            else targets.filter(pk__in=Case.objects.internal_to(actor).values("pk"))
        )
    end = campaign.until_on + dt.timedelta(days=1)
    wanted = between(figure, campaign.from_on, end)
    return figure.rows().filter(wanted, **{f"{figure.owner or 'pk'}__in": targets.values("pk")})


def counted(
    campaign: Campaign, goals: Iterable[CampaignGoal], actor: Actor | None
) -> Mapping[tuple[str, int], int]:
    """How many of each goal's figure there are, by figure and procuratorate; by one statement."""
    parts = [
        figure.cells(rows_behind(campaign, figure, actor))
        for figure in (FIGURES[goal.figure] for goal in goals)
    ]
    if not parts:
        return {}
    found: dict[tuple[str, int], int] = {}
    for key, number in cells_of(parts[0].union(*parts[1:], all=True)).items():
        at = (key.figure, key.procuratorate)
        found[at] = found.get(at, 0) + number.count
    return found


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What may belong into a campaign and is not in it, the newest first. A person decides."""

    cases: list[Case]
    clues: list[Clue]


def suggested(campaign: Campaign, actor: Actor) -> Suggestions:
    """Of what the actor sees there: cases of clues that are in it, cases of the same cause as one
    that is in it, and what was filed or registered on its days in its domains.
    """
    held = entries_of(campaign)
    of_clues = Q(clue__in=held.filter(clue__isnull=False).values("clue"))
    alike = Q(cause__in=cases_in(campaign).values("cause"), filed_on__lte=campaign.until_on)
    days = (campaign.from_on, campaign.until_on)
    fits = Q(domain__in=campaign.domains, filed_on__range=days)
    here = Area.under([campaign.place]).of_targets()
    cases = Case.objects.internal_to(actor).filter(here, of_clues | alike | fits)
    cases = cases.exclude(pk__in=held.filter(case__isnull=False).values("case"))
    clues = Clue.objects.visible_to(actor).open().filter(here, domain__in=campaign.domains)
    clues = clues.filter(reported_on__range=days)
    clues = clues.exclude(pk__in=held.filter(clue__isnull=False).values("clue"))
    return Suggestions(
        list(cases.order_by("-id")[:SUGGESTED]), list(clues.order_by("-id")[:SUGGESTED])
    )


def facts(action: "Action", at: dt.datetime) -> Facts:
    """The facts of the report that closes a campaign: what was set, what was reached, what was
    found. It is the procuratorate's and not one person's: all is counted.
    """
    del at
    row = action.target
    if not isinstance(row, Campaign):
        raise TypeError("a report of a campaign closes one")
    goals = list(row.goals.all())
    numbers = counted(row, goals, None)
    joined = cases_in(row).order_by().values_list("procuratorate", flat=True)
    by_place: dict[int, int] = {}
    for place in joined:
        by_place[place] = by_place.get(place, 0) + 1
    names = dict(
        Organisation.objects.filter(pk__in=by_place).order_by("pk").values_list("pk", "name")
    )
    with translation.override(settings.LANGUAGE_CODE):
        return {
            "procuratorate": {"name": row.procuratorate.name},
            "date": action.today,
            "campaign": {
                "name": row.name,
                "number": row.number,
                "theme": row.theme,
                "domains": "、".join(translated(each) for each in row.domain_labels),
                "place": row.place.name,
                "from": row.from_on,
                "until": row.until_on,
                "clues": clues_in(row).count(),
                "cases": sum(by_place.values()),
                "findings": action.data.findings,
            },
            "goals": [
                {
                    "name": translated(FIGURES[goal.figure].label),
                    "goal": goal.goal,
                    "reached": (reached := _total(numbers, goal.figure)),
                    "share": f"{round(100 * reached / goal.goal)}%",
                }
                for goal in goals
            ],
            "joined": [{"name": name, "count": by_place[pk]} for pk, name in names.items()],
        }


def _total(numbers: Mapping[tuple[str, int], int], code: str) -> int:
    return sum(number for (figure, _place), number in numbers.items() if figure == code)

"""A campaign is planned, opened, closed with a report, or dropped (Opinions 2, 3(2))."""

from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Any, Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from agencies.models import Organisation, OrganisationKind, Post
from agencies.models.organisation import OrganisationQuerySet
from cases.actions.base import Action, Options
from cases.actions.fields import ActionData, Ask, Line, OrganisationCode, PlannedDay, Prose
from cases.actions.notices import tell
from cases.domain.rulebook import rule
from cases.domain.vocabulary import DOMAIN_LABELS, Domain
from cases.models import Case, Clue
from cases.services.calendars import current_calendar
from cases.services.duties import length_set_by
from cases.services.ledger import Ledger
from cases.services.numbering import give_number
from cases.services.people import holders
from cases.statistics.scope import Area
from pilit.law.errors import Invalid, NotPermitted
from pilit.law.lengths import Length
from pilit.law.texts import N_
from pilit.web.texts import translated
from referrals.domain.campaign import END, CampaignState
from referrals.models import Campaign, CampaignEntry, CampaignGoal
from referrals.services.campaign import GOAL_FIGURES
from referrals.sort import CAMPAIGN
from referrals.standing_led import LEADING_A_CAMPAIGN

SERIES: Final = "公专项"
MOST_GOALS: Final = 8
MOST_CASES: Final = 200


class CampaignAction(Action):
    """An action on a campaign."""

    @property
    def campaign(self) -> Campaign:
        """The campaign acted on, or just planned."""
        row = self.target if self.target is not None else self.made
        if not isinstance(row, Campaign):
            raise TypeError(f"{self.name} acts on a campaign")
        return row

    @property
    def ledger(self) -> Ledger:
        """Its deadlines."""
        return self.ledger_of(self.campaign)

    def seen(
        self, field: str, numbers: Iterable[str], place: Organisation | None = None
    ) -> list[Case | Clue]:
        """The cases and clues of these numbers that the actor sees, at a procuratorate or below it
        where one is given.

        Raises :class:`Invalid` at ``field`` for a number that is not among them.
        """
        wanted = list(dict.fromkeys(numbers))
        here = Q() if place is None else Area.under([place]).of_targets()
        cases = Case.objects.internal_to(self.actor).filter(here, number__in=wanted)
        clues = Clue.objects.visible_to(self.actor).filter(here, number__in=wanted)
        found: dict[str, Case | Clue] = {row.number: row for row in (*cases, *clues)}
        missing = [number for number in wanted if number not in found]
        if missing:
            said = N_("You see no case or clue of this number where the campaign runs.")
            raise Invalid(errors={field: [f"{missing[0]}: {translated(said)}"]})
        return [found[number] for number in wanted]

    def put_in(self, targets: Iterable[Case | Clue]) -> None:
        """Write that cases and clues are in the campaign from today on."""
        campaign, person = self.campaign, self.person()
        rows = [
            CampaignEntry(
                campaign=campaign,
                case=row if isinstance(row, Case) else None,
                clue=row if isinstance(row, Clue) else None,
                put_in_by=person,
                put_in_on=self.today,
            )
            for row in targets
        ]
        CampaignEntry.objects.bulk_create(rows)
        self.effects["put_in"] = len(rows)

    def tell_leaders(self, places: Iterable[int], message: str) -> None:
        """Tell who leads the procuratorates."""
        people = [each for place in places for each in holders(place, _LEADERS, self.today)]
        tell(self, dict.fromkeys(people), self.name, message)


_LEADERS: Final = (Post.HEAD, Post.CHIEF)


class GoalRow(BaseModel):
    """So many of a figure are to be reached."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    figure: Annotated[Line, Ask(_("Figure"), widget="choice")]
    goal: Annotated[int, Field(ge=1, le=100_000), Ask(_("To be reached"))]


class Plan(ActionData):
    """What is set."""

    name: Annotated[str, Field(min_length=1, max_length=100), Ask(_("Name of the campaign"))]
    theme: Annotated[Prose, Ask(_("Theme"), _("What is to be put right, and why now."), "textarea")]
    domains: Annotated[tuple[Domain, ...], Field(min_length=1), Ask(_("Domains"))]
    place: Annotated[
        OrganisationCode,
        Ask(_("Where"), _("This procuratorate and all below it take part."), "organisation"),
    ]
    from_on: Annotated[PlannedDay, Ask(_("From"))]
    until_on: Annotated[PlannedDay, Ask(_("Last day"))]
    goals: Annotated[
        tuple[GoalRow, ...],
        Field(min_length=1, max_length=MOST_GOALS),
        Ask(_("Goals"), _("Counted is what happens on its days in the cases put into it.")),
    ]


class Planning(CampaignAction):
    """What planning and changing the plan have in common."""

    @cached_property
    def lead(self) -> Organisation:
        """The procuratorate that leads it. Raises :class:`NotPermitted` for who leads none."""
        if self.target is not None:
            return self.campaign.procuratorate
        seat = self.seat or self.actor.holds(*LEADING_A_CAMPAIGN)
        if seat is None:
            raise NotPermitted
        return Organisation.objects.get(pk=seat.organisation_id)

    @cached_property
    def area(self) -> Organisation:
        """Where it is to run. Raises :class:`Invalid` at ``place``."""
        found = self._places().filter(code=self.data.place).first()
        if found is None:
            said = N_("Name your own procuratorate or one below it.")
            raise Invalid(errors={"place": [said]})
        return found

    def _places(self) -> OrganisationQuerySet:
        rows = Organisation.objects.active().of_kind(OrganisationKind.PROCURATORATE)
        return rows.under(self.lead).order_by("region", "pk")

    def options(self) -> Options:
        return {
            "domains": [(each.value, translated(text)) for each, text in DOMAIN_LABELS.items()],
            "place": [(row.code, row.name) for row in self._places()],
            "goals.figure": [
                (code, translated(figure.label)) for code, figure in GOAL_FIGURES.items()
            ],
        }

    def guard(self) -> None:
        errors: dict[str, list[str]] = {}
        if self.data.until_on < self.data.from_on:
            errors["until_on"] = [N_("It ends before it begins.")]
        seen: set[str] = set()
        for index, goal in enumerate(self.data.goals):
            if goal.figure not in GOAL_FIGURES:
                errors[f"goals.{index}.figure"] = [N_("Choose one of the figures.")]
            elif goal.figure in seen:
                errors[f"goals.{index}.figure"] = [N_("This figure has a goal already.")]
            seen.add(goal.figure)
        if errors:
            raise Invalid(errors=errors)
        _found = self.area

    def plan(self) -> dict[str, Any]:
        """The columns the plan fills."""
        data = self.data
        return {
            **{name: getattr(data, name) for name in ("name", "theme", "from_on", "until_on")},
            "domains": [each.value for each in data.domains],
            "place": self.area,
        }

    def set_goals(self, row: Campaign) -> None:
        """Write the goals anew."""
        row.goals.all().delete()
        CampaignGoal.objects.bulk_create(
            CampaignGoal(campaign=row, figure=each.figure, goal=each.goal)
            for each in self.data.goals
        )


@CAMPAIGN.register
class PlanCampaign(Planning):
    """A head or chief plans one, maybe from a failure that recurs."""

    name = "plan_campaign"
    label = N_("Plan a campaign")
    consequence = N_(
        "The chief procurator opens it. Until then those below are told nothing of it."
    )

    class Data(Plan):
        cases: Annotated[
            tuple[Line, ...],
            Field(max_length=MOST_CASES),
            Ask(_("Cases to begin with"), _("Their numbers; more can be put in once it is open.")),
        ] = ()

    def initial(self) -> dict[str, Any]:
        entry = rule(END, self.today)
        own = length_set_by(self.lead.pk, entry)
        until = entry.proposed_end(self.today, current_calendar(), Length(**own) if own else None)
        return {
            "place": self.lead.code,
            "from_on": self.today.isoformat(),
            "until_on": until.isoformat(),
        }

    @cached_property
    def begun_with(self) -> list[Case | Clue]:
        """What is put in with the plan. Raises :class:`Invalid` at ``cases``."""
        return self.seen("cases", self.data.cases, self.area)

    def guard(self) -> None:
        super().guard()
        _found = self.begun_with

    def effect(self) -> None:
        row = Campaign.objects.create(
            sort=CAMPAIGN.name,
            procuratorate=self.lead,
            number=give_number(self.lead, SERIES, self.today),
            state=CampaignState.PLANNED,
            author=self.person(),
            **self.plan(),
        )
        self.made = row
        self.set_goals(row)
        self.put_in(self.begun_with)
        self.tell_leaders([row.procuratorate_id], N_("A campaign was planned: %(title)s"))


@CAMPAIGN.register
class ReviseCampaign(Planning):
    """The plan is changed before it is opened."""

    name = "revise_campaign"
    label = N_("Change the plan")
    consequence = N_("Once it is open the plan stays as it is.")
    Data = Plan

    def initial(self) -> dict[str, Any]:
        row = self.campaign
        return {
            **{name: getattr(row, name) for name in ("name", "theme", "domains")},
            "place": row.place.code,
            "from_on": row.from_on.isoformat(),
            "until_on": row.until_on.isoformat(),
            "goals": [{"figure": each.figure, "goal": each.goal} for each in row.goals.all()],
        }

    def guard(self) -> None:
        super().guard()
        cases = Case.objects.filter(campaigns__campaign=self.campaign)
        if cases.exclude(Area.under([self.area]).of_targets()).exists():
            said = N_("Some of the cases to begin with lie elsewhere.")
            raise Invalid(errors={"place": [said]})

    def effect(self) -> None:
        row = self.campaign
        for name, value in self.plan().items():
            setattr(row, name, value)
        self.set_goals(row)

"""Who works on a case: the team, its reassignment, a substitute for some days (Rules 6)."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import ConfigDict, Field

from agencies.models import Post, User
from cases.actions.base import CaseAction, Options, choices
from cases.actions.fields import ActionData, Ask, OptionalProse, PlannedDay, UserName
from cases.actions.notices import handler_name, team_of, tell
from cases.actions.registry import register
from cases.models import TeamMember
from cases.services.people import holders, named, unrecused
from pilit.law.errors import DateOutOfOrder, Invalid, WrongState
from pilit.law.texts import N_


class OnTeam(CaseAction):
    """An action on the team of a case. A recused person is never on it (Rules 19)."""

    def staff(self, *posts: Post) -> list[User]:
        """The people of the procuratorate in these posts who are not recused from the case."""
        return unrecused(self.case, holders(self.case.procuratorate_id, posts, self.today))

    def current(self) -> list[TeamMember]:
        """Who is on the team without an end set."""
        return list(self.case.team.filter(until__isnull=True).select_related("person"))


@register
class AssignTeam(OnTeam):
    """The head names the lead and the members (Rules 6); also where nobody has the case."""

    name = "assign_team"
    label = N_("Assign the team")
    consequence = N_("From now on only the lead and the members work on this case.")

    class Data(ActionData):
        lead: Annotated[UserName, Ask(_("Lead"), widget="person")]
        members: Annotated[
            tuple[UserName, ...], Field(max_length=20), Ask(_("Members"), widget="people")
        ] = ()
        handover_note: Annotated[
            OptionalProse,
            Ask(
                _("Handover note"),
                _("What the new lead must know: what is under way, what falls due."),
                "textarea",
            ),
        ] = ""

    def options(self) -> Options:
        people = self.staff(Post.HANDLER, Post.ASSISTANT)
        return {
            "lead": choices((each.username, each.name) for each in self.staff(Post.HANDLER)),
            "members": choices((each.username, each.name) for each in people),
        }

    def initial(self) -> dict[str, Any]:
        return {
            "lead": "".join(handler_name(self.case)),
            "members": [row.person.username for row in self.current() if not row.is_lead],
        }

    def guard(self) -> None:
        handlers = {person.username for person in self.staff(Post.HANDLER)}
        staff = handlers | {person.username for person in self.staff(Post.ASSISTANT)}
        if self.data.lead not in handlers:
            raise Invalid(
                errors={
                    "lead": [str(_("The lead is a procurator of this procuratorate, not recused."))]
                }
            )
        if set(self.data.members) - staff:
            raise Invalid(
                errors={
                    "members": [
                        str(
                            _(
                                "Members are procurators or assistants of this procuratorate, "
                                "not recused."
                            )
                        )
                    ]
                }
            )
        if not self.data.handover_note and self._passes_on():
            raise Invalid(
                errors={
                    "handover_note": [
                        str(_("The case passes to another lead: say what they must know."))
                    ]
                }
            )

    def effect(self) -> None:
        before = self.current()
        people = named("members", [self.data.lead, *self.data.members])
        self.case.team.filter(until__isnull=True).update(until=self.today)
        TeamMember.objects.bulk_create(
            TeamMember(
                case=self.case,
                person=person,
                is_lead=person.username == self.data.lead,
                assigned=True,
                handover_note=self.data.handover_note if person == people[0] else "",
                since=self.today,
            )
            for person in people
        )
        self.case.handler = people[0]
        tell(self, people, "team_assigned", N_("You are on the team of %(number)s – %(title)s"))
        tell(
            self,
            [row.person for row in before if row.person not in people],
            "team_left",
            N_("You are no longer on the team of %(number)s – %(title)s"),
        )

    def _passes_on(self) -> bool:
        """Whether a lead whom the head had named gives the case to another."""
        return any(
            row.is_lead and row.assigned and row.person.username != self.data.lead
            for row in self.current()
        )


@register
class NameSubstitute(OnTeam):
    """Somebody who acts as the team does, on some days only: holidays, an illness (Rules 6)."""

    name = "name_substitute"
    label = N_("Name a substitute")
    consequence = N_("In these days the substitute works on this case as the team does.")

    class Data(ActionData):
        person: Annotated[UserName, Ask(_("Substitute"), widget="person")]
        from_: Annotated[PlannedDay, Field(alias="from"), Ask(_("From"))]
        until: Annotated[PlannedDay, Ask(_("Last day"))]
        note: Annotated[OptionalProse, Ask(_("Handover note"), widget="textarea")] = ""

        model_config = ConfigDict(
            extra="forbid", frozen=True, str_strip_whitespace=True, serialize_by_alias=True
        )

    def precheck(self) -> None:
        if self.case.handler_id is None:
            raise WrongState(N_("Nobody has this case yet; assign the team first."))

    def options(self) -> Options:
        return {"person": choices((each.username, each.name) for each in self._free())}

    def initial(self) -> dict[str, Any]:
        return {"from": self.today.isoformat()}

    def guard(self) -> None:
        data = self.data
        if data.person not in {person.username for person in self._free()}:
            raise Invalid(
                errors={
                    "person": [
                        str(
                            _(
                                "A substitute is another procurator of this procuratorate, not "
                                "on the team and not recused."
                            )
                        )
                    ]
                }
            )
        if data.from_ < self.today:
            raise DateOutOfOrder(errors={"from": [str(_("Before today."))]})
        if data.until < data.from_:
            raise DateOutOfOrder(errors={"until": [str(_("Before the first day."))]})
        taken = self.case.team.filter(is_substitute=True, person__username=data.person)
        if taken.filter(since__lte=data.until, until__gte=data.from_).exists():
            raise Invalid(errors={"person": [str(_("Stands in on some of these days already."))]})

    def effect(self) -> None:
        data = self.data
        people = named("person", [data.person])
        TeamMember.objects.create(
            case=self.case,
            person=people[0],
            is_substitute=True,
            handover_note=data.note,
            since=data.from_,
            until=data.until,
        )
        days = {"from": data.from_, "until": data.until}
        tell(
            self,
            people,
            "substitute_named",
            N_("You stand in on %(number)s – %(title)s from %(from)s to %(until)s"),
            **days,
        )
        tell(
            self,
            team_of(self.case, self.today),
            "substitute_for_team",
            N_("%(person)s stands in on %(number)s – %(title)s from %(from)s to %(until)s"),
            person=people[0].name,
            **days,
        )

    def _free(self) -> list[User]:
        team = {row.person_id for row in self.current()}
        return [person for person in self.staff(Post.HANDLER) if person.pk not in team]

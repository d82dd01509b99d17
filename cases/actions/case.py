"""Actions on any case: the team, records with the superior, closing and reopening."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from agencies.models import Organisation, Post
from cases.actions.base import Action, CaseAction, Options, choices
from cases.actions.fields import ActionData, Ask, FactDay, OptionalProse, Prose, UserName
from cases.actions.notices import handler_name, people_of_organ, team_of, tell
from cases.actions.registry import register
from cases.domain.clocks import LOOK_BACK_CLOCKS, REVIEW_CLOCKS
from cases.domain.vocabulary import CaseState
from cases.models import Case, Clue, Draft, LookBack, SuperiorRecord, TeamMember
from cases.models.choices import ClosingGround, SuperiorMatter
from cases.services.numbering import give_number
from cases.services.people import holders, named
from pilit.law.errors import DateOutOfOrder, Invalid, WrongState
from pilit.law.texts import N_

#: What is filed with the next higher procuratorate, and the clock it meets.
RECORD_CLOCKS = {
    SuperiorMatter.RECOMMENDATION: "recommendation_record",
    SuperiorMatter.COMPLAINT: "complaint_record",
    SuperiorMatter.JUDGMENT: "judgment_record",
    SuperiorMatter.APPEAL: "appeal_copy_record",
}


def open_case(action: Action, clue: Clue, data: Any, respondent: Organisation) -> Case:
    """Make the case a clue becomes, with its number and its handler as lead of the team."""
    handler = action.person()
    case = Case.objects.create(
        procuratorate=clue.procuratorate,
        number=give_number(clue.procuratorate, "行公立", action.today),
        clue=clue,
        kind=data.kind,
        title=clue.title,
        cause=data.cause,
        domain=clue.domain,
        address=clue.address,
        region=clue.region,
        lng=clue.lng,
        lat=clue.lat,
        respondent=respondent,
        against_matter=data.against_matter,
        handler=handler,
        filed_on=action.today,
        state_since=action.today,
    )
    TeamMember.objects.create(case=case, person=handler, is_lead=True, since=action.today)
    return case


@register
class AssignTeam(CaseAction):
    """The head names the lead and the members (Rules 6)."""

    name = "assign_team"
    label = N_("Assign the team")
    consequence = N_("From now on only the lead and the members work on this case.")

    class Data(ActionData):
        lead: Annotated[UserName, Ask(_("Lead"), widget="person")]
        members: Annotated[
            tuple[UserName, ...], Field(max_length=20), Ask(_("Members"), widget="people")
        ] = ()

    def options(self) -> Options:
        posts = (Post.HANDLER, Post.ASSISTANT)
        people = holders(self.case.procuratorate_id, posts, self.today)
        pairs = choices((person.username, person.name) for person in people)
        return {"lead": pairs, "members": pairs}

    def initial(self) -> dict[str, Any]:
        return {
            "lead": "".join(handler_name(self.case)),
            "members": [row.person.username for row in self._current() if not row.is_lead],
        }

    def guard(self) -> None:
        own = self.case.procuratorate_id
        handlers = {person.username for person in holders(own, (Post.HANDLER,), self.today)}
        staff = handlers | {
            person.username for person in holders(own, (Post.ASSISTANT,), self.today)
        }
        if self.data.lead not in handlers:
            raise Invalid(
                errors={"lead": [str(_("The lead is a procurator of this procuratorate."))]}
            )
        if set(self.data.members) - staff:
            raise Invalid(
                errors={
                    "members": [
                        str(_("Members are procurators or assistants of this procuratorate."))
                    ]
                }
            )

    def effect(self) -> None:
        self._current().update(until=self.today)
        people = named("members", [self.data.lead, *self.data.members])
        TeamMember.objects.bulk_create(
            TeamMember(
                case=self.case,
                person=person,
                is_lead=person.username == self.data.lead,
                assigned=True,
                since=self.today,
            )
            for person in people
        )
        self.case.handler = people[0]
        tell(self, people, "team_assigned", N_("You are on the team of %(number)s – %(title)s"))

    def _current(self) -> Any:
        return self.case.team.filter(until__isnull=True).select_related("person")


@register
class RecordWithSuperior(CaseAction):
    """Filed with the next higher procuratorate for the record (Rules 46, 58, 62, 75, 78)."""

    name = "record_with_superior"
    label = N_("Record with the superior")
    occurs_on = "on"

    class Data(ActionData):
        what: Annotated[SuperiorMatter, Ask(_("What is filed"))]
        on: Annotated[FactDay, Ask(_("Recorded on"))]

    def initial(self) -> dict[str, Any]:
        waiting = {row.code for row in self.case.deadlines.pending()}
        what = next((matter for matter, code in RECORD_CLOCKS.items() if code in waiting), "")
        return {"what": str(what), "on": self.today.isoformat()}

    def precheck(self) -> None:
        if self.case.procuratorate.parent_id is None:
            raise WrongState(N_("There is no higher procuratorate in the directory."))

    def guard(self) -> None:
        if self.data.on < self.case.filed_on:
            raise DateOutOfOrder(errors={"on": [str(_("Before the case was filed."))]})

    def effect(self) -> None:
        superior = self.case.procuratorate.parent
        if superior is None:
            raise LookupError("there is no higher procuratorate")
        SuperiorRecord.objects.create(
            case=self.case, what=self.data.what, on=self.data.on, superior=superior
        )
        code = RECORD_CLOCKS.get(self.data.what)
        if code:
            self.ledger.meet(code, self.data.on)
        heads = holders(superior.pk, (Post.HEAD,), self.today)
        tell(self, heads, "recorded", N_("Filed with you for the record: %(number)s – %(title)s"))


@register
class CloseCase(CaseAction):
    """The case ends where there was no failure, the harm is mended or the organ has performed
    (Rules 74, 80).
    """

    name = "close_case"
    label = N_("Close the case")
    consequence = N_("The case is closed and its periods end; the decision is served on the organ.")

    class Data(ActionData):
        ground: Annotated[ClosingGround, Ask(_("Ground"))]
        note: Annotated[OptionalProse, Ask(_("Note"), widget="textarea")] = ""

    def options(self) -> Options:
        return {
            "ground": choices(
                (ground.value, ground.label) for ground in ClosingGround.for_kind(self.case.kind)
            )
        }

    def guard(self) -> None:
        if self.data.ground not in ClosingGround.for_kind(self.case.kind):
            raise Invalid(errors={"ground": [str(_("Not a ground for this kind of case."))]})
        if self.data.ground == ClosingGround.OTHER and not self.data.note:
            raise Invalid(errors={"note": [str(_("Say which ground."))]})

    def effect(self) -> None:
        case = self.case
        case.closing_ground, case.outcome_note = self.data.ground, self.data.note
        self.effects["number"] = give_number(case.procuratorate, "公终", self.today)
        on_a_reply = (
            case.state == CaseState.FOLLOWING_UP
            and self.data.ground == ClosingGround.ORGAN_PERFORMED
        )
        if case.state == CaseState.FOLLOWING_UP:
            for code in REVIEW_CLOCKS:
                self.ledger.meet(code, self.today)
        if case.state == CaseState.INQUIRING:
            self.ledger.meet("recommendation_inquiry", self.today)
        finish(self)
        if on_a_reply:
            for code in LOOK_BACK_CLOCKS:
                self.ledger.start(code, self.today)
        if (
            case.respondent is not None
            and case.parties.filter(organisation=case.respondent).exists()
        ):
            tell(
                self,
                people_of_organ(self, case.respondent),
                "case_closed",
                N_("The case was closed: %(number)s"),
            )


def finish(action: CaseAction) -> None:
    """What ends with a case whatever closed it: its clocks, and decisions that no longer matter."""
    action.ledger.cancel(None, N_("the case was closed"))
    action.case.drafts.open().update(status=Draft.Status.WITHDRAWN)


@register
class ReopenCase(CaseAction):
    """A look-back found that the harm is back or was never mended (Opinions 3(2))."""

    name = "reopen_case"
    label = N_("Reopen the case")
    consequence = N_("The case returns to follow-up and can be sued.")

    class Data(ActionData):
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]
        look_back: Annotated[int, Ask(_("Look-back"), _("The look-back that found it."), "choice")]

    def options(self) -> Options:
        return {
            "look_back": choices(
                (row.pk, f"{row.on} {row.get_conclusion_display()}") for row in self._bad()
            )
        }

    def precheck(self) -> None:
        if not self._bad().exists():
            raise WrongState(N_("First record a look-back that found a problem."))

    def guard(self) -> None:
        if not self._bad().filter(pk=self.data.look_back).exists():
            raise Invalid(
                errors={"look_back": [str(_("Choose a look-back that found a problem."))]}
            )

    def effect(self) -> None:
        self.case.closing_ground = ""
        self.ledger.cancel(LOOK_BACK_CLOCKS, N_("the case was reopened"))
        tell(
            self,
            team_of(self.case, self.today),
            "case_reopened",
            N_("The case was reopened: %(number)s – %(title)s"),
        )

    def _bad(self) -> Any:
        return (
            LookBack.objects.filter(case=self.case).exclude(conclusion="effective").order_by("-id")
        )

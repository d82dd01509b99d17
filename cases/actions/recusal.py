"""Recusal (回避): applied for, decided in three days, reconsidered once (Rules 19-23)."""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from agencies.models import Organisation, OrganisationKind, Post, User
from cases.actions.base import CaseAction, Options, choices
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    OrganisationCode,
    Prose,
    UserName,
)
from cases.actions.notices import people_of_organ, team_of, tell, tell_apart
from cases.actions.registry import register
from cases.models import Draft, Recusal, RecusalApplication
from cases.querysets import INSIDE_POSTS
from cases.services.outbox import unsay
from cases.services.people import holders, organisation, unrecused
from pilit.law.errors import (
    DateOutOfOrder,
    DomainError,
    Invalid,
    NotPermitted,
    SamePerson,
    WrongState,
)
from pilit.law.texts import N_


class OnRecusal(CaseAction):
    """What the actions on recusal share: who applies, who decides, whom it is about."""

    def own_organisation(self) -> int | None:
        """The party for which an outsider acts; ``None`` for the procuratorate's own people."""
        own = self.case.procuratorate_id
        if any(seat.organisation_id == own for seat in self.actor.seats):
            return None
        if self.seat is not None:
            return self.seat.organisation_id
        organs = self.actor.seats_in(OrganisationKind.ORGAN)
        return organs[0].organisation_id if organs else None

    def deciders(self, person: User) -> list[User]:
        """The chief; of the chief's own recusal the head, who enters what the procuratorial
        committee decided (Rules 22).
        """
        post = Post.HEAD if self.is_chief(person) else Post.CHIEF
        return holders(self.case.procuratorate_id, (post,), self.today)

    def is_chief(self, person: User) -> bool:
        """Whether a person is the chief of the procuratorate that has the case."""
        return person in holders(self.case.procuratorate_id, (Post.CHIEF,), self.today)

    def tell_applicant(self, row: RecusalApplication) -> None:
        """Tell the applicant what was decided (Rules 23)."""
        title = (
            N_("Recusal was granted: %(number)s")
            if row.recused_in_the_end
            else N_("Recusal was refused: %(number)s")
        )
        if row.applicant == self.case.procuratorate:
            people = team_of(self.case, self.today)
        else:
            people = people_of_organ(self, row.applicant)
        tell(self, people, "recusal_decided", title)


@register
class ApplyForRecusal(OnRecusal):
    """By a party in its facet, or entered by the procuratorate: a party's, or their own motion.

    Until it is decided the person goes on working (Rules 21).
    """

    name = "apply_for_recusal"
    label = N_("Apply for recusal")
    consequence = N_(
        "It is decided within three days and the applicant told; until then the person goes on "
        "working."
    )
    occurs_on = "received_on"

    class Data(ActionData):
        person: Annotated[
            UserName, Ask(_("Person concerned"), _("Their name or user name."), "person")
        ]
        applicant: Annotated[
            OrganisationCode | None,
            Ask(
                _("Applicant"),
                _("The party that applied; leave empty for an application of our own."),
                "organisation",
            ),
        ] = None
        ground: Annotated[Prose, Ask(_("Ground"), widget="textarea")]
        received_on: Annotated[FactDay, Ask(_("Received on"))]

    def options(self) -> Options:
        if self.own_organisation() is not None:
            # A party knows whom it means; it is not told who works on the case.
            return {"person": [], "applicant": []}
        return {
            "person": choices((each.username, each.name) for each in self._people()),
            "applicant": choices((each.code, each.name) for each in self._parties()),
        }

    def initial(self) -> dict[str, Any]:
        return {"received_on": self.today.isoformat()}

    def guard(self) -> None:
        if self.data.received_on < self.case.filed_on:
            raise DateOutOfOrder(errors={"received_on": [str(_("Before the case was filed."))]})
        self._applicant()
        person = self._person()
        waiting = self.case.recusal_applications.filter(decided_on__isnull=True)
        if waiting.filter(person=person).exists():
            raise Invalid(
                errors={
                    "person": [str(_("An application against this person waits for its decision."))]
                }
            )

    def effect(self) -> None:
        person, data = self._person(), self.data
        row = RecusalApplication(
            case=self.case,
            person=person,
            applicant=self._applicant(),
            ground=data.ground,
            received_on=data.received_on,
        )
        row.deadline = self.ledger.start("recusal_decision", data.received_on)
        row.save()
        self.effects["application"] = row.pk
        tell(
            self,
            self.deciders(person),
            "recusal_to_decide",
            N_("For your decision on recusal: %(number)s – %(title)s"),
        )

    def _people(self) -> list[User]:
        own = self.case.procuratorate_id
        return unrecused(self.case, holders(own, INSIDE_POSTS, self.today))

    def _person(self) -> User:
        wanted = self.data.person
        found = [each for each in self._people() if wanted in (each.username, each.name)]
        if len(found) != 1:
            raise Invalid(
                errors={"person": [str(_("There is no such person at this procuratorate."))]}
            )
        return found[0]

    def _parties(self) -> Iterable[Organisation]:
        rows = self.case.parties.select_related("organisation").order_by("id")
        return {row.organisation_id: row.organisation for row in rows}.values()

    def _applicant(self) -> Organisation:
        """Who applies. Raises :class:`Invalid` where that is not for the actor to say."""
        outside, code = self.own_organisation(), self.data.applicant
        if outside is not None:
            own = Organisation.objects.get(pk=outside)
            if code not in (None, own.code):
                raise Invalid(errors={"applicant": [str(_("You apply for your own side only."))]})
            return own
        if not code:
            return self.case.procuratorate
        found = organisation("applicant", code)
        if found not in self._parties():
            raise Invalid(errors={"applicant": [str(_("Not a party to this case."))]})
        return found


class OneApplication(OnRecusal):
    """An action on one of the applications; it is named where several wait."""

    class Data(ActionData):
        application: Annotated[int | None, Ask(_("Application"), widget="choice")] = None

    def waiting(self) -> list[RecusalApplication]:
        """The applications that wait for this action."""
        raise NotImplementedError

    def refuse_actor(self, row: RecusalApplication) -> None:
        """Refuse an actor for whom this application does not wait."""

    def mine(self) -> list[RecusalApplication]:
        """Those of the applications that wait for this very actor."""
        return [row for row in self.waiting() if self._is_mine(row)]

    def application(self) -> RecusalApplication:
        """The application meant. Raises :class:`Invalid` where that is not clear."""
        if self.data.application is None:
            rows = self.mine()
        else:
            rows = [row for row in self.waiting() if row.pk == self.data.application]
        if len(rows) != 1:
            raise Invalid(errors={"application": [str(_("Say which application."))]})
        return rows[0]

    def options(self) -> Options:
        rows = ((row.pk, f"{row.person.name} · {row.received_on}") for row in self.mine())
        return {"application": choices(rows)}

    def initial(self) -> dict[str, Any]:
        rows = self.mine()
        return {"application": rows[0].pk} if len(rows) == 1 else {}

    def precheck(self) -> None:
        rows = self.waiting()
        if not rows:
            raise WrongState(N_("No application for recusal waits for this."))
        if not self.mine():
            self.refuse_actor(rows[0])

    def guard(self) -> None:
        self.refuse_actor(self.application())

    def _is_mine(self, row: RecusalApplication) -> bool:
        try:
            self.refuse_actor(row)
        except DomainError:
            return False
        return True

    def applications(self) -> list[RecusalApplication]:
        """All applications on the case, the oldest first."""
        return list(self.case.recusal_applications.select_related("person", "applicant"))


class DecisionOnRecusal(OneApplication):
    """Taken by the chief, about the chief by the committee; never by the person concerned."""

    occurs_on = "on"

    class Data(OneApplication.Data):
        upheld: Annotated[bool, Ask(_("Upheld"))]
        on: Annotated[FactDay, Ask(_("Decided on"))]

    def initial(self) -> dict[str, Any]:
        return {**super().initial(), "on": self.today.isoformat()}

    def refuse_actor(self, row: RecusalApplication) -> None:
        if row.person == self.actor.user:
            raise SamePerson(N_("Nobody decides on their own recusal (Rules 22)."))
        if self.actor.user not in self.deciders(row.person):
            raise NotPermitted(
                N_("The procuratorial committee decides; the head enters it (Rules 22).")
                if self.is_chief(row.person)
                else N_("The chief decides on this recusal (Rules 22).")
            )

    def recuse(self, person: User, ground: str) -> None:
        """Take the case out of a person's hands and sight, at once."""
        case, on = self.case, self.data.on
        Recusal.objects.get_or_create(
            case=case, person=person, defaults={"decided_on": on, "ground": ground}
        )
        leave_team(self, person, on)
        drafts = case.drafts.open()
        drafts.filter(drafter=person).update(status=Draft.Status.WITHDRAWN)
        # Another head reviews anew what this person reviewed.
        drafts.filter(reviewer=person).update(
            status=Draft.Status.DRAFTED, reviewer=None, reviewed_at=None, review_opinion=""
        )
        self.effects["recused"] = person.username
        unsay(person, (case, case.clue))
        tell_apart(
            self,
            person,
            "recused",
            N_("You are recused from a case; it is no longer open to you (Rules 19-23)"),
        )
        if case.handler == person:
            case.handler = None
            tell(
                self,
                holders(case.procuratorate_id, (Post.HEAD,), self.today),
                "handler_needed",
                N_("The handler is recused; name another: %(number)s – %(title)s"),
            )

    def lift(self, person: User) -> None:
        """Give the person their sight of the case back; the team is the head's to name."""
        Recusal.objects.filter(case=self.case, person=person).delete()
        self.effects["recusal_lifted"] = person.username
        tell(
            self, [person], "recusal_lifted", N_("Your recusal was lifted: %(number)s – %(title)s")
        )


def leave_team(action: CaseAction, person: User, on: dt.date) -> None:
    """Take a person off the team of the case; also as a substitute, now and in days to come."""
    rows = action.case.team.filter(person=person)
    rows.filter(until__isnull=True).update(until=on)
    stands_in = rows.filter(is_substitute=True, until__gte=on)
    stands_in.filter(since__gte=on).delete()
    stands_in.update(until=on - dt.timedelta(days=1))


@register
class DecideRecusal(DecisionOnRecusal):
    """Within three days of receipt, and told to the applicant (Rules 22, 23)."""

    name = "decide_recusal"
    label = N_("Decide on recusal")
    consequence = N_(
        "Upheld: the person is off the case at once and no longer sees it; a recused handler must "
        "be replaced before anything else is done."
    )

    def waiting(self) -> list[RecusalApplication]:
        return [row for row in self.applications() if row.decided_on is None]

    def guard(self) -> None:
        super().guard()
        if self.data.on < self.application().received_on:
            raise DateOutOfOrder(errors={"on": [str(_("Before the application was received."))]})

    def effect(self) -> None:
        row, data = self.application(), self.data
        row.upheld, row.decided_on = data.upheld, data.on
        row.save(update_fields=["upheld", "decided_on"])
        if row.deadline is not None:
            self.ledger.fulfil(row.deadline, data.on)
        if data.upheld:
            self.recuse(row.person, row.ground)
        self.tell_applicant(row)

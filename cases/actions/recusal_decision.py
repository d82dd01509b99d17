"""The decision on recusal, and what follows from it at once (Rules 21-23)."""

import datetime as dt
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from agencies.models import Post, User
from cases.actions.base import CaseAction, Options, choices
from cases.actions.fields import ActionData, Ask, FactDay
from cases.actions.notices import tell, tell_apart
from cases.actions.recusal import OnRecusal
from cases.actions.registry import register
from cases.models import Draft, Recusal, RecusalApplication
from cases.services.outbox import unsay
from cases.services.people import holders
from pilit.law.errors import (
    DateOutOfOrder,
    DomainError,
    Invalid,
    NotPermitted,
    SamePerson,
    WrongState,
)
from pilit.law.texts import N_


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

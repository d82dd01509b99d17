"""Recusal (回避): applied for, decided in three days, reconsidered once (Rules 19-23)."""

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
from cases.actions.notices import people_of_organ, team_of, tell
from cases.actions.registry import register
from cases.models import RecusalApplication
from cases.querysets import INSIDE_POSTS
from cases.services.people import holders, organisation, unrecused
from pilit.law.errors import (
    DateOutOfOrder,
    Invalid,
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

"""Who works on a clue: named by the head of department or the registrar."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from agencies.models import Post, User
from cases.actions.base import ClueAction, Options, choices
from cases.actions.fields import ActionData, Ask, UserName
from cases.actions.notices import tell
from cases.actions.registry import register
from cases.services.assignment import Bench
from cases.services.assignment_way import way_of
from cases.services.people import holders, named
from pilit.law.errors import Invalid
from pilit.law.texts import N_


@register
class AssignClue(ClueAction):
    """A clue is given to a procurator, by turn or load or as whoever assigns it sees fit."""

    name = "assign_clue"
    label = N_("Assign the clue")
    consequence = N_("It stands in this person's work from now on; colleagues may still act on it.")

    class Data(ActionData):
        handler: Annotated[UserName, Ask(_("Handler"), widget="person")]

    def options(self) -> Options:
        return {"handler": choices((each.username, each.name) for each in self._staff())}

    def initial(self) -> dict[str, Any]:
        """Who has it; else who is suggested."""
        if self.clue.handler is not None:
            return {"handler": self.clue.handler.username}
        place = self.clue.procuratorate_id
        found = Bench.of(place, self.today).suggest(way_of(place), (), self.clue)
        return {"handler": found.person.username if found else ""}

    def guard(self) -> None:
        if self.data.handler not in {person.username for person in self._staff()}:
            said = N_("A clue is given to a procurator of this procuratorate.")
            raise Invalid(errors={"handler": [said]})

    def effect(self) -> None:
        before, person = self.clue.handler, named("handler", [self.data.handler])[0]
        self.clue.handler = person
        tell(self, [person], "clue_assigned", N_("You have the clue %(number)s – %(title)s"))
        if before is not None and before != person:
            said = N_("Somebody else has the clue %(number)s – %(title)s now")
            tell(self, [before], "clue_given_on", said)

    def _staff(self) -> list[User]:
        return holders(self.clue.procuratorate_id, (Post.HANDLER,), self.today)

"""Superiors and jurisdiction: handing down, taking up, designating (Rules 11, 17, 18)."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from agencies.models import Level, Organisation
from cases.actions.base import Action, CaseAction, Options, choices
from cases.actions.fields import ActionData, Ask, OptionalProse, OrganisationCode
from cases.actions.moving import another_procuratorate, is_under, pass_on, refuse_in_court
from cases.actions.received_clue import give_clue
from cases.actions.registry import register
from cases.domain.lifecycle import Who
from cases.models import Case, CaseMove, Clue
from cases.policy import Standing
from cases.services.numbering import give_number
from cases.services.people import organisation
from pilit.law.errors import Invalid, WrongState
from pilit.law.texts import N_


def superior_of(action: Action) -> Organisation:
    """The procuratorate above, for which the actor acts. Raises ``LookupError`` for nobody's."""
    seat = action.seat or Standing(action.actor, action.file, action.today).seat((Who.HIGHER,))
    if seat is None:
        raise LookupError(f"{action.name} is taken by no superior")
    return Organisation.objects.get(pk=seat.organisation_id)


def procuratorates_under(superior: Organisation, *but: int) -> list[tuple[str, str]]:
    """The procuratorates of an area as choices, ``superior`` itself included."""
    rows = Organisation.objects.active().under(superior).exclude(pk__in=but).order_by("id")
    return choices((row.code, row.name) for row in rows)


@register
class HandDown(CaseAction):
    """A superior hands its own case to one below it (Rules 11, 18)."""

    name = "hand_down"
    label = N_("Hand the case down")
    consequence = N_(
        "The case passes with its file and its running periods to the lower procuratorate, whose "
        "head names a handler."
    )

    class Data(ActionData):
        to: Annotated[OrganisationCode, Ask(_("To procuratorate"), widget="choice")]
        reason: Annotated[OptionalProse, Ask(_("Reason"), widget="textarea")] = ""

    def options(self) -> Options:
        own = self.case.procuratorate
        return {"to": procuratorates_under(own, own.pk)}

    def precheck(self) -> None:
        if self.case.procuratorate.level == Level.DISTRICT:
            raise WrongState(N_("There is no procuratorate below this one."))
        refuse_in_court(self.case)

    def guard(self) -> None:
        own = self.case.procuratorate
        if not is_under(another_procuratorate(self.data.to, own), own):
            raise Invalid(errors={"to": [str(_("This procuratorate is not below yours."))]})

    def effect(self) -> None:
        own = self.case.procuratorate
        pass_on(
            self,
            self.case,
            another_procuratorate(self.data.to, own),
            CaseMove.Kind.HAND_DOWN,
            self.today,
            reason=self.data.reason,
            number=give_number(own, "交", self.today),
        )


@register
class TakeUp(CaseAction):
    """A superior takes up the case of a lower procuratorate (Rules 11, 18)."""

    name = "take_up"
    label = N_("Take the case up")
    consequence = N_(
        "The case passes with its file and its running periods to your procuratorate, whose head "
        "names a handler."
    )

    def precheck(self) -> None:
        refuse_in_court(self.case)

    def effect(self) -> None:
        pass_on(self, self.case, superior_of(self), CaseMove.Kind.TAKE_UP, self.today)


@register
class Designate(Action):
    """A superior designates who has jurisdiction in its area: over a case (Rules 17), or over a
    clue that was reported upward (Rules 26).
    """

    name = "designate"
    label = N_("Designate jurisdiction")
    consequence = N_("The designated procuratorate has the matter and cannot refuse it.")

    class Data(ActionData):
        to: Annotated[OrganisationCode, Ask(_("To procuratorate"), widget="choice")]
        reason: Annotated[OptionalProse, Ask(_("Reason"), widget="textarea")] = ""

    def options(self) -> Options:
        superior, target = superior_of(self), self.target
        if isinstance(target, Case):
            return {"to": procuratorates_under(superior, superior.pk, target.procuratorate_id)}
        return {"to": procuratorates_under(superior)}

    def precheck(self) -> None:
        target = self.target
        if isinstance(target, Case):
            refuse_in_court(target)
        elif isinstance(target, Clue) and (
            target.reported_up_on is None or target.accepted_on is not None
        ):
            raise WrongState(N_("This clue was not reported upward."))

    def guard(self) -> None:
        to, superior = organisation("to", self.data.to), superior_of(self)
        if not is_under(to, superior):
            raise Invalid(errors={"to": [str(_("Not a procuratorate of your area."))]})
        if isinstance(self.target, Case):
            another_procuratorate(self.data.to, self.target.procuratorate)
            if to.pk == superior.pk:
                raise Invalid(errors={"to": [str(_("To have it here, take the case up."))]})

    def effect(self) -> None:
        to, target = organisation("to", self.data.to), self.target
        number = give_number(superior_of(self), "指", self.today)
        if isinstance(target, Case):
            kind = CaseMove.Kind.DESIGNATE
            pass_on(self, target, to, kind, self.today, reason=self.data.reason, number=number)
        elif isinstance(target, Clue):
            self.effects["number"] = number
            give_clue(self, target, to)

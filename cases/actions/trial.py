"""The trial, of either instance: notice to appear, who appears, the hearing."""

from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from agencies.models import Post
from cases.actions.base import Options, choices
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Moment,
    OnlyFor,
    OptionalLine,
    OptionalProse,
    UserName,
)
from cases.actions.litigation import OnSuit
from cases.actions.notices import handler_name, people_of_court, tell
from cases.actions.registry import register
from cases.domain.clocks import INSTANCE_CLOCKS
from cases.domain.vocabulary import CaseKind, CaseState
from cases.models import (
    Deadline,
    Hearing,
    Instance,
)
from cases.services.numbering import give_number
from cases.services.people import holders, named_unrecused, unrecused
from pilit.law.errors import DateOutOfOrder, WrongState
from pilit.law.texts import N_

ORGAN_SUED = frozenset({CaseKind.ADMINISTRATIVE})


class OnTrial(OnSuit):
    """An action of the trial, of either instance."""

    def instance(self) -> Instance:
        """The instance the case stands before."""
        return Instance.SECOND if self.case.state == CaseState.ON_APPEAL else Instance.FIRST

    def clock(self) -> Deadline:
        """The trial period that runs. Raises :class:`WrongState` where none does."""
        pending = self.case.deadlines.pending().filter(code__in=INSTANCE_CLOCKS)
        clock = pending.order_by("-id").first()
        if clock is None:
            raise WrongState(N_("No trial period runs."))
        return clock

    def open_hearing(self) -> Hearing | None:
        """The hearing that is announced and not yet held."""
        return (
            self.suit()
            .hearings.filter(instance=self.instance(), held_on__isnull=True)
            .order_by("-id")
            .first()
        )


@register
class GiveHearingNotice(OnTrial):
    """The court gives notice to appear at least three days before the hearing (Interp. 8)."""

    name = "give_hearing_notice"
    label = N_("Give notice to appear")
    consequence = N_("The procuratorate names who appears within three days of receipt.")
    occurs_on = "received_on"

    class Data(ActionData):
        hearing_at: Annotated[Moment, Ask(_("Hearing at"), widget="moment")]
        received_on: Annotated[FactDay, Ask(_("Received by the procuratorate on"))]

    def initial(self) -> dict[str, Any]:
        return {"received_on": self.today.isoformat()}

    def guard(self) -> None:
        self.refuse_before(
            "received_on", self.suit().docketed_on, str(_("Before the suit was docketed."))
        )
        if timezone.localdate(self.data.hearing_at) < self.data.received_on:
            raise DateOutOfOrder(errors={"hearing_at": [str(_("Before the notice was received."))]})

    def effect(self) -> None:
        data = self.data
        Hearing.objects.create(
            suit=self.suit(),
            instance=self.instance(),
            hearing_at=data.hearing_at,
            notice_received_on=data.received_on,
        )
        hearing_on = timezone.localdate(data.hearing_at)
        self.ledger.start("appearance_notice", hearing_on)
        self.ledger.meet("appearance_notice", data.received_on)
        self.ledger.start("appearance_reply", data.received_on)
        self.tell_parties(
            "hearing",
            N_("A hearing is set for %(on)s: %(number)s"),
            on={"date": hearing_on.isoformat()},
        )


@register
class ReplyAppearance(OnTrial):
    """The procuratorate names who appears, within three days (Interp. 8; Rules 49)."""

    name = "reply_appearance"
    label = N_("Name those who appear")
    occurs_on = "on"

    class Data(ActionData):
        attendants: Annotated[
            tuple[UserName, ...],
            Field(min_length=1, max_length=20),
            Ask(_("Who appears"), widget="people"),
        ]
        on: Annotated[FactDay, Ask(_("Sent on"))]

    def options(self) -> Options:
        posts = (Post.HANDLER, Post.ASSISTANT, Post.HEAD, Post.CHIEF)
        people = unrecused(self.case, holders(self.case.procuratorate_id, posts, self.today))
        return {"attendants": choices((person.username, person.name) for person in people)}

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat(), "attendants": handler_name(self.case)}

    def precheck(self) -> None:
        if self.open_hearing() is None:
            raise WrongState(N_("No hearing has been announced."))

    def guard(self) -> None:
        hearing = self.open_hearing()
        first = hearing.notice_received_on if hearing else None
        self.refuse_before("on", first, str(_("Before the notice was received.")))

    def effect(self) -> None:
        hearing = self.open_hearing()
        if hearing is None:
            raise LookupError("no hearing is announced")
        hearing.appearance_on = self.data.on
        hearing.save(update_fields=["appearance_on"])
        people = named_unrecused("attendants", self.data.attendants, self.case)
        hearing.attendants.set(people)
        self.effects["number"] = give_number(self.case.procuratorate, "公出", self.today)
        self.ledger.meet("appearance_reply", self.data.on)
        tell(
            self,
            people_of_court(self, self.suit().court),
            "appearance",
            N_("The procuratorate named who appears: %(number)s"),
        )


@register
class HoldTrial(OnTrial):
    """The hearing was held; whether the head of the organ attended (ALL 3; Opinions 5(5))."""

    name = "hold_trial"
    label = N_("Record the hearing")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Hearing held on"))]
        organ_head_attended: Annotated[
            bool | None, Ask(_("The head of the organ attended")), OnlyFor(ORGAN_SUED)
        ] = None
        delegate: Annotated[
            OptionalLine, Ask(_("Delegate"), _("Who attended instead.")), OnlyFor(ORGAN_SUED)
        ] = ""
        reason: Annotated[
            OptionalProse, Ask(_("Reason for absence"), widget="textarea"), OnlyFor(ORGAN_SUED)
        ] = ""

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def guard(self) -> None:
        self.refuse_before("on", self.suit().docketed_on, str(_("Before the suit was docketed.")))

    def effect(self) -> None:
        data = self.data
        hearing = self.open_hearing() or Hearing(
            suit=self.suit(), instance=self.instance(), hearing_at=self.at
        )
        hearing.held_on, hearing.organ_head_attended = data.on, data.organ_head_attended
        hearing.delegate, hearing.absence_reason = data.delegate, data.reason
        hearing.save()

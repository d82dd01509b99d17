"""Actions of the trial, of either instance: notice to appear, hearing, stays, extension."""

from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from pydantic import ConfigDict, Field

from agencies.models import Post
from cases.actions.base import Options, choices
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Line,
    Moment,
    OptionalLine,
    OptionalProse,
    Prose,
    UserName,
)
from cases.actions.litigation import OnSuit
from cases.actions.notices import handler_name, people_of_court, tell
from cases.actions.registry import register
from cases.domain.clocks import INSTANCE_CLOCKS
from cases.domain.vocabulary import CaseState
from cases.models import (
    Hearing,
    Instance,
    TrialSuspension,
)
from cases.services.numbering import give_number
from cases.services.people import holders, named
from pilit.law.errors import DateOutOfOrder, WrongState
from pilit.law.lengths import Length
from pilit.law.texts import N_


class OnTrial(OnSuit):
    """An action of the trial, of either instance."""

    def instance(self) -> Instance:
        """The instance the case stands before."""
        return Instance.SECOND if self.case.state == CaseState.ON_APPEAL else Instance.FIRST

    def clock(self) -> str:
        """The code of the trial period that runs."""
        if self.instance() is Instance.FIRST:
            return "first_instance"
        return "second_instance"

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
        people = holders(self.case.procuratorate_id, posts, self.today)
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
        hearing.attendants.set(named("attendants", self.data.attendants))
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
        organ_head_attended: Annotated[bool | None, Ask(_("The head of the organ attended"))] = None
        delegate: Annotated[OptionalLine, Ask(_("Delegate"), _("Who attended instead."))] = ""
        reason: Annotated[OptionalProse, Ask(_("Reason for absence"), widget="textarea")] = ""

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


@register
class SuspendTrial(OnTrial):
    """The trial period does not run meanwhile (ALL-I 50)."""

    name = "suspend_trial"
    label = N_("Stay the trial")
    consequence = N_("The trial period does not run from that day.")
    occurs_on = "from_"

    class Data(ActionData):
        ground: Annotated[Prose, Ask(_("Ground"), widget="textarea")]
        from_: Annotated[FactDay, Field(alias="from"), Ask(_("From"))]

        model_config = ConfigDict(
            extra="forbid", frozen=True, str_strip_whitespace=True, serialize_by_alias=True
        )

    def precheck(self) -> None:
        if self.suit().trial_suspensions.filter(ends_on__isnull=True).exists():
            raise WrongState(N_("The trial is stayed already."))

    def guard(self) -> None:
        docketed = self.suit().docketed_on
        if docketed and self.data.from_ < docketed:
            raise DateOutOfOrder(errors={"from": [str(_("Before the suit was docketed."))]})

    def effect(self) -> None:
        row = TrialSuspension.objects.create(
            suit=self.suit(), ground=self.data.ground, starts_on=self.data.from_
        )
        self.ledger.suspend(
            INSTANCE_CLOCKS, f"trial:{row.pk}", row.starts_on, row.ground, "ALL-I 50"
        )


@register
class ResumeTrial(OnTrial):
    """The stay ended (ALL-I 50)."""

    name = "resume_trial"
    label = N_("Resume the trial")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Resumed on"))]

    def precheck(self) -> None:
        if self._open() is None:
            raise WrongState(N_("The trial is not stayed."))

    def guard(self) -> None:
        row = self._open()
        self.refuse_before(
            "on", row.starts_on if row else None, str(_("Before the trial was stayed."))
        )

    def effect(self) -> None:
        row = self._open()
        if row is None:
            raise LookupError("the trial is not stayed")
        row.ends_on = self.data.on
        row.save(update_fields=["ends_on"])
        self.ledger.resume(f"trial:{row.pk}", self.data.on)

    def _open(self) -> TrialSuspension | None:
        return self.suit().trial_suspensions.filter(ends_on__isnull=True).first()


@register
class ExtendTrial(OnTrial):
    """In an administrative case by the high court (ALL 81, 88)."""

    name = "extend_trial"
    label = N_("Extend the trial period")

    class Data(ActionData):
        approved_by: Annotated[
            Line, Ask(_("Approved by"), _("The high court, as the decision names it."))
        ]
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]
        months: Annotated[
            int, Field(ge=1, le=24), Ask(_("Months"), _("As the high court decided."))
        ] = 3

    def guard(self) -> None:
        self.ledger.check_extension(
            self._clock(), "high_court", self.today, Length(months=self.data.months)
        )

    def effect(self) -> None:
        length = Length(months=self.data.months)
        self.ledger.extend(self._clock(), "high_court", self.today, self.data.reason, length)
        self.effects["approved_by"] = self.data.approved_by

    def _clock(self) -> Any:
        clock = self.ledger.find(self.clock())
        if clock is None:
            raise WrongState(N_("No trial period runs."))
        return clock

"""Actions of the trial: notice to appear, hearing, stays, judgment, appeal, protest."""

from decimal import Decimal
from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from agencies.models import Organisation, Post
from cases.actions.base import CaseAction, Options, choices
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Line,
    Moment,
    OptionalLine,
    OptionalProse,
    PlannedDay,
    Prose,
    UserName,
)
from cases.actions.litigation import TRIAL_CLOCKS, OnSuit
from cases.actions.notices import people_of_court, team_of, tell
from cases.actions.registry import register
from cases.domain.vocabulary import CaseState
from cases.models import (
    Appeal,
    Hearing,
    Instance,
    Judgment,
    JudgmentOrder,
    Outcome,
    PartyRole,
    TrialSuspension,
)
from cases.services.numbering import give_number
from cases.services.parties import add_party
from cases.services.people import court_of, holders, named
from pilit.law.errors import DateOutOfOrder, Invalid, NotPermitted, PeriodEnded, WrongState
from pilit.law.lengths import Length
from pilit.law.texts import N_

INSTANCE_CLOCKS = ("first_instance", "second_instance", "second_instance_ruling")
APPEAL_CLOCKS = ("appeal_judgment", "appeal_ruling")


class OrderRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    text: Annotated[Prose, Ask(_("What is ordered"), widget="textarea")]
    perform_by: Annotated[PlannedDay | None, Ask(_("To be performed by"))] = None
    amount: Annotated[
        Decimal | None, Field(ge=0, max_digits=14, decimal_places=2), Ask(_("Amount (yuan)"), widget="money")
    ] = None
    payee: Annotated[OptionalLine, Ask(_("Payee"))] = ""


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
            self.suit().hearings.filter(instance=self.instance(), held_on__isnull=True).order_by("-id").first()
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
        self.refuse_before("received_on", self.suit().docketed_on, str(_("Before the suit was docketed.")))
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
        self.tell_parties("hearing", N_("A hearing is set for %(on)s: %(number)s"), on={"date": hearing_on.isoformat()})


@register
class ReplyAppearance(OnTrial):
    """The procuratorate names who appears, within three days (Interp. 8; Rules 49)."""

    name = "reply_appearance"
    label = N_("Name those who appear")
    occurs_on = "on"

    class Data(ActionData):
        attendants: Annotated[
            tuple[UserName, ...], Field(min_length=1, max_length=20), Ask(_("Who appears"), widget="people")
        ]
        on: Annotated[FactDay, Ask(_("Sent on"))]

    def options(self) -> Options:
        posts = (Post.HANDLER, Post.ASSISTANT, Post.HEAD, Post.CHIEF)
        people = holders(self.case.procuratorate_id, posts, self.today)
        return {"attendants": choices((person.username, person.name) for person in people)}

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat(), "attendants": [self.case.handler.username]}

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
        tell(self, people_of_court(self, self.suit().court), "appearance", N_("The procuratorate named who appears: %(number)s"))


@register
class HoldTrial(OnTrial):
    """The hearing was held; whether the head of the organ attended (ALL 3; Opinions 5(5))."""

    name = "hold_trial"
    label = N_("Record the hearing")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Held on"))]
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

        model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, serialize_by_alias=True)

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
        self.ledger.suspend(INSTANCE_CLOCKS, f"trial:{row.pk}", row.starts_on, row.ground, "ALL-I 50")


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
        self.refuse_before("on", row.starts_on if row else None, str(_("Before the trial was stayed.")))

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
        approved_by: Annotated[Line, Ask(_("Approved by"), _("The high court, as the decision names it."))]
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]
        months: Annotated[int, Field(ge=1, le=24), Ask(_("Months"), _("As the high court decided."))] = 3

    def guard(self) -> None:
        self.ledger.check_extension(self._clock(), "high_court", self.today, Length(months=self.data.months))

    def effect(self) -> None:
        length = Length(months=self.data.months)
        self.ledger.extend(self._clock(), "high_court", self.today, self.data.reason, length)
        self.effects["approved_by"] = self.data.approved_by

    def _clock(self) -> Any:
        clock = self.ledger.find(self.clock())
        if clock is None:
            raise WrongState(N_("No trial period runs."))
        return clock


class JudgmentEntry(OnTrial):
    """A judgment or ruling as entered by the court."""

    occurs_on = "served_on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Given on"))]
        court_number: Annotated[Line, Ask(_("Docket number"))]
        served_on: Annotated[FactDay, Ask(_("Served on"), _("The appeal period starts with this day."))]
        outcome: Annotated[Outcome, Ask(_("Outcome"))]
        orders: Annotated[tuple[OrderRow, ...], Field(max_length=30), Ask(_("Orders"))] = ()
        is_ruling: Annotated[bool, Ask(_("It is a ruling"), _("Then the appeal period is ten days."))] = False

    def initial(self) -> dict[str, Any]:
        return {
            "court_number": self.suit().court_number,
            "on": self.today.isoformat(),
            "served_on": self.today.isoformat(),
            "orders": [{"text": ""}],
        }

    def guard(self) -> None:
        self.refuse_before("served_on", self.data.on, str(_("Before it was given.")))
        self.refuse_before("on", self.suit().docketed_on, str(_("Before the suit was docketed.")))

    def enter(self, court: Organisation, upheld_below: bool | None = None) -> Judgment:
        """Write the judgment with its orders."""
        data = self.data
        judgment = Judgment.objects.create(
            suit=self.suit(),
            instance=self.instance(),
            court=court,
            is_ruling=data.is_ruling,
            on=data.on,
            court_number=data.court_number,
            served_on=data.served_on,
            outcome=data.outcome,
            upheld_below=upheld_below,
        )
        JudgmentOrder.objects.bulk_create(
            JudgmentOrder(
                judgment=judgment,
                no=no,
                text=row.text,
                perform_by=row.perform_by,
                amount=row.amount,
                payee=row.payee,
            )
            for no, row in enumerate(data.orders, 1)
        )
        for code in INSTANCE_CLOCKS:
            self.ledger.meet(code, data.on)
        self.ledger.cancel((*TRIAL_CLOCKS, "withdrawal_submission"), N_("judgment was given"))
        return judgment


@register
class EnterJudgment(JudgmentEntry):
    """The judgment of first instance (Interp. 25)."""

    name = "enter_judgment"
    label = N_("Enter the judgment")
    consequence = N_("The appeal periods start with the day of service: 15 days for a judgment, ten for a ruling.")

    def effect(self) -> None:
        data = self.data
        self.enter(self.suit().court)
        self.ledger.start("judgment_record", data.served_on)
        code = "appeal_ruling" if data.is_ruling else "appeal_judgment"
        self.ledger.start(code, data.served_on)
        self.tell_parties("judgment", N_("Judgment was given: %(number)s – %(title)s"))


class InForce(OnTrial):
    """What makes a judgment take effect."""

    def take_effect(self, judgment: Judgment) -> None:
        """Start the periods of performance the judgment names."""
        judgment.in_force_on = self.today
        judgment.save(update_fields=["in_force_on"])
        orders = self._standing_orders(judgment)
        days = [order.perform_by for order in orders if order.perform_by is not None]
        if days:
            self.ledger.start(
                "judgment_performance", self.today, stated_end=max(days)
            )
        self.tell_parties("in_force", N_("The judgment is in force: %(number)s – %(title)s"))

    def _standing_orders(self, judgment: Judgment) -> list[JudgmentOrder]:
        if judgment.upheld_below and not judgment.orders.exists():
            below = judgment.suit.judgments.filter(instance=Instance.FIRST).order_by("-id").first()
            return list(below.orders.all()) if below else []
        return list(judgment.orders.all())


@register
class JudgmentTakesEffect(InForce):
    """The clock: both appeal periods ended without an appeal (ALL 85)."""

    name = "judgment_takes_effect"
    label = N_("The judgment takes effect")

    def precheck(self) -> None:
        running = self.case.deadlines.filter(code__in=APPEAL_CLOCKS, status__in=("running", "suspended"))
        if running.exists():
            raise PeriodEnded(N_("An appeal period still runs."))

    def effect(self) -> None:
        judgment = self.suit().judgments.order_by("-id").first()
        if judgment is None:
            raise LookupError("no judgment was given")
        self.take_effect(judgment)


@register
class EnterFinalJudgment(JudgmentEntry, InForce):
    """The judgment of second instance is final (ALL 88)."""

    name = "enter_final_judgment"
    label = N_("Enter the final judgment")
    consequence = N_("The judgment is in force with its service; the periods of performance it names start.")

    class Data(JudgmentEntry.Data):
        upheld_below: Annotated[bool | None, Ask(_("The judgment below is upheld"))] = None

    def effect(self) -> None:
        court = court_of(self.case, PartyRole.APPEAL_COURT) or self.suit().court
        self.take_effect(self.enter(court, self.data.upheld_below))


@register
class AppealAction(OnTrial):
    """Either party appeals within the period (ALL 85; Rules 58-62), to the next higher court."""

    name = "appeal"
    label = N_("Appeal")
    consequence = N_("The judgment does not take effect; the case goes to the next higher court.")
    occurs_on = "on"

    class Data(ActionData):
        by: Annotated[Appeal.By | None, Ask(_("By"), widget="hidden")] = None
        on: Annotated[FactDay, Ask(_("Appealed on"))]
        copy_received_on: Annotated[
            FactDay | None, Ask(_("Copy received by the procuratorate on"), _("Of the defendant's appeal."))
        ] = None
        reason: Annotated[OptionalProse, Ask(_("Request and reasons"), widget="textarea")] = ""

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def guard(self) -> None:
        ends = [clock.due_on for clock in map(self.ledger.find, APPEAL_CLOCKS) if clock and clock.due_on]
        if ends and self.data.on > max(ends):
            raise PeriodEnded(N_("The appeal period ended on %(end)s."), params={"end": max(ends)})
        judgment = self.suit().judgments.order_by("-id").first()
        if judgment and self.data.on < judgment.served_on:
            raise DateOutOfOrder(errors={"on": [str(_("Before the judgment was served."))]})
        own = self._by()
        if self.data.by not in (None, own):
            raise NotPermitted(N_("You can appeal only for your own side."))
        if self.suit().court.parent is None:
            raise Invalid(errors={"on": [str(_("The directory knows no higher court."))]})

    def effect(self) -> None:
        data, suit, by = self.data, self.suit(), self._by()
        number = ""
        if by == Appeal.By.PROCURATORATE:
            number = give_number(self.case.procuratorate, "公上", self.today)
            self.effects["number"] = number
        Appeal.objects.create(
            suit=suit, by=by, on=data.on, number=number, copy_received_on=data.copy_received_on, reason=data.reason
        )
        higher = suit.court.parent
        if higher is None:
            raise LookupError("there is no higher court")
        add_party(self.case, higher, PartyRole.APPEAL_COURT, data.on)
        for code in APPEAL_CLOCKS:
            self.ledger.meet(code, data.on)
        received = data.copy_received_on or data.on
        if by == Appeal.By.DEFENDANT:
            self.ledger.start("appeal_copy_record", received)
        self.ledger.start("second_instance", received, responsible=higher)
        self.tell_parties("appeal", N_("An appeal was filed: %(number)s – %(title)s"))
        tell(self, people_of_court(self, higher), "appeal", N_("An appeal was filed: %(number)s – %(title)s"))

    def _by(self) -> Appeal.By:
        inside = self.actor.holds(Post.HANDLER, organisation_id=self.case.procuratorate_id)
        return Appeal.By.PROCURATORATE if inside else Appeal.By.DEFENDANT


@register
class Protest(OnTrial):
    """The higher procuratorate protests a judgment in force that is wrong (Rules 64)."""

    name = "protest"
    label = N_("Protest the judgment")
    consequence = N_("The case is tried again by the next higher court.")
    occurs_on = "on"

    class Data(ActionData):
        ground: Annotated[Prose, Ask(_("Ground"), widget="textarea")]
        on: Annotated[FactDay, Ask(_("Protested on"))]

    def review_place(self) -> Organisation:
        above = self.case.procuratorate.parent
        if above is None:
            raise WrongState(N_("There is no higher procuratorate in the directory."))
        return above

    def precheck(self) -> None:
        if not self.suit().judgments.exists():
            raise WrongState(N_("There is no judgment to protest."))

    def effect(self) -> None:
        suit = self.suit()
        Appeal.objects.create(suit=suit, by=Appeal.By.PROTEST, on=self.data.on, reason=self.data.ground)
        higher = suit.court.parent or suit.court
        add_party(self.case, higher, PartyRole.APPEAL_COURT, self.data.on)
        self.ledger.cancel(("judgment_performance",), N_("the judgment was protested"))
        self.tell_parties("protest", N_("The judgment was protested: %(number)s – %(title)s"))
        tell(self, team_of(self.case), "protest", N_("The judgment was protested: %(number)s – %(title)s"))



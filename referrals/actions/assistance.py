"""An organ is asked for assistance in an inquiry, answers or refuses (Opinions 5(3), Rules 45)."""

from functools import cached_property
from typing import Annotated, Any, Final

from django.utils.translation import gettext_lazy as _

from agencies.models import Organisation, OrganisationKind, User
from cases.actions.base import Action, Options, choices
from cases.actions.fields import (
    ActionData,
    ArrivalDay,
    Ask,
    Files,
    Line,
    OrganisationCode,
    PlannedDay,
    Prose,
    Sealed,
)
from cases.actions.notices import people_of_organ, team_of, tell
from cases.domain.rulebook import rule
from cases.models import Case
from cases.services.calendars import current_calendar
from cases.services.duties import length_set_by
from cases.services.files import take
from cases.services.ledger import Ledger
from cases.services.numbering import give_number
from cases.services.people import organisation, unrecused
from pilit.law.errors import DateOutOfOrder, Invalid
from pilit.law.lengths import Length
from pilit.law.texts import N_
from referrals.domain.assistance import (
    ANSWER,
    ASSISTANCE_KINDS,
    AssistanceKind,
    AssistanceState,
)
from referrals.models import Assistance
from referrals.services.begun import assistance_in
from referrals.sort import ASSISTANCE

SERIES: Final = "公协查"


class AssistanceAction(Action):
    """An action on a request for assistance."""

    @property
    def asked(self) -> Assistance:
        """The request acted on."""
        if not isinstance(self.target, Assistance):
            raise TypeError(f"{self.name} acts on a request for assistance")
        return self.target

    @property
    def ledger(self) -> Ledger:
        """Its deadlines."""
        return self.ledger_of(self.asked)

    def who_asked(self) -> list[User]:
        """Who works on the case where it is now; also who asked, while the case is there still."""
        case = self.asked.case
        people = team_of(case, self.today)
        if case.procuratorate_id == self.asked.procuratorate_id:
            people = [*people, self.asked.writer]
        return unrecused(case, dict.fromkeys(people))

    def tell_organ(self, title: str) -> None:
        """Tell the people of the organ."""
        tell(self, people_of_organ(self, self.asked.organ), self.name, title)

    def refuse_before_asked(self) -> None:
        """Raise :class:`DateOutOfOrder` where ``on`` lies before the day on which it was asked."""
        if self.data.on < self.asked.asked_on:
            raise DateOutOfOrder(
                errors={"on": [N_("This day lies before what had to come first.")]}
            )


@ASSISTANCE.register
class AskAssistance(AssistanceAction):
    """The procuratorate asks an organ for assistance in a case."""

    name = "ask_assistance"
    label = N_("Ask an organ for assistance")
    consequence = N_("The organ is told at once and answers in its portal by the day you name.")

    class Data(ActionData):
        case: Annotated[Line, Ask(_("Number of the case"))]
        organ: Annotated[OrganisationCode, Ask(_("Organ"), widget="organisation")]
        kind: Annotated[AssistanceKind, Ask(_("What is asked for"))]
        request: Annotated[
            Prose,
            Ask(
                _("The request"),
                _("The organ sees what you write here, and nothing else of the case."),
                "textarea",
            ),
            Sealed(),
        ]
        answer_by: Annotated[PlannedDay, Ask(_("To be answered by"))]

    def initial(self) -> dict[str, Any]:
        entry = rule(ANSWER, self.today)
        seat = next(iter(self.actor.seats_in(OrganisationKind.PROCURATORATE)), None)
        own = length_set_by(seat.organisation_id, entry) if seat is not None else None
        length = Length(**own) if own else None
        return {"answer_by": entry.proposed_end(self.today, current_calendar(), length).isoformat()}

    def options(self) -> Options:
        return {"kind": choices((each.value, _(ASSISTANCE_KINDS[each])) for each in AssistanceKind)}

    @cached_property
    def case(self) -> Case:
        """The case. Raises :class:`Invalid` for one the actor's procuratorate does not have."""
        row = Case.objects.internal_to(self.actor).filter(number=self.data.case).first()
        place = self.seat.organisation_id if self.seat is not None else None
        if row is None or row.procuratorate_id != place:
            raise Invalid(errors={"case": [N_("Your procuratorate has no case of this number.")]})
        return row

    @cached_property
    def organ(self) -> Organisation:
        """The organ."""
        return organisation("organ", self.data.organ)

    def guard(self) -> None:
        if self.data.answer_by < self.today:
            raise Invalid(errors={"answer_by": [N_("Name a day that has not passed.")]})
        if self.name not in assistance_in(self.case):
            raise Invalid(
                errors={
                    "case": [
                        N_(
                            "Assistance is asked for while a case is inquired into, followed up or "
                            "in court, or waits for a look-back (Opinions 5(3), 3(2); Rules 77)."
                        )
                    ]
                }
            )
        if self.organ.kind != OrganisationKind.ORGAN:
            raise Invalid(errors={"organ": [N_("Name an administrative organ.")]})

    def effect(self) -> None:
        data, case = self.data, self.case
        row = Assistance.objects.create(
            sort=ASSISTANCE.name,
            procuratorate=case.procuratorate,
            number=give_number(case.procuratorate, SERIES, self.today),
            state=AssistanceState.ASKED,
            author=self.person(),
            case=case,
            organ=self.organ,
            kind=data.kind,
            request=data.request,
            asked_on=self.today,
            answer_by=data.answer_by,
        )
        self.made = row
        self.ledger_of(row).start(
            ANSWER, self.today, stated_end=data.answer_by, responsible=self.organ
        )
        people = people_of_organ(self, self.organ)
        tell(self, people, self.name, N_("You are asked for assistance: %(title)s"))


@ASSISTANCE.register
class AnswerAssistance(AssistanceAction):
    """The organ answers, with what was asked for."""

    name = "answer_assistance"
    label = N_("Answer the request")
    consequence = N_("The procuratorate is told at once.")

    class Data(ActionData):
        on: Annotated[ArrivalDay, Ask(_("Received on"))]
        answer: Annotated[Prose, Ask(_("Answer"), widget="textarea"), Sealed()]
        files: Annotated[Files, Ask(_("Files"), widget="files")] = ()

    def guard(self) -> None:
        self.refuse_before_asked()

    def effect(self) -> None:
        row, data = self.asked, self.data
        row.answer, row.answered_on = data.answer, data.on
        if data.files:
            take(self, list(dict.fromkeys(data.files)), "files", matter=row)
        self.ledger.meet(ANSWER, data.on)
        tell(self, self.who_asked(), self.name, N_("%(title)s: the organ has answered"))


@ASSISTANCE.register
class RefuseAssistance(AssistanceAction):
    """The organ refuses, and says why. It may still answer."""

    name = "refuse_assistance"
    label = N_("Refuse, with a reason")
    consequence = N_(
        "Organs are to assist an inquiry (Opinions 5(3)). A refusal may be reported to the "
        "people's congress, notified to the discipline commission, or brought to your superior "
        "through the next higher procuratorate (Rules 45). You may still answer afterwards."
    )

    class Data(ActionData):
        on: Annotated[ArrivalDay, Ask(_("Received on"))]
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea"), Sealed()]

    def guard(self) -> None:
        self.refuse_before_asked()

    def effect(self) -> None:
        row, data = self.asked, self.data
        row.refusal, row.refused_on = data.reason, data.on
        self.ledger.cancel({ANSWER}, N_("the organ has refused"))
        tell(self, self.who_asked(), self.name, N_("%(title)s: the organ has refused"))


@ASSISTANCE.register
class WithdrawAssistance(AssistanceAction):
    """The procuratorate takes back what it asked for, before there is an answer."""

    name = "withdraw_assistance"
    label = N_("Withdraw the request")
    consequence = N_("The organ is told at once, with the reason, and need not answer any more.")

    class Data(ActionData):
        reason: Annotated[Prose, Ask(_("Reason"), _("The organ sees it."), "textarea"), Sealed()]

    def effect(self) -> None:
        row = self.asked
        row.withdrawal, row.withdrawn_on = self.data.reason, self.today
        self.ledger.cancel(None, N_("the request was withdrawn"))
        self.tell_organ(N_("%(title)s: the request was withdrawn"))


@ASSISTANCE.register
class CloseAssistance(AssistanceAction):
    """Nothing more is expected."""

    name = "close_assistance"
    label = N_("Close the request")
    consequence = N_(
        "Nothing more is expected of the organ; where it has not answered, that is said and the "
        "organ is told."
    )

    def effect(self) -> None:
        self.asked.closed_on = self.today
        if self.asked.answered_on is None:
            self.tell_organ(N_("%(title)s: the request was closed without an answer"))
        self.ledger.cancel(None, N_("the request was closed"))

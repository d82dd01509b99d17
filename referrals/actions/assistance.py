"""An organ is asked for assistance in an inquiry, answers, or refuses (Opinions 5(3), Rules 45)."""

import datetime as dt
from functools import cached_property
from typing import Annotated, Any, Final

from django.utils.translation import gettext_lazy as _

from agencies.models import Organisation, OrganisationKind, Post
from cases.actions.base import Action, Options, choices
from cases.actions.fields import (
    ActionData,
    ArrivalDay,
    Ask,
    FactDay,
    Files,
    Line,
    OptionalProse,
    OrganisationCode,
    PlannedDay,
    Prose,
    Sealed,
)
from cases.actions.notices import tell
from cases.domain.vocabulary import CaseState
from cases.models import Case
from cases.services.files import take
from cases.services.ledger import Ledger
from cases.services.numbering import give_number
from cases.services.people import holders, organisation
from pilit.law.errors import DateOutOfOrder, Invalid
from pilit.law.texts import N_
from referrals.domain.assistance import (
    ANSWER,
    ASSISTANCE_KINDS,
    WAYS,
    AssistanceKind,
    AssistanceState,
    Way,
)
from referrals.models import Assistance, ObstructionReport
from referrals.sort import ASSISTANCE

SERIES: Final = "公协查"
ORGAN_POSTS: Final = (Post.OFFICER, Post.LEADER)
USUAL: Final = dt.timedelta(days=7)
"""So long an organ is given where nothing else is entered."""


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
        return {"answer_by": (self.today + USUAL).isoformat()}

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
        if self.case.state == CaseState.CLOSED:
            raise Invalid(errors={"case": [N_("The case is closed.")]})
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
        people = holders(self.organ.pk, ORGAN_POSTS, self.today)
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
        tell(self, [row.writer], self.name, N_("%(title)s: the organ has answered"))


@ASSISTANCE.register
class RecordObstruction(AssistanceAction):
    """The organ refuses, or obstructs the inquiry."""

    name = "record_obstruction"
    label = N_("Record a refusal or obstruction")
    consequence = N_(
        "It may then be reported to the people's congress, notified to the discipline commission, "
        "or taken up through the next higher procuratorate. The organ does not see it."
    )
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("When"))]
        what: Annotated[
            Prose, Ask(_("What was refused or obstructed"), widget="textarea"), Sealed()
        ]

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def guard(self) -> None:
        self.refuse_before_asked()

    def effect(self) -> None:
        row = self.asked
        row.obstructed_on, row.obstruction = self.data.on, self.data.what


@ASSISTANCE.register
class ReportObstruction(AssistanceAction):
    """It is brought to somebody who can help."""

    name = "report_obstruction"
    label = N_("Report the refusal or obstruction")
    consequence = N_("That it was reported, to whom and when, is kept.")
    occurs_on = "on"

    class Data(ActionData):
        way: Annotated[Way, Ask(_("Way"))]
        to: Annotated[OrganisationCode, Ask(_("To whom"), widget="organisation")]
        on: Annotated[FactDay, Ask(_("Day"))]
        note: Annotated[OptionalProse, Ask(_("Note"), widget="textarea"), Sealed()] = ""

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def options(self) -> dict[str, Any]:
        rows = Organisation.objects.active().filter(kind__in=KIND_OF_WAY.values())
        rows = rows.exclude(pk=self.asked.procuratorate_id).order_by("kind", "region", "id")
        return {
            "way": choices((each.value, _(WAYS[each])) for each in Way),
            "to": [(row.code, row.name, row.get_kind_display()) for row in rows],
        }

    @cached_property
    def receiver(self) -> Organisation:
        """To whom it is reported."""
        return organisation("to", self.data.to)

    def guard(self) -> None:
        row = self.asked
        if row.obstructed_on is not None and self.data.on < row.obstructed_on:
            raise DateOutOfOrder(
                errors={"on": [N_("This day lies before what had to come first.")]}
            )
        fits = self.receiver.kind == KIND_OF_WAY[self.data.way]
        if self.data.way == Way.SUPERIOR:
            fits = self.receiver.pk == row.procuratorate.parent_id
        if not fits:
            raise Invalid(errors={"to": [N_("In this way it does not go to them.")]})

    def effect(self) -> None:
        data = self.data
        ObstructionReport.objects.create(
            assistance=self.asked, way=data.way, to=self.receiver, on=data.on, note=data.note
        )


KIND_OF_WAY: Final = {
    Way.CONGRESS: OrganisationKind.CONGRESS,
    Way.COMMISSION: OrganisationKind.COMMISSION,
    Way.SUPERIOR: OrganisationKind.PROCURATORATE,
}


@ASSISTANCE.register
class CloseAssistance(AssistanceAction):
    """Nothing more is expected."""

    name = "close_assistance"
    label = N_("Close the request")
    consequence = N_("Nothing more is expected of the organ.")

    def effect(self) -> None:
        self.asked.closed_on = self.today
        self.ledger.cancel(None, N_("the request was closed"))

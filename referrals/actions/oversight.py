"""Oversight is asked for, entered from paper or offered (Opinions 8(1), 8(2))."""

from functools import cached_property
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from agencies.models import Organisation, Post
from cases.actions.base import Action, Options
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Line,
    OptionalLine,
    OrganisationCode,
    PlannedDay,
    Prose,
)
from cases.actions.notices import tell
from cases.services.ledger import Ledger
from cases.services.numbering import give_number
from cases.services.people import holders
from cases.statistics.scope import LEADING_POSTS, READER_POSTS
from pilit.law.errors import Invalid, NotPermitted
from pilit.law.texts import N_
from pilit.web.texts import translated
from referrals.domain.oversight import (
    BY_FORM,
    DAY,
    FIXING,
    FORMS,
    MATERIALS,
    FormRow,
    Origin,
    OversightForm,
    OversightState,
)
from referrals.models import Oversight
from referrals.services.overseers import overseen, overseers_of
from referrals.sort import OVERSIGHT

SERIES = "公监督"
PASSED = N_("Name a day that has not passed.")


class OversightAction(Action):
    """An action on one use of a form of oversight."""

    @property
    def matter(self) -> Oversight:
        """What is acted on."""
        if not isinstance(self.target, Oversight):
            raise TypeError(f"{self.name} acts on oversight")
        return self.target

    @property
    def ledger(self) -> Ledger:
        """Its deadlines."""
        return self.ledger_of(self.matter)

    @property
    def is_body(self) -> bool:
        """Whether who acts sits in the overseeing body."""
        return self.seat is not None and self.seat.post in READER_POSTS

    def tell_other_side(self, row: Oversight, message: str) -> None:
        """Tell the body what the procuratorate did, and the procuratorate what the body did."""
        place, posts = row.overseer_id, READER_POSTS
        if self.is_body:
            place, posts = row.procuratorate_id, LEADING_POSTS
        tell(self, holders(place, posts, self.today), self.name, message)

    def start_day(self, row: Oversight) -> None:
        """Start the periods until the day fixed, and until the materials are in."""
        ledger = self.ledger_of(row)
        ledger.start(DAY, self.today, stated_end=row.planned_on)
        if row.materials_by is not None and row.answered_on is None:
            ledger.start(MATERIALS, self.today, stated_end=row.materials_by)


class Begun(OversightAction):
    """What begins one."""

    origin: Origin

    @cached_property
    def own(self) -> Organisation:
        """The body or procuratorate for which who begins it acts."""
        seat = self.seat or self.actor.holds(
            *(READER_POSTS if self.origin is Origin.ASKED else (Post.HEAD, Post.CHIEF))
        )
        if seat is None:
            raise NotPermitted
        return Organisation.objects.get(pk=seat.organisation_id)

    @cached_property
    def sides(self) -> tuple[Organisation, Organisation]:
        """The overseer and the procuratorate. Raises :class:`Invalid` at ``to``."""
        asked = self.origin is Origin.ASKED
        others = overseen(self.actor) if asked else overseers_of(self.own)
        other = others.filter(code=self.data.to).first()
        if other is None:
            raise Invalid(errors={"to": [N_("Neither oversees the other.")]})
        return (self.own, other) if asked else (other, self.own)

    def options(self) -> Options:
        asked = self.origin is Origin.ASKED
        others = list(overseen(self.actor) if asked else overseers_of(self.own))
        kinds = {self.own.kind} if asked else {each.kind for each in others}
        return {
            "to": [(each.code, each.name) for each in others],
            "form": [
                (each.form.value, translated(each.label))
                for each in FORMS
                if each.overseer in kinds and self.is_open_to(each)
            ],
        }

    def is_open_to(self, form: FormRow) -> bool:
        """Whether a form may be begun so."""
        return form.offered or self.origin is not Origin.OFFERED

    def guard(self) -> None:
        overseer, _place = self.sides
        form = BY_FORM[self.data.form]
        if form.overseer != overseer.kind:
            raise Invalid(errors={"form": [N_("This body does not use this form of oversight.")]})
        if not self.is_open_to(form):
            raise Invalid(errors={"form": [N_("This form is asked for, it is not offered.")]})

    def create(self, state: OversightState, **more: Any) -> Oversight:
        """Write the row, and tell the other side."""
        overseer, place = self.sides
        data = self.data
        row = Oversight.objects.create(
            sort=OVERSIGHT.name,
            procuratorate=place,
            number=give_number(place, SERIES, self.today),
            state=state,
            author=self.person(),
            overseer=overseer,
            form=data.form,
            origin=self.origin,
            subject=data.subject,
            request=data.request,
            **more,
        )
        self.made = row
        return row


class BeginningData(ActionData):
    """What every beginning says, first whom it is between."""

    to: Annotated[OrganisationCode, Ask(_("Procuratorate"), widget="organisation")]
    form: Annotated[OversightForm, Ask(_("Form"))]
    subject: Annotated[Line, Ask(_("Subject"), _("What it is about, in a line."))]
    request: Annotated[
        Prose,
        Ask(
            _("What is wanted"), _("Which questions, which materials, who is to come."), "textarea"
        ),
    ]


@OVERSIGHT.register
class AskOversight(Begun):
    """A body asks."""

    name = "ask_oversight"
    label = N_("Ask for a report, inspection or visit")
    consequence = N_(
        "The procuratorate is told at once and fixes the day; it does not decline (Opinions 8)."
    )
    origin = Origin.ASKED

    class Data(BeginningData):
        wanted_on: Annotated[PlannedDay | None, Ask(_("Day you propose"))] = None

    def guard(self) -> None:
        super().guard()
        if self.data.wanted_on is not None and self.data.wanted_on < self.today:
            raise Invalid(errors={"wanted_on": [PASSED]})

    def effect(self) -> None:
        more = {"begun_on": self.today, "wanted_on": self.data.wanted_on}
        row = self.create(OversightState.ASKED, **more)
        self.ledger_of(row).start(FIXING, self.today)
        self.tell_other_side(row, N_("Oversight is asked for: %(title)s"))


class FromProcuratorate(BeginningData):
    """The same, of the procuratorate that is overseen."""

    to: Annotated[OrganisationCode, Ask(_("Overseer"), widget="organisation")]


@OVERSIGHT.register
class RecordOversight(Begun):
    """What a body asked for on paper is entered."""

    name = "record_oversight"
    label = N_("Enter what was asked for on paper")
    consequence = N_(
        "It stands in your work until a day is fixed. The body sees it, and you enter for it what "
        "it says on paper."
    )
    occurs_on = "received_on"
    origin = Origin.ON_PAPER

    class Data(FromProcuratorate):
        received_on: Annotated[FactDay, Ask(_("Received on"))]
        wanted_on: Annotated[PlannedDay | None, Ask(_("Day proposed"))] = None

    def initial(self) -> dict[str, Any]:
        return {"received_on": self.today.isoformat()}

    def effect(self) -> None:
        day = self.data.received_on
        row = self.create(OversightState.ASKED, begun_on=day, wanted_on=self.data.wanted_on)
        self.ledger_of(row).start(FIXING, day)
        self.tell_other_side(row, N_("What was asked for on paper was entered: %(title)s"))


@OVERSIGHT.register
class OfferOversight(Begun):
    """The procuratorate offers to report, or to be visited."""

    name = "offer_oversight"
    label = N_("Offer a report or a visit")
    consequence = N_("The body is told at once, and accepts or declines.")
    origin = Origin.OFFERED

    class Data(FromProcuratorate):
        planned_on: Annotated[PlannedDay, Ask(_("Day"))]
        place: Annotated[OptionalLine, Ask(_("Place"))] = ""
        materials_by: Annotated[
            PlannedDay | None, Ask(_("Materials handed in by"), _("Empty: none are needed."))
        ] = None

    def guard(self) -> None:
        super().guard()
        refuse_days(self)

    def effect(self) -> None:
        data = self.data
        row = self.create(
            OversightState.OFFERED,
            begun_on=self.today,
            planned_on=data.planned_on,
            place=data.place,
            materials_by=data.materials_by,
        )
        self.tell_other_side(row, N_("Offered to you: %(title)s"))


def refuse_days(action: OversightAction) -> None:
    """Raise :class:`Invalid` where the day has passed, or the materials come in after it."""
    data = action.data
    if data.planned_on < action.today:
        raise Invalid(errors={"planned_on": [PASSED]})
    if data.materials_by is None:
        return
    if not action.today <= data.materials_by <= data.planned_on:
        raise Invalid(
            errors={"materials_by": [N_("Between today and the day for which they are meant.")]}
        )

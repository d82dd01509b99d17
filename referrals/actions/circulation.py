"""The quarterly circulation between a procuratorate and a discipline commission (Opinions 6)."""

from functools import cached_property
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from agencies.models import Organisation, OrganisationKind
from cases.actions.base import Action, Options
from cases.actions.fields import ActionData, Ask, Line, OptionalLine
from cases.actions.notices import tell
from cases.services.people import holders
from pilit.law.citations import numeral
from pilit.law.errors import Invalid, NotPermitted, SamePerson
from pilit.law.texts import N_
from referrals.domain.circulation import CirculationState, Quarter
from referrals.models import Circulation
from referrals.querysets.referral import DECIDING_POSTS
from referrals.services.circulation import offices_of, take_down
from referrals.services.interference import commission_for
from referrals.sort import CIRCULATION

DUE = "discipline_circulation"
SERIES = "公通报"
OFFERED = 4
"""So many quarters that have ended are offered."""


class CirculationAction(Action):
    """An action on a circulation statement."""

    @property
    def statement(self) -> Circulation:
        """The statement acted on."""
        if not isinstance(self.target, Circulation):
            raise TypeError(f"{self.name} acts on a circulation statement")
        return self.target

    def tell_both(self, row: Circulation, message: str) -> None:
        """Tell who works on referrals on both sides."""
        people = [
            *holders(row.procuratorate_id, DECIDING_POSTS, self.today),
            *holders(row.commission_id, DECIDING_POSTS, self.today),
        ]
        tell(self, people, self.name, message)


@CIRCULATION.register
class DrawUpCirculation(CirculationAction):
    """Either side draws up the statement of a quarter that has ended."""

    name = "draw_up_circulation"
    label = N_("Draw up the statement of a quarter")
    consequence = N_(
        "It is made from the referrals between the two sides; both are told, and each confirms it. "
        "What is secret is neither listed nor counted."
    )

    class Data(ActionData):
        quarter: Annotated[Line, Ask(_("Quarter"), widget="choice")]
        office: Annotated[OptionalLine, Ask(_("Procuratorate"), widget="choice")] = ""

    @cached_property
    def side(self) -> Organisation:
        """The side of who draws it up."""
        seats = self.actor.seats_in(OrganisationKind.PROCURATORATE, OrganisationKind.COMMISSION)
        seat = self.seat or next(iter(seats), None)
        if seat is None:
            raise NotPermitted
        return Organisation.objects.get(pk=seat.organisation_id)

    @property
    def _is_office(self) -> bool:
        return self.side.kind == OrganisationKind.PROCURATORATE

    def unasked(self) -> frozenset[str]:
        return frozenset({"office"}) if self._is_office else frozenset()

    def _quarters(self) -> list[Quarter]:
        found = [Quarter.of(self.today).before]
        while len(found) < OFFERED:
            found.append(found[-1].before)
        return found

    def initial(self) -> dict[str, Any]:
        values = {"quarter": str(self._quarters()[0])}
        offices = [] if self._is_office else offices_of(self.side)
        return values | ({"office": offices[0].code} if len(offices) == 1 else {})

    def options(self) -> Options:
        offices = [] if self._is_office else offices_of(self.side)
        return {
            "quarter": [(str(each), each.written) for each in self._quarters()],
            "office": [(row.code, row.name) for row in offices],
        }

    @cached_property
    def sides(self) -> tuple[Organisation, Organisation]:
        """The procuratorate and the commission. Raises :class:`Invalid` at ``office``."""
        if self._is_office:
            commission = commission_for(self.side)
            if commission is None:
                raise NotPermitted(N_("There is no discipline commission of your region."))
            return self.side, commission
        office = next((row for row in offices_of(self.side) if row.code == self.data.office), None)
        if office is None:
            raise Invalid(errors={"office": [N_("Choose a procuratorate of your region.")]})
        return office, self.side

    @cached_property
    def quarter(self) -> Quarter:
        """The quarter. Raises :class:`Invalid` for one that has not ended."""
        found = Quarter.read(self.data.quarter)
        if found is None or found.last >= self.today:
            raise Invalid(errors={"quarter": [N_("Choose a quarter that has ended.")]})
        return found

    @property
    def number(self) -> str:
        """One for each quarter: 京朝检公通报〔2026〕第三季度."""
        office, quarter = self.sides[0], self.quarter
        prefix = office.number_prefix or office.short_name
        return f"{prefix}{SERIES}〔{quarter.year}〕第{numeral(quarter.number)}季度"

    def guard(self) -> None:
        if Circulation.objects.filter(number=self.number).exists():
            said = N_("There is a statement of this quarter already.")
            raise Invalid(errors={"quarter": [said]})

    def effect(self) -> None:
        office, commission = self.sides
        row = Circulation.objects.create(
            sort=CIRCULATION.name,
            procuratorate=office,
            commission=commission,
            number=self.number,
            state=CirculationState.DRAWN_UP,
            author=self.person(),
            first_on=self.quarter.first,
            last_on=self.quarter.last,
            drawn_on=self.today,
        )
        self.made = row
        take_down(row)
        self.effects["rows"] = row.rows.count()
        self.tell_both(row, N_("The circulation statement %(number)s was drawn up"))


@CIRCULATION.register
class RenewCirculation(CirculationAction):
    """What it lists is taken down anew, where something of the quarter was entered late."""

    name = "renew_circulation"
    label = N_("Take it down anew")
    consequence = N_("A confirmation given before is void.")

    def effect(self) -> None:
        row = self.statement
        row.drawn_on = self.today
        row.confirmed_by = row.confirmed_on = None
        take_down(row)
        self.effects["rows"] = row.rows.count()
        self.tell_both(row, N_("The circulation statement %(number)s was taken down anew"))


class Confirming(CirculationAction):
    """Who leads a side confirms for it."""

    @property
    def side_id(self) -> int:
        """The side for which is confirmed."""
        row = self.statement
        here = self.actor.places(*DECIDING_POSTS)
        at_both = {row.procuratorate_id, row.commission_id} & here
        return self.seat.organisation_id if self.seat is not None else min(at_both)


@CIRCULATION.register
class ConfirmCirculation(Confirming):
    """One side confirms."""

    name = "confirm_circulation"
    label = N_("Confirm the statement")
    consequence = N_("Once the other side confirms it too, it is agreed and stays as it is.")

    def effect(self) -> None:
        row = self.statement
        row.confirmed_by = Organisation.objects.get(pk=self.side_id)
        row.confirmed_on = self.today
        self.tell_both(row, N_("The circulation statement %(number)s was confirmed by one side"))


@CIRCULATION.register
class AgreeCirculation(Confirming):
    """The other side confirms too: it is agreed, frozen, and a document."""

    name = "agree_circulation"
    label = N_("Confirm for the other side")
    consequence = N_("Both sides agree: the statement becomes a document and stays as it is.")

    def precheck(self) -> None:
        if self.side_id == self.statement.confirmed_by_id:
            raise SamePerson(N_("Your side has confirmed it; the other side has to."))

    def effect(self) -> None:
        row = self.statement
        self.ledger_of(row).start(DUE, self.today, responsible=row.procuratorate)
        self._meet_last()
        row.agreed_on = self.today
        self.tell_both(row, N_("The circulation statement %(number)s is agreed by both sides"))

    def _meet_last(self) -> None:
        """The last one's period to the next ends with this one."""
        row = self.statement
        others = Circulation.objects.filter(
            procuratorate=row.procuratorate, commission=row.commission, agreed_on__isnull=False
        )
        for last in others.exclude(pk=row.pk).order_by("-id")[:1]:
            ledger = self.ledger_of(last)
            ledger.meet(DUE, self.today)
            ledger.refresh_target()
            last.save(update_fields=["next_due_on"])

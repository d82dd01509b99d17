"""Supervision of a case by a superior, and the report on it (督办, Rules 11)."""

from typing import Annotated, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agencies.models import Organisation, Post
from cases.actions.base import CaseAction, Options, choices
from cases.actions.fields import ActionData, Ask, FactDay, OptionalLine, PlannedDay, Prose
from cases.actions.jurisdiction import superior_of
from cases.actions.notices import team_of, tell
from cases.actions.registry import register
from cases.models import Supervision
from cases.services.numbering import give_number
from cases.services.people import holders
from pilit.law.errors import DateOutOfOrder, Invalid, WrongState
from pilit.law.texts import N_


class Supervised(CaseAction):
    """An action on the supervision of a case."""

    def open(self) -> QuerySet[Supervision]:
        """The supervisions that still wait for their report."""
        rows = self.case.supervisions.filter(reported_on__isnull=True, lifted_on__isnull=True)
        return rows.select_related("superior", "deadline").order_by("id")


@register
class Supervise(Supervised):
    """A superior supervises a case and may ask for a report by a day (Rules 11)."""

    name = "supervise"
    label = N_("Supervise the case")
    consequence = N_("The procuratorate that has the case reports to you by the day you name.")

    class Data(ActionData):
        reason: Annotated[
            Prose, Ask(_("Reason"), _("What is supervised and what is asked for."), "textarea")
        ]
        report_by: Annotated[PlannedDay | None, Ask(_("Report by"))] = None

    def precheck(self) -> None:
        if self.open().filter(superior=superior_of(self)).exists():
            raise WrongState(
                N_("Your procuratorate supervises this case already; its report is awaited.")
            )

    def guard(self) -> None:
        if self.data.report_by is not None and self.data.report_by <= self.today:
            raise DateOutOfOrder(errors={"report_by": [str(_("Name a day that lies ahead."))]})

    def effect(self) -> None:
        superior, data = superior_of(self), self.data
        row = Supervision(
            case=self.case,
            number=give_number(superior, "督", self.today),
            superior=superior,
            reason=data.reason,
            on=self.today,
            report_by=data.report_by,
        )
        if data.report_by is not None:
            row.deadline = self.ledger.start(
                "supervision_report", self.today, stated_end=data.report_by
            )
        row.save()
        self.effects["number"] = row.number
        heads = holders(self.case.procuratorate_id, (Post.HEAD, Post.CHIEF), self.today)
        tell(
            self,
            dict.fromkeys([*team_of(self.case, self.today), *heads]),
            "case_supervised",
            N_("%(superior)s supervises the case: %(number)s – %(title)s"),
            superior=superior.short_name,
        )


@register
class ReportOnSupervision(Supervised):
    """The report the superior asked for (Rules 11)."""

    name = "report_on_supervision"
    label = N_("Report on the supervision")
    consequence = N_("The report goes to the superior and ends the supervision.")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Reported on"))]
        report: Annotated[Prose, Ask(_("Report"), widget="textarea")]
        number: Annotated[
            OptionalLine,
            Ask(
                _("Supervision"),
                _("Where several superiors supervise the case; else the one there is."),
                "choice",
            ),
        ] = ""

    def options(self) -> Options:
        rows = ((row.number, f"{row.number} {row.superior.short_name}") for row in self.open())
        return {"number": choices(rows)}

    def initial(self) -> dict[str, Any]:
        first = self.open().first()
        return {"on": self.today.isoformat(), "number": first.number if first else ""}

    def precheck(self) -> None:
        if not self.open().exists():
            raise WrongState(N_("No superior waits for a report on this case."))

    def guard(self) -> None:
        self.refuse_before("on", self._row().on, str(_("Before the case was supervised.")))

    def effect(self) -> None:
        row = self._row()
        row.reported_on, row.report = self.data.on, self.data.report
        row.save(update_fields=["reported_on", "report"])
        if row.deadline is not None:
            self.ledger.fulfil(row.deadline, self.data.on)
        self.effects["supervision"] = row.number
        tell(
            self,
            _heads_and_handlers(self, row.superior),
            "supervision_reported",
            N_("A report on the case you supervise: %(number)s – %(title)s"),
        )

    def _row(self) -> Supervision:
        """The supervision reported on. Raises :class:`Invalid` where it is not clear which."""
        rows = list(self.open())
        if self.data.number:
            rows = [row for row in rows if row.number == self.data.number]
        if len(rows) != 1:
            raise Invalid(errors={"number": [str(_("Say which supervision this is about."))]})
        return rows[0]


def _heads_and_handlers(action: CaseAction, place: Organisation) -> list[Any]:
    return holders(place.pk, (Post.HEAD, Post.HANDLER), action.today)

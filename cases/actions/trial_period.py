"""The period of a trial, of either instance: stayed, resumed, extended."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import ConfigDict, Field

from cases.actions.fields import ActionData, Ask, FactDay, Line, Prose
from cases.actions.registry import register
from cases.actions.trial import OnTrial
from cases.domain.clocks import INSTANCE_CLOCKS
from cases.models import TrialSuspension
from cases.services.periods import procedure_of, rule_of
from pilit.law.errors import DateOutOfOrder, Invalid, WrongState
from pilit.law.extensions import ExtensionStep
from pilit.law.lengths import Length
from pilit.law.texts import N_

USUAL_EXTENSION = 3
"""Months a form proposes where the law leaves the length to whoever grants it."""


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
    """In an administrative case by the high court (ALL 81, 88); in a civil one first by the court's
    president, then by the next higher court (CPL 152, 183).
    """

    name = "extend_trial"
    label = N_("Extend the trial period")

    class Data(ActionData):
        approved_by: Annotated[
            Line, Ask(_("Approved by"), _("Who granted it, as the decision names them."))
        ]
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]
        months: Annotated[
            Annotated[int, Field(ge=1, le=24)] | None,
            Ask(_("Months"), _("As was decided; empty where the law fixes the length.")),
        ] = None

    def precheck(self) -> None:
        self._step()

    def initial(self) -> dict[str, Any]:
        length = self._step().length
        return {"months": length.months if length else USUAL_EXTENSION}

    def guard(self) -> None:
        step = self._step()
        if step.length is not None and self.data.months not in (None, step.length.months):
            message = str(_("The law fixes another length for this extension."))
            raise Invalid(errors={"months": [message]})
        self.ledger.check_extension(self.clock(), step.by, self.today, self._length(step))

    def effect(self) -> None:
        step = self._step()
        length, reason = self._length(step), self.data.reason
        self.ledger.extend(self.clock(), step.by, self.today, reason, length)
        self.effects["approved_by"] = self.data.approved_by

    def _step(self) -> ExtensionStep:
        """The step of extension that comes next; the last one again where all are used.

        Raises :class:`WrongState` where the law knows none.
        """
        clock = self.clock()
        steps = rule_of(clock).extensions_in(procedure_of(self.case))
        if not steps:
            raise WrongState(N_("The law knows no extension of this period."))
        return steps[min(clock.extensions.count(), len(steps) - 1)]

    def _length(self, step: ExtensionStep) -> Length:
        return step.length or Length(months=self.data.months or USUAL_EXTENSION)

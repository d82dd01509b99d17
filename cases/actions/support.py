"""Support of a suit that another brings (Rules 100-103; Env-I 2-5, 11)."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from agencies.models import Organisation, OrganisationKind
from cases.actions.base import CaseAction, Options, choices
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Line,
    OptionalProse,
    OrganisationCode,
)
from cases.actions.notices import people_of_court, team_of, tell
from cases.actions.registry import register
from cases.domain.clocks import NOTICE, REVIEW_CLOCKS
from cases.domain.vocabulary import Domain
from cases.models import (
    Criterion,
    DeadlineStatus,
    EligibilityCheck,
    Means,
    PartyRole,
    PlaintiffKind,
    SupportedOutcome,
    SupportedSuit,
    WithdrawalGround,
)
from cases.services import search
from cases.services.numbering import give_number
from cases.services.parties import add_party
from cases.services.people import organisation
from pilit.law.errors import Invalid, WrongState
from pilit.law.texts import N_

SUBMISSION = "support_withdrawal_submission"


class CheckRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    criterion: Annotated[Criterion, Ask(_("Condition"))]
    met: Annotated[bool, Ask(_("Fulfilled"))] = False
    proof: Annotated[
        Annotated[str, Field(max_length=300)], Ask(_("Proof"), _("The document that shows it."))
    ] = ""


class OnSupport(CaseAction):
    """An action on the suit that is supported."""

    def supported(self) -> SupportedSuit:
        """The latest suit supported. Raises :class:`WrongState` where there is none."""
        row = self.case.supported_suits.select_related("court").order_by("-id").first()
        if row is None:
            raise WrongState(N_("No suit is supported on this case."))
        return row

    def refuse_once_ended(self) -> None:
        """Raise :class:`WrongState` where the suit has ended."""
        if self.supported().ended_on is not None:
            raise WrongState(N_("The suit has ended; its outcome is recorded."))


@register
class SupportSuit(CaseAction):
    """The procuratorate supports a suit by advice, opinion, help with evidence, appearance (Rules
    100, 101).
    """

    name = "support_suit"
    label = N_("Support a suit")
    consequence = N_("The opinion gets its number and goes to the court; the court sees it.")
    occurs_on = "submitted_on"

    class Data(ActionData):
        plaintiff: Annotated[Line, Ask(_("Plaintiff supported"))]
        plaintiff_kind: Annotated[PlaintiffKind, Ask(_("Kind of plaintiff"))] = PlaintiffKind.OTHER
        court: Annotated[OrganisationCode, Ask(_("Court"), widget="organisation")]
        means: Annotated[
            tuple[Means, ...], Field(min_length=1, max_length=4), Ask(_("Means of support"))
        ]
        submitted_on: Annotated[FactDay, Ask(_("Submitted to the court on"))]
        checklist: Annotated[
            tuple[CheckRow, ...],
            Field(max_length=5),
            Ask(
                _("Eligibility of the organisation"),
                _("For a social organisation in environmental cases: all five conditions."),
            ),
        ] = ()

    def options(self) -> Options:
        courts = Organisation.objects.active().of_kind(OrganisationKind.COURT)
        rows = courts.order_by("region", "id")
        return {"court": choices((row.code, row.name) for row in rows)}

    def initial(self) -> dict[str, Any]:
        values: dict[str, Any] = {"submitted_on": self.today.isoformat()}
        row = self.case.negotiations.filter(sued_on__isnull=False).order_by("-id").first()
        if row is not None and row.court is not None:
            kind = PlaintiffKind.RIGHT_HOLDER.value
            values |= {"plaintiff": row.right_holder.name, "court": row.court.code}
            values["plaintiff_kind"] = kind
        elif self.case.domain == Domain.ENVIRONMENT:
            values["checklist"] = [{"criterion": each.value} for each in Criterion]
        return values

    def guard(self) -> None:
        if organisation("court", self.data.court).kind != OrganisationKind.COURT:
            raise Invalid(errors={"court": [str(_("This is not a court."))]})
        self.refuse_before("submitted_on", self.case.filed_on, str(_("Before the case was filed.")))
        self._check_eligibility()

    def _check_eligibility(self) -> None:
        """An environmental organisation must fulfil every condition, each proved (Env-I 2-5)."""
        rows = self.data.checklist
        named = [row.criterion for row in rows]
        if len(set(named)) != len(named):
            message = str(_("Each condition stands once."))
            raise Invalid(errors={"checklist": [message]})
        if (
            self.data.plaintiff_kind != PlaintiffKind.SOCIAL_ORGANISATION
            or self.case.domain != Domain.ENVIRONMENT
        ):
            return
        missing = [each for each in Criterion if each not in named]
        if missing:
            message = str(_("Check every condition (Env-I 2-5). Missing: %(names)s")) % {
                "names": "; ".join(str(each.label) for each in missing)
            }
            raise Invalid(errors={"checklist": [message]})
        errors: dict[str, list[str]] = {}
        for index, row in enumerate(rows):
            if not row.met:
                message = str(_("An organisation that does not fulfil this may not sue."))
                errors[f"checklist.{index}.met"] = [message]
            elif not row.proof:
                errors[f"checklist.{index}.proof"] = [str(_("Name what proves it."))]
        if errors:
            raise Invalid(errors=errors)

    def effect(self) -> None:
        data, case = self.data, self.case
        court = organisation("court", data.court)
        row = SupportedSuit.objects.create(
            case=case,
            number=give_number(case.procuratorate, "支诉", self.today),
            plaintiff=data.plaintiff,
            plaintiff_kind=data.plaintiff_kind,
            court=court,
            means=[str(each) for each in dict.fromkeys(data.means)],
            submitted_on=data.submitted_on,
        )
        EligibilityCheck.objects.bulk_create(
            EligibilityCheck(
                supported=row, criterion=each.criterion, met=each.met, proof=each.proof
            )
            for each in data.checklist
        )
        add_party(case, court, PartyRole.COURT, data.submitted_on)
        search.index_case(case)
        self.effects["number"] = row.number
        # Who sues is found: nothing more is to be published, and nothing reviewed for an own suit.
        self.ledger.cancel((NOTICE, *REVIEW_CLOCKS), N_("another's suit is supported"))
        tell(
            self,
            people_of_court(self, court),
            "support",
            N_("The procuratorate supports a suit: %(number)s – %(title)s"),
        )


@register
class WithdrawSupport(OnSupport):
    """Support is withdrawn where the plaintiff no longer serves the public (Rules 102)."""

    name = "withdraw_support"
    label = N_("Withdraw support")
    consequence = N_(
        "The decision goes to the court and to the plaintiff within three days; the procuratorate "
        "may then file a case of its own (Rules 103)."
    )

    class Data(ActionData):
        ground: Annotated[WithdrawalGround, Ask(_("Ground"))]
        note: Annotated[OptionalProse, Ask(_("Note"), widget="textarea")] = ""

    def precheck(self) -> None:
        self.refuse_once_ended()

    def guard(self) -> None:
        if self.data.ground == WithdrawalGround.OTHER and not self.data.note:
            raise Invalid(errors={"note": [str(_("Say which ground."))]})

    def effect(self) -> None:
        row = self.supported()
        row.withdrawal_number = give_number(self.case.procuratorate, "撤支", self.today)
        row.withdrawal_ground, row.withdrawal_note = self.data.ground, self.data.note
        row.withdrawn_on = self.today
        row.save()
        self.effects["number"] = row.withdrawal_number
        self.ledger.start(SUBMISSION, self.today)


@register
class SubmitSupportWithdrawal(OnSupport):
    """The withdrawal goes to the court and to the plaintiff within three days (Rules 102)."""

    name = "submit_support_withdrawal"
    label = N_("Submit the withdrawal of support")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Submitted on"))]

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def precheck(self) -> None:
        self._waiting()

    def guard(self) -> None:
        decided = self._waiting().withdrawn_on
        self.refuse_before("on", decided, str(_("Before it was decided.")))

    def effect(self) -> None:
        row = self._waiting()
        row.withdrawal_submitted_on = self.data.on
        row.save(update_fields=["withdrawal_submitted_on"])
        clocks = self.case.deadlines.filter(code=SUBMISSION, met_on__isnull=True)
        clock = clocks.exclude(status=DeadlineStatus.CANCELLED).order_by("id").first()
        if clock is not None:
            self.ledger.fulfil(clock, self.data.on)
        tell(
            self,
            people_of_court(self, row.court),
            "support_withdrawn",
            N_("The procuratorate has withdrawn its support: %(number)s – %(title)s"),
        )

    def _waiting(self) -> SupportedSuit:
        """The withdrawal decided first of those not submitted yet: another suit may be supported
        meanwhile.
        """
        waiting = self.case.supported_suits.filter(
            withdrawn_on__isnull=False, withdrawal_submitted_on__isnull=True
        )
        row = waiting.select_related("court").order_by("id").first()
        if row is not None:
            return row
        if self.supported().withdrawn_on is None:
            raise WrongState(N_("Support has not been withdrawn."))
        raise WrongState(N_("The withdrawal was submitted already."))


@register
class RecordSupportedOutcome(OnSupport):
    """How the supported suit ended."""

    name = "record_supported_outcome"
    label = N_("Record how the suit ended")
    consequence = N_("The procuratorate learns how the suit ended; its support is over.")
    occurs_on = "on"

    class Data(ActionData):
        outcome: Annotated[SupportedOutcome, Ask(_("Outcome"), _("Of the last instance."))]
        on: Annotated[FactDay, Ask(_("Day"), _("On which it took effect."))]
        court_number: Annotated[str, Field(max_length=60), Ask(_("Docket number"))] = ""

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}

    def precheck(self) -> None:
        self.refuse_once_ended()

    def guard(self) -> None:
        submitted = self.supported().submitted_on
        self.refuse_before("on", submitted, str(_("Before support was given.")))

    def effect(self) -> None:
        data, row = self.data, self.supported()
        row.outcome, row.ended_on, row.court_number = data.outcome, data.on, data.court_number
        row.save(update_fields=["outcome", "ended_on", "court_number"])
        tell(
            self,
            team_of(self.case, self.today),
            "supported_outcome",
            N_("The supported suit has ended: %(number)s – %(title)s"),
        )

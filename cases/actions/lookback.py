"""The look-back: was it really put right? (Rules 77; Opinions 3(2))"""

import datetime as dt
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from agencies.models import Post
from cases.actions.base import CaseAction, Options, choices
from cases.actions.fields import (
    ActionData,
    Ask,
    Fact,
    FactDay,
    Files,
    Moment,
    OptionalProse,
    Prose,
)
from cases.actions.inquiry import Officers, WithOfficers
from cases.actions.notices import team_of, tell
from cases.actions.registry import register
from cases.domain.clocks import LOOK_BACK_CLOCKS
from cases.domain.lifecycle import Transition
from cases.domain.vocabulary import CaseKind, CaseState
from cases.models import Finding, LookBack, LookBackItem
from cases.services.files import attach
from cases.services.people import holders
from cases.services.subjects import Subject, subject_of
from pilit.law.errors import DateOutOfOrder, Invalid, WrongState
from pilit.law.texts import N_


class FindingRow(BaseModel):
    """What was found of one item."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    no: Annotated[int, Field(ge=1), Ask(_("Item"))]
    finding: Annotated[Finding, Ask(_("Finding"))]
    note: Annotated[OptionalProse, Ask(_("Note"), widget="textarea")] = ""


@register
class LookBackAction(WithOfficers):
    """Item by item, on the spot, two officers at least; with photos, their place and time."""

    name = "look_back"
    label = N_("Look back")
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Looked back on"))]
        officers: Annotated[Officers, Ask(_("Officers"), _("Two at least (Rules 36)."), "people")]
        items: Annotated[tuple[FindingRow, ...], Field(max_length=50), Ask(_("Item by item"))] = ()
        conclusion: Annotated[Finding, Ask(_("Conclusion"))]
        files: Annotated[Files, Ask(_("Photos"), widget="files")] = ()
        address: Annotated[
            str, Field(max_length=300), Ask(_("Address"), _("Where the photos were taken."))
        ] = ""
        lng: Annotated[Decimal | None, Field(ge=-180, le=180), Ask(_("Longitude"))] = None
        lat: Annotated[Decimal | None, Field(ge=-90, le=90), Ask(_("Latitude"))] = None
        taken_at: Annotated[Moment | None, Fact(), Ask(_("Photos taken at"))] = None

    @cached_property
    def looked_back_on(self) -> Subject | None:
        """What is looked back on, asked once: a look-back alters nothing of it."""
        return subject_of(self.case)

    def precheck(self) -> None:
        if self.case.is_open and self.looked_back_on is None:
            raise WrongState(N_("Nothing was recommended, ordered or agreed to look back on."))

    def options(self) -> Options:
        subject = self.looked_back_on
        items = subject.items if subject else ()
        return {**super().options(), "items.no": [(str(no), f"{no}. {text}") for no, text in items]}

    def initial(self) -> dict[str, Any]:
        subject = self.looked_back_on
        items = subject.items if subject else ()
        return {
            **super().initial(),
            "items": [{"no": no, "finding": "", "note": ""} for no, _text in items],
            "address": self.case.address,
        }

    def guard(self) -> None:
        super().guard()
        data = self.data
        if (data.lng is None) != (data.lat is None):
            missing = "lng" if data.lng is None else "lat"
            raise Invalid(errors={missing: [str(_("Give both longitude and latitude."))]})
        self.refuse_before("on", self.case.filed_on, str(_("Before the case was filed.")))
        subject = self.looked_back_on
        if subject is None:
            if data.items:
                raise Invalid(errors={"items": [str(_("There are no items in this case."))]})
            return
        if data.on < subject.since:
            raise DateOutOfOrder(
                errors={"on": [str(_("Before it was recommended, ordered or agreed."))]}
            )
        self._refuse_items({no for no, _text in subject.items})

    def _refuse_items(self, known: set[int]) -> None:
        """Refuse items there are not, or named twice; a recommendation's want at least one."""
        if not self.data.items and self.case.kind == CaseKind.ADMINISTRATIVE:
            raise Invalid(errors={"items": [str(_("At least one entry is needed."))]})
        seen: set[int] = set()
        for index, row in enumerate(self.data.items):
            if row.no not in known or row.no in seen:
                raise Invalid(
                    errors={f"items.{index}.no": [str(_("No such item, or named twice."))]}
                )
            seen.add(row.no)

    def effect(self) -> None:
        data = self.data
        row = LookBack.objects.create(
            case=self.case,
            on=data.on,
            conclusion=data.conclusion,
            address=data.address,
            lng=data.lng,
            lat=data.lat,
            taken_at=data.taken_at,
        )
        row.officers.set(self.named_officers())
        LookBackItem.objects.bulk_create(
            LookBackItem(look_back=row, no=item.no, finding=item.finding, note=item.note)
            for item in data.items
        )
        attach(self, data.files, look_back=row)
        if self.case.state == CaseState.CLOSED:
            self._on_closed()

    def _on_closed(self) -> None:
        """Planned work is done; a bad verdict asks for a decision what becomes of the case."""
        if self.ledger.meet("first_look_back", self.data.on) is None:
            self.ledger.meet("second_look_back", self.data.on)
        if self.data.conclusion == Finding.EFFECTIVE:
            return
        heads = holders(self.case.procuratorate_id, (Post.HEAD,), self.today)
        tell(
            self,
            [*team_of(self.case, self.today), *heads],
            "look_back_bad",
            N_(
                "A look-back found a problem: reopen %(number)s – %(title)s, or file a new case "
                "from its clue"
            ),
        )


@register
class ReopenCase(CaseAction):
    """A look-back found that the harm is back or was never mended (Opinions 3(2))."""

    name = "reopen_case"
    label = N_("Reopen the case")
    consequence = N_(
        "The case returns to follow-up and can be sued; one that was closed during the inquiry "
        "returns to it."
    )

    class Data(ActionData):
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]
        look_back: Annotated[
            int | dt.date,
            Ask(_("Look-back"), _("The look-back that found it, or its day."), "choice"),
        ]

    def options(self) -> Options:
        return {
            "look_back": choices(
                (row.pk, f"{row.on} {row.get_conclusion_display()}") for row in self._bad()
            )
        }

    def precheck(self) -> None:
        if not self._bad().exists():
            raise WrongState(N_("First record a look-back that found a problem."))

    def guard(self) -> None:
        wanted = self.data.look_back
        chosen = {"on": wanted} if isinstance(wanted, dt.date) else {"pk": wanted}
        if not self._bad().filter(**chosen).exists():
            raise Invalid(
                errors={"look_back": [str(_("Choose a look-back that found a problem."))]}
            )

    def leads_to(self, entry: Transition) -> str | None:
        return entry.target if self._left_inquiry() else entry.otherwise

    def effect(self) -> None:
        self.case.closing_ground = self.case.outcome_note = ""
        self.ledger.cancel(LOOK_BACK_CLOCKS, N_("the case was reopened"))
        tell(
            self,
            team_of(self.case, self.today),
            "case_reopened",
            N_("The case was reopened: %(number)s – %(title)s"),
        )

    def _left_inquiry(self) -> bool:
        """Whether anything stands to be followed up: a recommendation, a notice, a negotiation."""
        case = self.case
        if case.kind == CaseKind.ADMINISTRATIVE:
            return case.recommendations.filter(withdrawn_on__isnull=True).exists()
        steps = (case.notices, case.relatives, case.negotiations, case.supported_suits)
        return any(rows.exists() for rows in steps)

    def _bad(self) -> QuerySet[LookBack]:
        """Look-backs since the case was closed that found a problem."""
        rows = self.case.look_backs.exclude(conclusion=Finding.EFFECTIVE)
        return rows.filter(on__gte=self.case.closed_on).order_by("-id")

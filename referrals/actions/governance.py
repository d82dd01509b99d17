"""A governance recommendation is drafted, written and sent up (Opinions 3(2), 5(6))."""

from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Any, Final

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from agencies.models import Level, Organisation, Post, User
from cases.actions.base import Action, Options
from cases.actions.fields import (
    ActionData,
    Ask,
    Line,
    OptionalLine,
    OrganisationCode,
    PlannedDay,
    Prose,
)
from cases.actions.notices import tell
from cases.domain.lifecycle import Transition
from cases.domain.rulebook import rule
from cases.models import Case
from cases.services.calendars import current_calendar
from cases.services.duties import length_set_by
from cases.services.ledger import Ledger
from cases.services.numbering import give_number
from cases.services.people import holders, organisation
from pilit.law.errors import Invalid, NotPermitted
from pilit.law.lengths import Length
from pilit.law.texts import N_
from referrals.domain.governance import REPLY, GovernanceState
from referrals.models import Campaign, Governance, GovernanceItem
from referrals.querysets.governance import RECEIVERS
from referrals.sort import GOVERNANCE
from referrals.standing_led import DRAFTING_POSTS

SERIES: Final = "公治"
MOST_ITEMS: Final = 30
MOST_CASES: Final = 200


class GovernanceAction(Action):
    """An action on a governance recommendation."""

    @property
    def row(self) -> Governance:
        """The recommendation acted on, or just drafted."""
        found = self.target if self.target is not None else self.made
        if not isinstance(found, Governance):
            raise TypeError(f"{self.name} acts on a governance recommendation")
        return found

    @property
    def ledger(self) -> Ledger:
        """Its deadlines."""
        return self.ledger_of(self.row)

    def tell_post(self, post: Post, message: str) -> None:
        """Tell who holds a post there."""
        tell(self, holders(self.row.procuratorate_id, (post,), self.today), self.name, message)

    def tell_author(self, message: str) -> None:
        """Tell who wrote it."""
        tell(self, [self.row.writer], self.name, message)

    def tell_receiver(self, message: str) -> None:
        """Tell the people of the organisation it is addressed to."""
        people: Iterable[User] = holders(
            self.row.receiver_id, (Post.OFFICER, Post.LEADER), self.today
        )
        tell(self, people, self.name, message)


class PointRow(BaseModel):
    """One problem, why it comes back, what is proposed."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    problem: Annotated[Prose, Ask(_("Problem"), widget="textarea")]
    cause: Annotated[Prose, Ask(_("Why it comes back"), widget="textarea")]
    proposal: Annotated[Prose, Ask(_("What is proposed"), widget="textarea")]


class Written(ActionData):
    """What it says, and to whom."""

    receiver: Annotated[OrganisationCode, Ask(_("Addressed to"), widget="organisation")]
    heading: Annotated[Line, Ask(_("Title"))]
    background: Annotated[
        Prose,
        Ask(
            _("What the cases show"),
            _("The receiver reads this and nothing else of the cases behind it: name nobody."),
            "textarea",
        ),
    ]
    points: Annotated[
        tuple[PointRow, ...], Field(min_length=1, max_length=MOST_ITEMS), Ask(_("Items"))
    ]
    reply_by: Annotated[
        PlannedDay,
        Ask(_("To be answered by"), _("The document names this day; no period of law runs.")),
    ]


class Writing(GovernanceAction):
    """What drafting and writing on have in common."""

    @cached_property
    def receiver(self) -> Organisation:
        """To whom it goes. Raises :class:`Invalid` at ``receiver``."""
        found = organisation("receiver", self.data.receiver)
        if found.kind not in RECEIVERS:
            said = N_("Name an administrative organ or a social organisation.")
            raise Invalid(errors={"receiver": [said]})
        return found

    def options(self) -> Options:
        here = self.office.region
        rows = Organisation.objects.active().of_kind(*RECEIVERS).order_by("kind", "region", "pk")
        near = sorted(rows, key=lambda row: (row.region != here, row.level == Level.DISTRICT))
        return {"receiver": [(row.code, row.name) for row in near]}

    @cached_property
    def office(self) -> Organisation:
        """The procuratorate of who writes it. Raises :class:`NotPermitted` for who drafts none."""
        if self.target is not None:
            return self.row.procuratorate
        seat = self.seat or self.actor.holds(*DRAFTING_POSTS)
        if seat is None:
            raise NotPermitted
        return Organisation.objects.get(pk=seat.organisation_id)

    def guard(self) -> None:
        _found = self.receiver
        if self.data.reply_by <= self.today:
            raise Invalid(errors={"reply_by": [N_("Name a day that is still to come.")]})

    def write_items(self, row: Governance) -> None:
        """Write its items anew."""
        row.items.all().delete()
        GovernanceItem.objects.bulk_create(
            GovernanceItem(governance=row, no=no, **each.model_dump())
            for no, each in enumerate(self.data.points, 1)
        )


@GOVERNANCE.register
class DraftGovernance(Writing):
    """Somebody who works on cases drafts one: from a failure that recurs, a campaign, or cases."""

    name = "draft_governance"
    label = N_("Draft a governance recommendation")
    consequence = N_(
        "The head of department reviews it and the chief procurator issues it, neither of whom has "
        "drafted it. Its receiver learns of it when it is served."
    )

    class Data(Written):
        campaign: Annotated[OptionalLine, Ask(_("From a campaign"), _("Its number."))] = ""
        cases: Annotated[
            tuple[Line, ...],
            Field(max_length=MOST_CASES),
            Ask(_("From cases"), _("Their numbers. The receiver is not shown them.")),
        ] = ()

    def initial(self) -> dict[str, Any]:
        entry = rule(REPLY, self.today)
        own = length_set_by(self.office.pk, entry)
        end = entry.proposed_end(self.today, current_calendar(), Length(**own) if own else None)
        return {"reply_by": end.isoformat()}

    @cached_property
    def campaign(self) -> Campaign | None:
        """The campaign it comes of. Raises :class:`Invalid` at ``campaign``."""
        if not self.data.campaign:
            return None
        rows = Campaign.objects.visible_to(self.actor).filter(opened_on__isnull=False)
        row = rows.filter(number=self.data.campaign).first()
        if row is None:
            raise Invalid(errors={"campaign": [N_("You see no campaign of this number.")]})
        return row

    @cached_property
    def cases(self) -> list[Case]:
        """The cases it comes of. Raises :class:`Invalid` at ``cases``."""
        wanted = set(self.data.cases)
        rows = list(Case.objects.internal_to(self.actor).filter(number__in=wanted))
        if len(rows) < len(wanted):
            raise Invalid(errors={"cases": [N_("You do not see every case of these numbers.")]})
        return rows

    def guard(self) -> None:
        super().guard()
        if self.campaign is None and not self.cases:
            said = N_("Name the campaign or the cases it comes of.")
            raise Invalid(errors={"cases": [said]})

    def effect(self) -> None:
        data = self.data
        row = Governance.objects.create(
            sort=GOVERNANCE.name,
            procuratorate=self.office,
            number=give_number(self.office, SERIES, self.today),
            state=GovernanceState.DRAFTED,
            author=self.person(),
            drafted_by=self.person(),
            drafted_on=self.today,
            receiver=self.receiver,
            from_campaign=self.campaign,
            heading=data.heading,
            background=data.background,
            reply_by=data.reply_by,
        )
        row.cases.set(self.cases)
        self.made = row
        self.write_items(row)


@GOVERNANCE.register
class WriteGovernance(Writing):
    """Its author writes on."""

    name = "write_governance"
    label = N_("Write on")
    consequence = N_("Nobody but your procuratorate and those above it see it before it is served.")
    Data = Written

    def initial(self) -> dict[str, Any]:
        row = self.row
        return {
            "receiver": row.receiver.code,
            "heading": row.heading,
            "background": row.background,
            "reply_by": row.reply_by.isoformat(),
            "points": list(row.items.values("problem", "cause", "proposal")),
        }

    def effect(self) -> None:
        row, data = self.row, self.data
        row.receiver = self.receiver
        for name in ("heading", "background", "reply_by"):
            setattr(row, name, getattr(data, name))
        self.write_items(row)


@GOVERNANCE.register
class SubmitGovernance(GovernanceAction):
    """Its author has finished: the head reviews it; what a head wrote goes to the chief."""

    name = "submit_governance"
    label = N_("Send for review")
    consequence = N_(
        "The head of department reviews it; what a head has written goes to the chief at once. You "
        "no longer change it."
    )

    @property
    def by_head(self) -> bool:
        """Whether a head wrote it."""
        return self.actor.holds(Post.HEAD, organisation_id=self.row.procuratorate_id) is not None

    def leads_to(self, entry: Transition) -> str | None:
        return entry.otherwise if self.by_head else entry.target

    def effect(self) -> None:
        self.row.remark = ""
        if self.by_head:
            message = N_("A governance recommendation waits for your decision: %(title)s")
            self.tell_post(Post.CHIEF, message)
        else:
            message = N_("A governance recommendation waits for your review: %(title)s")
            self.tell_post(Post.HEAD, message)

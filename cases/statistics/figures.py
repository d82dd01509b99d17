"""The figures, defined as data (Opinions 3(2), 3(3), 8).

One definition serves for all: the rows it names are what a delta counts, what the nightly check
counts anew, and the list that the number on the dashboard leads to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from django.db.models import (
    Count,
    DateField,
    DateTimeField,
    DecimalField,
    Exists,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, TruncDate, TruncMonth
from django.db.models.lookups import GreaterThan

from cases.domain.clocks import REPLY_CLOCKS
from cases.domain.vocabulary import CaseState
from cases.models import (
    Agreement,
    Case,
    Claim,
    Clue,
    Deadline,
    DeadlineStatus,
    Finding,
    Judgment,
    JudgmentOrder,
    LookBack,
    LookBackItem,
    Mediation,
    Outcome,
    Payment,
    Recommendation,
    Suit,
)
from cases.models.litigation import Instance
from pilit.law.texts import N_

MONEY: Final = DecimalField(max_digits=18, decimal_places=2)
NOTHING: Final = Value(Decimal(0), output_field=MONEY)


class Group(StrEnum):
    """The parts of the work that figures stand under, in the order of the procedure."""

    CLUES = "clues"
    RECOMMENDATIONS = "recommendations"
    LOOK_BACKS = "look_backs"
    LITIGATION = "litigation"
    MONEY = "money"


GROUP_LABELS: Final[Mapping[Group, str]] = {
    Group.CLUES: N_("Clues and cases"),
    Group.RECOMMENDATIONS: N_("Recommendations and replies"),
    Group.LOOK_BACKS: N_("Rectification, as looked back on"),
    Group.LITIGATION: N_("Suits and outcomes"),
    Group.MONEY: N_("Money"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: the rows of a model that fit a rule, each counted in the month of a day of its.

    ``owner`` is the path from a row to the clue or case it belongs to, which says procuratorate,
    kind and domain; empty where the row is one. The rule joins nothing to-many: a row counts once.
    """

    code: str
    group: Group
    label: str
    definition: str
    model: type[Model]
    on: str
    rule: Q
    owner: str = "case"
    amount: Combinable | None = None
    """The yuan of a row, of a figure that is about money."""

    @property
    def of_clues(self) -> bool:
        """Whether clues are counted, which have no kind."""
        return self.model is Clue

    @property
    def is_moment(self) -> bool:
        """Whether ``on`` is a moment and not a day."""
        return isinstance(self.model._meta.get_field(self.on.split("__")[0]), DateTimeField)

    def path(self, name: str) -> str:
        """A field of the clue or case, seen from a row."""
        return f"{self.owner}__{name}" if self.owner else name

    def rows(self) -> QuerySet[Any]:
        """Every row the figure counts, wherever it is."""
        found: QuerySet[Any] = self.model._default_manager.filter(
            self.rule, **{f"{self.on}__isnull": False}
        )
        return found

    def with_amount(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Rows with the yuan in them as ``yuan``."""
        amount = NOTHING if self.amount is None else Coalesce(self.amount, NOTHING)
        found: QuerySet[Any] = rows.annotate(yuan=amount)
        return found

    def cells(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Rows added up: figure, procuratorate, month, kind, domain, count, yuan."""
        day = TruncDate(self.on) if self.is_moment else F(self.on)
        found = self.with_amount(rows).annotate(
            cell_figure=Value(self.code),
            cell_place=F(self.path("procuratorate_id")),
            cell_month=Cast(TruncMonth(day), DateField()),
            cell_kind=Value("") if self.of_clues else F(self.path("kind")),
            cell_domain=F(self.path("domain")),
        )
        names = ("cell_figure", "cell_place", "cell_month", "cell_kind", "cell_domain")
        counted: QuerySet[Any] = (
            found.order_by().values(*names).annotate(cell_count=Count("pk"), cell_yuan=Sum("yuan"))
        )
        return counted


def _orders_of(judgments: Any) -> Subquery:
    """The yuan ordered by the first of some judgments."""
    orders = JudgmentOrder.objects.filter(judgment=Subquery(judgments.values("pk")[:1]))
    return Subquery(
        orders.order_by().values("judgment").annotate(sum=Sum("amount")).values("sum"),
        output_field=MONEY,
    )


def _awarded() -> Combinable:
    """What is to be paid under a judgment: its own orders, else those below that it upheld."""
    own = _orders_of(Judgment.objects.filter(pk=OuterRef(OuterRef("pk"))))
    below = _orders_of(
        Judgment.objects.filter(
            suit=OuterRef(OuterRef("suit")),
            instance=Instance.FIRST,
            pk__lt=OuterRef(OuterRef("pk")),
        ).order_by("-id")
    )
    return Coalesce(own, below)


#: Another judgment of the same suit took effect after it, as after a protest.
_REPLACED = Exists(
    Judgment.objects.filter(
        suit=OuterRef("suit"), in_force_on__isnull=False, pk__gt=OuterRef("pk")
    ).order_by()
)
#: The same item was looked back on again.
_LOOKED_AT_AGAIN = Exists(
    LookBackItem.objects.filter(
        look_back__case=OuterRef("look_back__case"),
        no=OuterRef("no"),
        look_back__gt=OuterRef("look_back"),
    ).order_by()
)
_LOST = Q(outcome__in=(Outcome.DISMISS, Outcome.DISMISSED))

_CLUES = (
    Figure(
        "clues_registered",
        Group.CLUES,
        N_("Clues registered"),
        N_(
            "Clues by the day of their registration, at the procuratorate that has them now. A "
            "clue transferred to another procuratorate is registered there once more."
        ),
        Clue,
        "registered_at",
        Q(),
        owner="",
    ),
    Figure(
        "cases_filed",
        Group.CLUES,
        N_("Cases filed"),
        N_("Cases by the day of the decision to file, at the procuratorate that has them now."),
        Case,
        "filed_on",
        Q(),
        owner="",
    ),
    Figure(
        "cases_closed",
        Group.CLUES,
        N_("Cases closed"),
        N_("Cases that are closed, by the day of closing; a case reopened counts no longer."),
        Case,
        "closed_on",
        Q(state=CaseState.CLOSED),
        owner="",
    ),
)

_RECOMMENDATIONS = (
    Figure(
        "recommendations_served",
        Group.RECOMMENDATIONS,
        N_("Recommendations served"),
        N_("Recommendations by the day of service, without those withdrawn since."),
        Recommendation,
        "served_on",
        Q(withdrawn_on__isnull=True),
    ),
    Figure(
        "replies_in_time",
        Group.RECOMMENDATIONS,
        N_("Replies in time"),
        N_(
            "Periods for the written reply that were kept, by the day of the reply; the postmark "
            "decides where there is one."
        ),
        Deadline,
        "met_on",
        Q(code__in=REPLY_CLOCKS, status=DeadlineStatus.MET, case__isnull=False),
    ),
    Figure(
        "replies_late",
        Group.RECOMMENDATIONS,
        N_("Replies too late"),
        N_(
            "Periods for the written reply that were missed and then made good, by the day of the "
            "reply. What is still without a reply stands among the overdue deadlines."
        ),
        Deadline,
        "met_on",
        Q(code__in=REPLY_CLOCKS, status=DeadlineStatus.MISSED, case__isnull=False),
    ),
)

_FINDING_LABELS: Final[Mapping[Finding, str]] = {
    Finding.EFFECTIVE: N_("Look-backs: effective"),
    Finding.INCOMPLETE: N_("Look-backs: incomplete"),
    Finding.FALSE: N_("Look-backs: false"),
    Finding.NOT_CONSOLIDATED: N_("Look-backs: not consolidated"),
    Finding.RELAPSED: N_("Look-backs: relapsed"),
}

_LOOK_BACKS = (
    Figure(
        "items_rectified",
        Group.LOOK_BACKS,
        N_("Items rectified"),
        N_(
            "Items found effective on the last look-back at them, by its day. What an organ says "
            "of itself does not count."
        ),
        LookBackItem,
        "look_back__on",
        Q(finding=Finding.EFFECTIVE) & ~Q(_LOOKED_AT_AGAIN),
        owner="look_back__case",
    ),
    Figure(
        "items_not_rectified",
        Group.LOOK_BACKS,
        N_("Items not rectified"),
        N_(
            "Items found otherwise than effective on the last look-back at them: incomplete, "
            "false, not consolidated or relapsed (Opinions 3(2))."
        ),
        LookBackItem,
        "look_back__on",
        ~Q(finding=Finding.EFFECTIVE) & ~Q(_LOOKED_AT_AGAIN),
        owner="look_back__case",
    ),
    *(
        Figure(
            f"look_backs_{finding.value}",
            Group.LOOK_BACKS,
            label,
            N_("Look-backs with this conclusion, by the day of the look-back; every one counts."),
            LookBack,
            "on",
            Q(conclusion=finding),
        )
        for finding, label in _FINDING_LABELS.items()
    ),
)

_LITIGATION = (
    Figure(
        "suits_filed",
        Group.LITIGATION,
        N_("Suits filed"),
        N_("Complaints delivered to a court, by that day, whatever became of them."),
        Suit,
        "delivered_on",
        Q(),
    ),
    Figure(
        "suits_withdrawn",
        Group.LITIGATION,
        N_("Suits withdrawn"),
        N_("Suits whose withdrawal the court allowed, by that day."),
        Suit,
        "withdrawn_on",
        Q(),
    ),
    Figure(
        "suits_won",
        Group.LITIGATION,
        N_("Judgments for the procuratorate"),
        N_(
            "Judgments in force that uphold the claims in whole or in part, by the day they took "
            "effect; one a later judgment replaced does not count."
        ),
        Judgment,
        "in_force_on",
        ~_LOST & ~Q(_REPLACED),
        owner="suit__case",
    ),
    Figure(
        "suits_lost",
        Group.LITIGATION,
        N_("Judgments dismissing the claims"),
        N_(
            "Judgments in force that dismiss the claims, by the day they took effect; one a later "
            "judgment replaced does not count."
        ),
        Judgment,
        "in_force_on",
        _LOST & ~Q(_REPLACED),
        owner="suit__case",
    ),
)

_MONEY = (
    Figure(
        "money_claimed",
        Group.MONEY,
        N_("Claimed in suits"),
        N_(
            "Claims with an amount, by the day the complaint was delivered, without claims altered "
            "since and without suits refused or withdrawn."
        ),
        Claim,
        "suit__delivered_on",
        Q(altered_on__isnull=True, amount__gt=0, suit__in=Suit.objects.pending()),
        owner="suit__case",
        amount=F("amount"),
    ),
    Figure(
        "money_awarded",
        Group.MONEY,
        N_("Awarded by judgment"),
        N_(
            "What judgments in force order to be paid, or the judgment below that they uphold, by "
            "the day they took effect; judgments that order no money do not count."
        ),
        Judgment,
        "in_force_on",
        Q(GreaterThan(_awarded(), NOTHING)) & ~Q(_REPLACED),
        owner="suit__case",
        amount=_awarded(),
    ),
    Figure(
        "money_mediated",
        Group.MONEY,
        N_("Mediated in court"),
        N_("Mediation agreements in force, by that day, and what is to be paid under them."),
        Mediation,
        "on",
        Q(),
        owner="suit__case",
        amount=F("amount"),
    ),
    Figure(
        "money_agreed",
        Group.MONEY,
        N_("Agreed as compensation"),
        N_("Agreements on ecological damage that a court confirmed, by that day (Eco-I 20)."),
        Agreement,
        "confirmed_on",
        Q(),
        owner="negotiation__case",
        amount=F("amount"),
    ),
    Figure(
        "money_paid",
        Group.MONEY,
        N_("Paid"),
        N_("Payments recorded, by the day of payment, into whatever account."),
        Payment,
        "on",
        Q(),
        amount=F("amount"),
    ),
    Figure(
        "money_in_treasury",
        Group.MONEY,
        N_("Paid into the treasury"),
        N_("Of the payments recorded those into the treasury (Opinions 8(3))."),
        Payment,
        "on",
        Q(account=Payment.Account.TREASURY),
        amount=F("amount"),
    ),
)

FIGURES: Final[Mapping[str, Figure]] = {
    figure.code: figure
    for figure in (*_CLUES, *_RECOMMENDATIONS, *_LOOK_BACKS, *_LITIGATION, *_MONEY)
}
"""Every figure kept by deltas, by its code, in the order of the dashboard."""

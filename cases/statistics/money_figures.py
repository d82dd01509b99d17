"""The figures about money: claimed, awarded, agreed, paid (Opinions 8(3))."""

from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan

from cases.models import Agreement, Claim, Judgment, JudgmentOrder, Mediation, Payment, Suit
from cases.models.litigation import Instance
from cases.statistics.figure import MONEY, NOTHING, Figure, Group
from pilit.law.texts import N_


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
REPLACED: Final = Exists(
    Judgment.objects.filter(
        suit=OuterRef("suit"), in_force_on__isnull=False, pk__gt=OuterRef("pk")
    ).order_by()
)

MONEY_FIGURES: Final = (
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
        Q(GreaterThan(_awarded(), NOTHING)) & ~Q(REPLACED),
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

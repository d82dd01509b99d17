"""The figures about what becomes of judgments: in force, performed, enforced (Opinions 4, 5(5))."""

from typing import Final

from django.db.models import F, Q

from cases.models import EnforcementApplication, EnforcementStep, Judgment, PerformanceReport
from cases.statistics.figure import Figure, Group
from cases.statistics.money_figures import REPLACED
from pilit.law.texts import N_

ENFORCEMENT_FIGURES: Final = (
    Figure(
        "judgments_in_force",
        Group.ENFORCEMENT,
        N_("Judgments in force"),
        N_(
            "Judgments by the day they took effect, whoever won, without those another judgment of "
            "the same suit has replaced since."
        ),
        Judgment,
        "in_force_on",
        ~Q(REPLACED),
        owner="suit__case",
    ),
    Figure(
        "orders_performed",
        Group.ENFORCEMENT,
        N_("Reported as performed"),
        N_(
            "Reports that an order, an agreement or a mediation is performed, by their day "
            "(Opinions 5(5)); what one reports to have begun does not count."
        ),
        PerformanceReport,
        "on",
        Q(done=True),
    ),
    Figure(
        "enforcement_applied",
        Group.ENFORCEMENT,
        N_("Applications for enforcement"),
        N_("Applications of those who are to receive something, by their day (CPL 250)."),
        EnforcementApplication,
        "on",
        Q(),
    ),
    Figure(
        "enforcement_steps",
        Group.ENFORCEMENT,
        N_("Steps of enforcement"),
        N_("Steps the courts have taken, by their day (Interp. 12; Opinions 4)."),
        EnforcementStep,
        "on",
        Q(),
    ),
)

MONEY_ENFORCED: Final = Figure(
    "money_enforced",
    Group.MONEY,
    N_("Collected by enforcement"),
    N_("Steps of enforcement that brought in money, by their day, and how much."),
    EnforcementStep,
    "on",
    Q(amount__gt=0),
    amount=F("amount"),
)

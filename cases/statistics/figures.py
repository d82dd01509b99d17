"""The figures, defined as data (Opinions 3(2), 3(3), 8).

One definition serves for all: the rows it names are what a delta counts, what the nightly check
counts anew, and the list that the number on the dashboard leads to.
"""

from collections.abc import Mapping
from typing import Final

from django.db.models import (
    Exists,
    OuterRef,
    Q,
)

from cases.domain.clocks import REPLY_CLOCKS
from cases.domain.vocabulary import CaseState
from cases.models import (
    Case,
    Clue,
    Deadline,
    DeadlineStatus,
    Finding,
    Judgment,
    LookBack,
    LookBackItem,
    Outcome,
    Recommendation,
    Suit,
)
from cases.statistics.enforcement_figures import ENFORCEMENT_FIGURES, MONEY_ENFORCED
from cases.statistics.figure import Figure, Group
from cases.statistics.money_figures import MONEY_FIGURES, REPLACED
from pilit.law.texts import N_

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
        ~_LOST & ~Q(REPLACED),
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
        _LOST & ~Q(REPLACED),
        owner="suit__case",
    ),
)

FIGURES: Final[Mapping[str, Figure]] = {
    figure.code: figure
    for figure in (
        *_CLUES,
        *_RECOMMENDATIONS,
        *_LOOK_BACKS,
        *_LITIGATION,
        *ENFORCEMENT_FIGURES,
        *MONEY_FIGURES,
        MONEY_ENFORCED,
    )
}
"""Every figure kept by deltas, by its code, in the order of the dashboard."""

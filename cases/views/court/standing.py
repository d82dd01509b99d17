"""Where a suit stands, in plain words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cases.domain.vocabulary import CaseState
from cases.models import Appeal, Suit
from cases.views.case.cards import SuitCard
from pilit.web.texts import full_date


def before_court(card: SuitCard, state: CaseState) -> Iterator[str]:
    """Where a suit stands, from the complaint to the last judgment."""
    suit, mediation = card.row, card.mediation
    judgment = next(iter(reversed(list(suit.judgments.all()))), None)
    appeal = next(iter(reversed(list(suit.appeals.all()))), None)
    if mediation is not None and mediation.on is not None:
        yield _("Mediated by %(court)s on %(day)s; the mediation is in force.") % {
            "court": suit.court.name,
            "day": full_date(mediation.on),
        }
    elif judgment is not None:
        yield _("%(court)s gave judgment on %(day)s: %(outcome)s.") % {
            "court": judgment.court.name,
            "day": full_date(judgment.on),
            "outcome": judgment.get_outcome_display(),
        }
        if state is CaseState.ON_APPEAL and appeal is not None:
            yield from _appealed(appeal)
    elif suit.is_refused and appeal is not None:
        yield from refused(suit)
        yield from _appealed(appeal)
    elif suit.docketed_on is None and suit.refusal_set_aside_on is not None:
        yield _("On appeal %(court)s was ordered on %(day)s to docket the suit.") % {
            "court": suit.court.name,
            "day": full_date(suit.refusal_set_aside_on),
        }
    elif suit.docketed_on is None:
        yield _("The complaint was delivered to %(court)s on %(day)s; docketing is awaited.") % {
            "court": suit.court.name,
            "day": full_date(suit.delivered_on),
        }
    else:
        yield _("%(court)s docketed the suit on %(day)s.") % {
            "court": suit.court.name,
            "day": full_date(suit.docketed_on),
        }


def refused(suit: Suit) -> Iterator[str]:
    """The court refused to docket; whether that was upheld on appeal."""
    if suit.refused_on is not None:
        yield _("%(court)s refused to docket the suit on %(day)s.") % {
            "court": suit.court.name,
            "day": full_date(suit.refused_on),
        }
    appeal = next(iter(reversed(list(suit.appeals.all()))), None)
    if appeal is not None and appeal.ruled_on is not None:
        yield _("On appeal the refusal was upheld on %(day)s.") % {
            "day": full_date(appeal.ruled_on)
        }


def _appealed(appeal: Appeal) -> Iterator[str]:
    yield _("Appeal of %(day)s (%(by)s); the second instance is awaited.") % {
        "day": full_date(appeal.on),
        "by": appeal.get_by_display(),
    }
    if appeal.docketed_on is not None:
        yield _("The higher court docketed it on %(day)s: %(number)s.") % {
            "day": full_date(appeal.docketed_on),
            "number": appeal.court_number,
        }
    elif appeal.by != Appeal.By.PROTEST:
        yield _("The higher court has yet to docket it.")

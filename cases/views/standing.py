"""Where a case stands, in plain words: the last thing that happened and what is waited for."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.domain.vocabulary import CaseKind, CaseState
from cases.models import Agreement, Case, ItemStatus
from cases.views.case.cards import NegotiationCard, NoticeCard, SuitCard, SupportCard
from cases.views.case.recommended import RecommendationCard
from cases.views.court.standing import before_court, refused
from pilit.web.texts import full_date, in_chinese, yuan


@dataclass(frozen=True, slots=True)
class Story:
    """What a sentence on a case is made from."""

    case: Case
    recommendation: RecommendationCard | None
    suit: SuitCard | None
    notice: NoticeCard | None = None
    negotiations: list[NegotiationCard] = field(default_factory=list)
    supported: list[SupportCard] = field(default_factory=list)

    @property
    def state(self) -> CaseState:
        """The state of the case."""
        return CaseState(self.case.state)

    @property
    def negotiation(self) -> NegotiationCard | None:
        """The last negotiation."""
        return self.negotiations[-1] if self.negotiations else None

    @property
    def agreement(self) -> Agreement | None:
        """The last agreement on compensation."""
        return self.negotiation.agreement if self.negotiation else None


def where_it_stands(story: Story) -> str:
    """The last thing that happened and what is waited for, in a sentence or two."""
    said = [sentence for sentence in _sentences(story) if sentence]
    return ("" if in_chinese() else " ").join(said)


def _sentences(story: Story) -> Iterator[str]:
    case, state = story.case, story.state
    if case.closed_on:
        yield _("Closed on %(day)s.") % {"day": full_date(case.closed_on)}
        return
    if case.handler_id is None:
        yield _("Nobody works on the case until the head of department names a handler.")
    match state:
        case CaseState.INQUIRING:
            yield from _inquiry(case)
        case CaseState.RECOMMENDED | CaseState.AWAITING_REPLY:
            yield _recommended(story)
        case CaseState.NOTICED:
            yield from _noticed(story)
        case CaseState.NEGOTIATING:
            yield _negotiating(story)
        case CaseState.AGREED:
            yield from _agreed(story)
        case CaseState.SUPPORTING:
            yield from _supporting(story)
        case CaseState.FOLLOWING_UP | CaseState.SUSPENDED:
            yield from _following_up(story)
        case _:
            yield from _in_court(story)


def _inquiry(case: Case) -> Iterator[str]:
    yield _("Case filed on %(day)s; the inquiry is under way.") % {"day": full_date(case.filed_on)}
    if case.kind == CaseKind.INCIDENTAL and case.criminal_court is not None:
        yield _("It goes with criminal case %(number)s before %(court)s.") % {
            "number": case.criminal_number,
            "court": case.criminal_court.name,
        }
    if case.against_matter and case.respondent_id is None:
        yield _("Who is responsible is still to be found out.")


def _recommended(story: Story) -> str:
    card = story.recommendation
    if card is None:
        return ""
    if card.row.served_on is not None:
        return _("Served on %(organ)s on %(day)s; its written reply is awaited.") % {
            "organ": card.row.organ.name,
            "day": full_date(card.row.served_on),
        }
    return _(
        "The recommendation %(number)s was decided on %(day)s and is to be served on %(organ)s."
    ) % {
        "number": card.row.number,
        "day": full_date(card.row.decided_on),
        "organ": card.row.organ.name,
    }


def _noticed(story: Story) -> Iterator[str]:
    notice = story.notice
    if notice is None or notice.asked_on is None:
        return
    if notice.row is not None:
        yield _("The notice was published in %(medium)s on %(day)s.") % {
            "medium": notice.row.medium,
            "day": full_date(notice.row.published_on),
        }
    else:
        yield ngettext(
            "%(count)d relative was asked on %(day)s.",
            "%(count)d relatives were asked by %(day)s.",
            len(notice.relatives),
        ) % {"count": len(notice.relatives), "day": full_date(notice.asked_on)}
    yield _responses(notice) or _("Nobody has answered yet.")


def _responses(notice: NoticeCard) -> str:
    """Who took the matter over; else how many answered."""
    response = notice.took_over
    if response is not None:
        return _("%(who)s answered on %(day)s: %(what)s.") % {
            "who": response.who,
            "day": full_date(response.on),
            "what": response.get_what_display(),
        }
    count = len(notice.responses)
    if not count:
        return ""
    return ngettext(
        "%(count)d answer came; nobody sues.", "%(count)d answers came; nobody sues.", count
    ) % {"count": count}


def _negotiating(story: Story) -> str:
    if story.negotiation is None:
        return ""
    row = story.negotiation.row
    return _("%(right_holder)s has negotiated with %(obligor)s since %(day)s.") % {
        "right_holder": row.right_holder.name,
        "obligor": row.obligor,
        "day": full_date(row.started_on),
    }


def _agreed(story: Story) -> Iterator[str]:
    agreement = story.agreement
    if agreement is None:
        return
    yield _("Agreed on %(day)s: %(amount)s.") % {
        "day": full_date(agreement.on),
        "amount": yuan(agreement.amount),
    }
    if agreement.court is None:
        yield _("No court has been asked to confirm it.")
    elif agreement.published_on is None:
        yield _("%(court)s was asked to confirm it.") % {"court": agreement.court.name}
    else:
        yield _("%(court)s published it on %(day)s; its confirmation is awaited.") % {
            "court": agreement.court.name,
            "day": full_date(agreement.published_on),
        }


def _supporting(story: Story) -> Iterator[str]:
    if not story.supported:
        return
    row = story.supported[-1].row
    yield _("The suit of %(plaintiff)s before %(court)s is supported since %(day)s.") % {
        "plaintiff": row.plaintiff,
        "court": row.court.name,
        "day": full_date(row.submitted_on),
    }
    if row.ended_on is not None:
        yield _("It ended on %(day)s: %(outcome)s.") % {
            "day": full_date(row.ended_on),
            "outcome": row.get_outcome_display(),
        }
    else:
        yield _("Its outcome is awaited.")


def _following_up(story: Story) -> Iterator[str]:
    """What led here last: a refused suit, a reply, support withdrawn, failed talks, a notice."""
    if story.suit is not None and story.suit.row.is_refused:
        yield from refused(story.suit.row)
        return
    if story.recommendation is not None:
        yield from _replied(story.recommendation)
        return
    withdrawn = story.supported[-1].row if story.supported else None
    if withdrawn is not None and withdrawn.withdrawn_on is not None:
        yield _("Support of the suit of %(plaintiff)s was withdrawn on %(day)s: %(ground)s.") % {
            "plaintiff": withdrawn.plaintiff,
            "day": full_date(withdrawn.withdrawn_on),
            "ground": withdrawn.get_withdrawal_ground_display(),
        }
        return
    notice = story.notice
    noticed = notice is not None and notice.asked_on is not None
    failed = story.negotiation.row if story.negotiation else None
    if failed is not None and failed.failed_on is not None:
        yield _("The negotiation with %(obligor)s failed on %(day)s.") % {
            "obligor": failed.obligor,
            "day": full_date(failed.failed_on),
        }
        if failed.sued_on is not None:
            yield _("%(right_holder)s sued on %(day)s.") % {
                "right_holder": failed.right_holder.name,
                "day": full_date(failed.sued_on),
            }
            return
    elif notice is not None and noticed:
        yield _responses(notice) or _("Nobody answered the notice in time.")
    if story.case.kind in (CaseKind.CIVIL, CaseKind.INCIDENTAL):
        yield _("Whether to sue is under review.")


def _replied(card: RecommendationCard) -> Iterator[str]:
    if not card.replies:
        yield _("%(organ)s has not replied in writing.") % {"organ": card.row.organ.name}
        return
    reply = card.replies[-1]
    yield _("%(organ)s replied in writing on %(day)s: %(kind)s.") % {
        "organ": card.row.organ.name,
        "day": full_date(reply.received_on),
        "kind": reply.get_kind_display(),
    }
    done = sum(1 for line in card.lines if line.answer and line.answer.status == ItemStatus.DONE)
    yield ngettext(
        "Of %(all)d item, %(done)d is done.",
        "Of %(all)d items, %(done)d are done.",
        len(card.lines),
    ) % {"all": len(card.lines), "done": done}


def _in_court(story: Story) -> Iterator[str]:
    """From the complaint to the last payment, or an agreement in force without a trial."""
    if story.suit is None:
        yield from _agreement_in_force(story)
    else:
        yield from before_court(story.suit, story.state)


def _agreement_in_force(story: Story) -> Iterator[str]:
    agreement = story.agreement
    if agreement is None or agreement.confirmed_on is None:
        return
    yield _("The agreement was confirmed on %(day)s and is in force: %(amount)s.") % {
        "day": full_date(agreement.confirmed_on),
        "amount": yuan(agreement.amount),
    }
    if agreement.performed_on is not None:
        yield _("It was performed on %(day)s.") % {"day": full_date(agreement.performed_on)}
    elif agreement.perform_by is not None:
        yield _("It is to be performed by %(day)s.") % {"day": full_date(agreement.perform_by)}

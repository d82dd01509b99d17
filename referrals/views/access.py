"""What of a referral somebody sees who may open its page."""

from agencies.actor import Actor
from agencies.models import Organisation, OrganisationKind
from cases.querysets import INSIDE_POSTS
from pilit.law.errors import NotFound
from referrals.models import Referral
from referrals.querysets.referral import WORKING_POSTS, places


def referral_for(actor: Actor, number: str) -> Referral:
    """The referral of that number, if the actor may see it. Raises :class:`NotFound`."""
    rows = Referral.objects.visible_to(actor).filter(number=number)
    row = rows.select_related(
        "procuratorate", "sender", "receiver", "author", "case", "clue", "registered"
    ).first()
    if row is None:
        raise NotFound
    return row


def sees_work(actor: Actor, row: Referral) -> bool:
    """Whether the actor stands on the receiver's side, to whom its own work is shown.

    The sender sees what it sent, the state and the result.
    """
    return _stands_with(actor, row.receiver)


def sees_origin(actor: Actor, row: Referral) -> bool:
    """Whether the actor stands on the sender's side, whose case or clue it came up in."""
    return _stands_with(actor, row.sender)


def _stands_with(actor: Actor, side: Organisation) -> bool:
    """Whether the actor sits there, or at a procuratorate above."""
    if side.pk in places(actor, WORKING_POSTS):
        return True
    above = {side.national_id, side.provincial_id, side.municipal_id}
    return any(
        seat.organisation_id in above and seat.post in INSIDE_POSTS
        for seat in actor.seats_in(OrganisationKind.PROCURATORATE)
    )

"""What the actions on a referral share."""

import datetime as dt
from collections.abc import Iterable

from agencies.models import User
from cases.actions.base import Action
from cases.actions.notices import tell
from cases.services.ledger import Ledger
from cases.services.people import holders
from pilit.law.errors import DateOutOfOrder
from pilit.law.texts import N_
from referrals.models import Referral
from referrals.querysets.referral import DECIDING_POSTS


class ReferralAction(Action):
    """An action on a referral."""

    @property
    def referral(self) -> Referral:
        """The referral acted on."""
        if not isinstance(self.target, Referral):
            raise TypeError(f"{self.name} acts on a referral")
        return self.target

    @property
    def ledger(self) -> Ledger:
        """Its deadlines."""
        return self.ledger_of(self.referral)

    def refuse_before(self, first: dt.date | None) -> None:
        """Raise :class:`DateOutOfOrder` at ``on`` where its day lies before ``first``."""
        if first is not None and self.data.on < first:
            raise DateOutOfOrder(
                errors={"on": [N_("This day lies before what had to come first.")]}
            )

    def tell_sender(self, message: str, **params: str) -> None:
        """Tell who sent it: of what is not for everybody there, only the author."""
        row = self.referral
        people: Iterable[User] = [row.writer]
        if not row.is_secret:
            people = [row.writer, *holders(row.sender_id, DECIDING_POSTS, self.today)]
        tell(self, dict.fromkeys(people), self.name, message, **params)

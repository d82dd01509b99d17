"""Taking an action on a referral: the same door as for clues and cases."""

from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.action import described, perform_action
from cases.api.base import ApiView
from cases.sorts import beginning
from pilit.law.errors import NotFound
from referrals.sort import REFERRAL
from referrals.views.access import referral_for


class ReferralActionView(ApiView):
    """Actions on a referral."""

    @described("referral_action")
    def post(self, request: Request, number: str, name: str) -> Response:
        """Take an action on a referral."""
        return perform_action(request, name, referral_for(self.actor, number))


class NewReferralActionView(ApiView):
    """Actions before there is a referral."""

    @described("new_referral_action")
    def post(self, request: Request, name: str) -> Response:
        """Send a referral."""
        if beginning(name) is not REFERRAL:
            raise NotFound
        return perform_action(request, name, None)

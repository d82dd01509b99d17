"""The form that sends a referral."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cases.views.access import page
from cases.views.forms.action import answer

GIVEN = ("case", "clue", "kind", "to")
"""What the address may fill in, as the link on a case does."""


@page
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """Send a referral: the one action on what does not exist yet."""
    given = {name: request.GET[name][:60] for name in GIVEN if name in request.GET}
    return answer(request, None, "send_referral", given)

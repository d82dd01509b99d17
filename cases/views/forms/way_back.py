"""The way back to a list: carried in the address of a form, with the list's filters and place."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

BACK = "back"


def back_of(request: HttpRequest) -> str:
    """Where the link to this page, or its form, says to go on; empty where it says nothing, or
    would lead elsewhere than into this system.
    """
    target = request.POST.get(BACK, "") or request.GET.get(BACK, "")
    here = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if here else ""

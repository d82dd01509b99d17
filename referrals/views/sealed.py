"""What a referral holds beside its page: files, and what is sealed. Each opening is an event."""

import uuid

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from agencies.request import actor_of
from cases.actions import perform
from cases.views.access import now, page
from pilit.web.clock import beijing_date
from referrals.services.sealed_files import named_files
from referrals.services.sealing import unseal
from referrals.views.access import referral_for
from referrals.views.files import fetched


@page
@never_cache
@require_POST
def opened(request: HttpRequest, number: str) -> HttpResponse:
    """Open what is sealed: the log has it before it is shown."""
    actor, at = actor_of(request), now()
    row = referral_for(actor, number)
    perform("open_sealed", row, actor, {}, at)
    context = {
        "referral": row,
        "texts": unseal(row.sealed),
        "files": named_files(row),
        "today": beijing_date(at),
    }
    return render(request, "referrals/sealed.html", context)


@page
@require_safe
def file(request: HttpRequest, number: str, pk: uuid.UUID) -> FileResponse:
    """A file that came along; of a secret referral only under an approved opening, and told."""
    actor = actor_of(request)
    return fetched(referral_for(actor, number), pk, actor, now())

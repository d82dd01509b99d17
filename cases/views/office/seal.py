"""The seal of one's procuratorate: shown, and replaced by its registrar."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from agencies.actor import Seat
from agencies.models import Post
from agencies.request import actor_of
from cases.models import Seal
from cases.services.seals import receive_seal
from cases.views.access import now, page, user_of
from pilit.law.errors import DomainError, Invalid, NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.texts import errors_of


def _seat(request: HttpRequest) -> Seat:
    """The registrar's seat. Raises :class:`NotFound` for everybody else."""
    seat = actor_of(request).holds(Post.REGISTRAR)
    if seat is None:
        raise NotFound
    return seat


def _newest(seat: Seat) -> Seal | None:
    rows = Seal.objects.filter(procuratorate=seat.organisation_id).select_related("uploaded_by")
    return rows.order_by("-id").first()


@page
@require_http_methods(["GET", "POST"])
def seal(request: HttpRequest) -> HttpResponse:
    """The seal in use; a POST replaces it for what is decided from now on."""
    seat, at = _seat(request), now()
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        given = request.FILES.get("seal")
        try:
            if not isinstance(given, UploadedFile):
                raise Invalid(errors={"seal": [N_("Choose a file.")]})
            receive_seal(given, seat.organisation_id, user_of(request), at)
        except DomainError as refusal:
            errors = errors_of(refusal)
        else:
            return redirect("cases:seal")
    context = {"seat": seat, "seal": _newest(seat), "errors": errors, "today": beijing_date(at)}
    return render(request, "cases/seal.html", context, status=422 if errors else 200)


@page
@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The picture of the seal in use."""
    row = _newest(_seat(request))
    if row is None:
        raise NotFound
    with row.content.open("rb") as stored:
        response = HttpResponse(stored.read(), content_type="image/png")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response

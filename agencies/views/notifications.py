"""What the person was told: a list, and marking it as read."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agencies.models import Notification, User
from agencies.models.notification import NotificationQuerySet
from pilit.web.htmx import wants_fragment
from pilit.web.paging import Ordering, page_of
from pilit.web.problems import answers_refusals

UNREAD_AT_MOST = 100
READ_A_PAGE = 50
NEWEST = "newest"
ORDERINGS = {NEWEST: Ordering(descending=True)}


def _own(request: HttpRequest) -> NotificationQuerySet:
    return Notification.objects.addressed_to(cast(User, request.user).pk)


@login_required
@require_safe
@answers_refusals
def notifications(request: HttpRequest) -> HttpResponse:
    """The unread ones first, then the read ones page by page (``?cursor=``)."""
    own = _own(request)
    cursor = request.GET.get("cursor", "")
    read = page_of(own.already_read(), ORDERINGS, NEWEST, cursor, READ_A_PAGE)
    return render(
        request,
        "agencies/notifications.html",
        {
            "unread": [] if cursor else own.unread().newest_first()[:UNREAD_AT_MOST],
            "read": read.rows,
            "next_cursor": read.next_cursor,
        },
    )


@login_required
@require_safe
def open_notification(request: HttpRequest, notification_id: int) -> HttpResponse:
    """Go to what it is about; whoever does has read it."""
    notification = get_object_or_404(_own(request), pk=notification_id)
    _own(request).filter(pk=notification_id).mark_read(timezone.now())
    return redirect(notification.url or "agencies:notifications")


@login_required
@require_POST
def mark_read(request: HttpRequest, notification_id: int) -> HttpResponse:
    """Mark one as read; htmx gets its new row back."""
    notification = get_object_or_404(_own(request), pk=notification_id)
    _own(request).filter(pk=notification_id).mark_read(timezone.now())
    notification.refresh_from_db()
    if wants_fragment(request):
        return render(request, "agencies/notifications.html#row", {"notification": notification})
    return redirect("agencies:notifications")


@login_required
@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    _own(request).mark_read(timezone.now())
    return redirect("agencies:notifications")

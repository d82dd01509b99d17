"""What the person was told."""

from typing import Any, cast

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agencies.api.paging import NewestFirst
from agencies.models import Notification, User
from agencies.models.notification import NotificationQuerySet


class NotificationSerializer(serializers.ModelSerializer[Notification]):
    """One message in the language of the request, with the address of its subject's page."""

    text = serializers.CharField(read_only=True)
    url = serializers.CharField(read_only=True)

    class Meta:
        model = Notification
        fields = ("id", "kind", "text", "url", "created_at", "read_at")


class NotificationFilter(serializers.Serializer[Any]):
    """What a list may be narrowed by."""

    unread = serializers.BooleanField(required=False, default=False)


class NotificationList(ListAPIView[Notification]):
    """The person's own notifications, newest first."""

    permission_classes = (IsAuthenticated,)
    serializer_class = NotificationSerializer
    pagination_class = NewestFirst

    @extend_schema(operation_id="notifications_list", parameters=[NotificationFilter])
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The person's own notifications, newest first."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> NotificationQuerySet:
        """All of them, or the unread."""
        if getattr(self, "swagger_fake_view", False):
            return Notification.objects.none()
        asked = NotificationFilter(data=self.request.query_params)
        asked.is_valid(raise_exception=True)
        own = _own(self.request)
        return own.unread() if asked.validated_data["unread"] else own


class NotificationRead(APIView):
    """Marks one notification as read."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="notification_read", request=None, responses={200: NotificationSerializer}
    )
    def post(self, request: Request, notification_id: int) -> Response:
        """Mark it; one read before keeps its moment."""
        found = _own(request).filter(pk=notification_id)
        found.mark_read(timezone.now())
        notification = found.first()
        if notification is None:
            raise Http404
        return Response(NotificationSerializer(notification).data)


class NotificationsRead(APIView):
    """Marks all notifications as read."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="notifications_read", request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        """Mark all that are unread."""
        _own(request).mark_read(timezone.now())
        return Response(status=204)


def _own(request: Request) -> NotificationQuerySet:
    return Notification.objects.addressed_to(cast(User, request.user).pk)

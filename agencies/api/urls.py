"""Addresses of the directory under the API's root."""

from django.urls import path

from agencies.api import notifications, organisations, token

app_name = "agencies-api"

urlpatterns = [
    path("token/", token.TokenView.as_view(), name="token"),
    path("organisations/", organisations.OrganisationList.as_view(), name="organisations"),
    path(
        "organisations/<slug:code>/",
        organisations.OrganisationDetail.as_view(),
        name="organisation",
    ),
    path("notifications/", notifications.NotificationList.as_view(), name="notifications"),
    path("notifications/read/", notifications.NotificationsRead.as_view(), name="all-read"),
    path(
        "notifications/<int:notification_id>/read/",
        notifications.NotificationRead.as_view(),
        name="read",
    ),
]

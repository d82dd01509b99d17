"""Addresses of logging in, of one's own account and of notifications."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from agencies.request import passes_without_second_factor
from agencies.views import language, login, notifications, profile, second_factor

app_name = "agencies"

urlpatterns = [
    path("login/", login.LoginView.as_view(), name="login"),
    path("login/code/", login.CodeView.as_view(), name="login-code"),
    path("logout/", passes_without_second_factor(LogoutView.as_view()), name="logout"),
    path("language/", language.choose_language, name="language"),
    path("profile/", profile.profile, name="profile"),
    path("profile/password/", profile.PasswordView.as_view(), name="password"),
    path("profile/tokens/<int:token_id>/revoke/", profile.revoke_token, name="token-revoke"),
    path("profile/digest/", profile.switch_digest, name="digest"),
    path("profile/calendar/renew/", profile.renew_feed, name="feed-renew"),
    path("profile/calendar/revoke/", profile.revoke_feed, name="feed-revoke"),
    path("profile/second-factor/", second_factor.setup, name="second-factor"),
    path("profile/second-factor/start/", second_factor.start, name="second-factor-start"),
    path("profile/second-factor/qr.svg", second_factor.qr_code, name="second-factor-qr"),
    path("profile/second-factor/remove/", second_factor.remove, name="second-factor-remove"),
    path("notifications/", notifications.notifications, name="notifications"),
    path("notifications/read/", notifications.mark_all_read, name="notifications-read"),
    path(
        "notifications/<int:notification_id>/",
        notifications.open_notification,
        name="notification",
    ),
    path(
        "notifications/<int:notification_id>/read/",
        notifications.mark_read,
        name="notification-read",
    ),
]

"""Everything under ``/api/``."""

from django.urls import include, path, re_path

from pilit.api.views import Docs, Schema, Unknown

urlpatterns = [
    path("v1/", include("agencies.api.urls")),
    path("v1/", include("cases.api.urls")),
    path("v1/", include("referrals.api.urls")),
    path("schema/", Schema.as_view(), name="api-schema"),
    path("docs/", Docs.as_view(), name="api-docs"),
    re_path(r"", Unknown.as_view()),
]

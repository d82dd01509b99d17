"""Every address of the system."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from pilit.health import healthz, readyz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("api/", include("pilit.api.urls")),
    path("", include("agencies.urls")),
    path("", include("referrals.urls")),
    path("", include("cases.urls")),
]

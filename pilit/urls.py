"""Every address of the system."""

from django.urls import URLPattern, URLResolver, path

from pilit.health import healthz, readyz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]

"""Addresses of the court's own pages; its docket and its cases are at the common ones."""

from django.urls import path

from cases.views import court, court_entry

__all__ = ["court", "urlpatterns"]

urlpatterns = [
    path("cases/<str:number>/court/<slug:name>/", court_entry.entry, name="court_entry"),
]

"""Addresses of the court's own pages; its docket and its cases are at the common ones."""

from django.urls import path

from cases.views.court import docket, enforcement, entry, hearings

__all__ = ["docket", "urlpatterns"]

urlpatterns = [
    path("hearings/", hearings.hearings, name="hearings"),
    path("hearings/attendance/", hearings.attendance, name="attendance"),
    path("enforcement/", enforcement.enforcement, name="enforcement"),
    path("cases/<str:number>/court/<slug:name>/", entry.entry, name="court_entry"),
]

"""Addresses of the court's own pages; its docket and its cases are at the common ones."""

from django.urls import path

from cases.views import court, court_enforcement, court_entry, court_hearings

__all__ = ["court", "urlpatterns"]

urlpatterns = [
    path("hearings/", court_hearings.hearings, name="hearings"),
    path("hearings/attendance/", court_hearings.attendance, name="attendance"),
    path("enforcement/", court_enforcement.enforcement, name="enforcement"),
    path("cases/<str:number>/court/<slug:name>/", court_entry.entry, name="court_entry"),
]

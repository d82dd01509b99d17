"""Addresses of the public door, and of the intake behind it."""

from django.urls import path, re_path

from cases.views.office import intake
from cases.views.public import pages, report

urlpatterns = [
    path("public/", pages.front, name="public"),
    path("report/", report.report, name="report"),
    path("report/status/", report.status, name="report_status"),
    path("notices/", pages.notices, name="notices"),
    path("how-it-works/", pages.how_it_works, name="how_it_works"),
    path("intake/", intake.intake, name="intake"),
    path("intake/<int:pk>/", intake.report, name="intake_report"),
    path("intake/<int:pk>/photos/<int:photo_id>/", intake.photo, name="intake_photo"),
    re_path(
        r"^intake/(?P<pk>\d{1,18})/(?P<step>accept|decline|spam|back)/$",
        intake.decide,
        name="intake_decide",
    ),
]

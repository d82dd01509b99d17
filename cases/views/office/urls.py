"""Addresses of those who lead a procuratorate and who register for it."""

from django.urls import path

from cases.views.office import archive, assignment, hours, inbox, numbers, qualifications, workload

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/<int:pk>/", inbox.inbox_draft, name="inbox_draft"),
    path("workload/", workload.workload, name="workload"),
    path("workload/qualified/", qualifications.qualifications, name="qualifications"),
    path("hours/", hours.hours, name="hours"),
    path("assignment/", assignment.assignment, name="assignment"),
    path("numbers/", numbers.numbers, name="numbers"),
    path("archive/", archive.archive, name="archive"),
]

"""Addresses of those who lead a procuratorate and who register for it."""

from django.urls import path

from cases.views import archive, assignment, inbox, numbers, workload

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/<int:pk>/", inbox.inbox_draft, name="inbox_draft"),
    path("workload/", workload.workload, name="workload"),
    path("assignment/", assignment.assignment, name="assignment"),
    path("numbers/", numbers.numbers, name="numbers"),
    path("archive/", archive.archive, name="archive"),
]

"""Addresses of the right-holder's own pages; one case is at the common address."""

from django.urls import path

from cases.views import right_holder_case

urlpatterns = [
    path("compensation/", right_holder_case.cases, name="right_holder_cases"),
]

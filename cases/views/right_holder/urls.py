"""Addresses of the right-holder's own pages; one case is at the common address."""

from django.urls import path

from cases.views.right_holder import case

urlpatterns = [
    path("compensation/", case.cases, name="right_holder_cases"),
]

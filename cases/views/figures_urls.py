"""Addresses of the pages of figures."""

from django.urls import path

from cases.views import figures, figures_export, figures_overdue

urlpatterns = [
    path("figures/", figures.dashboard, name="figures"),
    path("figures/export/", figures_export.figures_export, name="figures_export"),
    path("figures/definitions/", figures.definitions, name="figures_definitions"),
    path("figures/checks/", figures.checks, name="figures_checks"),
    path("figures/overdue/", figures_overdue.overdue, name="figures_overdue"),
    path("figures/overdue/rows/", figures_overdue.overdue_rows, name="figures_overdue_rows"),
    path("figures/<slug:code>/", figures.figure_rows, name="figure"),
]

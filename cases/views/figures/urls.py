"""Addresses of the pages of figures."""

from django.urls import path

from cases.views.figures import (
    alert_rules,
    alerts,
    balance,
    dashboard,
    export,
    overdue,
    overdue_rows,
    picture,
    report_edit,
    reports,
    stages,
)
from cases.views.office import ask_many

urlpatterns = [
    path("figures/", dashboard.dashboard, name="figures"),
    path("figures/export/", export.figures_export, name="figures_export"),
    path("figures/export/<slug:what>/", export.figures_sheets, name="figures_sheets"),
    path("figures/picture/<slug:what>/", picture.figures_picture, name="figures_picture"),
    path("figures/balance/", balance.balance, name="figures_balance"),
    path("figures/definitions/", dashboard.definitions, name="figures_definitions"),
    path("figures/checks/", dashboard.checks, name="figures_checks"),
    path("figures/overdue/", overdue.overdue, name="figures_overdue"),
    path("figures/overdue/rows/", overdue_rows.overdue_rows, name="figures_overdue_rows"),
    path("figures/overdue/ask/", ask_many.ask_many, name="ask_many"),
    path("figures/stages/", stages.stages, name="figures_stages"),
    path("figures/stages/rows/", stages.stage_rows, name="figures_stage_rows"),
    path("figures/alerts/", alerts.alerts, name="alerts"),
    path("figures/alerts/<int:pk>/", alerts.alert, name="alert"),
    path("figures/alerts/rules/", alert_rules.alert_rules, name="alert_rules"),
    path("figures/alerts/rules/<int:pk>/end/", alert_rules.alert_rule_end, name="alert_rule_end"),
    path("figures/reports/", reports.reports, name="figure_reports"),
    path("figures/reports/<int:pk>/", reports.report, name="figure_report"),
    path("figures/reports/<int:pk>/edit/", report_edit.report_edit, name="figure_report_edit"),
    path(
        "figures/reports/<int:pk>/freeze/",
        reports.report_freeze,
        name="figure_report_freeze",
    ),
    path("figures/reports/<int:pk>/word/", reports.report_word, name="figure_report_word"),
    path("figures/reports/<int:pk>/pdf/", reports.report_pdf, name="figure_report_pdf"),
    path("figures/<slug:code>/", dashboard.figure_rows, name="figure"),
]

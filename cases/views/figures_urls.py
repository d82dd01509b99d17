"""Addresses of the pages of figures."""

from django.urls import path

from cases.views import (
    alert_rules,
    alerts,
    ask_many,
    figure_report_edit,
    figure_reports,
    figures,
    figures_balance,
    figures_export,
    figures_overdue,
    figures_overdue_rows,
    figures_picture,
    figures_stages,
)

urlpatterns = [
    path("figures/", figures.dashboard, name="figures"),
    path("figures/export/", figures_export.figures_export, name="figures_export"),
    path("figures/export/<slug:what>/", figures_export.figures_sheets, name="figures_sheets"),
    path("figures/picture/<slug:what>/", figures_picture.figures_picture, name="figures_picture"),
    path("figures/balance/", figures_balance.balance, name="figures_balance"),
    path("figures/definitions/", figures.definitions, name="figures_definitions"),
    path("figures/checks/", figures.checks, name="figures_checks"),
    path("figures/overdue/", figures_overdue.overdue, name="figures_overdue"),
    path("figures/overdue/rows/", figures_overdue_rows.overdue_rows, name="figures_overdue_rows"),
    path("figures/overdue/ask/", ask_many.ask_many, name="ask_many"),
    path("figures/stages/", figures_stages.stages, name="figures_stages"),
    path("figures/stages/rows/", figures_stages.stage_rows, name="figures_stage_rows"),
    path("figures/alerts/", alerts.alerts, name="alerts"),
    path("figures/alerts/<int:pk>/", alerts.alert, name="alert"),
    path("figures/alerts/rules/", alert_rules.alert_rules, name="alert_rules"),
    path("figures/alerts/rules/<int:pk>/end/", alert_rules.alert_rule_end, name="alert_rule_end"),
    path("figures/reports/", figure_reports.reports, name="figure_reports"),
    path("figures/reports/<int:pk>/", figure_reports.report, name="figure_report"),
    path(
        "figures/reports/<int:pk>/edit/", figure_report_edit.report_edit, name="figure_report_edit"
    ),
    path(
        "figures/reports/<int:pk>/freeze/",
        figure_reports.report_freeze,
        name="figure_report_freeze",
    ),
    path("figures/reports/<int:pk>/word/", figure_reports.report_word, name="figure_report_word"),
    path("figures/reports/<int:pk>/pdf/", figure_reports.report_pdf, name="figure_report_pdf"),
    path("figures/<slug:code>/", figures.figure_rows, name="figure"),
]

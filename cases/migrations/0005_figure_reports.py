"""Reports made of the figures, and that a frozen one stays as it is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FROZEN = """
CREATE FUNCTION cases_refuse_report_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.frozen_at IS NOT NULL THEN
        RAISE EXCEPTION 'a frozen report stays as it is' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON cases_figurereport
    FOR EACH ROW EXECUTE FUNCTION cases_refuse_report_change();
"""

NOT_FROZEN = """
DROP TRIGGER frozen ON cases_figurereport;
DROP FUNCTION cases_refuse_report_change();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("cases", "0004_workspaces"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FigureReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("special_report", "Report to the people's congress"),
                            ("monthly_statistics", "Monthly statistics"),
                            ("funds_statement", "Statement of costs and funds"),
                        ],
                        max_length=24,
                        verbose_name="Report",
                    ),
                ),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("sections", models.JSONField(blank=True, default=dict)),
                ("made_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("frozen_at", models.DateTimeField(null=True)),
                ("text", models.TextField(blank=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                (
                    "frozen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "procuratorate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "Report",
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="ReportCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Title")),
                ("summary", models.TextField(verbose_name="Summary")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cases",
                        to="cases.figurereport",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.AddIndex(
            model_name="figurereport",
            index=models.Index(fields=["procuratorate", "-id"], name="figure_report_newest"),
        ),
        migrations.AddConstraint(
            model_name="figurereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first__day", 1), ("first__lte", models.F("last")), ("last__day", 1)
                ),
                name="figure_report_of_whole_months",
            ),
        ),
        migrations.AddConstraint(
            model_name="figurereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("digest", ""),
                        ("frozen_at__isnull", True),
                        ("frozen_by__isnull", True),
                        ("text", ""),
                    ),
                    models.Q(
                        ("frozen_at__isnull", False),
                        ("frozen_by__isnull", False),
                        models.Q(("text", ""), _negated=True),
                        models.Q(("digest", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="figure_report_frozen_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportcase",
            constraint=models.UniqueConstraint(fields=("report", "case"), name="typical_case_once"),
        ),
        migrations.RunSQL(FROZEN, NOT_FROZEN),
    ]

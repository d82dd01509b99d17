"""Alerts by rules, and the weekly digest: each thing raised once, each digest sent once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_weekly_digest"),
        ("cases", "0006_between"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AlertRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("overdue", "A duty is overdue"),
                            ("reply_rate", "Too few replies"),
                            ("relapse", "A relapse"),
                        ],
                        max_length=12,
                        verbose_name="Kind",
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(null=True)),
                ("months", models.PositiveSmallIntegerField(null=True)),
                ("percent", models.PositiveSmallIntegerField(null=True)),
                ("set_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
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
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Alert rule",
            },
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("raised_at", models.DateTimeField(verbose_name="Raised")),
                ("month", models.DateField(null=True)),
                ("replied", models.PositiveIntegerField(null=True)),
                ("due", models.PositiveIntegerField(null=True)),
                ("dismissed_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True, verbose_name="Reason")),
                (
                    "deadline",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alerts",
                        to="cases.deadline",
                    ),
                ),
                (
                    "dismissed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "look_back",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alerts",
                        to="cases.lookback",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alerts",
                        to="cases.alertrule",
                    ),
                ),
            ],
            options={
                "verbose_name": "Alert",
            },
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("week", models.DateField()),
                ("numbers", models.JSONField()),
                (
                    "notification",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="digest",
                        to="agencies.notification",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="digests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Weekly digest",
            },
        ),
        migrations.AddConstraint(
            model_name="alertrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("days__range", (1, 365)),
                        ("kind", "overdue"),
                        ("months__isnull", True),
                        ("percent__isnull", True),
                    ),
                    models.Q(
                        ("days__isnull", True),
                        ("kind", "reply_rate"),
                        ("months__range", (1, 24)),
                        ("percent__range", (1, 100)),
                    ),
                    models.Q(
                        ("days__isnull", True),
                        ("kind", "relapse"),
                        ("months__isnull", True),
                        ("percent__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="alert_rule_has_what_its_kind_needs",
            ),
        ),
        migrations.AddConstraint(
            model_name="alertrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="alert_rule_ended_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="alertrule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("procuratorate", "kind", "days", "months", "percent"),
                name="alert_rule_set_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(("dismissed_at__isnull", True)),
                fields=["rule", "-id"],
                name="alert_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                fields=("rule", "deadline"), name="alert_once_a_deadline"
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                fields=("rule", "look_back"), name="alert_once_a_look_back"
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                fields=("rule", "place", "month"), name="alert_once_a_place_and_month"
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("deadline__isnull", False),
                        ("due__isnull", True),
                        ("look_back__isnull", True),
                        ("month__isnull", True),
                        ("place__isnull", True),
                        ("replied__isnull", True),
                    ),
                    models.Q(
                        ("deadline__isnull", True),
                        ("due__isnull", True),
                        ("look_back__isnull", False),
                        ("month__isnull", True),
                        ("place__isnull", True),
                        ("replied__isnull", True),
                    ),
                    models.Q(
                        ("deadline__isnull", True),
                        ("due__isnull", False),
                        ("look_back__isnull", True),
                        ("month__isnull", False),
                        ("place__isnull", False),
                        ("replied__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="alert_is_about_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("dismissed_at__isnull", True),
                        ("dismissed_by__isnull", True),
                        ("reason", ""),
                    ),
                    models.Q(
                        ("dismissed_at__isnull", False),
                        ("dismissed_by__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="alert_dismissed_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="digest",
            constraint=models.UniqueConstraint(
                fields=("person", "week"), name="digest_once_a_week"
            ),
        ),
        migrations.AddConstraint(
            model_name="digest",
            constraint=models.CheckConstraint(
                condition=models.Q(("week__iso_week_day", 1)), name="digest_week_begins_on_monday"
            ),
        ),
    ]

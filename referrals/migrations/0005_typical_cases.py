"""Typical cases. What is public stays as it was decided, and what was public is never deleted."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

RULES = """
CREATE FUNCTION referrals_keep_public() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was made public is taken back, not changed or deleted'
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER was_public BEFORE DELETE ON referrals_typicalcase FOR EACH ROW
    WHEN (OLD.published_on IS NOT NULL)
    EXECUTE FUNCTION referrals_keep_public();
CREATE TRIGGER is_public BEFORE UPDATE ON referrals_typicalcase FOR EACH ROW
    WHEN (OLD.published_on IS NOT NULL
          AND (to_jsonb(NEW) - 'withdrawn_on' - 'withdrawn_reason')
              IS DISTINCT FROM (to_jsonb(OLD) - 'withdrawn_on' - 'withdrawn_reason'))
    EXECUTE FUNCTION referrals_keep_public();
"""

NO_RULES = """
DROP TRIGGER is_public ON referrals_typicalcase;
DROP TRIGGER was_public ON referrals_typicalcase;
DROP FUNCTION referrals_keep_public();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_between"),
        ("referrals", "0004_obstructions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TypicalCase",
            fields=[
                (
                    "matter_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="cases.matter",
                    ),
                ),
                ("heading", models.CharField(max_length=200, verbose_name="Title")),
                ("harm", models.TextField(verbose_name="The harm")),
                ("done", models.TextField(verbose_name="What was done")),
                ("result", models.TextField(verbose_name="The result")),
                ("significance", models.TextField(verbose_name="What it stands for")),
                (
                    "theme_day",
                    models.CharField(blank=True, max_length=24, verbose_name="Theme day"),
                ),
                ("chosen_on", models.DateField()),
                ("remark", models.TextField(blank=True)),
                ("reviewed_on", models.DateField(blank=True, null=True)),
                (
                    "published_on",
                    models.DateField(blank=True, null=True, verbose_name="Made public on"),
                ),
                (
                    "withdrawn_on",
                    models.DateField(blank=True, null=True, verbose_name="Taken back on"),
                ),
                ("withdrawn_reason", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="typical",
                        to="cases.case",
                        verbose_name="Case",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Typical case",
                "verbose_name_plural": "Typical cases",
            },
            bases=("cases.matter",),
        ),
        migrations.CreateModel(
            name="KeptMark",
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
                            ("person", "Name of a person"),
                            ("company", "Name of a company"),
                            ("plate", "Licence plate"),
                            ("identity", "Identity number"),
                            ("phone", "Telephone number"),
                            ("address", "Address"),
                            ("reference", "Number of a case or document"),
                            ("long_number", "Long number, as of an account"),
                        ],
                        max_length=16,
                    ),
                ),
                ("words", models.CharField(max_length=200)),
                ("reason", models.CharField(max_length=200)),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "typical",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept",
                        to="referrals.typicalcase",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.AddIndex(
            model_name="typicalcase",
            index=models.Index(fields=["-published_on"], name="typical_newest"),
        ),
        migrations.AddConstraint(
            model_name="typicalcase",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_on__isnull", True)),
                fields=("case",),
                name="typical_once_a_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="typicalcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reviewed_by__isnull", True), ("reviewed_on__isnull", True)),
                    models.Q(
                        ("reviewed_by__isnull", False), ("reviewed_on__gte", models.F("chosen_on"))
                    ),
                    _connector="OR",
                ),
                name="typical_reviewed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="typicalcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_by__isnull", True), ("published_on__isnull", True)),
                    models.Q(
                        ("decided_by__isnull", False),
                        ("published_on__gte", models.F("reviewed_on")),
                        ("reviewed_by__isnull", False),
                        models.Q(("decided_by", models.F("reviewed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="typical_public_once_reviewed_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="keptmark",
            constraint=models.UniqueConstraint(
                fields=("typical", "words"), name="typical_mark_kept_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="keptmark",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="typical_mark_kept_for_a_reason",
            ),
        ),
        migrations.RunSQL(RULES, NO_RULES),
    ]

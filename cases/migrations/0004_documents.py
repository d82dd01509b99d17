import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cases.models.legal

FROZEN = """
CREATE FUNCTION cases_refuse_document_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR
       (to_jsonb(NEW) - 'addressee_id' - 'released_at')
       IS DISTINCT FROM (to_jsonb(OLD) - 'addressee_id' - 'released_at') THEN
        RAISE EXCEPTION 'a decided document is frozen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON cases_legaldocument
    FOR EACH ROW EXECUTE FUNCTION cases_refuse_document_change();
"""

DROP_FROZEN = """
DROP TRIGGER frozen ON cases_legaldocument;
DROP FUNCTION cases_refuse_document_change();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("cases", "0003_five_kinds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("draft", "sections", models.JSONField(default=dict)),
        migrations.AddField("draft", "remarks", models.JSONField(default=dict)),
        migrations.AddField("formdraft", "sections", models.JSONField(default=dict)),
        migrations.CreateModel(
            "DraftVersion",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("no", models.PositiveSmallIntegerField()),
                ("data", models.JSONField()),
                ("sections", models.JSONField(default=dict)),
                ("until", models.DateTimeField()),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=models.deletion.CASCADE,
                        related_name="versions",
                        to="cases.draft",
                    ),
                ),
            ],
            options={
                "ordering": ("no",),
                "constraints": [
                    models.UniqueConstraint(fields=("draft", "no"), name="draft_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content", models.FileField(max_length=200, upload_to="seals")),
                ("sha256", models.CharField(max_length=64)),
                ("uploaded_at", models.DateTimeField()),
                (
                    "procuratorate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ("id",)},
        ),
        migrations.AddIndex(
            model_name="seal",
            index=models.Index(fields=["procuratorate", "-id"], name="seal_newest"),
        ),
        migrations.CreateModel(
            name="LegalDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=48)),
                ("name", models.CharField(max_length=120)),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="Number")),
                ("text", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("missing", models.JSONField(default=list)),
                ("action", models.CharField(max_length=48)),
                ("made_at", models.DateTimeField()),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                (
                    "token",
                    models.CharField(
                        default=cases.models.legal.new_token, max_length=32, unique=True
                    ),
                ),
                (
                    "addressee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="cases.case",
                    ),
                ),
                (
                    "clue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="cases.clue",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="cases.draft",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="documents",
                        to="cases.event",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.seal",
                    ),
                ),
            ],
            options={"verbose_name": "Document", "ordering": ("id",)},
        ),
        migrations.AddConstraint(
            model_name="legaldocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case__isnull", False), ("clue__isnull", True)),
                    models.Q(("case__isnull", True), ("clue__isnull", False)),
                    _connector="OR",
                ),
                name="document_of_a_clue_or_a_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="legaldocument",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number", ""), _negated=True),
                fields=("number",),
                name="document_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="legaldocument",
            constraint=models.UniqueConstraint(
                fields=("event", "code"), name="document_once_an_event"
            ),
        ),
        migrations.RunSQL(FROZEN, DROP_FROZEN),
    ]

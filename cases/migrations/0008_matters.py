"""What goes through states beside clues and cases: a row for deadlines, events and files."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

COPY_ANCESTORS = """
CREATE TRIGGER copy_ancestors BEFORE INSERT OR UPDATE OF procuratorate_id ON cases_matter
    FOR EACH ROW EXECUTE FUNCTION cases_copy_ancestors();
"""
DROP_COPY = "DROP TRIGGER copy_ancestors ON cases_matter;"


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("cases", "0007_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Matter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort", models.CharField(editable=False, max_length=16)),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="Number")),
                ("state", models.CharField(max_length=24, verbose_name="State")),
                ("version", models.PositiveIntegerField(default=0)),
                ("confined", models.BooleanField(default=False)),
                ("next_due_on", models.DateField(blank=True, editable=False, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="deadline",
            name="deadline_of_a_clue_or_a_case",
        ),
        migrations.RemoveConstraint(
            model_name="formdraft",
            name="one_form_draft",
        ),
        migrations.RemoveConstraint(
            model_name="legaldocument",
            name="document_of_a_clue_or_a_case",
        ),
        migrations.AddField(
            model_name="matter",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Author",
            ),
        ),
        migrations.AddField(
            model_name="matter",
            name="municipal",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.organisation",
            ),
        ),
        migrations.AddField(
            model_name="matter",
            name="named",
            field=models.ManyToManyField(
                related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="People named"
            ),
        ),
        migrations.AddField(
            model_name="matter",
            name="national",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.organisation",
            ),
        ),
        migrations.AddField(
            model_name="matter",
            name="procuratorate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.organisation",
                verbose_name="Procuratorate",
            ),
        ),
        migrations.AddField(
            model_name="matter",
            name="provincial",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.organisation",
            ),
        ),
        migrations.AddField(
            model_name="deadline",
            name="matter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="deadlines",
                to="cases.matter",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="matter",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.matter",
            ),
        ),
        migrations.AddField(
            model_name="formdraft",
            name="matter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="cases.matter",
            ),
        ),
        migrations.AddField(
            model_name="legaldocument",
            name="matter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="cases.matter",
            ),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="matter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="cases.matter",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("matter__isnull", False)),
                fields=["matter", "-id"],
                name="event_matter_newest",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("case__isnull", False), ("clue__isnull", True), ("matter__isnull", True)
                    ),
                    models.Q(
                        ("case__isnull", True), ("clue__isnull", False), ("matter__isnull", True)
                    ),
                    models.Q(
                        ("case__isnull", True), ("clue__isnull", True), ("matter__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="deadline_of_one_target",
            ),
        ),
        migrations.AddConstraint(
            model_name="formdraft",
            constraint=models.UniqueConstraint(
                fields=("person", "action", "case", "clue", "matter"),
                name="one_form_draft",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="legaldocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("case__isnull", False), ("clue__isnull", True), ("matter__isnull", True)
                    ),
                    models.Q(
                        ("case__isnull", True), ("clue__isnull", False), ("matter__isnull", True)
                    ),
                    models.Q(
                        ("case__isnull", True), ("clue__isnull", True), ("matter__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="document_of_one_target",
            ),
        ),
        migrations.RunSQL(COPY_ANCESTORS, DROP_COPY),
    ]

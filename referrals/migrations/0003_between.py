"""What goes between the organs: what is recorded under seal, and what nobody changes."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

RULES = """
CREATE FUNCTION referrals_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what is recorded under seal is only added to'
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON referrals_account
    FOR EACH ROW EXECUTE FUNCTION referrals_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON referrals_sealedfile
    FOR EACH ROW EXECUTE FUNCTION referrals_refuse_change();
CREATE TRIGGER stays BEFORE DELETE ON referrals_interference
    FOR EACH ROW EXECUTE FUNCTION referrals_refuse_change();
-- The day on which it was signed for is entered once; all else stays as it was written.
CREATE TRIGGER unchanged BEFORE UPDATE ON referrals_interference FOR EACH ROW
    WHEN ((to_jsonb(NEW) - 'received_on') IS DISTINCT FROM (to_jsonb(OLD) - 'received_on')
          OR OLD.received_on IS NOT NULL AND NEW.received_on IS DISTINCT FROM OLD.received_on)
    EXECUTE FUNCTION referrals_refuse_change();
CREATE TRIGGER record_stays BEFORE DELETE ON cases_matter FOR EACH ROW
    WHEN (OLD.sort = 'interference')
    EXECUTE FUNCTION referrals_refuse_change();
CREATE TRIGGER unchanged_record BEFORE UPDATE ON cases_matter FOR EACH ROW
    WHEN (OLD.sort = 'interference'
          AND ((to_jsonb(NEW) - 'state' - 'version' - 'next_due_on')
               IS DISTINCT FROM (to_jsonb(OLD) - 'state' - 'version' - 'next_due_on')
               OR OLD.state = 'received' AND NEW.state <> 'received'))
    EXECUTE FUNCTION referrals_refuse_change();
"""

NO_RULES = """
DROP TRIGGER unchanged_record ON cases_matter;
DROP TRIGGER record_stays ON cases_matter;
DROP TRIGGER unchanged ON referrals_interference;
DROP TRIGGER stays ON referrals_interference;
DROP TRIGGER append_only ON referrals_sealedfile;
DROP TRIGGER append_only ON referrals_account;
DROP FUNCTION referrals_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("cases", "0003_between"),
        ("referrals", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Interference",
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
                ("recorder", models.CharField(editable=False, max_length=64)),
                (
                    "shut_out",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64), default=list, editable=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("twin", models.CharField(editable=False, max_length=64, unique=True)),
                ("recorded_on", models.DateField()),
                ("received_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "Record of an attempt to intervene",
                "verbose_name_plural": "Records of attempts to intervene",
            },
            bases=("cases.matter",),
        ),
        migrations.CreateModel(
            name="SealedFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("content", models.FileField(upload_to="sealed/")),
                ("size", models.PositiveBigIntegerField()),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.RemoveConstraint(
            model_name="opening",
            name="one_request_to_open",
        ),
        migrations.RenameField(model_name="opening", old_name="referral", new_name="matter"),
        migrations.AlterField(
            model_name="opening",
            name="matter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="openings",
                to="cases.matter",
            ),
        ),
        migrations.AddConstraint(
            model_name="opening",
            constraint=models.UniqueConstraint(
                condition=models.Q(("approved_by__isnull", True)),
                fields=("matter", "asked_by"),
                name="one_request_to_open",
            ),
        ),
        migrations.AddField(
            model_name="interference",
            name="addressed",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.organisation",
                verbose_name="Procuratorate of the chief to whom it goes",
            ),
        ),
        migrations.AddField(
            model_name="interference",
            name="commission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.organisation",
            ),
        ),
        migrations.AddField(
            model_name="account",
            name="interference",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accounts",
                to="referrals.interference",
            ),
        ),
        migrations.AddField(
            model_name="sealedfile",
            name="matter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sealed_files",
                to="cases.matter",
            ),
        ),
        migrations.AddConstraint(
            model_name="interference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("received_on__isnull", True),
                    ("received_on__gte", models.F("recorded_on")),
                    _connector="OR",
                ),
                name="interference_received_once_recorded",
            ),
        ),
        migrations.RunSQL(RULES, NO_RULES),
    ]

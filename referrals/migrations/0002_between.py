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

CREATE FUNCTION referrals_refuse_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    statement bigint;
BEGIN
    IF TG_OP = 'INSERT' THEN statement := NEW.circulation_id;
    ELSE statement := OLD.circulation_id; END IF;
    IF EXISTS (SELECT FROM referrals_circulation
               WHERE matter_ptr_id = statement AND agreed_on IS NOT NULL) THEN
        RAISE EXCEPTION 'what both sides agreed is not changed'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER agreed BEFORE INSERT OR UPDATE OR DELETE ON referrals_circulationrow
    FOR EACH ROW EXECUTE FUNCTION referrals_refuse_agreed();
CREATE TRIGGER agreed BEFORE UPDATE ON referrals_circulation FOR EACH ROW
    WHEN (OLD.agreed_on IS NOT NULL AND NEW IS DISTINCT FROM OLD)
    EXECUTE FUNCTION referrals_refuse_change();
"""

NO_RULES = """
DROP TRIGGER agreed ON referrals_circulation;
DROP TRIGGER agreed ON referrals_circulationrow;
DROP FUNCTION referrals_refuse_agreed();
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
        ("cases", "0006_between"),
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
            name="Circulation",
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
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("drawn_on", models.DateField()),
                ("confirmed_on", models.DateField(blank=True, null=True)),
                ("agreed_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "Circulation statement",
                "verbose_name_plural": "Circulation statements",
            },
            bases=("cases.matter",),
        ),
        migrations.CreateModel(
            name="CirculationRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("by_procuratorate", models.BooleanField()),
                ("sent_on", models.DateField()),
                ("received_on", models.DateField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=20)),
            ],
            options={
                "ordering": ("sent_on", "id"),
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
            model_name="circulation",
            name="commission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.organisation",
            ),
        ),
        migrations.AddField(
            model_name="circulation",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.organisation",
                verbose_name="Side that confirmed first",
            ),
        ),
        migrations.AddField(
            model_name="circulationrow",
            name="circulation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rows",
                to="referrals.circulation",
            ),
        ),
        migrations.AddField(
            model_name="circulationrow",
            name="referral",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="circulated",
                to="referrals.referral",
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
            model_name="circulation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("drawn_on__gt", models.F("last_on")), ("last_on__gt", models.F("first_on"))
                ),
                name="circulation_of_a_quarter_that_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="circulation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("confirmed_by__isnull", True),
                        ("confirmed_on__isnull", True),
                        ("agreed_on__isnull", True),
                    ),
                    models.Q(("confirmed_by__isnull", False), ("confirmed_on__isnull", False)),
                    _connector="OR",
                ),
                name="circulation_agreed_once_confirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="circulationrow",
            constraint=models.UniqueConstraint(
                fields=("circulation", "referral"), name="circulated_once_a_quarter"
            ),
        ),
        migrations.AddConstraint(
            model_name="circulationrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_on__isnull", True), ("outcome", "")),
                    models.Q(
                        ("decided_on__isnull", False), models.Q(("outcome", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="circulated_outcome_once_decided",
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

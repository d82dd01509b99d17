"""The pages of a decided document, counted after it was frozen and never counted anew."""

from django.db import migrations, models

FROZEN = """
CREATE OR REPLACE FUNCTION cases_refuse_document_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR
       (to_jsonb(NEW) - 'addressee_id' - 'released_at' - 'pages')
       IS DISTINCT FROM (to_jsonb(OLD) - 'addressee_id' - 'released_at' - 'pages') OR
       (OLD.pages IS NOT NULL AND NEW.pages IS DISTINCT FROM OLD.pages) THEN
        RAISE EXCEPTION 'a decided document is frozen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
"""

FROZEN_BEFORE = """
CREATE OR REPLACE FUNCTION cases_refuse_document_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR
       (to_jsonb(NEW) - 'addressee_id' - 'released_at')
       IS DISTINCT FROM (to_jsonb(OLD) - 'addressee_id' - 'released_at') THEN
        RAISE EXCEPTION 'a decided document is frozen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = (("cases", "0002_rules_in_the_database"),)

    operations = (
        migrations.AddField(
            model_name="legaldocument",
            name="pages",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddIndex(
            model_name="legaldocument",
            index=models.Index(
                condition=models.Q(pages__isnull=True),
                fields=["-id"],
                name="document_pages_to_count",
            ),
        ),
        migrations.RunSQL(FROZEN, FROZEN_BEFORE),
    )

"""What no code can get round: ancestors copied by the database, a log that only grows, documents
that stay as they were decided.
"""

from django.db import migrations

COPY_ANCESTORS = """
CREATE FUNCTION cases_copy_ancestors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT national_id, provincial_id, municipal_id
      INTO NEW.national_id, NEW.provincial_id, NEW.municipal_id
      FROM agencies_organisation WHERE id = NEW.procuratorate_id;
    RETURN NEW;
END $$;
CREATE TRIGGER copy_ancestors BEFORE INSERT OR UPDATE OF procuratorate_id ON cases_case
    FOR EACH ROW EXECUTE FUNCTION cases_copy_ancestors();
CREATE TRIGGER copy_ancestors BEFORE INSERT OR UPDATE OF procuratorate_id ON cases_clue
    FOR EACH ROW EXECUTE FUNCTION cases_copy_ancestors();
CREATE TRIGGER copy_ancestors BEFORE INSERT OR UPDATE OF procuratorate_id ON cases_matter
    FOR EACH ROW EXECUTE FUNCTION cases_copy_ancestors();
"""

DROP_COPY = """
DROP TRIGGER copy_ancestors ON cases_matter;
DROP TRIGGER copy_ancestors ON cases_clue;
DROP TRIGGER copy_ancestors ON cases_case;
DROP FUNCTION cases_copy_ancestors();
"""

APPEND_ONLY = """
CREATE FUNCTION cases_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the event log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cases_event
    FOR EACH ROW EXECUTE FUNCTION cases_refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON cases_event
    FOR EACH STATEMENT EXECUTE FUNCTION cases_refuse_change();
"""

DROP_APPEND_ONLY = """
DROP TRIGGER append_only_whole ON cases_event;
DROP TRIGGER append_only ON cases_event;
DROP FUNCTION cases_refuse_change();
"""

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
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.RunSQL(COPY_ANCESTORS, DROP_COPY),
        migrations.RunSQL(APPEND_ONLY, DROP_APPEND_ONLY),
        migrations.RunSQL(FROZEN, DROP_FROZEN),
    ]

"""The database itself refuses a head from another household, on every path.

That a household with members has a head is a CHECK, that it has one only is a column; this
adds what neither can say: the head is one of that household's members and stays one.
"""

from django.db import migrations

POSTGRESQL = [
    """
    CREATE FUNCTION household_head_is_its_member() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.head_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM households_member m WHERE m.id = NEW.head_id AND m.household_id = NEW.id
        ) THEN
            RAISE EXCEPTION 'household_head_is_its_member' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER household_head_is_its_member BEFORE INSERT OR UPDATE OF head_id
    ON households_household FOR EACH ROW EXECUTE FUNCTION household_head_is_its_member()
    """,
    """
    CREATE FUNCTION member_heading_a_household_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM households_household h
                   WHERE h.head_id = NEW.id AND h.id <> NEW.household_id) THEN
            RAISE EXCEPTION 'household_head_is_its_member' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER member_heading_a_household_stays BEFORE UPDATE OF household_id
    ON households_member FOR EACH ROW EXECUTE FUNCTION member_heading_a_household_stays()
    """,
]
POSTGRESQL_BACK = [
    "DROP TRIGGER household_head_is_its_member ON households_household",
    "DROP FUNCTION household_head_is_its_member()",
    "DROP TRIGGER member_heading_a_household_stays ON households_member",
    "DROP FUNCTION member_heading_a_household_stays()",
]
_SQLITE_HEAD = """
    CREATE TRIGGER household_head_is_its_member_on_{event} BEFORE {event_sql}
    ON households_household FOR EACH ROW WHEN NEW.head_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM households_member m WHERE m.id = NEW.head_id AND m.household_id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'CHECK household_head_is_its_member'); END
"""
SQLITE = [
    _SQLITE_HEAD.format(event="insert", event_sql="INSERT"),
    _SQLITE_HEAD.format(event="update", event_sql="UPDATE OF head_id"),
    """
    CREATE TRIGGER member_heading_a_household_stays BEFORE UPDATE OF household_id
    ON households_member FOR EACH ROW WHEN EXISTS (
        SELECT 1 FROM households_household h
        WHERE h.head_id = NEW.id AND h.id <> NEW.household_id)
    BEGIN SELECT RAISE(ABORT, 'CHECK household_head_is_its_member'); END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER household_head_is_its_member_on_insert",
    "DROP TRIGGER household_head_is_its_member_on_update",
    "DROP TRIGGER member_heading_a_household_stays",
]


def add(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL_BACK if is_postgresql else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("households", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]

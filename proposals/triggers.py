"""The database itself keeps the event log append-only, on both engines. Only the test runner lifts this, to flush."""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "proposals_event"

_SQLITE = [
    f"CREATE TRIGGER IF NOT EXISTS event_no_{act.lower()} BEFORE {act} ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'riwayat tidak dapat diubah'); END"
    for act in ("UPDATE", "DELETE")
] + [
    f"CREATE TRIGGER IF NOT EXISTS event_no_replace BEFORE INSERT ON {TABLE} "
    f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id OR (city_id = NEW.city_id AND seq = NEW.seq)) "
    "BEGIN SELECT RAISE(ABORT, 'riwayat tidak dapat diubah'); END"
]
_POSTGRES = [
    "CREATE OR REPLACE FUNCTION event_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'riwayat tidak dapat diubah'; END $$",
    f"CREATE OR REPLACE TRIGGER event_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION event_refuse()",
    f"CREATE OR REPLACE TRIGGER event_no_truncate BEFORE TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION event_refuse()",
]


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on the table."""
    with connection.cursor() as cursor:
        for statement in _POSTGRES if connection.vendor == "postgresql" else _SQLITE:
            cursor.execute(statement)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off; for flushing a test database and nothing else."""
    names = (
        [f"event_no_change ON {TABLE}", f"event_no_truncate ON {TABLE}"]
        if connection.vendor == "postgresql"
        else ["event_no_update", "event_no_delete", "event_no_replace"]
    )
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")

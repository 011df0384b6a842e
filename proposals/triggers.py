"""The database itself keeps the event log and sent lists as they are, on both engines. Only tests lift it, to flush.

A migration that makes one of these tables anew on SQLite (a new column does) installs the triggers again.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from .guards import ALWAYS, Guard, drop, put

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

_SENT = "cycle_id, hop, number, region_id, group_id, title, count, amount, digest, sent_by_id, sent_at"
_SIGNED = "received_by_id, received_at, received_count, received_amount, differences"
BATCHES = (
    Guard("proposals_batch", "UPDATE", ALWAYS, "daftar yang dikirim tidak dapat diubah", _SENT),
    Guard("proposals_batch", "UPDATE", "OLD.received_at IS NOT NULL", "tanda terima tidak dapat diubah", _SIGNED),
    Guard("proposals_batch", "DELETE", ALWAYS, "daftar yang dikirim tidak dapat dihapus"),
    Guard("proposals_batchline", "UPDATE", ALWAYS, "daftar yang dikirim tidak dapat diubah"),
    Guard("proposals_batchline", "DELETE", ALWAYS, "daftar yang dikirim tidak dapat dihapus"),
    Guard(
        "proposals_batchline",
        "INSERT",
        "(SELECT b.received_at FROM proposals_batch b WHERE b.id = {row}.batch_id) IS NOT NULL",
        "daftar yang sudah diterima tidak dapat ditambah",
    ),
)
"""A numbered hand-over is signed once; what was sent stays as it was sent."""


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on their tables; what an early migration finds missing of later ones, it passes over."""
    put(connection, BATCHES)
    with connection.cursor() as cursor:
        for statement in _POSTGRES if connection.vendor == "postgresql" else _SQLITE:
            cursor.execute(statement)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off; for flushing a test database and nothing else."""
    drop(connection, BATCHES)
    names = (
        [f"event_no_change ON {TABLE}", f"event_no_truncate ON {TABLE}"]
        if connection.vendor == "postgresql"
        else ["event_no_update", "event_no_delete", "event_no_replace"]
    )
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")

"""The database itself keeps locked papers as they are, on both engines; the test runner alone lifts it, to flush."""

from django.db.backends.base.base import BaseDatabaseWrapper

from proposals.guards import ALWAYS, Guard, drop, put

GUARDS = tuple(
    Guard(table, act, ALWAYS, "dokumen terkunci tidak dapat diubah")
    for table in ("reports_document", "reports_storedfile")
    for act in ("UPDATE", "DELETE")
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on their tables."""
    put(connection, GUARDS)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off; for flushing a test database and nothing else."""
    drop(connection, GUARDS)

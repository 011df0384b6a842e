"""A database for one run: a file in a temporary folder, or `test_…` on the server of DATABASE_URL; gone afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.test.utils import override_settings


@contextmanager
def temporary() -> Iterator[None]:
    """Point the product at an empty, migrated database and an empty folder for files, and leave no trace."""
    with tempfile.TemporaryDirectory(prefix="musrenbang-benchmark-") as folder, _settings(Path(folder)):
        before = connection.settings_dict["NAME"]
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "benchmark.sqlite3")
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield
        finally:
            connection.close()
            if connection.vendor == "postgresql" and connection.settings_dict["OPTIONS"].get("pool"):
                connection.close_pool()  # type: ignore[attr-defined]
            connection.creation.destroy_test_db(before, verbosity=0)


def _settings(folder: Path) -> override_settings:
    """Serve as in production, but plain: no https in front, no list of static files to collect first."""
    return override_settings(
        DEBUG=False,
        ROOT_URLCONF="musrenbang.benchmark.urls",
        ALLOWED_HOSTS=["127.0.0.1"],
        SECURE_SSL_REDIRECT=False,
        SESSION_COOKIE_SECURE=False,
        CSRF_COOKIE_SECURE=False,
        MEDIA_ROOT=folder / "media",
        STATIC_ROOT=folder,
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    )

"""The settings of the product, made strict and quick for tests.

MUSRENBANG_TEST_DB=postgres runs them on PostgreSQL: on the server of TEST_DATABASE_URL, else on one that pip brought.
"""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ["MUSRENBANG_HTTPS"] = "0"

from musrenbang.settings import *  # noqa: F403 - a settings file is the one place where Django expects this
from musrenbang.settings import AXES_FAILURE_LIMIT, BASE_DIR, SQLITE_OPTIONS, TEMPLATES, database  # noqa: F401
from tests import servers
from tests.strictness import Undefined

DEBUG = DEMO = False
TEST_DIR = servers.folder()
MEDIA_ROOT = TEST_DIR / "media"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
AXES_ENABLED = False  # a test of the lockout turns it on
SECOND_FACTOR_REQUIRED = False  # a test of the second factor turns it on
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined(BASE_DIR / "templates")

if servers.wants_postgres():
    os.environ["MUSRENBANG_DB_POOL"] = "0"  # a pool would keep the test databases from being dropped
    DATABASES = {"default": database(servers.postgres_url())}
else:
    DATABASES = {"default": database(f"sqlite:///{TEST_DIR / 'unused.sqlite3'}")}
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS | {
        # A test survives no power cut: without waiting for the disk the suite takes half the time.
        "init_command": SQLITE_OPTIONS["init_command"].replace("synchronous=FULL", "synchronous=OFF"),
    }
    # A file, not memory: races and the live server need one connection per thread.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DIR / "test.sqlite3")}

"""All settings, in one file, from the environment; README and .env.example name each variable.

Secure by default: DEBUG is off unless asked for, and the secret is made on the first run and kept out of git.
"""

import os
import secrets
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
import django_stubs_ext

django_stubs_ext.monkeypatch()  # lets `admin.ModelAdmin[Proposal]` be written at run time too

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def env_flag(name: str, *, default: bool = False) -> bool:
    value = env(name).lower()
    if value not in ("", "0", "1", "false", "true", "no", "yes", "off", "on"):
        raise ValueError(f"{name} takes 1 or 0, not {value!r}")
    return value in ("1", "true", "yes", "on") if value else default


def env_list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def static_of(package: str, folder: str) -> Path:
    """Find the static files of an installed package that is not an app of ours."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ImportError(f"{package} is missing: run make")
    return Path(spec.origin).parent / "static" / folder


def tile_origin(address: str) -> list[str]:
    """The server that map tiles come from: `https://peta.example.go.id`; none where no address is set."""
    found = urlsplit(address)
    if address and (found.scheme != "https" or not found.netloc or "{" in found.netloc or "{z}" not in found.path):
        raise ValueError("MUSRENBANG_TILES takes an address like https://peta.example.go.id/{z}/{x}/{y}.png")
    return [f"https://{found.netloc}"] if address else []


VAR_DIR = Path(env("MUSRENBANG_VAR") or BASE_DIR / "var")


def secret_key() -> str:
    """Take the secret from the environment, else from var/secret_key, which is made when it is missing."""
    if given := env("SECRET_KEY"):
        return given
    path = VAR_DIR / "secret_key"
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        made = secrets.token_urlsafe(64)
        file.write(made)
    return made


# --- who and where ---------------------------------------------------------------------------------------------------

DEBUG = env_flag("MUSRENBANG_DEBUG")
DEMO = env_flag("MUSRENBANG_DEMO")  # known logins are shown on the login page; refused by `check --deploy`
HTTPS = env_flag("MUSRENBANG_HTTPS", default=not (DEBUG or DEMO))  # off only to try it on http://127.0.0.1
SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS")
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = env_list("MUSRENBANG_HOSTS") or LOCAL_HOSTS
CSRF_TRUSTED_ORIGINS = [f"https://{host.removeprefix('.')}" for host in ALLOWED_HOSTS if host not in LOCAL_HOSTS]
ROOT_URLCONF = "musrenbang.urls"
WSGI_APPLICATION = "musrenbang.wsgi.application"

INSTALLED_APPS = [
    "musrenbang.apps.OfficialAdmin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "drf_spectacular",
    "import_export",
    "rest_framework",
    "simple_history",
    "musrenbang.apps.MusrenbangConfig",
    "regions",
    "catalogue",
    "accounts",
    "proposals",
    "rounds",
    "reports",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.ActingOffice",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecondFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

# --- database --------------------------------------------------------------------------------------------------------

SQLITE_OPTIONS: dict[str, Any] = {
    # Measured: with Django's defaults half of 50 writers failed with "database is locked", with these none did.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=268435456;PRAGMA cache_size=-20000;"
        "PRAGMA temp_store=MEMORY;PRAGMA foreign_keys=ON;PRAGMA recursive_triggers=ON;PRAGMA secure_delete=ON"
    ),
}


def database(url: str) -> dict[str, Any]:
    """Read a DATABASE_URL and add what each engine needs to be fast and to lose nothing."""
    config: dict[str, Any] = dict(dj_database_url.parse(url))
    options = dict(config.get("OPTIONS", {}))
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = SQLITE_OPTIONS | options
        config["CONN_MAX_AGE"] = 0 if DEBUG else 600  # opening the file with its pragmas takes 1.3 ms, a list 10
        Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    else:
        pool = env_flag("MUSRENBANG_DB_POOL", default=not DEBUG)
        config["OPTIONS"] = ({"pool": {"min_size": 1, "max_size": 10, "timeout": 10}} if pool else {}) | options
        config["CONN_HEALTH_CHECKS"] = True
    return config


# No ATOMIC_REQUESTS: every GET would take SQLite's write lock. The verbs in actions.py are atomic.
DATABASES = {"default": database(env("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- pages and texts -------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Indonesia")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env("TIME_ZONE", "Asia/Jakarta")
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["musrenbang.templatetags.tampil"],
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "musrenbang.context.shell",
            ],
        },
    },
]

# --- files -----------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS: list[Any] = [
    BASE_DIR / "static",
    ("leaflet", static_of("leaflet", "leaflet")),  # as an app it would ask for GDAL; only its files are wanted
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = VAR_DIR / "media"  # no MEDIA_URL: a view hands each file out after asking who may see it

MEGABYTE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * MEGABYTE  # above this a file goes to disk
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * MEGABYTE  # the fields of a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20  # browsers send empty fields along: photos and the papers of an item

# --- residents -------------------------------------------------------------------------------------------------------

# One address may be a whole kampung behind one provider, so this stops floods, not neighbours.
NEEDS_PER_HOUR = int(env("MUSRENBANG_NEEDS_PER_HOUR", "60"))

# Tiles under the map of the public form, as `https://peta.example.go.id/{z}/{x}/{y}.png`; without them the outlines of
# kelurahan and RW are the base. The address is let through the Content-Security-Policy, for pictures alone.
OPEN_DATA_LICENCE = env("MUSRENBANG_LICENCE", "CC BY 4.0")  # of the open data, as their README and JSON say
MAP_TILES, MAP_CREDIT = env("MUSRENBANG_TILES"), env("MUSRENBANG_TILES_CREDIT")

# --- people and passwords --------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accounts.permissions.TableBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "masuk"
LOGIN_REDIRECT_URL = "kantor"
LOGOUT_REDIRECT_URL = "/"

# Ten failures in a quarter of an hour for an account and, from one network, for ten names: see accounts/lockout.py.
AXES_HANDLER = "accounts.lockout.Attempts"
AXES_CLIENT_IP_CALLABLE = "accounts.lockout.network_of"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # what a login that succeeds forgets
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "accounts/terkunci.html"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "password", "code", "credential"]
# A hall with many beginners behind one address needs more; a browser that has been in before is not counted.
LOGIN_NAMES_PER_NETWORK = int(env("MUSRENBANG_LOGIN_NAMES_PER_NETWORK", "10"))
# How many proxies of ours stand in front; without them X-Forwarded-For is a visitor's word and is not read.
AXES_IPWARE_PROXY_COUNT = int(env("MUSRENBANG_PROXIES", "0")) or None
AXES_IPWARE_META_PRECEDENCE_ORDER = ["HTTP_X_FORWARDED_FOR"] if AXES_IPWARE_PROXY_COUNT else ["REMOTE_ADDR"]

# Bappeda and camat come in with a second factor; everybody else may. The demo's logins are printed, so it asks nobody.
SECOND_FACTOR_REQUIRED = not DEMO
ACCOUNT_ADAPTER, MFA_ADAPTER = "accounts.adapters.AccountAdapter", "accounts.adapters.FactorAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # asked for by a check of allauth; signing up is closed
ACCOUNT_RATE_LIMITS = {"login_failed": "10/15m/key"}  # beside the lockout above, which all workers share
ALLAUTH_TRUSTED_PROXY_COUNT = AXES_IPWARE_PROXY_COUNT or 0
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Musrenbang"
MFA_TOTP_TOLERANCE = 1  # phones go wrong by half a minute; a code counts once: see accounts/forms/second_factor.py
MFA_FORMS = {
    "authenticate": "accounts.forms.second_factor.CodeForm",
    "reauthenticate": "accounts.forms.second_factor.CodeAgainForm",
    "activate_totp": "accounts.forms.second_factor.FirstCodeForm",
    "add_webauthn": "accounts.forms.second_factor.KeyForm",
    "login_webauthn": "accounts.forms.second_factor.KeyLoginForm",
    "authenticate_webauthn": "accounts.forms.second_factor.KeySecondForm",
    "reauthenticate_webauthn": "accounts.forms.second_factor.KeyAgainForm",
}

# --- security --------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", *tile_origin(MAP_TILES)],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if AXES_IPWARE_PROXY_COUNT else None
X_FRAME_OPTIONS = "DENY"

# --- the packages ----------------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "musrenbang.api.Pages",
    "DEFAULT_PERMISSION_CLASSES": ["musrenbang.api.ReadOnly"],
    "EXCEPTION_HANDLER": "musrenbang.api_refusals.say_refusal",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "PAGE_SIZE": 50,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Musrenbang",
    "DESCRIPTION": "Wilayah, kamus usulan dan usulan yang sudah terbuka. Hanya baca, tanpa data pribadi.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # `manage.py db_worker` empties the queue
IMPORT_EXPORT_USE_TRANSACTIONS = True
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# --- the running server ----------------------------------------------------------------------------------------------

# Mail goes through the city's own server; without one it is written to the console, and nothing else is lost.
EMAIL_HOST = env("MUSRENBANG_SMTP_HOST")
EMAIL_PORT = int(env("MUSRENBANG_SMTP_PORT", "587"))
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env("MUSRENBANG_SMTP_USER"), env("MUSRENBANG_SMTP_PASSWORD")
EMAIL_USE_TLS = env_flag("MUSRENBANG_SMTP_TLS", default=True)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
# The address that mails and printed codes name; never what a visitor's request says.
BASE_URL = env("MUSRENBANG_URL") or (
    "http://127.0.0.1:8000" if ALLOWED_HOSTS == LOCAL_HOSTS else f"https://{ALLOWED_HOSTS[0]}"
)
DEFAULT_FROM_EMAIL = env("MUSRENBANG_FROM", "musrenbang@localhost")
LOGGING = {
    # Plain lines to stderr. Names, phones and addresses are never logged: a line names a record by its public id.
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "axes": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}

"""What holds in every environment."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from plenary.config import environment, logs
from plenary.config.release import __version__
from plenary.config.sqlite import take_sound_build

take_sound_build()

SOURCE = Path(__file__).resolve().parents[2]
PLENARY_HOME = environment.home()
PERMISSIONS_FILE = SOURCE / "permissions.toml"
RULESETS_FOLDER = SOURCE / "rulesets"
MODELS_FOLDER = SOURCE / "models"
SCENARIOS_FOLDER = SOURCE / "scenarios"

RELEASE = __version__
DEBUG = False
FILES_HOST = environment.text("PLENARY_FILES_HOST").lower()
FILES_PORT: int | None = None
"""The second port that `plenary serve` opened for files, where no host name leads to them."""
REHEARSAL = False
"""Whether this house is a rehearsal of another one: small, of its own, and wiped afterwards."""
REHEARSAL_HOST = environment.text("PLENARY_REHEARSAL_HOST").lower()
REHEARSAL_SERVING: tuple[str, ...] | None = None
"""How `plenary serve` opens a rehearsal beside this house; None where nothing here can."""
ALLOWED_HOSTS = environment.names("PLENARY_HOSTS", "localhost,127.0.0.1,[::1]") + [FILES_HOST] * bool(FILES_HOST)
SECRET_KEY = environment.text("PLENARY_SECRET_KEY")
DEMONSTRATION = False

ROOT_URLCONF = "plenary.config.urls"
WSGI_APPLICATION = "plenary.config.wsgi.application"

FLOORS = {
    "foundation": ["clock", "languages", "access", "journal", "people", "files", "live", "notices", "keeping"],
    "offices": [
        "organisation",
        "documents",
        "budget",
        "meetings",
        "protocol",
        "decisions",
        "instruments",
        "chamber",
        "newsroom",
    ],
}

PAGES = ["people", "work", "record", "files", "keeping", "rehearsal", "notices", "paste", "guide", *FLOORS["offices"]]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    *(f"plenary.foundation.{name}" for name in FLOORS["foundation"]),
    *(f"plenary.offices.{name}" for name in FLOORS["offices"]),
    "plenary.interfaces.exports",
    "plenary.interfaces.mail",
    "plenary.interfaces.web.shell",
    "plenary.interfaces.web",
    *(f"plenary.interfaces.web.{name}" for name in PAGES),
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "plenary.config.requests.Told",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "plenary.interfaces.web.files.door.FilesDoor",
    "plenary.interfaces.web.middleware.Sessions",
    "plenary.interfaces.web.rehearsal.door.RehearsalDoor",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "plenary.interfaces.web.middleware.Legible",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "plenary.interfaces.web.middleware.Gate",
    "plenary.interfaces.web.middleware.Refusals",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "plenary.interfaces.web.shell.context.frame",
            ],
            "builtins": ["plenary.interfaces.web.shell.templatetags.plenary"],
        },
    }
]

DATABASES = {"default": environment.database(environment.text("PLENARY_DATABASE_URL"), PLENARY_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["plenary.foundation.access.backends.SignedIn"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
PASSWORDS_ALLOWED = environment.switch("PLENARY_PASSWORDS", default=False)
LOGIN_URL = "sign-in"
PROVIDER = environment.provider()

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
PASS_COOKIE_NAME = "pass"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "plenary.interfaces.web.shell.views.forged"

SECURE_CONTENT_TYPE_NOSNIFF = True
# Under "no-referrer" a browser sends forms with the origin "null", and every one of them would be refused.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if environment.switch("PLENARY_PROXY_HEADER", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ru", _("Russian")), ("ar", _("Arabic"))]
LOCALE_PATHS = [SOURCE / "interfaces" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = PLENARY_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WEB_FONTS = environment.switch("PLENARY_WEB_FONTS", default=True)
PRINT_FONTS = environment.text("PLENARY_PRINT_FONTS")
"""A folder of fonts for prints in scripts beyond Latin, Greek and Cyrillic; empty: those of the machine."""
DATA_LICENCE = environment.text("PLENARY_DATA_LICENCE", "https://creativecommons.org/licenses/by/4.0/")

PLENARY_RECORD_NAME = environment.text("PLENARY_RECORD_NAME", "localhost/record")
BUS = environment.text("PLENARY_BUS", "memory")
MAIL = environment.mail(environment.text("PLENARY_MAIL_URL"))
"""The server that takes letters; None where none leave. foundation/notices/post.py alone reads it."""
MAIL_FROM = environment.text("PLENARY_MAIL_FROM")
MAIL_PER_MINUTE = environment.count("PLENARY_MAIL_PER_MINUTE", 60)
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024

LOGGING = logs.described(environment.choice("PLENARY_LOG", ("words", "json")))

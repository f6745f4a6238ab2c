"""The tests: fast where it does not change what is tested."""

from __future__ import annotations

import tempfile
from pathlib import Path

from plenary.config.settings.base import *  # noqa: F403  the environments stand over base
from plenary.config.settings.base import DATABASES

SECRET_KEY = "only-for-tests"
PLENARY_HOME = Path(tempfile.mkdtemp(prefix="plenary-checks-"))
STATIC_ROOT = PLENARY_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# No test writes to anybody but its own server on loopback.
MAIL = None
FILES_HOST = "files.testserver"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver", FILES_HOST]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: threads and processes of a test share it as those of the house do.
    DATABASES["default"]["TEST"] = {"NAME": PLENARY_HOME / "checks.sqlite3"}

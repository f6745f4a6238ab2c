"""The house at work: `plenary serve` and every other sub-command."""

from __future__ import annotations

from plenary.config.keeping import secret_key
from plenary.config.settings.base import *  # noqa: F403  the environments stand over base
from plenary.config.settings.base import ALLOWED_HOSTS, PLENARY_HOME, REHEARSAL_HOST, SECRET_KEY

SECRET_KEY = SECRET_KEY or secret_key(PLENARY_HOME)
DEMONSTRATION = (PLENARY_HOME / "demonstration").exists()
REHEARSAL = (PLENARY_HOME / "rehearsal.json").exists()
if REHEARSAL:
    # Cookies do not tell ports apart: under the same names they would end the sign-in to the real house.
    SESSION_COOKIE_NAME = "rehearsal_session"
    CSRF_COOKIE_NAME = "rehearsal_csrf"
    LANGUAGE_COOKIE_NAME = "rehearsal_language"
    PASS_COOKIE_NAME = "rehearsal_pass"
    STATIC_ROOT = PLENARY_HOME.parent / "static"
    ALLOWED_HOSTS = [*ALLOWED_HOSTS, *[REHEARSAL_HOST] * bool(REHEARSAL_HOST)]

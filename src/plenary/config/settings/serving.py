"""The house at work: `plenary serve` and every other sub-command."""

from __future__ import annotations

from plenary.config.keeping import secret_key
from plenary.config.settings.base import *  # noqa: F403  the environments stand over base
from plenary.config.settings.base import PLENARY_HOME, SECRET_KEY

SECRET_KEY = SECRET_KEY or secret_key(PLENARY_HOME)
DEMONSTRATION = (PLENARY_HOME / "demonstration").exists()

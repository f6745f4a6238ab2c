"""The whole house for an ASGI server: stream, static files, pages, and the work that comes back by the clock."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenary.config.settings.serving")
django.setup()

from plenary.config.lanes import house  # noqa: E402  Django must stand before its parts are read

application = house()

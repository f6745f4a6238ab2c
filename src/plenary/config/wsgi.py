"""Django's pages for a WSGI server, where streams and static files are served by others."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenary.config.settings.serving")

application = get_wsgi_application()

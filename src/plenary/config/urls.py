"""Root addresses."""

from __future__ import annotations

from plenary.interfaces.web.urls import urlpatterns

__all__ = ["handler404", "handler500", "urlpatterns"]

handler404 = "plenary.interfaces.web.shell.views.not_found"
handler500 = "plenary.interfaces.web.shell.views.fault"

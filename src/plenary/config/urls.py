"""Root addresses."""

from __future__ import annotations

from plenary.interfaces.web.urls import urlpatterns

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]

handler400 = "plenary.interfaces.web.shell.strange.strange"
handler404 = "plenary.interfaces.web.shell.views.not_found"
handler500 = "plenary.interfaces.web.shell.views.fault"

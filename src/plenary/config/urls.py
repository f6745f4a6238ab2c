"""Root addresses."""

from __future__ import annotations

from django.urls import path

from plenary.interfaces.api.root import api, description
from plenary.interfaces.web.urls import urlpatterns as pages

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("api/v1/openapi.json", description, name="openapi-json"), path("api/v1/", api.urls), *pages]

handler400 = "plenary.interfaces.web.shell.strange.strange"
handler404 = "plenary.interfaces.web.shell.views.not_found"
handler500 = "plenary.interfaces.web.shell.views.fault"

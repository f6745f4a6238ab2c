"""Addresses of files: on the house's own host the one that links carry, on the files' host the one of a ticket."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.files import views

plain: list[URLPattern] = [
    path("f/<str:key>/<str:name>", views.file, name="file"),
    path("emblem.png", views.emblem, name="emblem"),
    path("f/<str:ticket>", views.file_by_ticket, name="file-by-ticket"),
]

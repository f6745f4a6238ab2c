"""Addresses of instruments, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.instruments import workspace_views

plain: list[URLPattern] = []
public: list[URLPattern] = []
workspace: list[URLPattern] = [
    path("w/signing/", workspace_views.signing, name="folder-signing"),
    path("w/signing/<str:key>/", workspace_views.sign, name="folder-sign"),
]
chamber: list[URLPattern] = []
desk: list[URLPattern] = []

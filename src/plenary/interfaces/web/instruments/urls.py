"""Addresses of instruments, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.instruments import desk_views, workspace_views

plain: list[URLPattern] = []
public: list[URLPattern] = []
workspace: list[URLPattern] = [
    path("w/signing/", workspace_views.signing, name="folder-signing"),
    path("w/signing/<str:key>/", workspace_views.sign, name="folder-sign"),
]
chamber: list[URLPattern] = []
desk: list[URLPattern] = [
    path("signing/<str:key>/", desk_views.signing, name="desk-signing"),
    path("signing/<str:key>/<slug:verb>/", desk_views.ActOnSigning.as_view(), name="desk-act-on-signing"),
]

"""Addresses of protocol, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.protocol import desk_views

plain: list[URLPattern] = []
public: list[URLPattern] = []
workspace: list[URLPattern] = []
chamber: list[URLPattern] = []
desk: list[URLPattern] = [
    path("protocol/", desk_views.protocol, name="desk-protocol"),
    path("protocol/<slug:ref>/<slug:verb>/", desk_views.ActOnProtocol.as_view(), name="desk-act-on-protocol"),
]

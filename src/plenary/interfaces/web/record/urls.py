"""Addresses of record, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.record import desk_views

plain: list[URLPattern] = []
public: list[URLPattern] = []
workspace: list[URLPattern] = []
chamber: list[URLPattern] = []
desk: list[URLPattern] = [path("trail/", desk_views.trail, name="trail")]

"""Addresses of decisions, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.decisions import public_views

plain: list[URLPattern] = []
public: list[URLPattern] = [
    path("decisions/", public_views.decisions, name="decisions"),
    path("decisions/<slug:number>/", public_views.decision, name="decision"),
    path("votes/<str:key>/", public_views.vote, name="vote"),
]
workspace: list[URLPattern] = []
chamber: list[URLPattern] = []
desk: list[URLPattern] = []

"""Addresses of the house's health and of what it keeps, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.keeping import kept_views, views

plain: list[URLPattern] = [path("health/", views.health, name="health")]
public: list[URLPattern] = []
workspace: list[URLPattern] = []
chamber: list[URLPattern] = []
desk: list[URLPattern] = [
    path("house/health/", views.desk_health, name="desk-health"),
    path("house/kept/", kept_views.kept, name="desk-keep-times"),
    path("house/kept/act/<str:verb>/", kept_views.ActOnKept.as_view(), name="desk-act-on-keep-times"),
]

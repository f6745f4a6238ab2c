"""Addresses of the guide, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.guide import views

plain: list[URLPattern] = []
public: list[URLPattern] = []
workspace: list[URLPattern] = []
chamber: list[URLPattern] = []
desk: list[URLPattern] = [
    path("guide/", views.guide, name="desk-guide"),
    path("guide/members/", views.GuideMembers.as_view(), name="desk-guide-members"),
    path("guide/colleagues/", views.Colleagues.as_view(), name="desk-guide-colleagues"),
    path("guide/emblem/", views.Emblem.as_view(), name="desk-guide-emblem"),
    path("guide/<slug:verb>/", views.GuideStep.as_view(), name="desk-guide-step"),
    path("checks/<slug:verb>/", views.Checks.as_view(), name="desk-act-on-checks"),
]

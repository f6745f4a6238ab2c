"""Addresses of the rehearsal: those at the desk are the real house's, the others answer inside a rehearsal only."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.rehearsal import desk_views, views

plain: list[URLPattern] = [
    path("rehearsal/", views.rehearsal, name="rehearsal"),
    path("rehearsal/steps/", views.steps, name="rehearsal-steps"),
    path("rehearsal/now/", views.now, name="rehearsal-now"),
    path("rehearsal/in/<str:ticket>/", views.come_into_rehearsal, name="rehearsal-in"),
]
public: list[URLPattern] = []
workspace: list[URLPattern] = []
chamber: list[URLPattern] = []
desk: list[URLPattern] = [
    path("house/rehearsal/", desk_views.rehearsal, name="desk-rehearsal"),
    path("house/rehearsal/state/", desk_views.state, name="desk-rehearsal-state"),
    path("house/rehearsal/enter/<slug:seat>/", desk_views.enter, name="desk-rehearsal-enter"),
    path("house/rehearsal/<slug:verb>/", desk_views.act_on_rehearsal, name="desk-act-on-rehearsal"),
]

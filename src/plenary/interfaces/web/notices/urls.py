"""Addresses of letters and calendars, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.notices import calendar_views, desk_views, views

plain: list[URLPattern] = [
    path("calendar/own/<str:secret>.ics", calendar_views.own, name="calendar-own"),
    path("calendar/<slug:language>/meetings.ics", calendar_views.meetings, name="calendar"),
]
public: list[URLPattern] = []
workspace: list[URLPattern] = [
    path("me/letters/", views.letters, name="my-letters"),
    path("me/letters/<slug:verb>/", views.act_on_letters, name="act-on-my-letters"),
]
chamber: list[URLPattern] = []
desk: list[URLPattern] = [
    path("house/letters/", desk_views.letters, name="desk-letters"),
    path("house/letters/<slug:verb>/", desk_views.ActOnLetters.as_view(), name="desk-act-on-letters"),
]

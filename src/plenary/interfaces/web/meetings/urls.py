"""Addresses of meetings, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.meetings import public_views

plain: list[URLPattern] = []
public: list[URLPattern] = [
    path("m/", public_views.meetings, name="meetings"),
    path("m/<slug:ref>/", public_views.meeting, name="meeting"),
    path("m/<slug:ref>/agenda/", public_views.agenda, name="meeting-agenda"),
    path("m/<slug:ref>/documents/", public_views.documents, name="meeting-documents"),
    path("m/<slug:ref>/decisions/", public_views.decisions, name="meeting-decisions"),
    path("m/<slug:ref>/participants/", public_views.participants, name="meeting-participants"),
    path("m/<slug:ref>/programme/", public_views.programme, name="meeting-programme"),
]
workspace: list[URLPattern] = []
chamber: list[URLPattern] = []
desk: list[URLPattern] = []

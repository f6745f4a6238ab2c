"""Addresses of record, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.record import desk_views, public_views

plain: list[URLPattern] = [
    path("record/", public_views.record, name="record"),
    path("record/check/", public_views.check, name="record-check"),
    path("record/export.json", public_views.export, name="record-export"),
    path("record/verify_record.py", public_views.verifier, name="record-verifier"),
    path("record/<int:entry>/", public_views.entry, name="record-entry"),
    path("record/<int:entry>/proof/", public_views.entry_proof, name="record-entry-proof"),
]
public: list[URLPattern] = []
workspace: list[URLPattern] = []
chamber: list[URLPattern] = []
desk: list[URLPattern] = [path("trail/", desk_views.trail, name="trail")]

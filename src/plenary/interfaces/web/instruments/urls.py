"""Addresses of instruments, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.instruments import desk_views, public_views, workspace_views

plain: list[URLPattern] = []
public: list[URLPattern] = [
    path("instruments/", public_views.instruments, name="instruments"),
    path("instruments/<str:key>/", public_views.instrument, name="instrument"),
]
workspace: list[URLPattern] = [
    path("w/signing/", workspace_views.signing, name="folder-signing"),
    path("w/signing/<str:key>/", workspace_views.sign, name="folder-sign"),
]
chamber: list[URLPattern] = []
desk: list[URLPattern] = [
    path("signing/", desk_views.signings, name="desk-signings"),
    path("signing/new/<slug:verb>/", desk_views.ActOnSignings.as_view(), name="desk-act-on-signings"),
    path("treaties/<str:key>/", desk_views.treaty, name="desk-treaty"),
    path("treaties/<str:key>/<slug:verb>/", desk_views.ActOnTreaty.as_view(), name="desk-act-on-treaty"),
    path("signing/<str:key>/", desk_views.signing, name="desk-signing"),
    path("signing/<str:key>/<slug:verb>/", desk_views.ActOnSigning.as_view(), name="desk-act-on-signing"),
]

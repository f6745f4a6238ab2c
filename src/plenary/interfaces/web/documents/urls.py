"""Addresses of documents, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.documents import desk_views, public_views, workspace_views

plain: list[URLPattern] = [
    path("f/<str:key>/<str:name>", public_views.file, name="file"),
]
public: list[URLPattern] = [
    path("d/", public_views.documents, name="documents"),
    path("d/<path:symbol>/v/<int:number>/", public_views.document_version, name="document-version"),
    path("d/<path:symbol>/side/<slug:left>..<slug:right>/", public_views.side_by_side, name="document-side"),
    path("d/<path:symbol>/", public_views.document, name="document"),
]
workspace: list[URLPattern] = [
    path("w/documents/", workspace_views.documents, name="folder-documents"),
    path("w/d/<str:key>/", workspace_views.document, name="folder-document"),
    path("w/d/<str:key>/side/<slug:left>..<slug:right>/", workspace_views.side_by_side, name="folder-document-side"),
]
chamber: list[URLPattern] = []
desk: list[URLPattern] = [
    path("documents/", desk_views.documents, name="desk-documents"),
    path("new-document/<slug:verb>/", desk_views.ActOnDocuments.as_view(), name="desk-act-on-documents"),
    path("documents/<str:key>/", desk_views.document, name="desk-document"),
    path("documents/<str:key>/<slug:verb>/", desk_views.ActOnDocument.as_view(), name="desk-act-on-document"),
]

"""Addresses of documents, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.documents import desk_views, lists, public_views, workspace_views
from plenary.interfaces.web.lists import as_data

plain: list[URLPattern] = []
public: list[URLPattern] = [
    path("d/", public_views.documents, name="documents"),
    path("d.<form:form>", as_data(lists.documents), name="documents-data"),
    path("d/<path:symbol>/v/<int:number>/", public_views.document_version, name="document-version"),
    path("d/<path:symbol>/side/<slug:left>..<slug:right>/", public_views.side_by_side, name="document-side"),
    path("d/<path:symbol>/", public_views.document, name="document"),
]
workspace: list[URLPattern] = [
    path("w/documents.<form:form>", as_data(lists.known_documents), name="folder-documents-data"),
    path("w/documents/", workspace_views.documents, name="folder-documents"),
    path("w/d/<str:key>/", workspace_views.document, name="folder-document"),
    path("w/d/<str:key>/side/<slug:left>..<slug:right>/", workspace_views.side_by_side, name="folder-document-side"),
]
chamber: list[URLPattern] = []
desk: list[URLPattern] = [
    path("documents.<form:form>", as_data(lists.desk_documents), name="desk-documents-data"),
    path("documents/", desk_views.documents, name="desk-documents"),
    path("new-document/<slug:verb>/", desk_views.ActOnDocuments.as_view(), name="desk-act-on-documents"),
    path("documents/<str:key>/", desk_views.document, name="desk-document"),
    path("documents/<str:key>/<slug:verb>/", desk_views.ActOnDocument.as_view(), name="desk-act-on-document"),
]

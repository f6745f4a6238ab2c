"""Addresses of documents, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.documents import (
    desk_paste,
    desk_views,
    draft_views,
    lists,
    paper_views,
    public_views,
    registers,
    workspace_views,
)
from plenary.interfaces.web.lists import as_data

plain: list[URLPattern] = [path("record/print/<str:code>/", paper_views.print_of, name="print")]
public: list[URLPattern] = [
    path("d/", public_views.documents, name="documents"),
    path("d.<form:form>", as_data(lists.documents), name="documents-data"),
    path("d/<path:symbol>/v/<int:number>/<slug:language>.pdf", paper_views.public_paper, name="document-paper"),
    path("d/<path:symbol>/v/<int:number>/<slug:language>.xml", public_views.exchange, name="document-exchange"),
    path("d/<path:symbol>/v/<int:number>/", public_views.document_version, name="document-version"),
    path("d/<path:symbol>/side/<slug:left>..<slug:right>/", public_views.side_by_side, name="document-side"),
    path("d/<path:symbol>/compare/<int:older>..<int:newer>/", public_views.compare, name="document-compare"),
    path("d/<path:symbol>/", public_views.document, name="document"),
]
workspace: list[URLPattern] = [
    path("w/documents.<form:form>", as_data(lists.known_documents), name="folder-documents-data"),
    path("w/documents/", workspace_views.documents, name="folder-documents"),
    path("w/d/<str:key>/", workspace_views.document, name="folder-document"),
    path("w/print/<str:code>/", paper_views.folder_print, name="folder-print"),
    path("w/d/<str:key>/v/<int:number>/<slug:language>.pdf", paper_views.folder_paper, name="folder-document-paper"),
    path("w/d/<str:key>/v/<int:number>/<slug:language>.xml", workspace_views.exchange, name="folder-document-exchange"),
    path(
        "w/d/<str:key>/answer/<slug:verb>/",
        workspace_views.ActOnOwnDocument.as_view(),
        name="folder-act-on-document",
    ),
    path("w/d/<str:key>/compare/<int:older>..<int:newer>/", workspace_views.compare, name="folder-document-compare"),
    path("w/d/<str:key>/read/", workspace_views.note_reading, name="folder-document-read"),
    path("w/d/<str:key>/side/<slug:left>..<slug:right>/", workspace_views.side_by_side, name="folder-document-side"),
]
chamber: list[URLPattern] = []
desk: list[URLPattern] = [
    path("documents.<form:form>", as_data(lists.desk_documents), name="desk-documents-data"),
    path("text-registers/<slug:which>.<form:form>", as_data(registers.listing), name="desk-text-register-data"),
    path("text-registers/<slug:which>/", registers.register, name="desk-text-register"),
    path("documents/", desk_views.documents, name="desk-documents"),
    path("new-document/<slug:verb>/", desk_views.ActOnDocuments.as_view(), name="desk-act-on-documents"),
    path("documents/<str:key>/", desk_views.document, name="desk-document"),
    path("documents/<str:key>/draft/<slug:language>/", draft_views.DraftPage.as_view(), name="desk-draft"),
    path("documents/<str:key>/paste/", desk_paste.PasteText.as_view(), name="desk-paste-text"),
    path("documents/<str:key>/concord/<slug:left>..<slug:right>/", desk_views.concord, name="desk-concord"),
    path("documents/<str:key>/<slug:verb>/", desk_views.ActOnDocument.as_view(), name="desk-act-on-document"),
]

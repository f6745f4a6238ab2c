"""Addresses of meetings, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.meetings import desk_people_views, desk_views, public_views, workspace_views

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
workspace: list[URLPattern] = [
    path("w/meetings/", workspace_views.folders, name="folder-meetings"),
    path("w/m/<slug:ref>/", workspace_views.folder, name="folder"),
    path("w/items/<str:key>/", workspace_views.item, name="folder-item"),
    path("w/notes/<str:key>/", workspace_views.note, name="folder-note"),
    path("w/sittings/<str:key>/notes/", workspace_views.notes, name="folder-notes"),
    path("w/delegation/", workspace_views.delegation, name="delegation"),
    path("w/delegation/<slug:ref>/begin/", workspace_views.hand_in_list, name="delegation-begin"),
    path("w/delegations/<str:key>/copy/", workspace_views.copy_list, name="delegation-copy"),
    path("w/delegations/<str:key>/add/", workspace_views.list_person, name="delegation-add"),
    path("w/delegates/<str:key>/<slug:verb>/", workspace_views.delegate, name="delegation-act"),
]
chamber: list[URLPattern] = []
desk: list[URLPattern] = [
    path("meetings/", desk_views.meetings, name="desk-meetings"),
    path("new-meeting/<slug:verb>/", desk_views.ActOnMeetings.as_view(), name="desk-act-on-meetings"),
    path("meetings/<slug:ref>/", desk_views.meeting, name="desk-meeting"),
    path("meetings/<slug:ref>/<slug:verb>/", desk_views.ActOnMeeting.as_view(), name="desk-act-on-meeting"),
    path("people/", desk_people_views.people, name="desk-people"),
    path("people/<slug:ref>/<slug:verb>/", desk_people_views.ActOnLists.as_view(), name="desk-act-on-people"),
]

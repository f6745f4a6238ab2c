"""Addresses of meetings, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.lists import as_data
from plenary.interfaces.web.meetings import desk_people_views, desk_views, lists, public_views, workspace_views

plain: list[URLPattern] = []
public: list[URLPattern] = [
    path("m/", public_views.meetings, name="meetings"),
    path("m.<form:form>", as_data(lists.meetings), name="meetings-data"),
    path("m/<slug:ref>/", public_views.meeting, name="meeting"),
    path("m/<slug:ref>/agenda.<form:form>", as_data(lists.agenda), name="meeting-agenda-data"),
    path("m/<slug:ref>/documents.<form:form>", as_data(lists.documents), name="meeting-documents-data"),
    path("m/<slug:ref>/decisions.<form:form>", as_data(lists.decisions), name="meeting-decisions-data"),
    path("m/<slug:ref>/participants.<form:form>", as_data(lists.participants), name="meeting-participants-data"),
    path("m/<slug:ref>/agenda/", public_views.agenda, name="meeting-agenda"),
    path("m/<slug:ref>/documents/", public_views.documents, name="meeting-documents"),
    path("m/<slug:ref>/decisions/", public_views.decisions, name="meeting-decisions"),
    path("m/<slug:ref>/participants/", public_views.participants, name="meeting-participants"),
    path("m/<slug:ref>/live/", public_views.live, name="meeting-live"),
    path("m/<slug:ref>/live/<slug:part>/", public_views.live_part, name="meeting-live-part"),
    path("m/<slug:ref>/programme/", public_views.programme, name="meeting-programme"),
]
workspace: list[URLPattern] = [
    path("w/meetings.<form:form>", as_data(lists.meetings), name="folder-meetings-data"),
    path("w/meetings/", workspace_views.folders, name="folder-meetings"),
    path("w/m/<slug:ref>/", workspace_views.folder, name="folder"),
    path("w/items/<str:key>/", workspace_views.item, name="folder-item"),
    path("w/notes/<str:key>/", workspace_views.note, name="folder-note"),
    path("w/sittings/<str:key>/notes/", workspace_views.notes, name="folder-notes"),
    path("w/delegation/", workspace_views.delegation, name="delegation"),
    path("w/delegation/<slug:ref>/begin/", workspace_views.hand_in_list, name="delegation-begin"),
    path("w/delegations/<str:key>/copy/", workspace_views.copy_list, name="delegation-copy"),
    path("w/delegations/<str:key>/add/", workspace_views.list_person, name="delegation-add"),
    path("w/delegates/<str:key>/replace/", workspace_views.replace_person, name="delegation-replace"),
    path("w/delegates/<str:key>/<slug:verb>/", workspace_views.delegate, name="delegation-act"),
]
chamber: list[URLPattern] = []
desk: list[URLPattern] = [
    path("meetings.<form:form>", as_data(lists.meetings), name="desk-meetings-data"),
    path("meetings/", desk_views.meetings, name="desk-meetings"),
    path("new-meeting/<slug:verb>/", desk_views.ActOnMeetings.as_view(), name="desk-act-on-meetings"),
    path("meetings/<slug:ref>/", desk_views.meeting, name="desk-meeting"),
    path("meetings/<slug:ref>/<slug:verb>/", desk_views.ActOnMeeting.as_view(), name="desk-act-on-meeting"),
    path("delegations.<form:form>", as_data(lists.delegates), name="desk-people-data"),
    path("delegations/", desk_people_views.people, name="desk-people"),
    path("delegations/<slug:ref>/<slug:verb>/", desk_people_views.ActOnLists.as_view(), name="desk-act-on-people"),
]

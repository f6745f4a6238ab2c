"""Addresses of pasted tables, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.paste import views

plain: list[URLPattern] = []
public: list[URLPattern] = []
workspace: list[URLPattern] = []
chamber: list[URLPattern] = []
desk: list[URLPattern] = [
    path("members/paste/", views.PasteMembers.as_view(), name="desk-paste-members"),
    path("meetings/<slug:ref>/paste/", views.PasteAgenda.as_view(), name="desk-paste-agenda"),
    path("delegations/<slug:ref>/paste/", views.PasteDelegates.as_view(), name="desk-paste-delegations"),
    path("people/paste/", views.PastePeople.as_view(), name="desk-paste-people"),
]

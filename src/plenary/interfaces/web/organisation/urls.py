"""Addresses of organisation, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.organisation import public_views, workspace_views

plain: list[URLPattern] = []
public: list[URLPattern] = [
    path("", public_views.home, name="home"),
    path("members/", public_views.members, name="members"),
    path("members/<slug:code>/", public_views.member, name="member"),
    path("bodies/", public_views.bodies, name="bodies"),
    path("bodies/<slug:code>/", public_views.body, name="body"),
    path("presidency/", public_views.presidency, name="presidency"),
    path("partners/", public_views.partners, name="partners"),
    path("partners/<slug:code>/", public_views.partner, name="partner"),
    path("about/", public_views.about, name="about"),
]
workspace: list[URLPattern] = [
    path("w/partners/", workspace_views.partners, name="folder-partners"),
    path("w/partners/<slug:code>/", workspace_views.partner, name="folder-partner"),
    path("search/", workspace_views.search, name="search"),
]
chamber: list[URLPattern] = []
desk: list[URLPattern] = []

"""Addresses of organisation, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.organisation import desk_views, public_views, workspace_views

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
desk: list[URLPattern] = [
    path("bodies/", desk_views.bodies, name="desk-bodies"),
    path("bodies/<slug:verb>/", desk_views.ActOnBodies.as_view(), name="desk-act-on-bodies"),
    path("members/", desk_views.members, name="desk-members"),
    path("members/<slug:verb>/", desk_views.ActOnMembers.as_view(), name="desk-act-on-members"),
    path("sources/", desk_views.sources, name="desk-sources"),
    path("sources/<slug:verb>/", desk_views.ActOnSources.as_view(), name="desk-act-on-sources"),
    path("sources/<str:kind>/<str:key>/", desk_views.thing, name="desk-thing-sources"),
    path("sources/<str:kind>/<str:key>/<slug:verb>/", desk_views.ActOnThing.as_view(), name="desk-act-on-thing"),
]

"""Addresses of organisation, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.lists import as_data
from plenary.interfaces.web.organisation import desk_views, lists, public_views, rules_views, workspace_views

plain: list[URLPattern] = []
public: list[URLPattern] = [
    path("", public_views.home, name="home"),
    path("members/", public_views.members, name="members"),
    path("members.<form:form>", as_data(lists.members), name="members-data"),
    path("members/<slug:code>/", public_views.member, name="member"),
    path("bodies/", public_views.bodies, name="bodies"),
    path("bodies/<slug:code>/", public_views.body, name="body"),
    path("bodies/<slug:code>/rules/", public_views.rules, name="rules"),
    path("bodies/<slug:code>/rules/what-if/", public_views.what_if, name="what-if"),
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
    path("rules/", rules_views.rules, name="desk-rules"),
    path("rules/<slug:code>/", rules_views.rules_of_body, name="desk-rules-of-body"),
    path("rules/<slug:code>/<slug:verb>/", rules_views.ActOnRules.as_view(), name="desk-act-on-rules"),
    path("members.<form:form>", as_data(lists.periods), name="desk-members-data"),
    path("members/", desk_views.members, name="desk-members"),
    path("members/<slug:verb>/", desk_views.ActOnMembers.as_view(), name="desk-act-on-members"),
    path("body/<slug:code>/", desk_views.body, name="desk-body"),
    path("body/<slug:code>/<slug:verb>/", desk_views.ActOnBody.as_view(), name="desk-act-on-body"),
    path("member/<slug:code>/", desk_views.member, name="desk-member"),
    path("member/<slug:code>/<slug:verb>/", desk_views.ActOnMember.as_view(), name="desk-act-on-member"),
    path("partners/", desk_views.partners, name="desk-partners"),
    path("partners/<slug:verb>/", desk_views.ActOnPartners.as_view(), name="desk-act-on-partners"),
    path("partner/<slug:code>/", desk_views.partner, name="desk-partner"),
    path("partner/<slug:code>/<slug:verb>/", desk_views.ActOnPartner.as_view(), name="desk-act-on-partner"),
    path("sources/", desk_views.sources, name="desk-sources"),
    path("sources/<slug:verb>/", desk_views.ActOnSources.as_view(), name="desk-act-on-sources"),
    path("sources/<str:kind>/<str:key>/", desk_views.thing, name="desk-thing-sources"),
    path("sources/<str:kind>/<str:key>/<slug:verb>/", desk_views.ActOnThing.as_view(), name="desk-act-on-thing"),
]

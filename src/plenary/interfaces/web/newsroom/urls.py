"""Addresses of newsroom, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.newsroom import desk_views, public_views

plain: list[URLPattern] = []
public: list[URLPattern] = [
    path("news/", public_views.news_list, name="news-list"),
    path("news/feed/", public_views.feed, name="news-feed"),
    path("news/<int:year>/<slug:slug>/", public_views.release, name="release"),
]
workspace: list[URLPattern] = []
chamber: list[URLPattern] = []
desk: list[URLPattern] = [
    path("press/", desk_views.newsroom, name="desk-press"),
    path("press/draft/", desk_views.draft, name="desk-draft-release"),
    path("press/from-the-record/<slug:ref>/", desk_views.curtain_raiser, name="desk-curtain-raiser"),
    path("press/<str:key>/", desk_views.release, name="desk-release"),
    path("press/<str:key>/headline/", desk_views.headline, name="desk-headline"),
    path("press/<str:key>/<slug:verb>/", desk_views.act_on_release, name="desk-act-on-release"),
    path("press/<str:key>/sentences/<str:claim>/", desk_views.sentence, name="desk-sentence"),
]

"""Addresses of the chamber, by house. Those of a sitting stand under /c/<key of the sitting>/."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.chamber import console_views, leaving_views, roll_views, screen_views, seat_views

plain: list[URLPattern] = []
public: list[URLPattern] = []
workspace: list[URLPattern] = [
    path("w/chamber/", seat_views.rooms, name="chamber-rooms"),
]
chamber: list[URLPattern] = [
    path("seat/", seat_views.seat, name="seat"),
    path("seat/floor/", seat_views.seat_floor, name="seat-floor"),
    path("seat/text/", seat_views.seat_text, name="seat-text"),
    path("seat/vote/", seat_views.seat_vote, name="seat-vote"),
    path("seat/record/", seat_views.seat_record, name="seat-record"),
    path("seat/object/", seat_views.seat_object, name="seat-object"),
    path("seat/act/<str:verb>/", seat_views.seat_act, name="seat-act"),
    path("seat/part/<str:page>/<str:part>/", seat_views.seat_part, name="seat-part"),
    path("chair/", console_views.chair, name="chair"),
    path("chair/act/<str:verb>/", console_views.chair_act, name="chair-act"),
    path("chair/part/<str:part>/", console_views.chair_part, name="chair-part"),
    path("secretary/", console_views.secretary, name="secretary"),
    path("secretary/act/<str:verb>/", console_views.secretary_act, name="secretary-act"),
    path("secretary/part/<str:part>/", console_views.secretary_part, name="secretary-part"),
    path("leaving/", leaving_views.leaving, name="leaving"),
    path("roll/", roll_views.roll, name="roll"),
    path("screen/<int:n>/", screen_views.screen, name="screen"),
    path("screen/<int:n>/part/", screen_views.screen_part, name="screen-part"),
]
desk: list[URLPattern] = []

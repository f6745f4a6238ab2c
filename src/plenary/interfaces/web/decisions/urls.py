"""Addresses of decisions, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.decisions import amendment_views, desk_views, lists, public_views, workspace_views
from plenary.interfaces.web.lists import as_data

plain: list[URLPattern] = []
public: list[URLPattern] = [
    path("decisions/", public_views.decisions, name="decisions"),
    path("decisions.<form:form>", as_data(lists.decisions), name="decisions-data"),
    path("decisions/<slug:number>/", public_views.decision, name="decision"),
    path("votes/<str:key>/", public_views.vote, name="vote"),
]
workspace: list[URLPattern] = [
    path("w/decisions.<form:form>", as_data(lists.known_decisions), name="folder-decisions-data"),
    path("w/decisions/", workspace_views.decisions, name="folder-decisions"),
    path("w/decisions/<slug:number>/", workspace_views.decision, name="folder-decision"),
    path("w/questions/<str:key>/", workspace_views.question, name="folder-question"),
    path(
        "w/questions/<str:key>/<slug:verb>/",
        workspace_views.ActOnQuestion.as_view(),
        name="folder-act-on-question",
    ),
    path("w/d/<str:key>/amendments/", amendment_views.amendments, name="folder-amendments"),
    path("w/d/<str:key>/amendments/merged/", amendment_views.merged, name="folder-amendments-merged"),
    path(
        "w/d/<str:key>/amendments/<slug:verb>/",
        amendment_views.ActOnAmendments.as_view(),
        name="folder-act-on-amendments",
    ),
    path("w/d/<str:key>/amend/<str:anchor>/", amendment_views.amend, name="folder-amend"),
    path("w/d/<str:key>/sponsors/", amendment_views.sponsors, name="folder-sponsors"),
    path("w/amendments/<str:key>/", amendment_views.amendment, name="folder-amendment"),
    path(
        "w/amendments/<str:key>/<slug:verb>/",
        amendment_views.ActOnAmendment.as_view(),
        name="folder-act-on-amendment",
    ),
    path("w/follow-up/", workspace_views.follow_up_lines, name="folder-follow-up"),
    path("w/follow-up/<str:key>/", workspace_views.report, name="folder-report"),
]
chamber: list[URLPattern] = []
desk: list[URLPattern] = [
    path("questions/", desk_views.questions, name="desk-questions"),
    path("questions/new/<slug:verb>/", desk_views.ActOnQuestions.as_view(), name="desk-act-on-questions"),
    path("questions/<str:key>/", desk_views.question, name="desk-question"),
    path("questions/<str:key>/<slug:verb>/", desk_views.ActOnQuestion.as_view(), name="desk-act-on-question"),
    path("decisions/<str:number>/", desk_views.decision, name="desk-decision"),
    path("decisions/<str:number>/<slug:verb>/", desk_views.ActOnDecision.as_view(), name="desk-act-on-decision"),
]

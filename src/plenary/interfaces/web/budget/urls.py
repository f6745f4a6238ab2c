"""Addresses of budget, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.budget import desk_views, public_views

plain: list[URLPattern] = []
public: list[URLPattern] = [
    path("budget/", public_views.budget, name="budget"),
    path("budget/<int:year>/", public_views.budget_year, name="budget-year"),
]
workspace: list[URLPattern] = []
chamber: list[URLPattern] = []
desk: list[URLPattern] = [
    path("money/", desk_views.money, name="desk-money"),
    path("money/new/<slug:verb>/", desk_views.ActOnMoney.as_view(), name="desk-act-on-money"),
    path("money/<int:year>/<slug:verb>/", desk_views.ActOnBudget.as_view(), name="desk-act-on-budget"),
]

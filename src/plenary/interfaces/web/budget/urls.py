"""Addresses of budget, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.budget import public_views

plain: list[URLPattern] = []
public: list[URLPattern] = [
    path("budget/", public_views.budget, name="budget"),
    path("budget/<int:year>/", public_views.budget_year, name="budget-year"),
]
workspace: list[URLPattern] = []
chamber: list[URLPattern] = []
desk: list[URLPattern] = []

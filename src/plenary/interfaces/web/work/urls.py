"""Addresses of the two home pages of the signed in, by house."""

from __future__ import annotations

from django.urls import URLPattern, path

from plenary.interfaces.web.work import views

plain: list[URLPattern] = []
public: list[URLPattern] = []
workspace: list[URLPattern] = [path("today/", views.today, name="today")]
chamber: list[URLPattern] = []
desk: list[URLPattern] = [path("", views.desk, name="desk")]

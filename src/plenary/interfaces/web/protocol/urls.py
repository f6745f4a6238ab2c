"""Addresses of protocol, by house."""

from __future__ import annotations

from django.urls import URLPattern

plain: list[URLPattern] = []
public: list[URLPattern] = []
workspace: list[URLPattern] = []
chamber: list[URLPattern] = []
desk: list[URLPattern] = []

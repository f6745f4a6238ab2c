"""Every part of the sheet on one page: whole in each language, and only classes that the sheet knows."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from plenary.interfaces.web.drawings import rtl_now
from tests.interfaces.web.drawings.test_drawings import ALL

WEB = Path(__file__).resolve().parents[4] / "src/plenary/interfaces/web"
#: Classes that mark a thing for scripts or tests, or a variant that looks like its kind.
UNSTYLED = {"demo", "side", "done", "met", "noted", "adopted", "favour", "against", "abstain", "page", "choice", "who"}


class _Form(forms.Form):
    title = forms.CharField(help_text="As it stands on the paper")
    kind = forms.ChoiceField(choices=[("d", "Decision"), ("e", "Exchange of views")], widget=forms.RadioSelect)
    restricted = forms.BooleanField(required=False)
    words = forms.CharField(widget=forms.Textarea, required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)


def specimen(language: str) -> str:
    """The page in one language."""
    with translation.override(language):
        given = {
            "drawings": [draw("Belmora", rtl_now()) for draw in ALL],
            "form": _Form({"title": "", "kind": "d"}),
            "page": Paginator(range(30), 10).page(2),
            "at": datetime(2027, 10, 14, 13, 4, 12, tzinfo=UTC),
            "zone": "Asia/Bishkek",
        }
        return render_to_string("shell/specimen.html", given, RequestFactory().get(f"/{language}/"))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_the_specimen_is_whole(language):
    page = specimen(language)
    assert page.count("<svg") == page.count("</svg>")
    assert not re.search(r"\sstyle=|<style|\son\w+=", page)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.django_db
def test_the_sheet_knows_every_class_of_the_specimen():
    sheet = (WEB / "shell/static/plenary/plenary.css").read_text("utf-8")
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", sheet))
    used = {name for names in re.findall(r'\sclass="([^"]*)"', specimen("en")) for name in names.split()}
    families = {name for name in used if re.match(r"(s|is|house)-", name)}
    assert used - known - families - UNSTYLED <= {"track", "tiles", "hemicycle", "sums", "clock", "rotation", "d-text"}

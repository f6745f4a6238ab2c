"""Two people at one form: whoever saves second is told what the first one changed, and loses nothing that was typed.

A form that changes what stands carries marks of what stood in it when it was opened. Where something else stands when
it comes back, it is shown again with the typed words kept and with what stands now beside them; sent once more, it
goes through.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django.utils.formats import localize
from django.utils.translation import gettext as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.clock import real_now
from plenary.foundation.journal.models import Entry
from plenary.foundation.kept import Kept
from plenary.interfaces.fact_words import listed
from plenary.interfaces.web.desk.acts import ActForm
from plenary.procedure.refusal import Refused

Standing = Mapping[str, Any]
"""What stands in the fields of a form, by their names."""


class ChangedMeanwhile(Refused):
    """Somebody else changed what the form is about since it was opened."""


@dataclass(frozen=True, slots=True)
class Opening:
    """When a form was opened, and a mark of what stood in each field; nothing where it does not say."""

    at: datetime | None = None
    marks: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def on(cls, standing: Standing) -> Opening:
        """A form that opens now."""
        return cls(real_now(), {name: _mark(value) for name, value in standing.items()})

    @classmethod
    def read(cls, written: str) -> Opening:
        """What a form brought back."""
        try:
            said = json.loads(written)
            return cls(parse_datetime(str(said["at"])), {str(name): str(mark) for name, mark in said["marks"].items()})
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return cls()

    def __str__(self) -> str:
        return json.dumps({"at": self.at.isoformat() if self.at else "", "marks": dict(self.marks)})

    def changed(self, standing: Standing) -> dict[str, Any]:
        """What stands now in the fields in which something else stood; none where the form does not say."""
        if self.at is None:
            return {}
        now = {**dict.fromkeys(self.marks), **standing}
        return {name: value for name, value in now.items() if self.marks.get(name, _mark(None)) != _mark(value)}


class ComparedForm(forms.Form):
    """A form that changes what stands, and not what its sender has not seen."""

    begun_from = forms.CharField(required=False, widget=forms.HiddenInput)
    _opening = Opening()

    def clean(self) -> dict[str, Any]:
        """The marks are the form's own, so that what was typed can go to an act as it is."""
        super().clean()
        self._opening = Opening.read(self.cleaned_data.pop("begun_from", ""))
        return self.cleaned_data

    @staticmethod
    def opened_on(standing: Standing) -> dict[str, Any]:
        """What stands in the form when it opens, with its marks."""
        return {**standing, "begun_from": str(Opening.on(standing))}

    def compare_with(self, standing: Standing, *, reader: Actor, about: Kept | None) -> None:
        """Say at each field what somebody else put there since the form was opened, where other words were typed.

        Raises ChangedMeanwhile where there is any; the form sent again has seen it.
        """
        differing = {
            name: value
            for name, value in self._opening.changed(standing).items()
            if name in self.fields and self.fields[name].has_changed(value, self[name].data)
        }
        if not differing:
            return
        who = self._who(reader, about, self._opening.at)
        for name, value in differing.items():
            self.add_error(name, self._what_stands(name, value))
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["begun_from"] = str(Opening.on(standing))  # type: ignore[index]
        raise ChangedMeanwhile("desk.changed_meanwhile", who=who)

    def _what_stands(self, name: str, value: object) -> str:
        said = _in_words(self.fields[name], value)
        typed = set(str(self[name].data or "").splitlines())
        new = [line for line in said.splitlines() if line not in typed] or said.splitlines()
        return _("Here stands now: %(words)s") % {"words": " / ".join(new)} if new else _("Here stands nothing now.")

    def _who(self, reader: Actor, about: Kept | None, since: datetime | None) -> str:
        """Who wrote last of the thing, or of one that the form names, as far as this reader may know."""
        things = [one for one in (about, *self.cleaned_data.values()) if isinstance(one, Kept)]
        told = Q()
        for thing in things:
            kind, key = thing.about
            told |= Q(about_kind=kind, about_key=key)
        written = Entry.objects.readable_by(reader).filter(told, recorded_at__gte=since) if things and since else None
        last = written.exclude(actor_key=reader.person_key).order_by("-pk").first() if written is not None else None
        return (last.actor_name if last else "") or _("Somebody else")


class RevisingForm(ComparedForm, ActForm):
    """An act of the desk that changes what stands."""

    revises = True

    def compare(self, standing: Standing) -> None:
        """Refuse where somebody else changed the thing since the form was opened."""
        self.compare_with(standing, reader=self.actor, about=self.thing)


def _mark(value: object) -> str:
    return sha256(json.dumps(value, default=str, sort_keys=True).encode()).hexdigest()[:16]


def _in_words(field: forms.Field, value: object) -> str:
    """A field's value as a person reads it."""
    if value is None or value == "":
        return ""
    if isinstance(value, list | tuple):
        return listed(_in_words(field, one) for one in value)
    choices = {str(code): str(words) for code, words in getattr(field, "choices", ())}
    return choices.get(str(value)) or str(localize(value))

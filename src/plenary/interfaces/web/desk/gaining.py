"""Who gains access when an audience widens: by name, before anybody agrees."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.foundation.access.actors import Actor, actor_for
from plenary.foundation.access.audiences import PUBLIC, may_read, tokens_in
from plenary.foundation.access.models import Holding, Person
from plenary.foundation.clock import now
from plenary.foundation.languages.words import Words
from plenary.interfaces.web.desk.acts import ActForm


@dataclass(frozen=True, slots=True)
class Gained:
    """What a wider audience means. names: persons who read it now and could not before, each once.

    everybody: whether it becomes public, so that the names are not all. before, after: audiences as written.
    """

    before: str
    after: str
    names: tuple[Words, ...]
    everybody: bool


def who_gains(before: str, after: str, *, reads_now: Callable[[Actor], bool] | None = None) -> Gained:
    """Compare two audiences for every person who holds a capacity now. before: "" where nobody reads it yet.

    reads_now: tells who reads it by now, where the audience alone does not.
    """
    everybody = PUBLIC in tokens_in(after) and PUBLIC not in tokens_in(before)
    already, gained = set(), {}
    held = Holding.objects.in_force(now()).values_list("person", "capacity").distinct()
    persons = Person.objects.in_bulk({person for person, _capacity in held})
    for pk, capacity in held:
        actor = actor_for(persons[pk], capacity)
        if reads_now(actor) if reads_now else before and may_read(actor, before):
            already.add(pk)
        elif may_read(actor, after):
            gained[pk] = persons[pk].name
    names = [name for pk, name in gained.items() if pk not in already]
    return Gained(before, after, tuple(sorted(names, key=lambda name: name.said())), everybody)


class WideningForm(ActForm):
    """An act that lets more people read. The names are shown for the audience chosen before anything is proposed."""

    audience = forms.ChoiceField(label=gettext_lazy("Who reads it from now on"), widget=forms.RadioSelect)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    @abstractmethod
    def audiences(self) -> list[tuple[str, str]]:
        """Audiences that may be chosen, with their words; the first is the usual one."""

    @abstractmethod
    def before(self) -> str:
        """Who reads it now; "" where only its drafters do."""

    def prepare(self) -> None:
        choices = self.audiences()
        self.fields["audience"].choices = choices  # type: ignore[attr-defined]
        usual = self.initial.get("audience") or (choices[0][0] if choices else "")
        self.fields["audience"].initial = self.fields["seen"].initial = usual

    def clean(self) -> dict[str, Any]:
        """The names on the page must be those of the audience that was chosen."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = cleaned.get("audience", "")
        if chosen and cleaned.get("seen") != chosen:
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["seen"] = chosen  # type: ignore[index]
            self.add_error("audience", _("Read who gains access with this choice, then press again."))
        return cleaned

    @property
    def gained(self) -> Gained | None:
        """Who gains with the audience that stands chosen."""
        chosen = self.data.get("audience") or self.fields["audience"].initial
        known = {code for code, _words in self.audiences()}
        return self.gaining(chosen) if chosen in known else None

    def gaining(self, after: str) -> Gained:
        """Who gains with that audience."""
        return who_gains(self.before(), after)

    def consequences(self) -> str:
        return "shell/_gained.html"

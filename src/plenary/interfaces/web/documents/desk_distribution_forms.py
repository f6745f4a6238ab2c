"""What is typed to give a document out: its symbol and class, and who reads it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import undisturbed
from plenary.foundation.access.audiences import readable_audiences
from plenary.foundation.people import pairs
from plenary.interfaces.fact_words import language_in_words
from plenary.interfaces.web.desk.gaining import Gained, WideningForm
from plenary.interfaces.web.documents.desk_documents_forms import DISTRIBUTIONS, OnDocument
from plenary.interfaces.web.documents.desk_texts_forms import SealVersion
from plenary.interfaces.web.documents.gaining import who_gains_text
from plenary.offices.documents import actions, queries, symbols
from plenary.offices.documents.models import Document, Version
from plenary.offices.meetings.models import Sitting
from plenary.offices.meetings.queries import title_of

SERIES = [("L", _("L: draft before a body")), ("", _("report or other document"))]


class Register(OnDocument):
    """The symbol and the class."""

    verb, group = "register", "next"
    heading = _("Give the symbol")
    button = _("Give the symbol")
    done = _("The document has its symbol.")

    symbol = forms.CharField(
        label=_("Symbol, where it is given by hand"),
        required=False,
        max_length=80,
        help_text=_("Empty: the next number of the series."),
    )
    series = forms.ChoiceField(label=_("Series"), choices=SERIES, required=False)
    session = forms.CharField(label=_("Session or year in the symbol"), required=False, max_length=12)
    distribution = forms.ChoiceField(label=_("Distribution class"), choices=DISTRIBUTIONS)

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return thing.partner is None and not thing.symbol and thing.state != "mandated"

    @classmethod
    def starting(cls, actor: Actor, thing: Document, asked: dict[str, str]) -> dict[str, Any]:
        own = symbols.own_form()
        first = next(iter(own.series), "") if own else "L"
        return {"distribution": thing.distribution, "series": first}

    def prepare(self) -> None:
        """The series of the organisation's own form, where it has one."""
        own = symbols.own_form()
        if own is not None:
            self.fields["series"].choices = [(one, one) for one in own.series] or [("", "")]  # type: ignore[attr-defined]

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.register_document,
            by=self.actor,
            document=self.thing,
            symbol=typed["symbol"],
            series=typed["series"],
            session=typed["session"],
            distribution=typed["distribution"],
        )


class GiveOut(WideningForm, OnDocument):
    """What issuing and widening share: the audiences that fit the distribution class."""

    def audiences(self) -> list[tuple[str, str]]:
        body = self.thing.body
        general, limited = ("public", gettext("everybody")), ("members", gettext("all delegations and the secretariat"))
        own = [(f"body:{body.code}", gettext("members of %(body)s") % {"body": body.name})] if body else []
        if self.thing.distribution == Document.Distribution.PARTICIPANTS:
            return _sittings_of(self.thing, self.actor)
        by_class: dict[str, list[tuple[str, str]]] = {"general": [general, limited], "limited": [limited]}
        return [*by_class.get(self.thing.distribution, []), *own]

    @abstractmethod
    def version_given(self) -> Version | None:
        """The version whose readers become more."""

    def languages_given(self) -> Sequence[str]:
        """In which languages; all where none is named."""
        return ()

    def before(self) -> str:
        version = self.version_given()
        return queries.issued_to(version, self.languages_given()) if version else ""

    def gaining(self, after: str) -> Gained:
        version = self.version_given()
        return who_gains_text(version, self.languages_given(), after) if version else super().gaining(after)


class IssueVersion(GiveOut):
    """A sealed version given out, with the names of those who gain access."""

    verb, group = "issue", "next"
    heading = _("Issue the version")
    button = _("Issue the version")
    done = _("The version is issued.")

    languages = forms.MultipleChoiceField(
        label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("None ticked: all.")
    )

    @classmethod
    def fits(cls, thing: Document) -> bool:
        sealed = queries.sealed_version(thing) if thing.symbol else None
        return sealed is not None and sealed.languages.filter(issues__isnull=True).exists()

    def prepare(self) -> None:
        super().prepare()
        given = self.version_given()
        codes = given.languages.values_list("language", flat=True) if given else ()
        self.fields["languages"].choices = [(code, language_in_words(code)) for code in codes]  # type: ignore[attr-defined]

    def version_given(self) -> Version | None:
        return queries.sealed_version(self.thing)

    def languages_given(self) -> Sequence[str]:
        return self.data.getlist("languages") if self.is_bound else ()  # type: ignore[attr-defined]

    def carry_out(self) -> Any:  # noqa: ANN401  a Version or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.issue_version,
            by=self.actor,
            version=queries.sealed_version(self.thing),
            audience=typed["audience"],
            languages=list(typed["languages"]),
        )


class SealAndIssue(IssueVersion, SealVersion):
    """A revision on its way to those who read the text before it: no word of it changes any more, and it is issued.

    It is sealed at once, so that the second officer agrees to words that stay; where it cannot be issued it is not
    sealed either.
    """

    verb, group = "seal-and-issue", "next"
    heading = _("Seal the revision and issue it")
    button = _("Seal and issue it")
    done = _("The revision is sealed and issued.")
    waits = _("The revision is sealed. It is not issued yet: a second officer must agree. It waits.")
    note = _("No word of it changes any more, in any language.")

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return bool(thing.symbol) and SealVersion.fits(thing) and queries.issued_version(thing) is not None

    def prepare(self) -> None:
        IssueVersion.prepare(self)
        SealVersion.prepare(self)

    def version_given(self) -> Version | None:
        return queries.current_version(self.thing)

    def consequences(self) -> str:
        """What is not mended any more, and who gains access."""
        return "documents/desk/_before_seal_and_issue.html"

    def carry_out(self) -> Any:  # noqa: ANN401  a Version or a Pending
        with undisturbed(self.thing):
            SealVersion.carry_out(self)
            return super().carry_out()


class Widen(GiveOut):
    """More people read what was issued."""

    verb, group = "widen", "next"
    rows = ("widen_audience",)
    heading = _("Let more people read it")
    button = _("Let them read it")
    done = _("More people read it now.")

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return queries.issued_version(thing) is not None

    def version_given(self) -> Version | None:
        return queries.issued_version(self.thing)

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        audience = self.cleaned_data["audience"]
        return pairs.perform(actions.widen_audience, by=self.actor, document=self.thing, audience=audience)


def _sittings_of(document: Document, actor: Actor) -> list[tuple[str, str]]:
    """Sittings of the sessions on whose agenda a document stands: the only readers of the class that names them."""
    found = Sitting.objects.filter(
        meeting__session__items__papers__document=document, band_audience__in=readable_audiences(actor)
    ).distinct()
    return [(f"sitting:{one.key}", str(title_of(one, actor))) for one in found.order_by("pk")]

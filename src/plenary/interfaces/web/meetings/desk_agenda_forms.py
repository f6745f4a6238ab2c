"""What is typed about an agenda: its items, their places and words, the papers under them."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import readable_audiences
from plenary.foundation.people import pairs
from plenary.interfaces.web.desk.acts import UNCHOSEN, ActForm, ThingField, words_field
from plenary.interfaces.web.desk.comparing import RevisingForm
from plenary.interfaces.web.desk.correcting import CorrectingForm, found
from plenary.interfaces.web.desk.gaining import WideningForm
from plenary.interfaces.web.meetings.desk_sessions_forms import OnSession, items_known, sittings_known
from plenary.offices.documents import queries as documents
from plenary.offices.documents.models import Document
from plenary.offices.meetings import queries
from plenary.offices.meetings.actions import agenda, corrections, sessions, tabling
from plenary.offices.meetings.models import Item, ItemDocument, Session, Sitting
from plenary.offices.organisation import queries as organisation

KINDS = [
    ("decision", pgettext_lazy("kind of item", "Decision")),
    ("exchange_of_views", pgettext_lazy("kind of item", "Exchange of views")),
    ("information", pgettext_lazy("kind of item", "Information")),
    ("election", pgettext_lazy("kind of item", "Election")),
    ("signature", pgettext_lazy("kind of item", "Signature")),
    ("organisational", pgettext_lazy("kind of item", "Organisational")),
    ("not_stated", pgettext_lazy("kind of item", "Not stated")),
]


class IssueAgenda(WideningForm, OnSession):
    """More people read the agenda."""

    verb, group, rows = "issue-agenda", "agenda", ("convene_session",)
    heading = _("Issue the agenda")
    button = _("Issue the agenda")
    done = _("The agenda is issued.")

    def audiences(self) -> list[tuple[str, str]]:
        wider = [("members", gettext("all delegations and the secretariat")), ("public", gettext("everybody"))]
        return [choice for choice in wider if choice[0] != self.thing.agenda_audience]

    def before(self) -> str:
        return str(self.thing.agenda_audience)

    @classmethod
    def fits(cls, thing: Session) -> bool:
        return thing.agenda_audience != "public"

    def carry_out(self) -> Any:  # noqa: ANN401  a Session or a Pending
        audience = self.cleaned_data["audience"]
        return pairs.perform(sessions.issue_agenda, by=self.actor, session=self.thing, audience=audience)


class DeclareItems(RevisingForm, OnSession):
    """How many items the agenda has, named or not."""

    verb, group, rows = "count", "agenda", ("propose_item",)
    heading = _("State how many items the agenda has")
    button = _("State the number")
    done = _("The number of items is stated.")

    count = forms.IntegerField(label=_("Number of items"), min_value=1, max_value=999)

    @classmethod
    def starting(cls, actor: Actor, thing: Session, asked: dict[str, str]) -> dict[str, Any]:
        return {"count": thing.declared_count}

    def carry_out(self) -> Any:  # noqa: ANN401  a Session or a Pending
        count = self.cleaned_data["count"]
        return pairs.perform(agenda.declare_items, by=self.actor, session=self.thing, count=count)


class AddItem(OnSession):
    """An item proposed for the agenda, or a place that is counted and not named."""

    verb, group, rows = "add-item", "agenda", ("propose_item",)
    heading = _("Add an item")
    button = _("Add the item")
    done = _("The item is added.")

    title_en = words_field(_("Title in English"), long=True)
    title_ru = words_field(_("Title in Russian"), long=True)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=KINDS,
        initial="not_stated",
        help_text=_("Under an exchange of views no decision can be prepared."),
    )
    place = forms.IntegerField(
        label=_("Place"), required=False, min_value=1, max_value=999, help_text=_("The next free one where empty.")
    )
    parent = ThingField(label=_("Under item"), required=False)
    restricted_to = ThingField(label=_("Only for the restricted sitting"), required=False)
    partner = ThingField(label=_("Outside organisation it is about"), required=False, name_by="short_name")
    without_debate = forms.BooleanField(label=_("Without debate, unless a member asks for it"), required=False)

    def prepare(self) -> None:
        self.choices_of("parent", items_known(self.thing, self.actor).filter(series="").filter(parent__isnull=True))
        self.choices_of("restricted_to", sittings_known(self.thing, self.actor).filter(format__in=Sitting.SHUT))
        self.fields["restricted_to"].label_from_instance = self._sitting_called  # type: ignore[attr-defined]
        self.choices_of("partner", organisation.partners().order_by("code"))

    def _sitting_called(self, sitting: Sitting) -> str:
        return str(queries.title_of(sitting, self.actor)) or str(sitting)

    def clean(self) -> dict[str, Any]:
        """The title or nothing: a place without one is counted and not named."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("title_ru") and not cleaned.get("title_en"):
            self.add_error("title_en", gettext("The item is named in Russian; name it in English too."))
        return cleaned

    def carry_out(self) -> Any:  # noqa: ANN401  an Item or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            agenda.add_item,
            by=self.actor,
            session=self.thing,
            title=self.words("title") or None,
            kind=typed["kind"],
            place=typed["place"],
            parent=typed["parent"],
            restricted_to=typed["restricted_to"],
            partner=typed["partner"],
            without_debate=typed["without_debate"],
        )


class OnItem(OnSession):
    """An act on one item of its agenda."""

    item = ThingField(label=_("Item"))

    def prepare(self) -> None:
        self.choices_of("item", items_known(self.thing, self.actor))


class OnProvisionalItem(OnItem):
    """An act that is done until the agenda is adopted."""

    @classmethod
    def fits(cls, thing: Session) -> bool:
        return thing.agenda_adopted_at is None


class RenameItem(RevisingForm, OnProvisionalItem):
    """The words or the kind of an item, until the agenda is adopted."""

    verb, rows = "rename-item", ("propose_item",)
    heading = _("Name an item")
    button = _("Keep the words")
    done = _("The item is named.")

    title_en = words_field(_("Title in English"), required=True, long=True)
    title_ru = words_field(_("Title in Russian"), long=True)
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)

    @classmethod
    def starting(cls, actor: Actor, thing: Session, asked: dict[str, str]) -> dict[str, Any]:
        found = thing.items.readable_by(actor).filter(key=asked.get("item", "")).first()
        if found is None:
            return {}
        said = {f"title_{code}": text for code, text in found.title.items()}
        return {"item": found.key, "kind": found.kind_of_item, **said}

    def carry_out(self) -> Any:  # noqa: ANN401  an Item or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            agenda.rename_item, by=self.actor, item=typed["item"], title=self.words("title"), kind=typed["kind"]
        )


class WithdrawItem(OnProvisionalItem):
    """A proposed item taken back; its place stays."""

    verb, rows, is_grave = "withdraw-item", ("propose_item",), True
    heading = _("Withdraw an item")
    button = _("Withdraw the item")
    done = _("The item is withdrawn.")
    note = _("Its place stays in the record as withdrawn.")

    def carry_out(self) -> Any:  # noqa: ANN401  an Item or a Pending
        return pairs.perform(agenda.withdraw_item, by=self.actor, item=self.cleaned_data["item"])


class MoveItem(OnProvisionalItem):
    """An item of the provisional agenda in another place."""

    verb, rows = "move-item", ("propose_item",)
    heading = _("Move an item")
    button = _("Move the item")
    done = _("The item is moved.")
    note = _(
        "Until the agenda is adopted its numbers follow its order; a withdrawn item keeps its number. The record says "
        "from where to where."
    )

    place = forms.IntegerField(label=_("To number"), min_value=1, max_value=999)

    def carry_out(self) -> Any:  # noqa: ANN401  an Item or a Pending
        typed = self.cleaned_data
        return pairs.perform(agenda.move_item, by=self.actor, item=typed["item"], place=typed["place"])


class DiscussItem(OnItem):
    """An A item that a member asks to discuss."""

    verb, rows = "discuss-item", ("work_floor",)
    heading = _("Discuss an item that was to pass without debate")
    button = _("Discuss the item")
    done = _("The item will be discussed.")
    note = _("Any member may ask for it.")

    asked_by = ThingField(label=_("Asked for by"), name_by="short_name")

    def prepare(self) -> None:
        self.choices_of("item", items_known(self.thing, self.actor).filter(without_debate=True))
        self.choices_of("asked_by", organisation.members().order_by("code"))

    def carry_out(self) -> Any:  # noqa: ANN401  an Item or a Pending
        typed = self.cleaned_data
        return pairs.perform(agenda.take_out_of_a, by=self.actor, item=typed["item"], asked_by=typed["asked_by"])


class CorrectItem(CorrectingForm, OnSession):
    """The words of an item."""

    verb, rows = "correct-item", ("propose_item",)
    heading = _("Correct the title of an item")
    button = _("Correct the title")
    done = _("The title is corrected; the record keeps what stood before.")
    texts, main = {"title": _("Title")}, "title"

    @classmethod
    def fits(cls, thing: Session) -> bool:
        return thing.agenda_adopted_at is not None

    @classmethod
    def corrects(cls, actor: Actor, thing: Session, key: str) -> Item:
        item: Item = found(items_known(thing, actor), key)
        return item

    def carry_out(self) -> Any:  # noqa: ANN401  an Item or a Pending
        return pairs.perform(corrections.correct_item, by=self.actor, item=self.standing, title=self.words("title"))


class PlacePaper(OnItem):
    """A document under an item."""

    verb, rows = "place-paper", ("propose_item",)
    heading = _("Place a paper under an item")
    button = _("Place the paper")
    done = _("The paper is placed under the item.")

    document = ThingField(label=_("Document"))

    def prepare(self) -> None:
        super().prepare()
        self.choices_of("document", documents.documents(self.actor))
        known = sorted(documents.documents(self.actor), key=lambda one: in_order(one.symbol))
        self.fields["document"].choices = [("", UNCHOSEN), *((one.key, _with_title(one)) for one in known)]  # type: ignore[attr-defined]

    def carry_out(self) -> Any:  # noqa: ANN401  an ItemDocument or a Pending
        typed = self.cleaned_data
        return pairs.perform(agenda.place_paper, by=self.actor, item=typed["item"], document=typed["document"])


class TablePaper(OnSession):
    """A paper of an item laid before the body."""

    verb, rows = "table-paper", ("edit_draft", "issue_version")
    heading = _("Lay a paper before the body")
    button = _("Lay the paper before the body")
    done = _("The paper is before the body.")
    note = _("From here on the item can act on it. It takes an issued text in every language.")

    paper = ThingField(label=_("Paper"))

    @classmethod
    def fits(cls, thing: Session) -> bool:
        return thing.state in {Session.State.CONVENED, Session.State.OPEN}

    def prepare(self) -> None:
        papers = ItemDocument.objects.filter(
            item__in=items_known(self.thing, self.actor), document__audience__in=readable_audiences(self.actor)
        )
        self.choices_of("paper", papers.select_related("document", "item").order_by("item", "order"))
        self.fields["paper"].label_from_instance = _paper  # type: ignore[attr-defined]

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        return pairs.perform(tabling.table_paper, by=self.actor, paper=self.cleaned_data["paper"])


def in_order(symbol: str) -> tuple[tuple[int, str], ...]:
    """Symbols as people count them: L.2 before L.10, and what has none last."""
    if not symbol:
        return ((1, ""),)
    return tuple(
        (int(part), "") if part.isdecimal() else (0, part.casefold()) for part in re.split(r"([0-9]+)", symbol) if part
    )


def _with_title(document: Document) -> str:
    title = document.title.said()
    return f"{document.symbol} · {title}" if document.symbol else title


def _paper(paper: ItemDocument) -> str:
    return f"{queries.number_of(paper.item)} · {paper.document}".strip(" ·")


AGENDA: tuple[type[ActForm], ...] = (
    AddItem,
    DeclareItems,
    IssueAgenda,
    RenameItem,
    WithdrawItem,
    MoveItem,
    DiscussItem,
    CorrectItem,
    PlacePaper,
    TablePaper,
)

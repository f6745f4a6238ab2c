"""What is typed about amendments and sponsors, by delegations, the secretariat and the chair."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.gate import may
from plenary.foundation.people import pairs
from plenary.interfaces.fact_words import LANGUAGES
from plenary.interfaces.web.decisions import amendment_reading as reading
from plenary.interfaces.web.decisions.question_forms import sittings_called, subjects_known
from plenary.interfaces.web.desk.acts import ActForm, ThingField
from plenary.interfaces.web.workspace.acting import in_reader_language
from plenary.offices.decisions import amending
from plenary.offices.decisions.actions import amendments as acts
from plenary.offices.decisions.models import Amendment, Part
from plenary.offices.decisions.permissions import scopes_of_chair, scopes_of_sponsor
from plenary.offices.documents import queries as documents
from plenary.offices.documents.models import Document, Version
from plenary.offices.meetings.models import Item, Sitting
from plenary.offices.meetings.permissions import scopes_of_session
from plenary.offices.organisation.models import Member
from plenary.procedure.refusal import NotHere

State = Amendment.State


class AmendForm(forms.Form):
    """A paragraph written anew, a new one after it, or its deletion, with the reason."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32000)
    kind = forms.ChoiceField(
        widget=forms.HiddenInput,
        required=False,
        choices=[("", ""), ("insert_after", ""), ("delete_paragraph", "")],
    )
    on = forms.CharField(widget=forms.HiddenInput, required=False, max_length=22)
    draft = forms.CharField(widget=forms.HiddenInput, required=False, max_length=22)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    words = forms.CharField(
        label=_("As it is to read"),
        required=False,
        strip=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    member = forms.ChoiceField(label=_("In the name of"))

    def __init__(self, *args: Any, members: list[Member], **more: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **more)
        self.members = {one.code: one for one in members}
        field = self.fields["member"]
        field.choices = [(one.code, one.short_name.said()) for one in members]  # type: ignore[attr-defined]
        if len(members) == 1:
            field.widget = forms.HiddenInput()
            field.initial = members[0].code

    def writes(self, language: str, direction: str, *, deletes: bool, label: Any) -> None:  # noqa: ANN401  lazy words
        """Show the field in the language of the text; a deletion has no words of its own."""
        if deletes:
            self.fields["words"].widget = forms.HiddenInput()
            return
        self.fields["words"].label = label
        self.fields["words"].required = True
        self.fields["words"].widget.attrs |= {
            "lang": language,
            "dir": direction,
            "hx-post": "",
            "hx-trigger": "input changed delay:600ms",
            "hx-target": "#reads",
            "hx-select": "#reads",
            "hx-swap": "outerHTML",
        }

    def given(self) -> dict[str, Any]:
        """What the act is told, but the text and what it amends."""
        return {
            "member": self.members[self.cleaned_data["member"]],
            "words": self.cleaned_data["words"].replace("\r\n", "\n").strip(),
            "kind": self.cleaned_data["kind"],
            "reason": in_reader_language(self.cleaned_data["reason"]),
        }


# One amendment


class OnAmendment(ActForm):
    """An act on one amendment. states: in which it can be done."""

    thing: Amendment
    rows = ("table_draft",)
    states: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def is_offered(cls, actor: Actor, thing: Amendment) -> bool:
        scopes = scopes_of_sponsor(actor, thing.document, thing.member)
        return cls.fits(thing) and any(may(actor, row, *scopes) for row in cls.rows)

    @classmethod
    def fits(cls, thing: Amendment) -> bool:
        return thing.state in cls.states and not amending.vote_has_begun(thing)


class SendToSecretariat(OnAmendment):
    """A draft goes to the secretariat of the body."""

    verb, group = "send", "next"
    states = frozenset({State.DRAFTED})
    heading = _("Send it to the secretariat")
    button = _("Send the amendment")
    done = _("The amendment is with the secretariat. Your delegation and the secretariat read it.")
    note = _("The secretariat reads it from then on; no other delegation does.")

    def carry_out(self) -> Any:  # noqa: ANN401  an Amendment or a Pending
        return pairs.perform(acts.send_amendment, by=self.actor, amendment=self.thing)


class TableAmendment(OnAmendment):
    """It comes before the body."""

    verb, group = "table", "next"
    states = frozenset({State.DRAFTED, State.SENT})
    heading = _("Table the amendment")
    button = _("Table the amendment")
    done = _("The amendment is tabled. Whoever reads the text reads it.")
    note = _("It gets its number and its place in the order of voting, and other delegations can join.")

    def carry_out(self) -> Any:  # noqa: ANN401  an Amendment or a Pending
        return pairs.perform(acts.table_amendment, by=self.actor, amendment=self.thing)


class WithdrawAmendment(OnAmendment):
    """Taken back before the vote."""

    verb, group, is_grave = "withdraw", "grave", True
    states = frozenset({State.DRAFTED, State.SENT, State.TABLED})
    heading = _("Withdraw the amendment")
    button = _("Withdraw the amendment")
    done = _("The amendment is withdrawn.")
    note = _("Amendments to it are not put any more.")

    @classmethod
    def fits(cls, thing: Amendment) -> bool:
        return super().fits(thing) and not amending.was_amended(thing)

    def carry_out(self) -> Any:  # noqa: ANN401  an Amendment or a Pending
        return pairs.perform(acts.withdraw_amendment, by=self.actor, amendment=self.thing)


class SponsorForm(ActForm):
    """A name that joins or leaves."""

    rows = ("table_draft",)

    member = ThingField(label=_("Member"), name_by="short_name")

    @classmethod
    def about(cls, thing: Any) -> Document:  # noqa: ANN401  an Amendment or a Document
        document: Document = thing.document if isinstance(thing, Amendment) else thing
        return document

    @classmethod
    @abstractmethod
    def could(cls, actor: Actor, thing: Any) -> list[Member]:  # noqa: ANN401  an Amendment or a Document
        """Members that could join by this person, or leave."""

    @classmethod
    def is_offered(cls, actor: Actor, thing: Any) -> bool:  # noqa: ANN401  an Amendment or a Document
        return cls.fits(thing) and bool(cls.could(actor, thing))

    @classmethod
    def fits(cls, thing: Any) -> bool:  # noqa: ANN401  an Amendment or a Document
        stands = thing.state == State.TABLED if isinstance(thing, Amendment) else reading.is_open(thing)
        return stands and not amending.vote_has_begun(thing)

    @classmethod
    def starting(cls, actor: Actor, thing: Any, asked: dict[str, str]) -> dict[str, Any]:  # noqa: ANN401
        could = cls.could(actor, thing) if thing is not None else []
        return {"member": could[0].key if len(could) == 1 else "", **asked}

    def prepare(self) -> None:
        could = self.could(self.actor, self.thing) if self.thing is not None else []
        self.choices_of("member", Member.objects.filter(pk__in=[one.pk for one in could]))

    def of_what(self) -> dict[str, Any]:
        """The thing by the name under which the act takes it."""
        return {"amendment" if isinstance(self.thing, Amendment) else "document": self.thing}


class Join(SponsorForm):
    """One more sponsor."""

    verb = "join"
    heading = _("Add our name to the sponsors")
    button = _("Add the name")
    done = _("The name stands among the sponsors.")

    @classmethod
    def could(cls, actor: Actor, thing: Any) -> list[Member]:  # noqa: ANN401  an Amendment or a Document
        author = thing.member_id if isinstance(thing, Amendment) else thing.author_id
        joined = {one.member_id for one in amending.sponsors(thing)} | {author}
        return [one for one in reading.members_of(actor, cls.about(thing)) if one.pk not in joined]

    def carry_out(self) -> Any:  # noqa: ANN401  a Sponsor or a Pending
        return pairs.perform(acts.join_sponsors, by=self.actor, member=self.cleaned_data["member"], **self.of_what())


class Leave(SponsorForm):
    """A sponsor less."""

    verb = "leave"
    heading = _("Withdraw our name from the sponsors")
    button = _("Withdraw the name")
    done = _("The name was withdrawn from the sponsors.")

    @classmethod
    def could(cls, actor: Actor, thing: Any) -> list[Member]:  # noqa: ANN401  an Amendment or a Document
        joined: set[int] = {one.member_id for one in amending.sponsors(thing)}
        return [one for one in reading.members_of(actor, cls.about(thing)) if one.pk in joined]

    def carry_out(self) -> Any:  # noqa: ANN401  a Sponsor or a Pending
        return pairs.perform(acts.leave_sponsors, by=self.actor, member=self.cleaned_data["member"], **self.of_what())


class PutForm(ActForm):
    """A question on an amendment or a part, written down so that it can be put in the room."""

    rows = ("work_floor",)

    sitting = ThingField(label=_("Sitting"))
    item = ThingField(label=_("Item of the agenda"), required=False, name_by="title")
    subject = forms.ChoiceField(
        label=_("What it is, which chooses the rule"),
        required=False,
        help_text=_("As of the text itself, where the rules ask the same majority for amendments and parts."),
    )

    @classmethod
    def about(cls, thing: Any) -> Document:  # noqa: ANN401  an Amendment or a Document
        document: Document = thing.document if isinstance(thing, Amendment) else thing
        return document

    @classmethod
    def scopes(cls, thing: Any) -> Iterable[str]:  # noqa: ANN401  an Amendment or a Document
        return scopes_of_chair(cls.about(thing))

    def prepare(self) -> None:
        self.fields["subject"].choices = subjects_known()  # type: ignore[attr-defined]
        items = Item.objects.readable_by(self.actor).filter(papers__document=self.about(self.thing))
        self.choices_of("item", items.distinct())
        sittings = Sitting.objects.exclude(state=Sitting.State.CLOSED).select_related("meeting__session")
        worked = [
            one.pk
            for one in sittings.order_by("meeting", "number")
            if may(self.actor, "work_floor", f"sitting:{one.key}", *scopes_of_session(one.meeting.session))
        ]
        self.choices_of("sitting", Sitting.objects.filter(pk__in=worked).order_by("meeting", "number"))
        called = sittings_called([one for one in sittings if one.pk in set(worked)], self.actor)
        self.fields["sitting"].label_from_instance = lambda one: called.get(one.pk, str(one))  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("sitting", "item", "subject")}


class PutAmendment(PutForm):
    """The question on an amendment."""

    verb, group = "put", "chair"
    heading = _("Prepare the question on it")
    button = _("Prepare the question")
    done = _("The question is prepared. It can be put from the console; what is announced moves the amendment.")

    @classmethod
    def fits(cls, thing: Amendment) -> bool:
        return thing.state == State.TABLED and not amending.vote_has_begun(thing)

    def carry_out(self) -> Any:  # noqa: ANN401  a Question or a Pending
        return pairs.perform(acts.put_amendment, by=self.actor, amendment=self.thing, **self.told())


class Settle(ActForm):
    """What became of an amendment that was not put as a question."""

    verb, group, rows = "settle", "chair", ("announce_verdict",)
    heading = _("Announce what became of it")
    button = _("Announce it")
    done = _("It is announced. Amendments that touch the same words are not put any more where it carried.")

    outcome = forms.ChoiceField(
        label=_("The amendment"),
        choices=[
            ("carried", pgettext_lazy("announced of an amendment", "carries, nobody objecting")),
            ("rejected", pgettext_lazy("announced of an amendment", "is not adopted")),
        ],
        widget=forms.RadioSelect,
    )

    @classmethod
    def scopes(cls, thing: Amendment) -> Iterable[str]:
        return scopes_of_chair(thing.document)

    @classmethod
    def fits(cls, thing: Amendment) -> bool:
        return thing.state == State.TABLED and not amending.vote_has_begun(thing)

    def carry_out(self) -> Any:  # noqa: ANN401  an Amendment or a Pending
        carried = self.cleaned_data["outcome"] == "carried"
        return pairs.perform(acts.settle_amendment, by=self.actor, amendment=self.thing, carried=carried)


class OfTheWriters(ActForm):
    """What those do who write a text: documents officers, the secretary of its body."""

    group, rows = "chair", ("edit_draft", "issue_version")

    @classmethod
    def scopes(cls, thing: Any) -> Iterable[str]:  # noqa: ANN401  an Amendment or a Document
        return documents.scopes_of(thing.document if isinstance(thing, Amendment) else thing)

    @classmethod
    def is_offered(cls, actor: Actor, thing: Any) -> bool:  # noqa: ANN401  an Amendment or a Document
        return actor.is_secretariat and super().is_offered(actor, thing)


class InText(OfTheWriters):
    """What carried stands in a version that somebody wrote by hand."""

    verb = "in-text"
    thing: Amendment
    line: reading.InNewest | None = None
    heading = _("Say that the newest version has it")
    button = _("Propose it")
    done = _("The amendment is part of the newest version.")
    note = _("For an amendment that somebody wrote into the text by hand. A second person who writes the text agrees.")

    version = ThingField(widget=forms.HiddenInput)
    ground = forms.CharField(
        label=_("Ground"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Where in the text it stands, and who looked; it stands in the record."),
    )

    @classmethod
    def fits(cls, thing: Amendment) -> bool:
        newest, whole = documents.current_version(thing.document), thing.on_amendment
        if whole is not None and whole.state != State.MERGED:
            return False
        return thing.state == State.CARRIED and newest is not None and newest.number > thing.text_version.number

    @classmethod
    def starting(cls, actor: Actor, thing: Amendment, asked: dict[str, str]) -> dict[str, Any]:
        newest = documents.current_version(thing.document)
        return {"version": newest.key if newest is not None else "", **asked}

    def prepare(self) -> None:
        versions = documents.versions(self.actor, self.thing.document)
        self.choices_of("version", versions.filter(number__gt=self.thing.text_version.number))
        self.line = reading.in_newest(self.actor, self.thing)

    def consequences(self) -> str:
        return "decisions/_before_in_text.html"

    def carry_out(self) -> Any:  # noqa: ANN401  an Amendment or a Pending
        return pairs.perform(
            acts.record_in_text,
            by=self.actor,
            amendment=self.thing,
            version=self.cleaned_data["version"],
            ground=in_reader_language(self.cleaned_data["ground"]),
        )


AMENDMENT: tuple[type[ActForm], ...] = (
    SendToSecretariat,
    TableAmendment,
    WithdrawAmendment,
    Join,
    Leave,
    PutAmendment,
    Settle,
    InText,
)


# All amendments to a text


def version_of(document: Document) -> Version | None:
    """The version that is amended: the newest that was given out."""
    return documents.issued_version(document)


class OfTheChair(ActForm):
    """What the chair says of the voting on a text."""

    thing: Document
    rows = ("rule_and_gavel",)
    group = "chair"

    @classmethod
    def scopes(cls, thing: Document) -> Iterable[str]:
        return scopes_of_chair(thing)


class SetOrder(OfTheChair):
    """Another order than the measure gives."""

    verb = "order"
    heading = _("Set another order of voting")
    button = _("Set the order")
    done = _("The order is set. The computed one stands beside it.")
    note = _("The order that the measure gives stands on the page all the same, with your ground beside it.")

    order = forms.CharField(
        label=_("Amendments, one a line, the first first"), widget=forms.Textarea(attrs={"rows": 8}), max_length=2000
    )
    rule = forms.CharField(label=_("Rule invoked, as GA rule 90"), max_length=120)
    ground = forms.CharField(label=_("Ground"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    @classmethod
    def fits(cls, thing: Document) -> bool:
        version = version_of(thing)
        return version is not None and len(amending.tabled(version)) > 1 and not amending.voting_began(version)

    @classmethod
    def starting(cls, actor: Actor, thing: Document, asked: dict[str, str]) -> dict[str, Any]:
        version = version_of(thing)
        found = amending.voting(version) if version is not None else None
        names = found.order.names if found else ()
        return {"order": "\n".join(names), "rule": str(found.cite) if found else "", **asked}

    def carry_out(self) -> Any:  # noqa: ANN401  an OrderSet or a Pending
        return pairs.perform(
            acts.set_voting_order,
            by=self.actor,
            version=version_of(self.thing),
            order=self.cleaned_data["order"].split(),
            rule=self.cleaned_data["rule"],
            ground=in_reader_language(self.cleaned_data["ground"]),
        )


class Divide(OfTheChair):
    """Parts that are voted on separately."""

    verb = "divide"
    heading = _("Divide the text")
    button = _("Divide the text")
    done = _("The text is divided. Its parts are put one by one, and then what was approved as a whole.")

    parts = forms.MultipleChoiceField(
        label=_("A part begins with"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The first part begins with the text itself."),
    )

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return version_of(thing) is not None and reading.is_open(thing)

    def prepare(self) -> None:
        text = reading.text_read(self.actor, self.thing)
        self.fields["parts"].choices = [  # type: ignore[attr-defined]
            (one.anchor, f"{one.named} {one.text}".strip()[:120])
            for one in text.paragraphs.all()
            if not one.parent_anchor
        ][1:]

    def carry_out(self) -> Any:  # noqa: ANN401  parts or a Pending
        version = version_of(self.thing)
        return pairs.perform(acts.divide_text, by=self.actor, version=version, parts=list(self.cleaned_data["parts"]))


class PutPart(PutForm):
    """The question on a part of a text."""

    verb, group = "put-part", "chair"
    heading = _("Prepare the question on a part")
    button = _("Prepare the question")
    done = _("The question is prepared. It can be put from the console.")

    part = ThingField(label=_("Part"), name_by="name")

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return Part.objects.filter(text_version__document=thing, is_approved__isnull=True).exists()

    def prepare(self) -> None:
        super().prepare()
        self.choices_of("part", Part.objects.filter(text_version__document=self.thing, is_approved__isnull=True))

    def carry_out(self) -> Any:  # noqa: ANN401  a Question or a Pending
        return pairs.perform(acts.put_part, by=self.actor, part=self.cleaned_data["part"], **self.told())


class Merge(OfTheWriters):
    """The next version of the text, with what carried."""

    verb = "merge"
    thing: Document
    heading = _("Make the version with what carried")
    button = _("Make the version")
    done = _(
        "The version is made with the amendments that carried. Its page says which languages are due before it can be "
        "sealed."
    )
    note = _(
        "Nothing is made while two of them cannot stand together. Languages in which one was not written are due for "
        "translation."
    )

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return Amendment.objects.filter(document=thing, state=State.CARRIED).exists()

    def carry_out(self) -> Any:  # noqa: ANN401  a Version or a Pending
        version = version_of(self.thing)
        if version is None:
            self.add_error(None, gettext("The text was given out to nobody yet."))
        return pairs.perform(acts.merge_amendments, by=self.actor, version=version)


class Agree(OfTheWriters):
    """How a paragraph is to read where amendments that carried cannot stand together."""

    verb, group = "agree", ""
    thing: Document
    line: reading.DisputeLine | None = None
    heading = _("Write the agreed reading")
    button = _("Keep the agreed reading")
    done = _("The agreed reading is kept with its ground; the version is made with it.")
    note = _("Write the whole paragraph in one of its languages; the others are then due for translation.")

    anchor = forms.CharField(widget=forms.HiddenInput, max_length=24)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=22, required=False)
    language = forms.ChoiceField(label=_("Language"))
    reading = forms.CharField(
        label=_("As it is to read"), required=False, max_length=100_000, widget=forms.Textarea(attrs={"rows": 6})
    )
    deletes = forms.BooleanField(label=_("The paragraph is deleted"), required=False)
    ground = forms.CharField(
        label=_("Ground"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who agreed, and when; it stands in the record."),
    )

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return bool(_disputes(thing))

    @classmethod
    def starting(cls, actor: Actor, thing: Document, asked: dict[str, str]) -> dict[str, Any]:
        dispute = next((one for one in _disputes(thing) if one.anchor == asked.get("anchor")), None)
        if dispute is None:
            raise NotHere()
        held = dispute.reading
        if held is not None:
            standing = {"language": held.language, "reading": held.words, "deletes": not held.words, "seen": held.key}
            return {**standing, "anchor": dispute.anchor}
        language = next(iter(dispute.suggested), thing.original_language)
        return {"anchor": dispute.anchor, "language": language, "reading": dispute.suggested.get(language, "")}

    def prepare(self) -> None:
        anchor = str(self.data.get("anchor", "")) if self.is_bound else str(self.initial.get("anchor", ""))
        dispute = next((one for one in _disputes(self.thing) if one.anchor == anchor), None)
        self.line = next(iter(reading.dispute_lines(self.actor, [dispute] if dispute is not None else [])), None)
        version = version_of(self.thing)
        written = version.languages.filter(paragraphs__anchor=anchor) if version is not None else ()
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (one.language, LANGUAGES.get(one.language, one.language)) for one in written
        ]
        if dispute is not None and all(side.words for side in dispute.sides):
            del self.fields["deletes"]

    def consequences(self) -> str:
        return "decisions/_before_agreeing.html"

    def carry_out(self) -> Any:  # noqa: ANN401  an AgreedReading or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            acts.write_agreed_reading,
            by=self.actor,
            version=version_of(self.thing),
            anchor=typed["anchor"],
            language=typed["language"],
            words=typed["reading"],
            deletes=typed.get("deletes", False),
            ground=in_reader_language(typed["ground"]),
            seen=typed["seen"],
        )


def _disputes(document: Document) -> tuple[amending.Dispute, ...]:
    version = version_of(document)
    carried = amending.carried(version) if version is not None else []
    return amending.lay(version, carried).disputes if version is not None and carried else ()


AMENDMENTS: tuple[type[ActForm], ...] = (SetOrder, Divide, PutPart, Merge, Agree, Join, Leave)

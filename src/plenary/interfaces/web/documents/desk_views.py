"""Documents as the secretariat brings them on their way."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.gate import may
from plenary.foundation.people.waiting import waiting_about
from plenary.interfaces.web.desk.acts import ActPage, desk_page
from plenary.interfaces.web.documents import concord_reading, desk_reading
from plenary.interfaces.web.documents.desk_brackets_forms import (
    HoldBracket,
    KeepBrackets,
    OpenBracket,
    ResolveBracket,
)
from plenary.interfaces.web.documents.desk_distribution_forms import IssueVersion, Register, SealAndIssue, Widen
from plenary.interfaces.web.documents.desk_documents_forms import (
    BringIntoEffect,
    CorrectTitle,
    EnterOutside,
    Move,
    PlanDocument,
    WithdrawText,
)
from plenary.interfaces.web.documents.desk_draft_forms import MakeVersion, OpenDraft, PutDraftAside
from plenary.interfaces.web.documents.desk_pipeline_forms import PIPELINE, SymbolForm
from plenary.interfaces.web.documents.desk_referrals_forms import (
    GrantWaiver,
    ReceiveReferral,
    Refer,
    ReturnReferral,
    SendReferral,
)
from plenary.interfaces.web.documents.desk_texts_forms import (
    AddTranslation,
    AddVersion,
    NameAuthentic,
    RecordCheck,
    SealVersion,
    SetTranslationDue,
)
from plenary.interfaces.web.documents.way_reading import way_of
from plenary.interfaces.wording import act_sentence
from plenary.offices.documents import queries
from plenary.offices.documents.models import Document, Draft
from plenary.procedure.refusal import NotHere

#: The verb at the desk of each act on a document that may wait for a second person.
VERBS_OF = {
    "documents.add_to_text": "addendum",
    "documents.agree_ad_referendum": "ad-referendum",
    "documents.agree_at_expert_level": "expert-level",
    "documents.call_off_round": "call-off-round",
    "documents.close_round": "close-round",
    "documents.correct_text": "corrigendum",
    "documents.derestrict_document": "derestrict",
    "documents.open_round": "open-round",
    "documents.revise_text": "revise",
    "documents.set_deadlines": "deadlines",
    "documents.set_derestriction": "derestriction",
    "decisions.withdraw_text": "withdraw",
    "instruments.bring_into_effect": "effect",
    "documents.add_version": "add-version",
    "documents.correct_title": "correct-title",
    "documents.issue_version": "issue",
    "documents.move_document": "move",
    "documents.refer_document": "refer",
    "documents.register_document": "register",
    "documents.seal_version": "seal",
    "documents.widen_audience": "widen",
}


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """Every text with its stations, and what is late."""
    actor = request.actor  # type: ignore[attr-defined]
    context = {
        "rows": desk_reading.pipeline(actor),
        "stations": desk_reading.STATIONS,
        "acts": ActOnDocuments.offered(actor),
    }
    return desk_page(request, "documents/desk/documents.html", context, current="documents")


@require_safe
def concord(request: HttpRequest, key: str, left: str, right: str) -> HttpResponse:
    """Two languages of the newest version, where they should be looked at."""
    actor = request.actor  # type: ignore[attr-defined]
    found = known(actor, key)
    context = {"page": concord_reading.concord_page(actor, found, left, right), "document": found}
    return desk_page(request, "documents/desk/concord.html", context, current="documents")


@require_safe
def document(request: HttpRequest, key: str) -> HttpResponse:
    """One document: what stands, and what comes next."""
    actor = request.actor  # type: ignore[attr-defined]
    found = known(actor, key)
    page = desk_reading.desk_document(actor, found, request.GET.get("version", ""), request.GET.get("language", ""))
    waiting = waiting_about(actor, found, *found.versions.all())
    # An act that waits for its second person is not proposed once more beside it
    acts = ActOnDocument.offered(actor, found, key=key).without(*(VERBS_OF.get(one.act, "") for one in waiting))
    context = {
        "page": page,
        "document": found,
        "acts": acts.without(page.next_step.verb),
        "next_act": acts.link(page.next_step.verb),
        "readers_page": reverse("folder-document", args=[found.key]) if page.text is not None else "",
        "way": way_of(actor, found),
        "puts": may(actor, "work_floor", *actor.scopes),
        "waiting": [(act_sentence(one.act), one) for one in waiting],
    }
    return desk_page(request, "documents/desk/document.html", context, current="documents")


def known(actor: Actor, key: str) -> Document:
    """A document that this officer may know of. Raises NotHere."""
    found = queries.document(actor, key)
    if found is None:
        raise NotHere()
    return found


class ActOnDocuments(ActPage):
    """Plan a document, enter one from outside."""

    forms = (PlanDocument, EnterOutside, SymbolForm)
    current, route, home = "documents", "desk-act-on-documents", "desk-documents"

    def way_home(self, named: dict[str, Any], made: Any = None) -> str:  # noqa: ANN401  what the act returned
        """To the document that was just planned."""
        if isinstance(made, Document):
            return reverse("desk-document", kwargs={"key": made.key})
        return super().way_home(named, made)


class ActOnDocument(ActPage):
    """An act on one document."""

    forms = (
        SealVersion,
        Register,
        IssueVersion,
        SealAndIssue,
        Widen,
        Move,
        WithdrawText,
        BringIntoEffect,
        OpenDraft,
        MakeVersion,
        PutDraftAside,
        AddVersion,
        AddTranslation,
        SetTranslationDue,
        NameAuthentic,
        RecordCheck,
        CorrectTitle,
        OpenBracket,
        HoldBracket,
        KeepBrackets,
        ResolveBracket,
        Refer,
        SendReferral,
        ReceiveReferral,
        ReturnReferral,
        GrantWaiver,
        *PIPELINE,
    )
    current, route, home = "documents", "desk-act-on-document", "desk-document"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Document:
        return known(actor, named["key"])

    def title(self, thing: Document) -> Any:  # noqa: ANN401  Words
        return thing.title

    def way_home(self, named: dict[str, Any], made: Any = None) -> str:  # noqa: ANN401  what the act returned
        """To the draft that was just opened, else to the document."""
        if isinstance(made, Draft) and made.closed_at is None:
            return reverse("desk-draft", kwargs={"key": made.document.key, "language": made.language})
        return super().way_home(named, made)

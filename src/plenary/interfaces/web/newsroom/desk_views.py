"""The newsroom as the press officer works in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plenary.foundation.clock import now
from plenary.foundation.languages.words import Words
from plenary.interfaces.web.newsroom.forms import (
    CorrectionForm,
    DraftForm,
    EmbargoForm,
    SentenceForm,
    WithdrawForm,
)
from plenary.offices.meetings import queries as meetings
from plenary.offices.newsroom import actions, queries
from plenary.offices.newsroom.models import Claim, Release
from plenary.procedure.refusal import NotHere


def newsroom(request: HttpRequest) -> HttpResponse:
    """What is in the works, what is out, and for which sessions a curtain-raiser can be drafted."""
    actor = request.actor  # type: ignore[attr-defined]
    return render(
        request,
        "newsroom/desk/newsroom.html",
        {
            "working": queries.in_the_works(actor),
            "published": queries.published(actor)[:20],
            "sessions": meetings.sessions(actor),
            "current": "press",
        },
    )


def draft(request: HttpRequest) -> HttpResponse:
    """A release by hand."""
    form = DraftForm(request.POST or None, initial={"on": now().date()})
    if request.method == "POST" and form.is_valid():
        release = actions.draft_release(
            by=request.actor,  # type: ignore[attr-defined]
            kind=form.cleaned_data["kind"],
            headline=form.words("headline"),
            deck=form.words("deck"),
            dateline_place=form.words("place"),
            dateline_on=form.cleaned_data["on"],
            claims=form.claims(),
        )
        return redirect("desk-release", key=release.key)
    status = 422 if form.is_bound else 200
    return render(request, "newsroom/desk/draft.html", {"form": form, "current": "press"}, status=status)


@require_POST
def curtain_raiser(request: HttpRequest, ref: str) -> HttpResponse:
    """Let the product draft it from the record."""
    actor = request.actor  # type: ignore[attr-defined]
    release = actions.draft_curtain_raiser(meetings.session_named(ref, actor), by=actor)
    return redirect("desk-release", key=release.key)


def release(request: HttpRequest, key: str, faulty: dict[str, object] | None = None) -> HttpResponse:
    """One release at the desk: its words, its sources, who stands behind it, what can be done next."""
    found = queries.release_of_key(key, request.actor)  # type: ignore[attr-defined]
    return render(
        request,
        "newsroom/desk/release.html",
        {
            "release": found,
            "paragraphs": queries.paragraphs(found),
            "own_words": found.drafted_by is not None and found.drafted_by.key == request.actor.person_key,  # type: ignore[attr-defined]
            "embargo": EmbargoForm(),
            "withdraw": WithdrawForm(),
            "current": "press",
            **(faulty or {}),
        },
        status=422 if faulty else 200,
    )


@require_POST
def act_on_release(request: HttpRequest, key: str, verb: str) -> HttpResponse:
    """Clear, nod, publish, set the embargo, withdraw."""
    actor = request.actor  # type: ignore[attr-defined]
    found = queries.release_of_key(key, actor)
    match verb:
        case "clear":
            actions.clear_release(found, by=actor)
        case "nod":
            actions.nod_release(found, by=actor)
        case "publish":
            actions.publish_release(found, by=actor)
        case "embargo":
            form = EmbargoForm(request.POST)
            if not form.is_valid():
                return release(request, key, {"embargo": form})
            actions.edit_release(found, by=actor, embargo_until=form.cleaned_data["until"])
        case "withdraw":
            reason = WithdrawForm(request.POST)
            if not reason.is_valid():
                return release(request, key, {"withdraw": reason})
            actions.withdraw_release(found, by=actor, reason=Words.of({"en": reason.cleaned_data["reason"]}))
        case _:
            raise NotHere()
    return redirect("desk-release", key=key)


def sentence(request: HttpRequest, key: str, claim: str) -> HttpResponse:
    """One sentence: edited while the release is not out, corrected in the open once it is."""
    actor = request.actor  # type: ignore[attr-defined]
    found = queries.release_of_key(key, actor)
    line = next((one for one in found.claims.all() if one.key == claim), None)
    if line is None:
        raise NotHere()
    form = _sentence_form(found, line, request)
    if request.method == "POST" and form.is_valid():
        if isinstance(form, CorrectionForm):
            note = Words.of({"en": form.cleaned_data["note"]})
            actions.correct_release(found, by=actor, note=note, claim=line, new_words=form.words())
        else:
            actions.edit_claim(line, by=actor, sentence=form.words())
        return redirect("desk-release", key=key)
    context = {"release": found, "claim": line, "form": form, "current": "press", "verb": _("Keep the sentence")}
    return render(request, "newsroom/desk/sentence.html", context, status=422 if form.is_bound else 200)


def _sentence_form(found: Release, line: Claim, request: HttpRequest) -> SentenceForm:
    kind = CorrectionForm if found.state == Release.State.PUBLISHED else SentenceForm
    said = {f"sentence_{code}": words for code, words in line.sentence.items()}
    return kind(request.POST or None, initial=said)

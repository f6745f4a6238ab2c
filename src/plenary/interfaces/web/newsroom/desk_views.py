"""The newsroom as the press officer works in it."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import undisturbed
from plenary.foundation.languages.words import Words
from plenary.foundation.people import pairs
from plenary.foundation.people.models import Pending
from plenary.interfaces.web.desk.acts import receipt_of_waiting
from plenary.interfaces.web.newsroom.events import awaited, events_ahead
from plenary.interfaces.web.newsroom.forms import (
    ArmForm,
    CorrectionForm,
    DraftForm,
    EmbargoForm,
    HeadlineForm,
    NoteForm,
    SentenceForm,
    WithdrawForm,
)
from plenary.interfaces.web.newsroom.reading import KINDS, STATES
from plenary.interfaces.web.workspace.acting import tried
from plenary.offices.meetings import queries as meetings
from plenary.offices.newsroom import actions, queries
from plenary.offices.newsroom.models import Claim, Correction, Release
from plenary.offices.organisation import queries as organisation
from plenary.procedure.refusal import NotHere

WORDS = {"kinds": KINDS, "states": STATES}
#: In which states the page shows the form of an act that is told something.
TYPED_IN = {
    "embargo": (Release.State.DRAFT,),
    "arm": (Release.State.CLEARED, Release.State.ARMED),
    "withdraw": (Release.State.PUBLISHED,),
    "note": (Release.State.PUBLISHED,),
}


@require_safe
def newsroom(request: HttpRequest) -> HttpResponse:
    """What is in the works, what is out, and for which sessions a curtain-raiser can be drafted."""
    actor = request.actor  # type: ignore[attr-defined]
    return render(
        request,
        "newsroom/desk/newsroom.html",
        {
            **WORDS,
            "working": [(one, queries.zone_of(one)) for one in queries.in_the_works(actor)],
            "published": queries.published(actor)[:20],
            "sessions": meetings.sessions(actor),
            "current": "press",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """A release by hand."""
    form = DraftForm(request.POST or None, initial={"on": organisation.day_at_seat()})
    if request.method == "POST" and form.is_valid():
        made = tried(
            form,
            lambda: actions.draft_release(
                by=request.actor,  # type: ignore[attr-defined]
                kind=form.cleaned_data["kind"],
                headline=form.words("headline"),
                deck=form.words("deck"),
                dateline_place=form.words("place"),
                dateline_on=form.cleaned_data["on"],
                claims=form.claims(),
            ),
        )
        if made is not None:
            return redirect("desk-release", key=made.key)
    status = 422 if form.is_bound else 200
    return render(request, "newsroom/desk/draft.html", {"form": form, "current": "press"}, status=status)


@require_POST
def curtain_raiser(request: HttpRequest, ref: str) -> HttpResponse:
    """Let the product draft it from the record."""
    actor = request.actor  # type: ignore[attr-defined]
    release = actions.draft_curtain_raiser(meetings.session_named(ref, actor), by=actor)
    return redirect("desk-release", key=release.key)


@require_safe
def release(request: HttpRequest, key: str) -> HttpResponse:
    """One release at the desk: its words, its sources, who stands behind it, what can be done next."""
    return _release_page(request, key)


def _release_page(request: HttpRequest, key: str, faulty: dict[str, object] | None = None) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    found = queries.release_of_key(key, actor)
    zone = queries.zone_of(found)
    return render(
        request,
        "newsroom/desk/release.html",
        {
            **WORDS,
            "release": found,
            "paragraphs": queries.paragraphs(found),
            "own_words": found.authors.filter(key=actor.person_key).exists(),
            "embargo": EmbargoForm(zone=zone),
            "arm": ArmForm(events=events_ahead(actor)) if found.state in TYPED_IN["arm"] else None,
            "awaits": awaited(found, actor),
            "zone": zone,
            "withdraw": WithdrawForm(),
            "note": NoteForm(),
            "current": "press",
            **(faulty or {}),
        },
        status=422 if faulty else 200,
    )


@require_POST
def act_on_release(request: HttpRequest, key: str, verb: str) -> HttpResponse:
    """Clear, arm to an event, nod, publish, set the embargo, withdraw, correct by a line at the foot."""
    actor = request.actor  # type: ignore[attr-defined]
    found = queries.release_of_key(key, actor)
    match verb:
        case "clear":
            actions.clear_release(found, by=actor)
        case "nod":
            actions.nod_release(found, by=actor)
        case "publish":
            actions.publish_release(found, by=actor)
        case "embargo" | "arm" | "withdraw" | "note":
            form, do = _typed(verb, request, found)
            done = tried(form, do) if form.is_valid() else None
            if done is None:
                stray = (verb, form) if found.state not in TYPED_IN[verb] else None
                return _release_page(request, key, {verb: form, "stray": stray})
            if isinstance(done, Pending):
                return receipt_of_waiting(request)
        case _:
            raise NotHere()
    return redirect("desk-release", key=key)


def _typed(verb: str, request: HttpRequest, found: Release) -> tuple[forms.Form, Callable[[], object]]:
    """The form of an act that is told something, and what it does once the form is in order."""
    actor = request.actor  # type: ignore[attr-defined]
    if verb == "embargo":
        until = EmbargoForm(request.POST, zone=queries.zone_of(found))
        return until, lambda: actions.edit_release(found, by=actor, embargo_until=until.cleaned_data["until"])
    if verb == "arm":
        event = ArmForm(request.POST, events=events_ahead(actor))
        return event, lambda: actions.arm_release(found, by=actor, verb=event.chosen().verb, thing=event.chosen().thing)
    if verb == "withdraw":
        reason = WithdrawForm(request.POST)
        return reason, lambda: pairs.perform(
            actions.withdraw_release, by=actor, release=found, reason=Words.of({"en": reason.cleaned_data["reason"]})
        )
    line = NoteForm(request.POST)
    return line, lambda: pairs.perform(actions.correct_release, by=actor, release=found, note=line.words())


@require_http_methods(["GET", "HEAD", "POST"])
def headline(request: HttpRequest, key: str) -> HttpResponse:
    """The headline and the line below it, while the release is not out."""
    actor = request.actor  # type: ignore[attr-defined]
    found = queries.release_of_key(key, actor)
    if found.state in queries.OUT:
        raise NotHere()
    form = HeadlineForm(request.POST or None, initial=HeadlineForm.opened_on(_headline_of(found)))
    if request.method == "POST" and form.is_valid():
        kept = tried(form, lambda: _keep_headline(form, found, actor))
        if kept is not None:
            return redirect("desk-release", key=key)
    context = {"release": found, "form": form, "current": "press", "verb": _("Keep the headline")}
    return render(request, "newsroom/desk/sentence.html", context, status=422 if form.is_bound else 200)


def _headline_of(release: Release) -> dict[str, str]:
    return {
        f"{name}_{code}": words
        for name, said in (("headline", release.headline), ("deck", release.deck))
        for code, words in said.items()
    }


def _keep_headline(form: HeadlineForm, found: Release, by: Actor) -> Release:
    with undisturbed(found):
        form.compare_with(_headline_of(Release.objects.get(pk=found.pk)), reader=by, about=found)
        return actions.edit_release(found, by=by, headline=form.words("headline"), deck=form.words("deck"))


@require_http_methods(["GET", "HEAD", "POST"])
def sentence(request: HttpRequest, key: str, claim: str) -> HttpResponse:
    """One sentence: edited while the release is not out, corrected in the open once it is."""
    actor = request.actor  # type: ignore[attr-defined]
    found = queries.release_of_key(key, actor)
    line = next((one for one in found.claims.all() if one.key == claim), None)
    if line is None:
        raise NotHere()
    form = _sentence_form(found, line, request)
    if request.method == "POST" and form.is_valid():
        kept = tried(form, lambda: _compared(form, found, line, actor))
        if kept is not None:
            return receipt_of_waiting(request) if isinstance(kept, Pending) else redirect("desk-release", key=key)
    context = {"release": found, "claim": line, "form": form, "current": "press", "verb": _("Keep the sentence")}
    return render(request, "newsroom/desk/sentence.html", context, status=422 if form.is_bound else 200)


def _sentence_form(found: Release, line: Claim, request: HttpRequest) -> SentenceForm:
    kind = CorrectionForm if found.state == Release.State.PUBLISHED else SentenceForm
    return kind(request.POST or None, initial=kind.opened_on(_standing(line)))


def _standing(line: Claim) -> dict[str, str]:
    return {f"sentence_{code}": words for code, words in line.sentence.items()}


def _compared(form: SentenceForm, found: Release, line: Claim, by: Actor) -> Claim | Correction | Pending:
    with undisturbed(found):
        form.compare_with(_standing(Claim.objects.get(pk=line.pk)), reader=by, about=found)
        return _keep_sentence(form, found, line, by)


def _keep_sentence(form: SentenceForm, found: Release, line: Claim, by: Actor) -> Claim | Correction | Pending:
    if isinstance(form, CorrectionForm):
        note = Words.of({"en": form.cleaned_data["note"]})
        corrected: Correction | Pending = pairs.perform(
            actions.correct_release, by=by, release=found, note=note, claim=line, new_words=form.words()
        )
        return corrected
    return actions.edit_claim(line, by=by, sentence=form.words())

"""The acts that the record knows, each with the sentence that shows it, and who listens to them."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise

# It takes the Entry; entries show themselves by the sentences kept here, so their class is not named.
Listener = Callable[[Any], object]

# Words for the codes that a fact may hold, or what finds them.
Words = Mapping[str, str | Promise] | Callable[[str], str]

_VERB = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_sentences: dict[str, str | Promise] = {}
_words: dict[tuple[str, str], Words] = {}
_listeners: defaultdict[str, list[Listener]] = defaultdict(list)


def register(verb: str, sentence: str | Promise) -> None:
    """Make an act known: a dotted name in the past tense, and its sentence with facts in {braces}.

    Raises: ValueError for a name of another form, or one that already has another sentence.
    """
    if not _VERB.fullmatch(verb):
        raise ValueError(f"{verb!r} is no dotted name in lower case.")
    if verb in _sentences and str(_sentences[verb]) != str(sentence):
        raise ValueError(f"{verb} already has another sentence.")
    _sentences[verb] = sentence


def registered() -> dict[str, str | Promise]:
    """Every act the record knows, with its sentence."""
    return dict(_sentences)


def sentence_of(verb: str) -> str:
    """The sentence of an act in the language in use, its braces still empty.

    Raises: LookupError for an act that nobody registered.
    """
    if verb not in _sentences:
        raise LookupError(f"The record does not know {verb!r}: register it in journal_verbs.py of its office.")
    return str(_sentences[verb])


def spell(verb: str, fact: str, words: Words) -> None:
    """Have a fact of an act that is a code said in these words; a code they lack is shown as it is."""
    sentence_of(verb)
    _words[verb, fact] = words


def spelled(verb: str, fact: str, code: str) -> str:
    """A code as the sentence of its act shows it, in the language in use."""
    words = _words.get((verb, fact))
    if words is None:
        return code
    try:
        return str(words(code) if callable(words) else words[code])
    except KeyError:
        return code


def listen(verb: str, listener: Listener) -> None:
    """Have `listener` called with each new entry of that act, in the same transaction, once it is written.

    The order is that of listening; listening twice counts once. What a listener raises undoes the act.
    """
    if listener not in _listeners[verb]:
        _listeners[verb].append(listener)


def listeners(verb: str) -> list[Listener]:
    """Who listens to that act, in order."""
    return list(_listeners.get(verb, ()))

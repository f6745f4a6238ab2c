"""`plenary document`: work on texts from the machine itself, through the addresses that scripts use."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from plenary.interfaces.cli.house import open_house, out_of_step

if TYPE_CHECKING:
    from plenary.foundation.access.actors import Actor
    from plenary.interfaces.api.inside import Inside

HELP = """Create, write, register, issue, refer, amend, mend, compare and export texts, and ask members about them,
under the same gate as people.

A command acts as one person in one capacity: --as NAME/CAPACITY, by the name with which that person signs in. What
takes two persons is proposed, and the second agrees at the desk. The trail says that the command was used, in whose
name. Without --as a command reads what the public reads.

DOC is a symbol (CSTO/CSC/2019/L.1) or the key in the document's address."""
EXAMPLES = """  plenary document list --as olga/DO
  plenary document create --as olga/DO --body CSC --kind statement --title en="Statement on the lake"
  plenary document submit DOC --as olga/DO --original en --text en=statement.txt
  plenary document register DOC --as olga/DO
  plenary document refer DOC --as olga/DO --from CMFA --to CSC --for adoption --ground CMFA-2019-3
  plenary document amend DOC --as anna/HD --for RUS --version 2 --language en --at p4 --words "Agree to meet yearly;"
  plenary document redline DOC 1..2 --as olga/DO --language en
  plenary document export DOC --as olga/DO --version 2 --language en --form xml > statement.xml"""

DONE, REFUSED, MISUSED = 0, 1, 2
WAITS, NOT_HERE = 202, 404
#: Verbs whose answer is printed as the house gave it.
TOLD_AS_DATA = frozenset({"export", "redline", "consultation", "show-draft"})


class Misused(Exception):
    """A command that cannot be understood; carries the sentence."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--as", dest="acting", default="", metavar="NAME/CAPACITY", help="who acts, and as what")
    shared.add_argument("--dry-run", action="store_true", help="do it, report, and keep nothing")
    shared.add_argument("--json", action="store_true", help="print the answer as the house gave it")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)

    def verb(name: str, line: str, *, of_one: bool = True) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=line, description=line, parents=[shared])
        if of_one:
            made.add_argument("document", metavar="DOC", help="symbol or key")
        return made

    listed = verb("list", "documents that you may know of", of_one=False)
    listed.add_argument("--words", default="")
    listed.add_argument("--body", default="")
    verb("show", "one document: state, versions, brackets, its way between bodies")
    made = verb("create", "enter a document that is to be written", of_one=False)
    made.add_argument("--title", action="append", default=[], metavar="LANGUAGE=WORDS", required=True)
    made.add_argument("--body", required=True)
    made.add_argument("--kind", default="other")
    made.add_argument("--author", default="")
    made.add_argument("--class", dest="distribution", default="limited")
    submitted = verb("submit", "keep the next version of a text")
    submitted.add_argument("--original", default="", metavar="LANGUAGE")
    submitted.add_argument("--text", action="append", default=[], metavar="LANGUAGE=FILE", required=True)
    submitted.add_argument("--drop", action="store_true", help="leave out comments, hidden words and pictures")
    submitted.add_argument("--suffix", default=None, help="what the symbol gains, as Rev.1")
    for name, line in (("seal", "no word of it changes any more"), ("issue", "give a sealed version out")):
        verb(name, line).add_argument("--version", type=int, required=True)
    verbs.choices["issue"].add_argument("--audience", default="", help="empty: whom its class names")
    registered = verb("register", "give it its symbol and class")
    registered.add_argument("--symbol", default="")
    registered.add_argument("--series", default="L")
    registered.add_argument("--session", default="")
    registered.add_argument("--class", dest="distribution", default="")
    verb("move", "move it to the next state of its life").add_argument("--to", required=True, metavar="STATE")
    referred = verb("refer", "refer it from one body, or several, to another")
    referred.add_argument("--from", dest="from_bodies", action="append", required=True, metavar="BODY")
    referred.add_argument(
        "--to", action="append", required=True, metavar="BODY", help="several, where they meet jointly"
    )
    referred.add_argument("--for", dest="purpose", required=True, metavar="VERB")
    referred.add_argument("--ground", default="", help="number of the decision it rests on")
    for name, line in (("send", "send a referred text on"), ("receive", "record that the body has it")):
        verb(name, line).add_argument("--referral", required=True, metavar="KEY")
    amended = verb("amend", "propose how a paragraph is to read")
    amended.add_argument("--version", type=int, required=True)
    amended.add_argument("--language", required=True)
    amended.add_argument("--at", required=True, metavar="ANCHOR", help="the paragraph")
    amended.add_argument("--for", dest="member", required=True, metavar="MEMBER", help="whose amendment it is")
    amended.add_argument("--words", default="", help="how it is to read; of a new one, its words")
    amended.add_argument("--insert-after", action="store_true", help="a new paragraph after that one")
    amended.add_argument("--delete", action="store_true", help="the paragraph goes")
    amended.add_argument("--table", action="store_true", help="put it before the body at once; else it is a draft")
    _add_verbs_of_the_way(verb)
    compared = verb("redline", "what changed between two versions, as data")
    compared.add_argument("versions", metavar="A..B")
    compared.add_argument("--language", default="")
    exported = verb("export", "write a text to standard output")
    exported.add_argument("--version", type=int, required=True)
    exported.add_argument("--language", required=True)
    exported.add_argument("--form", choices=("xml", "txt", "pdf", "json"), default="txt", help="xml is Akoma Ntoso 3.0")


def _add_verbs_of_the_way(verb: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Consultation, drafts, and what follows a text that was issued."""
    asked = verb("consult", "ask members about the newest text")
    asked.add_argument("--ask", action="append", required=True, metavar="MEMBER", help="whom; once for each")
    asked.add_argument("--until", required=True, metavar="INSTANT", help="with its zone, as 2027-03-12T18:00+03:00")
    asked.add_argument("--question", action="append", default=[], metavar="LANGUAGE=WORDS")
    verb("consultation", "who was asked, what was answered, and which body takes it late, as data")
    for name, line in (
        ("answer", "hand in the answer of a member to the round that runs"),
        ("capital", "record what the capital of a member says"),
    ):
        answered = verb(name, line)
        answered.add_argument("--for", dest="member", required=True, metavar="MEMBER")
        how = answered.add_mutually_exclusive_group(required=True)
        how.add_argument("--yes", dest="agrees", action="store_true")
        how.add_argument("--no", dest="agrees", action="store_false")
        answered.add_argument("--words", action="append", default=[], metavar="LANGUAGE=WORDS", help="why")
    verb("close-round", "end the round that runs")
    verb("call-off-round", "end the round that runs without a sum").add_argument(
        "--reason", action="append", required=True, metavar="LANGUAGE=WORDS"
    )
    verb("ad-referendum", "record that negotiators agreed, subject to their capitals").add_argument(
        "--capital", dest="capitals", action="append", required=True, metavar="MEMBER"
    )
    verb("expert-level", "record that the experts agreed").add_argument("--forward-brackets", action="store_true")
    waived = verb("waive", "record that a body takes it late")
    waived.add_argument("--body", required=True)
    waived.add_argument("--reason", action="append", required=True, metavar="LANGUAGE=WORDS")
    mended = {}
    for name, line in (
        ("revise", "write a revision of what was issued"),
        ("addend", "write an addendum: the whole text with what completes it"),
        ("correct", "write a corrigendum: the whole text with its errors mended"),
    ):
        mended[name] = verb(name, line)
        mended[name].add_argument("--text", action="append", default=[], metavar="LANGUAGE=FILE", required=True)
        mended[name].add_argument("--drop", action="store_true", help="leave out comments, hidden words and pictures")
    mended["correct"].add_argument("--reason", action="append", required=True, metavar="LANGUAGE=WORDS")
    begun = verb("draft", "open a draft, or find the one that is open")
    begun.add_argument("--language", default="")
    shown = verb("show-draft", "a draft paragraph by paragraph, as data")
    written = verb("write", "write the words of a paragraph of a draft")
    written.add_argument("--at", required=True, metavar="ANCHOR", help="the paragraph")
    written.add_argument("--words", required=True)
    written.add_argument("--revision", type=int, required=True, help="of the words that you had before you")
    made = verb("make-version", "make a draft the next version")
    made.add_argument("--suffix", default=None, help="what the symbol gains, as Rev.1")
    aside = verb("put-aside", "close a draft without a version")
    aside.add_argument("--reason", action="append", required=True, metavar="LANGUAGE=WORDS")
    for one in (shown, written, made, aside):
        one.add_argument("--language", required=True)


def run(options: argparse.Namespace) -> int:
    """Ask and print. Exit status 0 done or waiting, 1 refused, 2 called wrongly."""
    open_house()
    if waiting := out_of_step():
        print(waiting, file=sys.stderr)
        return REFUSED
    from django.db import transaction  # noqa: PLC0415  Django is set up by now

    from plenary.interfaces.exports.kept_record import keep_record  # noqa: PLC0415  see above

    try:
        actor = _actor(options.acting)
        method, path, body = ASKED[options.verb](options, actor)
        reads = method == "GET"
        if not reads and not options.dry_run:
            _note(options, path, body)
        with transaction.atomic() if options.dry_run else nullcontext():
            status = _ask(options, actor, method, path, body)
            if options.dry_run:
                transaction.set_rollback(True)
    except Misused as why:
        print(why, file=sys.stderr)
        return MISUSED
    if not reads and not options.dry_run:
        keep_record()
    return status


def _ask(options: argparse.Namespace, actor: Actor, method: str, path: str, body: Any) -> int:  # noqa: ANN401  JSON
    from plenary.interfaces.api.inside import ask  # noqa: PLC0415  Django is set up by now

    path, _, query = path.partition("?")
    answer = ask(
        actor,
        method,
        path,
        body=json.dumps(body).encode("utf-8") if body is not None else b"",
        query=dict(parse_qsl(query)),
    )
    if not answer.is_done:
        print(_told_why(options, answer), file=sys.stderr)
        return REFUSED
    if options.json or options.verb in TOLD_AS_DATA:
        sys.stdout.buffer.write(answer.content + (b"" if answer.content.endswith(b"\n") else b"\n"))
        return DONE
    for line in _lines(options.verb, answer.status, answer.told):
        print(line)
    if options.dry_run:
        print("Nothing was kept: this was a dry run.")
    return DONE


#: Which option tells what a refusal asks for.
OPTIONS = {
    "documents.original_language_missing": "--original LANGUAGE",
    "documents.kind_unknown": "--kind",
    "documents.class_unknown": "--class",
    "documents.state_unknown": "--to",
    "documents.verb_unknown": "--for",
    "documents.referral_without_decision": "--ground",
}


def _told_why(options: argparse.Namespace, answer: Inside) -> str:
    """Why it was not done: the sentence, the option that it is about, and the code."""
    told = answer.told
    if answer.status == NOT_HERE:
        acting = f"to {options.acting}" if options.acting else "to the public; --as NAME/CAPACITY says who acts"
        document = getattr(options, "document", "")
        what = f"There is no such version, language or referral of {document}" if document else "There is no such thing"
        return f"{what}, or it is not open {acting}."
    code = str(told["type"]).rpartition(":")[2]
    option = f" ({OPTIONS[code]})" if code in OPTIONS else ""
    return f"{told.get('detail') or told['title']}{option} [{code}]"


def _lines(verb: str, status: int, told: Any) -> list[str]:  # noqa: ANN401  JSON
    """What is printed of an answer, a line a thing."""
    if verb == "list":
        return [f"{one['symbol'] or one['key']}  {one['state']}  {_words(one['title'])}" for one in told["documents"]]
    if status == WAITS:
        return [f"Nothing is done yet: a second officer must agree, at the desk. It waits as {told['key']}."]
    document = told.get("document") or told
    lines = [f"{document['symbol'] or document['key']}  {document['state']}  {_words(document['title'])}"]
    if verb != "show":
        return lines
    lines.append(f"key {document['key']}")
    for version in document["versions"]:
        sealed = "sealed" if version["sealed_at"] else "not sealed"
        languages = " ".join(one["language"] for one in version["languages"])
        lines.append(f"version {version['number']}  {version['symbol']}  {sealed}  {languages}")
    lines += [
        f"bracket {one['key']}  at {one['anchor']}  held by {' '.join(one['proponents'])}"
        for one in document["brackets"]
    ]
    lines += [
        f"referral {one['key']}  {' '.join(one['from_bodies'])} to {one['to_body']} for {one['verb']}  {one['state']}"
        for one in document["referrals"]
    ]
    return lines


def _words(title: dict[str, str]) -> str:
    return title.get("en") or next(iter(title.values()), "")


def _actor(said: str) -> Actor:
    """Who acts, by sign-in name and capacity; the public where nobody is named. Raises Misused."""
    from plenary.foundation.access.actors import OUTSIDER, actor_for  # noqa: PLC0415  Django is set up by now
    from plenary.foundation.access.models import Account  # noqa: PLC0415  see above

    if not said:
        return OUTSIDER
    name, _, capacity = said.partition("/")
    account = Account.objects.select_related("person").filter(sign_in_name=name, is_active=True).first()
    if account is None:
        raise Misused(f"Nobody signs in as {name}.")
    actor = actor_for(account.person, capacity)
    if actor.capacity != capacity:
        raise Misused(f"{name} does not act as {capacity or 'anything'} now. Write NAME/CAPACITY, as {name}/DO.")
    # Whoever holds the machine shows nothing by it: no chair and no seat is taken from here.
    return replace(actor, proved=frozenset(), readable={})


def _note(options: argparse.Namespace, path: str, body: Any) -> None:  # noqa: ANN401  JSON
    """Say in the trail that a command acts on the machine itself, before it does."""
    from plenary.foundation.keeping.console import note_acts  # noqa: PLC0415  Django is set up by now

    told = json.dumps([path, body], sort_keys=True).encode("utf-8")
    note_acts(names=[options.acting], count=1, sha256=sha256(told).hexdigest())


def _key(said: str, actor: Actor) -> str:
    """The key of a document said by key or symbol. Raises Misused where this person may know of none."""
    from plenary.offices.documents import queries  # noqa: PLC0415  Django is set up by now

    found = queries.document(actor, said) or queries.document_with_symbol(actor, said)
    if found is None:
        raise Misused(f"There is no document {said}, or it is not open to you.")
    return found.key


def _pairs(said: list[str]) -> dict[str, str]:
    """`en=words` as words by language. Raises Misused."""
    found = [one.partition("=") for one in said]
    if strange := next((code for code, sign, _words in found if not sign or not code), None):
        raise Misused(f"{strange or 'This'} says no language. Write LANGUAGE=…, as en=…")
    return {code: words for code, _sign, words in found}


def _paragraphs(file: Path, language: str, *, drop: bool) -> tuple[list[dict[str, str]], bool]:
    """The paragraphs of a file: JSON by its ending, else Akoma Ntoso, a page of markup or plain words by what is in it.

    Returned with them: whether their anchors are those of the text. drop: leave out what a text does not hold, as
    comments and hidden words; else that is told. Raises Misused.
    """
    from django.conf import settings  # noqa: PLC0415  Django is set up by now

    from plenary.interfaces.exports.text_of_file import BYTES_AT_MOST, text_of_file  # noqa: PLC0415  see above
    from plenary.interfaces.wording import sentence_of  # noqa: PLC0415  see above
    from plenary.procedure.refusal import Refused  # noqa: PLC0415  beside its users

    try:
        with file.open("rb") as opened:
            if file.suffix == ".json":
                return _of_json(file, json.loads(opened.read(BYTES_AT_MOST + 1))), True
            found = text_of_file(opened, Path(settings.PLENARY_HOME), language=language)
    except OSError as missing:
        raise Misused(f"{file} cannot be opened: {missing.strerror}.") from missing
    except (ValueError, RecursionError) as wrong:
        raise Misused(f"{file} is no JSON that can be read.") from wrong
    except Refused as refused:
        raise Misused(f"{file}: {sentence_of(refused)}") from refused
    if found.dropped and not drop:
        lost = "\n".join(f"  {one.why}: {one.words}" for one in found.dropped)
        raise Misused(f"{file} holds what a text does not. With --drop it is left out:\n{lost}")
    told = [
        {"anchor": one.anchor, "words": one.words, "role": one.role.value, "label": one.label, "parent": one.parent}
        for one in found.text
    ]
    return told, found.anchors_hold


def _of_json(file: Path, sent: Any) -> list[dict[str, str]]:  # noqa: ANN401  whatever somebody wrote
    """Paragraphs as they are sent. Raises Misused."""
    parts = {"words", "role", "label", "anchor", "parent"}
    if not isinstance(sent, list) or not sent:
        raise Misused(f'{file} holds no list of paragraphs. Write [{{"words": "…"}}, …].')
    for place, one in enumerate(sent, start=1):
        if not isinstance(one, dict) or not isinstance(one.get("words"), str) or not parts.issuperset(one):
            raise Misused(
                f'{file}, paragraph {place}: write {{"words": "…"}}, and where needed role, label, anchor and parent.'
            )
    return sent


Asked = tuple[str, str, Any]


def _list(options: argparse.Namespace, actor: Actor) -> Asked:
    del actor
    asked = {"words": options.words, "body": options.body}
    query = urlencode({name: value for name, value in asked.items() if value})
    return "GET", f"/documents?{query}", None


def _show(options: argparse.Namespace, actor: Actor) -> Asked:
    return "GET", f"/documents/{_key(options.document, actor)}", None


def _create(options: argparse.Namespace, actor: Actor) -> Asked:
    del actor
    sent = {
        "title": _pairs(options.title),
        "body": options.body,
        "kind": options.kind,
        "author": options.author,
        "distribution": options.distribution,
    }
    return "POST", "/documents", sent


def _texts(options: argparse.Namespace) -> dict[str, Any]:
    """The files named by `--text`, by language, as an address takes them."""
    read = {code: _paragraphs(Path(file), code, drop=options.drop) for code, file in _pairs(options.text).items()}
    return {
        "texts": {code: told for code, (told, _holds) in read.items()},
        "anchors_hold": all(holds for _told, holds in read.values()),
    }


def _submit(options: argparse.Namespace, actor: Actor) -> Asked:
    sent = {**_texts(options), "original_language": options.original, "suffix": options.suffix}
    return "POST", f"/documents/{_key(options.document, actor)}/versions", sent


def _seal(options: argparse.Namespace, actor: Actor) -> Asked:
    return "POST", f"/documents/{_key(options.document, actor)}/versions/{options.version}/seal", {}


def _issue(options: argparse.Namespace, actor: Actor) -> Asked:
    path = f"/documents/{_key(options.document, actor)}/versions/{options.version}/issue"
    return "POST", path, {"audience": options.audience}


def _register(options: argparse.Namespace, actor: Actor) -> Asked:
    sent = {name: getattr(options, name) for name in ("symbol", "series", "session", "distribution")}
    return "POST", f"/documents/{_key(options.document, actor)}/register", sent


def _move(options: argparse.Namespace, actor: Actor) -> Asked:
    return "POST", f"/documents/{_key(options.document, actor)}/move", {"state": options.to}


def _refer(options: argparse.Namespace, actor: Actor) -> Asked:
    sent = {
        "from_bodies": options.from_bodies,
        "to_body": options.to[0],
        "and_to": options.to[1:],
        "verb": options.purpose,
        "ground": options.ground,
    }
    return "POST", f"/documents/{_key(options.document, actor)}/referrals", sent


def _on_referral(options: argparse.Namespace, actor: Actor) -> Asked:
    return "POST", f"/documents/{_key(options.document, actor)}/referrals/{options.referral}/{options.verb}", {}


def _amend(options: argparse.Namespace, actor: Actor) -> Asked:
    if options.insert_after and options.delete:
        raise Misused("A paragraph is added or goes, not both.")
    sent = {
        "version": options.version,
        "language": options.language,
        "anchor": options.at,
        "member": options.member,
        "words": options.words,
        "kind": "insert_after" if options.insert_after else "delete_paragraph" if options.delete else "",
        "state": "tabled" if options.table else "drafted",
    }
    return "POST", f"/documents/{_key(options.document, actor)}/amendments", sent


def _redline(options: argparse.Namespace, actor: Actor) -> Asked:
    older, _, newer = options.versions.partition("..")
    if not (older.isdecimal() and newer.isdecimal()):
        raise Misused(f"{options.versions} names no two versions. Write A..B, as 1..2.")
    query = urlencode({"language": options.language} if options.language else {})
    return "GET", f"/documents/{_key(options.document, actor)}/redline/{older}..{newer}?{query}", None


def _export(options: argparse.Namespace, actor: Actor) -> Asked:
    version = f"/documents/{_key(options.document, actor)}/versions/{options.version}"
    if options.form == "json":
        return "GET", f"{version}/texts/{options.language}", None
    return "GET", f"{version}/files/{options.language}.{options.form}", None


def _consult(options: argparse.Namespace, actor: Actor) -> Asked:
    sent = {"addressees": options.ask, "closes_at": options.until, "question": _pairs(options.question)}
    return "POST", f"/documents/{_key(options.document, actor)}/rounds", sent


def _consultation(options: argparse.Namespace, actor: Actor) -> Asked:
    return "GET", f"/documents/{_key(options.document, actor)}/rounds", None


def _answer(options: argparse.Namespace, actor: Actor) -> Asked:
    sent = {"member": options.member, "agrees": options.agrees, "words": _pairs(options.words)}
    return "POST", f"/documents/{_key(options.document, actor)}/rounds/answer", sent


def _capital(options: argparse.Namespace, actor: Actor) -> Asked:
    sent = {"member": options.member, "confirms": options.agrees, "words": _pairs(options.words)}
    return "POST", f"/documents/{_key(options.document, actor)}/capitals", sent


def _close_round(options: argparse.Namespace, actor: Actor) -> Asked:
    return "POST", f"/documents/{_key(options.document, actor)}/rounds/close", {}


def _call_off_round(options: argparse.Namespace, actor: Actor) -> Asked:
    sent = {"reason": _pairs(options.reason)}
    return "POST", f"/documents/{_key(options.document, actor)}/rounds/call-off", sent


def _ad_referendum(options: argparse.Namespace, actor: Actor) -> Asked:
    return "POST", f"/documents/{_key(options.document, actor)}/ad-referendum", {"capitals": options.capitals}


def _expert_level(options: argparse.Namespace, actor: Actor) -> Asked:
    sent = {"forward_brackets": options.forward_brackets}
    return "POST", f"/documents/{_key(options.document, actor)}/expert-level", sent


def _waive(options: argparse.Namespace, actor: Actor) -> Asked:
    sent = {"body": options.body, "reason": _pairs(options.reason)}
    return "POST", f"/documents/{_key(options.document, actor)}/waivers", sent


#: By the verb, the last part of the address.
_MENDED = {"revise": "revision", "addend": "addendum", "correct": "corrigendum"}


def _mend(options: argparse.Namespace, actor: Actor) -> Asked:
    sent = _texts(options)
    if options.verb == "correct":
        sent["reason"] = _pairs(options.reason)
    return "POST", f"/documents/{_key(options.document, actor)}/{_MENDED[options.verb]}", sent


def _draft(options: argparse.Namespace, actor: Actor) -> Asked:
    return "POST", f"/documents/{_key(options.document, actor)}/drafts", {"language": options.language}


def _on_draft(options: argparse.Namespace, actor: Actor) -> Asked:
    draft = f"/documents/{_key(options.document, actor)}/drafts/{options.language}"
    match options.verb:
        case "show-draft":
            return "GET", draft, None
        case "write":
            return (
                "POST",
                f"{draft}/write",
                {"anchor": options.at, "words": options.words, "revision": options.revision},
            )
        case "make-version":
            return "POST", f"{draft}/version", {"suffix": options.suffix}
        case _:
            return "POST", f"{draft}/aside", {"reason": _pairs(options.reason)}


ASKED: dict[str, Callable[[argparse.Namespace, Actor], Asked]] = {
    "list": _list,
    "show": _show,
    "create": _create,
    "submit": _submit,
    "seal": _seal,
    "issue": _issue,
    "register": _register,
    "move": _move,
    "refer": _refer,
    "send": _on_referral,
    "receive": _on_referral,
    "amend": _amend,
    "consult": _consult,
    "consultation": _consultation,
    "answer": _answer,
    "close-round": _close_round,
    "call-off-round": _call_off_round,
    "ad-referendum": _ad_referendum,
    "capital": _capital,
    "expert-level": _expert_level,
    "waive": _waive,
    **dict.fromkeys(_MENDED, _mend),
    "draft": _draft,
    **dict.fromkeys(("show-draft", "write", "make-version", "put-aside"), _on_draft),
    "redline": _redline,
    "export": _export,
}

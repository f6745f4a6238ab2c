"""The summit of Bishkek in processes of its own: `prepare` loads it as far as an open vote, `serve` answers until it is
killed, `read` tells what it kept.

`serve` loads the house once and forks the process that runs `plenary serve`; when that one dies, by whatever signal,
the next is forked at once, as a supervisor restarts a server. It prints the number of each as it begins, and each
prints its own address once it answers.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from pathlib import Path

from tools.checks import free_port

from plenary.interfaces.cli import act, demo, serve
from plenary.interfaces.cli.house import open_house

QUESTION_PUT = """
[scenario]
name = "question-put"
clock = 2019-11-28T15:50:00+06:00
after = "bishkek-2019-room"

[[act]]
do = "chamber.put_question"
on = "@plenary-room"
by = "chair/PO"
at = 2019-11-28T15:50:00+06:00
with = { question = "@time-question" }
"""
#: Where each device of those who write puts its words, so that they mostly touch others.
MARKS = ("alpha", "beta", "gamma", "delta")
SEATS = ("arm", "blr", "kaz", "kgz", "rus", "tjk")


def prepare() -> None:
    """Replay the summit to an open vote; print the house's folder, the sitting, and the key of each seat's login."""
    with contextlib.redirect_stdout(sys.stderr):
        assert demo.run(_options(demo, "--no-serve")) == 0
        acts = Path(os.environ["PLENARY_HOME"]) / "question-put.toml"
        acts.write_text(QUESTION_PUT, encoding="utf-8")
        assert act.run(_options(act, str(acts))) == 0
    from plenary.foundation.access.models import Account  # noqa: PLC0415  Django is set up by now
    from plenary.offices.decisions.models import Question  # noqa: PLC0415  Django is set up by now

    asked = Question.objects.select_related("sitting").get(state=Question.State.OPEN, method=Question.Method.VOTE)
    logins = dict(Account.objects.filter(sign_in_name__startswith="seat-").values_list("sign_in_name", "key"))
    seats = [logins[f"seat-{code}"] for code in SEATS]
    print(json.dumps({"home": os.environ["PLENARY_HOME"], "sitting": asked.sitting.key, "logins": seats}))


def prepare_draft() -> None:
    """Replay the summit, add a text of six paragraphs and open its draft; print where it is, and who writes."""
    with contextlib.redirect_stdout(sys.stderr):
        assert demo.run(_options(demo, "--no-serve")) == 0
        open_house()
    from plenary.foundation.access.actors import actor_for  # noqa: PLC0415  Django is set up by now
    from plenary.foundation.access.models import Account  # noqa: PLC0415  Django is set up by now
    from plenary.offices.documents import actions  # noqa: PLC0415  Django is set up by now
    from plenary.offices.documents.models import Document  # noqa: PLC0415  Django is set up by now

    people = {one.sign_in_name: one for one in Account.objects.select_related("person")}
    officer = actor_for(people["documents"].person, "DO")
    document = Document.objects.get(title__en__startswith="Statement of the Collective Security Council")
    lines = [
        {"role": "operative", "label": str(number), "text": f"Members {' '.join(MARKS)} agree on point {number}."}
        for number in range(1, 7)
    ]
    actions.add_version(document, by=officer, texts={"en": lines}, original_language="en")
    actions.open_draft(document, by=officer)
    logins = [people[name].key for name in ("documents", "council")]
    print(json.dumps({"home": os.environ["PLENARY_HOME"], "document": document.key, "logins": logins}))


def read_draft() -> None:
    """Print the draft as it stands, its saves, and their entries in the record."""
    open_house()
    from plenary.foundation.journal.models import Entry  # noqa: PLC0415  Django is set up by now
    from plenary.offices.documents import facts  # noqa: PLC0415  Django is set up by now
    from plenary.offices.documents.models import Draft  # noqa: PLC0415  Django is set up by now

    draft = Draft.objects.get()
    saves = list(draft.saves.order_by("number").values("number", "save_key", "outcome", "entry", "typed", "did"))
    entries = list(Entry.objects.filter(verb="documents.draft.saved").values_list("number", flat=True))
    wordings = list(draft.paragraphs.values_list("wordings__words", flat=True))
    text = [one.words for one in facts.text_of_draft(draft)]
    print(json.dumps({"text": text, "saves": saves, "entries": entries, "wordings": wordings}))


def serve_again_and_again() -> None:
    """Serve from a port of its own; never ends by itself while its parent lives.

    From the usual one every house takes the next free, so two that die and come back would change places.
    """
    open_house()
    from django.urls import get_resolver  # noqa: PLC0415  Django is set up by now

    from plenary.config import connection, lanes  # noqa: PLC0415  Django is set up by now
    from plenary.foundation.access.permissions import permissions  # noqa: PLC0415  Django is set up by now

    # What is read once in the life of a process is read before the fork; the database is not touched here.
    permissions(), get_resolver().url_patterns, lanes.LANES, connection.Connection
    door = ("--port", str(free_port()))
    parent = os.getppid()
    while os.getppid() == parent:
        child = os.fork()
        if child == 0:
            os._exit(serve.run(_options(serve, *door)))
        print(child, flush=True)
        os.waitpid(child, 0)


def read() -> None:
    """Print every ballot that was kept, and the entries of the record about them."""
    open_house()
    from plenary.foundation.journal.models import Entry  # noqa: PLC0415  Django is set up by now
    from plenary.offices.decisions.models import Ballot  # noqa: PLC0415  Django is set up by now

    ballots = [
        {
            "key": one.ballot_key,
            "member": one.member.code,
            "choice": one.choice,
            "entry": one.entry,
            "counts": one.superseded_at is None,
        }
        for one in Ballot.objects.select_related("member").order_by("pk")
    ]
    entries = list(Entry.objects.filter(verb__startswith="decisions.ballot.").values_list("number", flat=True))
    print(json.dumps({"ballots": ballots, "entries": entries}))


def _options(command: object, *words: str) -> argparse.Namespace:
    taken = argparse.ArgumentParser()
    command.add_arguments(taken)  # type: ignore[attr-defined]
    return taken.parse_args(words)


if __name__ == "__main__":
    {
        "prepare": prepare,
        "prepare_draft": prepare_draft,
        "serve": serve_again_and_again,
        "read": read,
        "read_draft": read_draft,
    }[sys.argv[1]]()

"""A house of its own in processes of its own: `prepare` builds it, `serve` answers until it is killed, `read` tells
what it kept.

`serve` loads the house once and forks the process that answers; when that one dies, by whatever signal, the next is
forked at once on the same socket, as a supervisor restarts a server. It prints the number of each as it begins.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import django
from django.urls import resolve


def prepare() -> None:
    """Build the tables, a council in its sitting, and an open vote; print what the clients must know."""
    from django.core.management import call_command  # noqa: PLC0415  the settings are named by the caller

    from tests.builders.decisions import council_sitting, vote  # noqa: PLC0415  app registry must be ready

    call_command("migrate", verbosity=0)
    summit = council_sitting()
    asked = vote(summit)
    people = {code: summit.head(code).person_key for code in sorted(summit.heads)}
    print(json.dumps({"question": asked.key, "people": people}))


def serve() -> None:
    """Answer on a free port, printed first; never ends by itself while its parent lives."""
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415  the settings are named by the caller

    from plenary.foundation.access.permissions import permissions  # noqa: PLC0415  app registry must be ready
    from plenary.offices.organisation.queries import ruleset_named  # noqa: PLC0415  app registry must be ready

    application = get_wsgi_application()
    # What is read once in the life of a process is read before the fork; the database is not touched here.
    permissions(), ruleset_named("csto"), resolve("/c/warm/ballot")
    listening = socket.create_server(("127.0.0.1", 0), backlog=64)
    print(listening.getsockname()[1], flush=True)
    parent = os.getppid()
    while os.getppid() == parent:
        child = os.fork()
        if child == 0:
            _answer(listening, application)
        print(child, flush=True)
        os.waitpid(child, 0)


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        return


def _answer(listening: socket.socket, application: object) -> None:
    server = _Threads(("127.0.0.1", 0), _Quiet, bind_and_activate=False)
    server.socket.close()
    server.socket = listening
    server.server_name, server.server_port = "127.0.0.1", listening.getsockname()[1]
    server.setup_environ()
    server.set_app(application)  # type: ignore[arg-type]
    server.serve_forever(poll_interval=0.05)


def read() -> None:
    """Print every ballot that was kept, and the entries of the record about them."""
    from plenary.foundation.journal.models import Entry  # noqa: PLC0415  app registry must be ready
    from plenary.offices.decisions.models import Ballot  # noqa: PLC0415  app registry must be ready

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


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.concurrency.serving_ballots"
    django.setup()
    {"prepare": prepare, "serve": serve, "read": read}[sys.argv[1]]()

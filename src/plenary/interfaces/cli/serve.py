"""`plenary serve`: open the house to browsers, in one process with its lanes side by side."""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from plenary.interfaces.cli.house import lay_out_styles, open_house, out_of_step
from plenary.interfaces.cli.lock import HouseLock

if TYPE_CHECKING:
    from django.conf import LazySettings

HELP = """Open the house to browsers and print its address once it answers.

One process carries everything: pages, static files, live streams, and the work that comes back by the clock.
Beyond this machine the house wants TLS, by a certificate given here or by a proxy in front of it."""
EXAMPLES = """  plenary serve
  plenary serve --port 9000                                 the next free one where 9000 is busy
  plenary serve --host house.example --tls-cert c.pem --tls-key k.pem
  plenary serve --host 0.0.0.0 --behind-proxy 10.0.0.5      TLS ends at the proxy with that address
  plenary serve --lanes live --port 8020                    streams apart; needs PLENARY_BUS"""

USUAL_PORT = 8019
PORTS_TRIED = 100
LANES = ("web", "live", "work")
HERE = {"localhost", "127.0.0.1", "::1"}
OPEN_FILES = 65536
BACKLOG = 4096
GRACE_S = 1
HSTS_S = 365 * 24 * 3600
HOUSE = "plenary.config.lanes.house"
CRASHES = "plenary.config.logs.take_over_crashes"
CONNECTION = "plenary.config.connection:Connection"
"""Named and not imported: the floor they stand on is above this one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--host", default="localhost", help="name or address to listen on; %(default)s")
    parser.add_argument("--port", type=int, default=USUAL_PORT, help="port to begin with; %(default)s")
    parser.add_argument(
        "--files-port",
        type=int,
        default=None,
        help="second port, for files only; the next free one, none where PLENARY_FILES_HOST names a host for them",
    )
    parser.add_argument(
        "--rehearsal-port",
        type=int,
        default=None,
        help="port of a rehearsal begun at the desk, for a proxy to lead to; the next free one after the others",
    )
    parser.add_argument("--tls-cert", type=Path, default=None, help="certificate, with its chain (PEM)")
    parser.add_argument("--tls-key", type=Path, default=None, help="its private key (PEM)")
    parser.add_argument(
        "--behind-proxy",
        nargs="?",
        const="127.0.0.1",
        default=None,
        metavar="ADDRESSES",
        help="a proxy at these addresses (this machine by default) ends TLS and says who asks",
    )
    parser.add_argument("--lanes", default=",".join(LANES), help="of %(default)s, those to run here")
    parser.add_argument("--threads", type=int, default=2, help="threads that compute pages; %(default)s")


def run(options: argparse.Namespace) -> int:
    """Serve until stopped. Exit status 0 after a stop, 1 where the house may not or cannot open, 2 called wrongly."""
    lanes = frozenset(part.strip() for part in options.lanes.split(",") if part.strip())
    if not lanes or not lanes <= set(LANES):
        return _no(f"--lanes names {', '.join(LANES)}, separated by commas.", 2)
    if (options.tls_cert is None) != (options.tls_key is None):
        return _no("--tls-cert and --tls-key go together.", 2)
    for file in (options.tls_cert, options.tls_key):
        if file is not None and not file.is_file():
            return _no(f"There is no file {file}.", 2)
    has_tls = options.tls_cert is not None
    if options.host not in HERE and not has_tls and options.behind_proxy is None:
        return _no(
            f"Beyond this machine ({options.host}) the house opens with TLS only: passkeys and sign-in cookies work "
            "nowhere else. Give --tls-cert and --tls-key, or --behind-proxy where a proxy ends TLS.",
            1,
        )
    home = open_house()
    from django.conf import settings  # noqa: PLC0415  Django is set up by now
    from django.db import connection  # noqa: PLC0415  Django is set up by now
    from django.utils.module_loading import import_string  # noqa: PLC0415  see above

    from plenary.foundation.keeping import rehearsal  # noqa: PLC0415  see above
    from plenary.interfaces.exports.kept_record import keep_record  # noqa: PLC0415  see above

    import_string(CRASHES)()
    on_sqlite = connection.vendor == "sqlite"
    if lanes == {"work"} and on_sqlite:
        print("On SQLite one process writes: `plenary serve` does this work itself. Nothing is left to do here.")
        return 0
    if len(lanes & {"web", "live"}) == 1 and settings.BUS == "memory":
        return _no(
            "Pages and streams in two processes need a bus between them: set PLENARY_BUS to postgresql or to "
            "redis://HOST:PORT/N in both.",
            1,
        )
    lock = HouseLock(home / "serving.lock")
    if on_sqlite and lanes & {"web", "work"} and not lock.take():
        return _no(
            f"This house is open already ({lock.said()}). On SQLite one process writes: stop that one first, or keep "
            "the house in PostgreSQL.",
            1,
        )
    if has_tls or options.behind_proxy is not None:
        _by_tls_alone(settings)
    if waiting := out_of_step():
        return _no(waiting, 1)
    if "web" in lanes:
        lay_out_styles()
        keep_record()
    _allow_many_streams()
    sockets: list[socket.socket] = []
    if lanes != {"work"}:
        tries = 1 if getattr(options, "exactly", False) else PORTS_TRIED
        sockets = listening(options.host, options.port, tries)
        if not sockets:
            return _no(f"None of the {tries} ports from {options.port} is free on {options.host}.", 1)
    port = sockets[0].getsockname()[1] if sockets else 0
    if "web" in lanes and (options.files_port is not None or not settings.FILES_HOST):
        tried = (port + 1, PORTS_TRIED) if options.files_port is None else (options.files_port, 1)
        extra = listening(options.host, *tried)
        if not extra:
            return _no(f"No port for files is free on {options.host}: {tried[0]} is busy. Try another --files-port.", 1)
        sockets += extra
        settings.FILES_PORT = extra[0].getsockname()[1]
        if options.behind_proxy is not None and not settings.FILES_HOST:
            print(
                f"Files are served on port {settings.FILES_PORT}: let the proxy lead there under the same number, "
                "or give them a host name by PLENARY_FILES_HOST."
            )
    if "web" in lanes and settings.REHEARSAL:
        rehearsal.say_open(home, port)
    elif "web" in lanes:
        settings.REHEARSAL_SERVING = serving_a_rehearsal(options, max(one.getsockname()[1] for one in sockets))
    address = address_of(options.host, port, has_tls) if sockets else ""
    lock.say(f"process {os.getpid()}{', ' + address if address else ''}")
    application = import_string(HOUSE)(lanes, threads=options.threads, files_port=settings.FILES_PORT)
    _serve(application, sockets, options, address)
    return 0


def _by_tls_alone(settings: LazySettings) -> None:
    """Cookies that no other host and no page without TLS can set, and a year in which browsers ask by TLS only."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME = f"__Host-{settings.SESSION_COOKIE_NAME}"
    settings.CSRF_COOKIE_NAME = f"__Host-{settings.CSRF_COOKIE_NAME}"
    settings.SECURE_HSTS_SECONDS = HSTS_S


def serving_a_rehearsal(options: argparse.Namespace, last_port: int) -> tuple[str, ...]:
    """What `plenary rehearse` is told: as this house is served, on a port of its own. last_port: the last one taken."""
    words = ["--host", options.host, "--port", str(options.rehearsal_port or last_port + 1)]
    if options.rehearsal_port is not None:
        words.append("--exactly")
    if options.tls_cert is not None:
        words += ["--tls-cert", str(options.tls_cert.resolve()), "--tls-key", str(options.tls_key.resolve())]
    if options.behind_proxy is not None:
        words += ["--behind-proxy", options.behind_proxy]
    return tuple(words)


def listening(host: str, first: int, tries: int) -> list[socket.socket]:
    """Sockets on the first port of `tries` that is free; for localhost on both of its addresses, where it has them.

    Both, because a browser tries either, and a stranger's process could stand on the other. Empty: none is free.
    """
    addresses = ["127.0.0.1", "::1"] if host == "localhost" else [host]
    for port in range(first, first + tries):
        sockets: list[socket.socket] = []
        for place, address in enumerate(addresses):
            try:
                sockets.append(_bound(address, port))
            except socket.gaierror as unknown:
                sys.exit(f"{host} is no name or address of this machine ({unknown.strerror}).")
            except OSError:
                if place == 0 or _has(address):
                    break
        else:
            return sockets
        for opened in sockets:
            opened.close()
    return []


def _bound(address: str, port: int) -> socket.socket:
    family, kind, protocol, _, where = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
    made = socket.socket(family, kind, protocol)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind(where)
        made.listen(BACKLOG)
    except OSError:
        made.close()
        raise
    return made


def _has(address: str) -> bool:
    """Whether this machine has that address at all."""
    try:
        _bound(address, 0).close()
    except OSError:
        return False
    return True


def address_of(host: str, port: int, has_tls: bool) -> str:
    """What to type into a browser."""
    name = f"[{host}]" if ":" in host else host
    usual = 443 if has_tls else 80
    return f"{'https' if has_tls else 'http'}://{name}{'' if port == usual else f':{port}'}/"


def _allow_many_streams() -> None:
    """Each open screen is an open file; many systems allow a process 1,024 unless it asks."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _serve(
    application: Callable[..., Any], sockets: list[socket.socket], options: argparse.Namespace, address: str
) -> None:
    import uvicorn  # noqa: PLC0415  brings an event loop, which `plenary --help` does not need

    class Server(uvicorn.Server):
        """Says its address once it answers, and ends streams before it waits for requests."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started and address:
                print(f"The house is open at {address}  (Ctrl-C closes it)", flush=True)
            elif self.started:
                print("The work that comes back by the clock is done here.  (Ctrl-C ends it)", flush=True)

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            await application({"type": "plenary.closing"}, None, None)
            await asyncio.sleep(0)
            await super().shutdown(sockets)

        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            """Stop; a second time, at once. The signal is not raised again: a stop that was asked for is no fault."""
            self.force_exit = self.should_exit
            self.should_exit = True

    config = uvicorn.Config(
        application,
        interface="asgi3",
        http=CONNECTION,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=options.behind_proxy is not None,
        forwarded_allow_ips=options.behind_proxy,
        backlog=BACKLOG,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=GRACE_S,
        ssl_certfile=options.tls_cert,
        ssl_keyfile=options.tls_key,
    )
    Server(config).run(sockets)


def _no(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status

"""A mail server on loopback that refuses, delays and dies where it is told to, and counts what reaches a mailbox.

Each connection takes the next fault of its plan; without one it behaves. `boxes` holds every message that was stored,
doubles too; a real mailbox that drops doubles by Message-ID is `seen()`.
"""

from __future__ import annotations

import contextlib
import email
import socket
import socketserver
import threading
import time
from collections import defaultdict

#: Answers instead of the usual one, by the step at which they are given.
REFUSALS = {
    "banner_421": ("banner", "421 4.3.2 closing"),
    "banner_554": ("banner", "554 5.3.2 no service"),
    "mail_451": ("mail", "451 4.3.0 later"),
    "mail_550": ("mail", "550 5.7.1 sender unknown"),
    "rcpt_450": ("rcpt", "450 4.2.1 mailbox busy"),
    "rcpt_550": ("rcpt", "550 5.1.1 no such mailbox"),
    "rcpt_421": ("rcpt", "421 4.3.2 closing"),
    "data_451": ("data", "451 4.3.0 later"),
    "data_554": ("data", "554 5.7.1 refused"),
    "dot_451": ("dot", "451 4.3.0 later"),
    "dot_552": ("dot", "552 5.3.4 too big"),
    "dot_421": ("dot", "421 4.3.2 closing"),
}
#: Steps at which the line is cut without a word.
DEATHS = (
    "die_at_banner",
    "die_at_ehlo",
    "die_at_mail",
    "die_at_rcpt",
    "die_at_data",
    "die_in_text",
    "die_after_dot",
    "die_after_storing",
)
DELAYS = ("slow_banner", "slow_mail", "slow_dot")
PAUSE_S = 0.05


class Died(Exception):
    """The line is cut here."""


class MailServer:
    """One server; `with MailServer() as server:`."""

    def __init__(self, plan=()):
        self.plan = list(plan)
        self.boxes: dict[str, list[str]] = defaultdict(list)
        self.messages: list[bytes] = []
        self.met: list[str] = []
        self.lock = threading.Lock()
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                with contextlib.suppress(Died, OSError):
                    _Dialogue(outer, self.rfile, self.wfile, outer.next_fault()).run()
                with contextlib.suppress(OSError):
                    self.connection.shutdown(socket.SHUT_RDWR)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    @property
    def setting(self):
        return {"host": "127.0.0.1", "port": self.port, "safety": "none", "name": "", "password": ""}

    def next_fault(self):
        with self.lock:
            fault = self.plan.pop(0) if self.plan else ""
            if fault:
                self.met.append(fault)
            return fault

    def store(self, address, message):
        with self.lock:
            self.boxes[address].append(str(email.message_from_bytes(message)["Message-ID"]))
            self.messages.append(message)

    def stored(self):
        """Every Message-ID that was stored, doubles too."""
        return [one for box in self.boxes.values() for one in box]

    def seen(self):
        """What mailboxes show that drop doubles by Message-ID."""
        return [one for box in self.boxes.values() for one in dict.fromkeys(box)]


class _Dialogue:
    def __init__(self, server, reading, writing, fault):
        self.server, self.reading, self.writing, self.fault = server, reading, writing, fault
        self.to = ""

    def run(self):
        if not self.step("banner", "220 test server"):
            return
        while line := self.reading.readline():
            word = line.split(b" ", 1)[0].strip().upper()
            match word:
                case b"EHLO" | b"HELO":
                    self.step("ehlo", "250 test server")
                case b"MAIL":
                    self.step("mail", "250 2.1.0 ok")
                case b"RCPT":
                    self.to = line.decode().partition("<")[2].partition(">")[0]
                    self.step("rcpt", "250 2.1.5 ok")
                case b"DATA":
                    if self.step("data", "354 go on"):
                        self.text()
                case b"RSET":
                    self.say("250 2.0.0 ok")
                case b"QUIT":
                    self.say("221 2.0.0 bye")
                    return
                case _:
                    self.say("502 5.5.1 unknown")

    def step(self, name, usual):
        if self.fault == f"die_at_{name}":
            raise Died
        if self.fault == f"slow_{name}":
            time.sleep(PAUSE_S)
        refusal = REFUSALS.get(self.fault)
        if refusal and refusal[0] == name:
            # One refusal a connection: the next letter on it is met as usual.
            self.fault = ""
            self.say(refusal[1])
            if refusal[1].startswith("421") or name == "banner":
                raise Died
            return False
        self.say(usual)
        return True

    def text(self):
        lines: list[bytes] = []
        while line := self.reading.readline():
            if self.fault == "die_in_text" and len(lines) == 4:
                raise Died
            if line == b".\r\n":
                break
            lines.append(line[1:] if line.startswith(b".") else line)
        else:
            return
        if self.fault == "die_after_dot":
            raise Died
        if self.fault in {"dot_451", "dot_552", "dot_421"}:
            self.step("dot", "")
            return
        self.server.store(self.to, b"".join(lines))
        if self.fault == "die_after_storing":
            raise Died
        if self.fault == "slow_dot":
            time.sleep(PAUSE_S)
        self.say("250 2.0.0 taken")

    def say(self, words):
        self.writing.write(f"{words}\r\n".encode())
        self.writing.flush()

"""Handing letters to a mail server: plain text over SMTP, one letter a person, an answer for each.

The standard library speaks SMTP; the steps are taken one by one here, so that it is known at each cut whether the
server may have taken the letter.
"""

from __future__ import annotations

import re
import smtplib
import ssl
import time
from collections import deque
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from django.conf import settings

from plenary.foundation.clock import real_now
from plenary.foundation.languages.signs import UNWRITABLE
from plenary.foundation.notices import queue
from plenary.foundation.notices.models import Letter
from plenary.foundation.notices.post import Post, the_post

CONNECT_S = 30.0
#: How long a server may think over a whole letter: RFC 5321, 4.5.3.2.6.
ANSWER_S = 600.0
_ENHANCED = re.compile(rb"^([245]\.\d{1,3}\.\d{1,3})\b")
_BREAKS = re.compile(r"[\r\n\t\x0b\x0c\x85\u2028\u2029]+")


class Trouble(Exception):
    """No letter can be handed over now, whoever it is for. Carries a short code."""


@dataclass(slots=True)
class Deliverer:
    """Sends what is due, no faster than the house allows."""

    connect_s: float = CONNECT_S
    answer_s: float = ANSWER_S
    _sent: deque[float] = field(default_factory=deque)

    def deliver(self) -> int:
        """Send the letters whose hour came; how many the server took. Nothing where no letters leave."""
        queue.recover()
        post = the_post()
        if post is None:
            return 0
        carrier = queue.the_carrier()
        if carrier.again_at is not None and carrier.again_at > real_now():
            return 0
        waiting = queue.due(self._room())
        if not waiting:
            return 0
        try:
            line = self._connected(post)
        except Trouble as trouble:
            queue.in_trouble(str(trouble))
            return 0
        count = 0
        try:
            for pk in waiting:
                claimed = queue.claim(pk)
                if claimed is None:
                    continue
                self._sent.append(time.monotonic())
                count += self._hand_over(line, post, *claimed)
            queue.in_order()
        except Trouble as trouble:
            queue.in_trouble(str(trouble))
        finally:
            _hang_up(line)
        return count

    def _room(self) -> int:
        """How many may go now."""
        minute_ago = time.monotonic() - 60
        while self._sent and self._sent[0] < minute_ago:
            self._sent.popleft()
        return max(settings.MAIL_PER_MINUTE - len(self._sent), 0)

    def _connected(self, post: Post) -> smtplib.SMTP:
        """A line to the server, over TLS where the setting says so. Raises Trouble."""
        trust = ssl.create_default_context()
        line: smtplib.SMTP | None = None
        try:
            if post.safety == "tls":
                line = smtplib.SMTP_SSL(post.host, post.port, timeout=self.connect_s, context=trust)
            else:
                line = smtplib.SMTP(post.host, post.port, timeout=self.connect_s)
            if post.safety == "starttls":
                line.starttls(context=trust)
            line.ehlo_or_helo_if_needed()
            if post.name:
                if post.safety == "none" and not post.is_here:
                    raise Trouble("password_in_the_clear")
                line.login(post.name, post.password)
        except smtplib.SMTPAuthenticationError as wrong:
            _hang_up(line)
            raise Trouble("sign_in_refused") from wrong
        except ssl.SSLError as wrong:
            _hang_up(line)
            raise Trouble("certificate") from wrong
        except smtplib.SMTPResponseException as wrong:
            _hang_up(line)
            raise Trouble(str(wrong.smtp_code)) from wrong
        except (OSError, smtplib.SMTPException) as wrong:
            _hang_up(line)
            raise Trouble("no_line") from wrong
        except Trouble:
            _hang_up(line)
            raise
        return line

    def _hand_over(self, line: smtplib.SMTP, post: Post, letter: Letter, address: str) -> bool:
        """One letter: whether it was taken. Raises Trouble where the line or the server is at fault."""
        handed = False
        try:
            code, said = line.mail(post.sender_address)
            if code != 250:
                queue.put_back(letter, _answer(code, said))
                raise Trouble(_answer(code, said))
            code, said = line.rcpt(address)
            if code in {250, 251}:
                code, said = line.docmd("DATA")
                if code == 354:
                    line.send(stuffed(written(letter, post, address)))
                    queue.handing_over(letter)
                    handed = True
                    if line.sock is not None:
                        line.sock.settimeout(self.answer_s)
                    line.send(b".\r\n")
                    code, said = line.getreply()
                    if line.sock is not None:
                        line.sock.settimeout(self.connect_s)
        except (OSError, smtplib.SMTPException) as cut:
            if handed:
                queue.unknown(letter, "cut_off")
            else:
                queue.put_back(letter, "cut_off")
            raise Trouble("cut_off") from cut
        return self._answered(line, letter, code, said, handed=handed)

    @staticmethod
    def _answered(line: smtplib.SMTP, letter: Letter, code: int, said: bytes, *, handed: bool) -> bool:
        answer = _answer(code, said)
        if handed and code == 250:
            queue.taken(letter)
            return True
        if code == 421:
            queue.put_back(letter, answer)
            raise Trouble(answer)
        if 500 <= code <= 599:
            queue.refused(letter, answer)
        else:
            queue.later(letter, answer)
        if not handed:
            try:
                line.rset()
            except (OSError, smtplib.SMTPException) as cut:
                raise Trouble("cut_off") from cut
        return False


def written(letter: Letter, post: Post, address: str) -> bytes:
    """The letter as it goes out: the same bytes each time, so that a server can tell that it has it already."""
    message = EmailMessage(policy=SMTP)
    message["From"] = _in_a_header(post.sender)
    local, _, domain = address.rpartition("@")
    message["To"] = Address(_in_a_header(letter.person.name.said(letter.language)), local, domain)
    message["Subject"] = _in_a_header(letter.subject)
    message["Date"] = letter.made_at
    message["Message-ID"] = f"<{letter.key}@{post.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="quoted-printable" if letter.text.isascii() else "base64")
    message["Content-Language"] = letter.language
    return message.as_bytes()


def stuffed(message: bytes) -> bytes:
    """The message as DATA takes it: whole lines, and a point more where one begins with a point."""
    whole = message if message.endswith(b"\r\n") else message + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", whole)


def _in_a_header(text: str) -> str:
    """A text that stays in its own header, whatever it holds."""
    return UNWRITABLE.sub("", _BREAKS.sub(" ", text)).strip()


def _answer(code: int, said: bytes) -> str:
    """The codes of an answer, without its words."""
    found = _ENHANCED.match(said or b"")
    return f"{code} {found[1].decode()}" if found else str(code)


def _hang_up(line: smtplib.SMTP | None) -> None:
    if line is None:
        return
    try:
        if line.sock is not None:
            line.sock.settimeout(2.0)
        line.quit()
    except (OSError, smtplib.SMTPException):
        line.close()

"""The queue of letters as officers see it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.models import Person
from plenary.foundation.notices import desk
from plenary.foundation.notices.addresses import ROW, mailbox_of
from plenary.foundation.notices.kinds import Kind
from plenary.foundation.notices.models import Letter
from plenary.foundation.notices.post import is_open
from plenary.foundation.notices.telling import DIGEST
from plenary.interfaces.web.desk.acts import ActForm, ActPage, ThingField, desk_page

A_PAGE = 50
STATES: dict[str, Promise | str] = {
    Letter.State.WAITING: pgettext_lazy("letters", "waiting"),
    Letter.State.SENDING: pgettext_lazy("letters", "going out now"),
    Letter.State.SENT: pgettext_lazy("letters", "sent"),
    Letter.State.UNCERTAIN: pgettext_lazy("letters", "uncertain"),
    Letter.State.GIVEN_UP: pgettext_lazy("letters", "given up"),
    Letter.State.LET_GO: pgettext_lazy("letters", "not sent"),
}
#: Why no letter can be handed over, by the short code that is kept; any other is the server's own.
TROUBLES: dict[str, Promise | str] = {
    "sign_in_refused": _("The mail server refuses the name or the password."),
    "certificate": _("The mail server does not prove its name."),
    "no_line": _("The mail server does not answer."),
    "cut_off": _("The line to the mail server was cut."),
    "password_in_the_clear": _("The password would go out in the clear."),
}


class LetterField(ThingField):
    """A letter, by whom it is for."""

    def label_from_instance(self, obj: Letter) -> str:
        return f"{obj.person.name.said()} · {kind_in_words(obj.of_kind)}"


class SendTest(ActForm):
    """One letter to oneself."""

    verb, group, rows = "send-test", "letters", (ROW,)
    heading = _("Send a test letter to me")
    button = _("Send the test letter")
    done = _("The test letter is on its way. Look at this page again in a minute, and into your mailbox.")
    note = _("It goes to your own address, as it is kept on your page.")

    def carry_out(self) -> Person:
        return desk.ask_for_test(by=self.actor)


class Deciding(ActForm):
    """An act on one letter that waits for an officer."""

    rows = (ROW,)

    letter = LetterField(label=_("Letter"))

    @classmethod
    def fits(cls, thing: Any) -> bool:  # noqa: ANN401  there is none
        return desk.to_decide() > 0

    def prepare(self) -> None:
        self.choices_of("letter", desk.letters(*desk.TO_DECIDE))


class SendAgain(Deciding):
    """Try once more."""

    verb = "send-again"
    heading = _("Send a letter again")
    button = _("Send it again")
    done = _("The letter waits to be sent again.")
    note = _(
        "An uncertain letter may have arrived already. It goes out under the same Message-ID, by which most mail "
        "servers drop a double."
    )

    def carry_out(self) -> Letter:
        return desk.send_again(self.cleaned_data["letter"], by=self.actor)


class LetGo(Deciding):
    """Send it no more."""

    verb, is_grave = "let-go", True
    heading = _("Do not send a letter")
    button = _("Do not send it")
    done = _("The letter is not sent.")

    def carry_out(self) -> Letter:
        return desk.let_go(self.cleaned_data["letter"], by=self.actor)


class ActOnLetters(ActPage):
    """Test the server, decide about a letter."""

    forms = (SendTest, SendAgain, LetGo)
    current, route, home = "house", "desk-act-on-letters", "desk-letters"


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """What waits, what was sent, what nobody knows of, what was given up; and how the mail server does."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    person = Person.objects.filter(key=actor.person_key).first()
    own = mailbox_of(person) if person is not None else None
    carrier = desk.carrier()
    rows = desk.letters(*(state for state in Letter.State.values if state not in desk.TO_DECIDE))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    counted = desk.counts()
    context = {
        "is_open": is_open(),
        "has_address": own is not None and bool(own.address),
        "carrier": carrier,
        "trouble": TROUBLES.get(carrier.trouble, carrier.trouble),
        "counts": [(said, counted[str(state)]) for state, said in STATES.items()],
        "deciding": [_line(one) for one in desk.letters(*desk.TO_DECIDE)[:A_PAGE]],
        "lines": [_line(one) for one in page],
        "page": page,
        "acts": ActOnLetters.offered(actor),
    }
    return desk_page(request, "notices/desk_letters.html", context, current="house")


def kind_in_words(kind: str) -> str:
    """What a letter is about."""
    return str(_("Daily letter")) if kind == DIGEST else str(Kind(kind).label)


def _line(letter: Letter) -> dict[str, Any]:
    return {
        "letter": letter,
        "kind": kind_in_words(letter.of_kind),
        "state": STATES[letter.state],
        "can_go_again": bool(letter.text),
        "answer": "" if letter.answer in {"cut_off", "no_address", "restored"} else letter.answer,
    }

"""The house that is tried for leaks: the whole day at Bishkek with canaries planted in it, and everyone who asks."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client

from plenary.foundation.access.models import Account, Holding
from plenary.foundation.clock import real_now
from plenary.foundation.journal.checkpoints import seal_minute
from plenary.foundation.people.models import SignIn
from plenary.foundation.people.signing_in import sign_out
from plenary.interfaces.exports.kept_record import keep_record
from plenary.interfaces.web.middleware import SIGN_IN_KEY
from tests.security.crawling import INVENTED_KEY, Router
from tests.security.oracle import Reader, half
from tests.security.planting import another_secretary, plant

BODIES = frozenset(f"body:{code}" for code in ("CSC", "CMFA", "CMD", "CSSC", "PC"))
EVERY_BODY = BODIES | {"body:SEC"}
#: login, capacity, name of the reader, scopes held, sittings let in (by name).
READERS = (
    ("journalist", "AP", "accredited press", frozenset(), ()),
    ("observer", "OB", "outside organisation", frozenset({"partner:UN"}), ()),
    ("adviser-rus", "DM", "delegate of member A", BODIES | {"member:RUS"}, ()),
    ("seat-arm", "HD", "head of member B", BODIES | {"member:ARM"}, ("restricted", "unannounced", "of the day")),
    ("seat-rus", "HD", "voting seat", BODIES | {"member:RUS"}, ("restricted", "unannounced", "of the day")),
    ("permanent-blr", "PR", "permanent representative", BODIES | {"member:BLR"}, ()),
    ("focal-kaz", "FP", "focal point", frozenset({"member:KAZ"}), ()),
    ("chair", "PO", "chair", BODIES - {"body:PC"}, ("restricted", "unannounced", "of the day")),
    ("booth", "IN", "interpreter", frozenset({"body:CSC"}), ("restricted",)),
    ("protocol", "PT", "protocol", frozenset(), ()),
    ("door", "DR", "door", frozenset(), ()),
    ("council", "SB", "secretary of this sitting", BODIES, ("restricted",)),
    ("other-secretary", "SB", "secretary of another", frozenset({"body:SEC"}), ()),
    ("general", "SG", "secretary-general", EVERY_BODY, ("unannounced",)),
    ("documents", "DO", "documents officer", EVERY_BODY, ()),
    ("press", "PS", "press officer", frozenset(), ()),
    ("finance", "FI", "finance", EVERY_BODY, ()),
    ("legal", "LD", "legal", EVERY_BODY, ()),
    ("administrator", "AD", "administrator", frozenset(), ()),
)


class House:
    """What is crawled, and by whom."""

    def __init__(self, summit, enter):
        another_secretary()
        self.planted = plant(summit)
        self.broke: list[str] = []
        self.secrets = {half(one.canary): one for one in self.planted.secrets}
        self.browsers: dict[str, Client] = {"outsider": Client()}
        self.readers = [Reader("outsider", known=False)]
        for login, capacity, name, scopes, sittings in READERS:
            inside = {self.planted.labels[one] for one in sittings}
            own = f"person:{Account.objects.get(sign_in_name=login).person.key}"
            self.readers.append(Reader(name, capacity, frozenset(scopes | inside | {own})))
            self.browsers[name] = enter(login, capacity)
        self._no_longer(summit, enter)
        # A house that is served has its key, and is sealed every minute.
        seal_minute(real_now())
        keep_record()
        self.router = Router(self.planted).read()

    def _no_longer(self, summit, enter):
        """Signed out a second ago; its role taken away a second ago; with the key of another house."""
        out, reader = enter("general", "SG"), Reader("signed out a second ago", known=False)
        sign_out(SignIn.objects.get(key=out.session[SIGN_IN_KEY]))
        self._add(reader, out)
        account = Account.objects.get(sign_in_name="focal-kaz")
        taken = Holding.objects.create(person=account.person, capacity="SB", scope="body:CSC")
        without = enter("focal-kaz", "SB")
        Holding.objects.filter(pk=taken.pk).update(until_at=summit.clock - timedelta(seconds=1))
        self._add(Reader("role taken away a second ago"), without)
        strange = Client()
        session = strange.session
        session[SIGN_IN_KEY] = INVENTED_KEY
        session.save()
        self._add(Reader("key of another house", known=False), strange)

    def _add(self, reader, browser):
        self.readers.append(reader)
        self.browsers[reader.name] = browser

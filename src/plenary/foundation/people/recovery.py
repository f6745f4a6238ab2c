"""Lost keys: two officers agree, everything of before ends, and one set-up link begins anew."""

from __future__ import annotations

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.models import Account
from plenary.foundation.journal.writing import record
from plenary.foundation.live.publishing import end
from plenary.foundation.people.codes import Link, new_link
from plenary.foundation.people.models import Identity
from plenary.foundation.people.officers import require_officers
from plenary.foundation.people.signing_in import end_sign_ins
from plenary.procedure.refusal import Refused


@act("people.replace_keys")
def replace_keys(account: Account, *, by: Actor) -> Link:
    """Forget all keys of a person, end all sign-ins and codes, and make a set-up link. Takes two people.

    The provider's identity is forgotten with the keys: it is a key that somebody else may hold.
    Nobody proves here that they are that person: the two officers answer for it, as at the first time.
    Raises Refused("people.account_closed"); "people.no_key_to_replace" where a link alone will do.
    """
    require_officers(by)
    locked = Account.objects.select_for_update(of=("self",)).select_related("person").get(pk=account.pk)
    if not locked.is_active:
        raise Refused("people.account_closed")
    count = locked.passkeys.count()
    if not count:
        raise Refused("people.no_key_to_replace", name=locked.person.name.said())
    locked.passkeys.all().delete()
    Identity.objects.filter(account=locked).delete()
    end_sign_ins(locked)
    end(f"person:{locked.person.key}")
    record(
        "people.keys.replaced",
        by=by,
        about=locked.about,
        audience="trail",
        facts={"name": locked.person.name.said("en"), "count": count},
    )
    return new_link(locked, by=by)

"""Accounts joined to what the organisation's provider knows people by, and parted from it.

Nobody is joined by a pattern or by coming first: officers name the identity, or an invited person joins their own in
the sign-in that their set-up link began.
"""

from __future__ import annotations

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.erased import require_not_erased
from plenary.foundation.access.models import Account
from plenary.foundation.access.permissions import grade
from plenary.foundation.clock import real_now
from plenary.foundation.journal.writing import record
from plenary.foundation.live.publishing import end
from plenary.foundation.people.models import Identity, SignIn
from plenary.foundation.people.officers import ROW, require_officers
from plenary.foundation.people.provider import Subject
from plenary.foundation.people.signing_in import sign_out
from plenary.procedure.refusal import NotHere, Refused


@act("people.join_identity")
def join_identity(account: Account, *, by: Actor, issuer: str, subject: str) -> Identity:
    """Let a person sign in by the provider. Takes two people, as every way in.

    Raises Refused("people.account_closed"), "people.identity_wanted", "people.identity_joined",
    "people.identity_taken".
    """
    require_officers(by)
    return _join(account, by, Subject(issuer, " ".join(subject.split())))


@act("people.join_own_identity")
def join_own_identity(account: Account, *, by: Actor, proved: Subject) -> Identity:
    """Join one's own account to the identity that the provider just proved, in the sign-in of one's set-up link.

    Raises NotHere for another's account; Refused("people.join_by_link"), and as `join_identity`.
    """
    if by.person_key != account.person.key:
        raise NotHere()
    if not came_by_link(by):
        raise Refused("people.join_by_link")
    return _join(account, by, proved)


def came_by_link(by: Actor) -> bool:
    """Whether this sign-in was begun by a set-up link, which two officers handed out for this person."""
    return SignIn.objects.filter(key=by.sign_in, ended_at__isnull=True, means=SignIn.Means.LINK).exists()


@act("people.part_identity")
def part_identity(account: Account, *, by: Actor, reason: str) -> None:
    """Let nobody come in by the provider for this person, and end what was begun so. One officer: nothing is opened.

    Raises Refused("access.not_allowed"), "people.no_identity".
    """
    if grade(by.capacity, ROW) is None:
        raise Refused("access.not_allowed", row=ROW, capacity=by.capacity)
    _part(account, by, reason)


@act("people.part_own_identity")
def part_own_identity(account: Account, *, by: Actor) -> None:
    """Come in by the provider no more. Raises NotHere for another's; Refused("people.last_key") without a passkey."""
    if by.person_key != account.person.key:
        raise NotHere()
    if not account.passkeys.exists():
        raise Refused("people.last_key")
    _part(account, by, "")


@act("people.prove_identity")
def prove_identity(proved: Subject) -> Account:
    """The account of whom the provider proved. Raises Refused("people.identity_unknown") with what to tell officers."""
    known = (
        Identity.objects.select_for_update(of=("self",))
        .select_related("account__person")
        .filter(issuer=proved.issuer, subject=proved.subject, account__is_active=True)
        .first()
    )
    if known is None:
        raise Refused("people.identity_unknown", subject=proved.subject)
    known.last_used_at = real_now()
    known.touch().save()
    return known.account


def _join(account: Account, by: Actor, named: Subject) -> Identity:
    locked = Account.objects.select_for_update(of=("self",)).select_related("person").get(pk=account.pk)
    require_not_erased(locked.person)
    if not locked.is_active:
        raise Refused("people.account_closed")
    if not (0 < len(named.subject) < 256 and named.subject.isascii() and named.subject.isprintable()):
        raise Refused("people.identity_wanted")
    if Identity.objects.filter(account=locked).exists():
        raise Refused("people.identity_joined", name=locked.person.name.said())
    if Identity.objects.filter(issuer=named.issuer, subject=named.subject).exists():
        raise Refused("people.identity_taken")
    locked.set_unusable_password()
    locked.save(update_fields=["password"])
    joined: Identity = Identity.objects.create(
        account=locked, issuer=named.issuer, subject=named.subject, joined_at=real_now()
    )
    record(
        "people.identity.joined",
        by=by,
        about=locked.about,
        audience="trail",
        facts={"name": locked.person.name.said("en"), "issuer": named.issuer},
    )
    return joined


def _part(account: Account, by: Actor, reason: str) -> None:
    locked = Account.objects.select_for_update(of=("self",)).select_related("person").get(pk=account.pk)
    known = Identity.objects.filter(account=locked).first()
    if known is None:
        raise Refused("people.no_identity", name=locked.person.name.said())
    known.delete()
    begun_so = locked.sign_ins.filter(ended_at__isnull=True, means=SignIn.Means.PROVIDER)
    for begun in begun_so.select_related("account__person"):
        sign_out(begun)
    end(f"person:{locked.person.key}")
    record(
        "people.identity.parted",
        by=by,
        about=locked.about,
        audience="trail",
        facts={"name": locked.person.name.said("en"), "issuer": known.issuer, "reason": reason},
    )

"""One key of the record takes over from another."""

from django.db import transaction

from plenary.foundation.journal import keys
from plenary.foundation.journal.checkpoints import checkpoint
from plenary.foundation.journal.journal_verbs import KEY_REPLACED, KEY_ROTATED
from plenary.foundation.journal.models import SigningKey
from plenary.foundation.journal.writing import PUBLIC, Acting, record


def rotate(*, by: Acting) -> SigningKey:
    """Let a new key take over. The old one signs last a checkpoint that holds the entry naming the new one."""
    with transaction.atomic():
        old = SigningKey.objects.select_for_update().get(pk=keys.current().pk)
        new = keys.made(old.name)
        record(
            KEY_ROTATED,
            by=by,
            about=("journal.signingkey", new.key_id),
            facts={"key": new.vkey, "old": old.vkey},
        )
        checkpoint(PUBLIC, key=old)
        SigningKey.objects.filter(pk=old.pk).update(until=new.since)
    return new


def replace_lost(*, by: Acting) -> SigningKey:
    """Let a new key sign where the private half of the old one is gone: a house restored without its keys.

    The old key can vouch for nothing any more, so a checkpoint it signed does not lead to the new one: whoever holds
    such a checkpoint is told so by the verifier, and compares the new key as printed.
    """
    with transaction.atomic():
        old = SigningKey.objects.select_for_update().get(pk=keys.current().pk)
        new = keys.made(old.name)
        record(
            KEY_REPLACED,
            by=by,
            about=("journal.signingkey", new.key_id),
            facts={"key": new.vkey, "old": old.vkey},
        )
        SigningKey.objects.filter(pk=old.pk).update(until=new.since)
    return new

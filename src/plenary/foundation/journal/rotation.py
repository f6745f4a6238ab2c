"""One key of the record takes over from another."""

from django.db import transaction

from plenary.foundation.journal import keys
from plenary.foundation.journal.checkpoints import checkpoint
from plenary.foundation.journal.journal_verbs import KEY_ROTATED
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

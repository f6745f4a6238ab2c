"""How Django finds the account behind a sign-in that the house has already proved."""

from __future__ import annotations

from plenary.foundation.access.models import Account


class SignedIn:
    """Reads the account of a running sign-in. Proves nothing by itself: there is no `authenticate` here."""

    def get_user(self, user_id: int) -> Account | None:
        """The account while it is active."""
        return Account.objects.select_related("person").filter(pk=user_id, is_active=True).first()

"""Every page is tried under the eye of the record."""

from tests.seen import every_request_that_changes_leaves_an_entry

__all__ = ["every_request_that_changes_leaves_an_entry"]

"""The settings under which a house of its own serves ballots to the kill test: the house's, with one address.

The address runs the act through Django's WSGI handler. To press the chamber's own button instead, take
ROOT_URLCONF and MIDDLEWARE away and let `tests.concurrency.clients.send` ask that page.
"""

from plenary.config.settings.serving import *  # noqa: F403

ROOT_URLCONF = "tests.concurrency.door"
MIDDLEWARE = []

"""Settings of the bare page: its own, with one template engine, so that it runs on the libraries of this checkout."""

from plen.settings import *  # noqa: F403  the bare page's own
from plen.settings import TEMPLATES

TEMPLATES = TEMPLATES[:1]

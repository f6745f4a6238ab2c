"""Collect the sentences to translate and compile the catalogues.

Needs GNU gettext (Debian: gettext). What it writes is committed, compiled files too, so nobody else needs it.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "plenary"
LANGUAGES = ("ru", "ar")


def main() -> int:
    """Exit status 1 with a sentence where gettext is missing."""
    if shutil.which("xgettext") is None or shutil.which("msgfmt") is None:
        print("GNU gettext is missing. Run: sudo apt-get install -y gettext", file=sys.stderr)
        return 1
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenary.config.settings.checking")
    os.chdir(SOURCE)
    import django  # noqa: PLC0415  settings are named first
    from django.core.management import call_command  # noqa: PLC0415  beside its users

    django.setup()
    (SOURCE / "interfaces" / "locale").mkdir(exist_ok=True)
    if "--compile" not in sys.argv[1:]:
        call_command(
            "makemessages",
            locale=list(LANGUAGES),
            extensions=["html", "py", "txt"],
            no_location=True,
            no_wrap=True,
            no_obsolete=True,
            verbosity=0,
        )
    call_command("compilemessages", locale=list(LANGUAGES), verbosity=0)
    return 0


if __name__ == "__main__":
    sys.exit(main())

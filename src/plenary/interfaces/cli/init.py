"""`plenary init`: found a house and print the link that opens it."""

from __future__ import annotations

import argparse
import sys

from plenary.interfaces.cli.house import bring_up_tables, lay_out_styles, open_house

HELP = """Found the house of your own organisation in PLENARY_HOME and print one link.

The link signs the first administrator in once, within a day; the page it opens asks for a passkey. Nothing is sent
to anybody."""
EXAMPLES = """  plenary init --name "Ana Example"
  PLENARY_HOME=/srv/plenary plenary init --name "Ana Example" --sign-in ana"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--name", required=True, help="the first administrator, as others should read the name")
    parser.add_argument("--sign-in", default="administrator", help="what that person signs in as; %(default)s")


def run(options: argparse.Namespace) -> int:
    """Make the folder, the tables, the keys of the record and the first account."""
    home = open_house(must_exist=False)
    from django.urls import reverse  # noqa: PLC0415  Django is set up by now

    from plenary.foundation.access.models import Account  # noqa: PLC0415  Django is set up by now
    from plenary.foundation.languages.words import Words  # noqa: PLC0415  Django is set up by now
    from plenary.foundation.people import opening  # noqa: PLC0415  see above
    from plenary.foundation.people.codes import make_link  # noqa: PLC0415  Django is set up by now
    from plenary.interfaces.wording import sentence_of  # noqa: PLC0415  Django is set up by now
    from plenary.procedure.refusal import Refused  # noqa: PLC0415  beside its users

    bring_up_tables()
    lay_out_styles()
    try:
        if not Account.objects.exists():
            officer = opening.FirstOfficer(options.sign_in, Words({"en": options.name}), (("AD", ""), ("SG", "")))
            opening.open_house(officers=[officer])
        account = Account.objects.select_related("person").order_by("pk").first()
        secret = make_link(account) if account else ""
    except Refused as refused:
        print(sentence_of(refused), file=sys.stderr)
        return 1
    print(f"The house is founded in {home}.")
    print("Open it with `plenary serve`, then follow this link once, within a day:")
    print(f"  http://localhost:8019{reverse('set-up')}?link={secret}")
    return 0

"""`plenary init`: found a house and print the link that opens it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from plenary.interfaces.cli.house import bring_up_tables, is_empty, lay_out_styles, open_house, out_of_step
from plenary.interfaces.cli.serve import USUAL_PORT

HELP = """Found the house of your own organisation in PLENARY_HOME and print one link.

The link signs the first administrator in once, within a day, and opens a guide: name, members, bodies, rules,
presidency, first meeting and colleagues in about ten minutes. Nothing is sent to anybody."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
EXAMPLES = """  plenary init --name "Ana Example"
  PLENARY_HOME=/srv/plenary plenary init --name "Ana Example" --sign-in ana"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--name", required=True, help="the first administrator, as others should read the name")
    parser.add_argument("--sign-in", default="administrator", help="what that person signs in as; %(default)s")


def run(options: argparse.Namespace) -> int:
    """Make the folder, the tables, the keys of the record and the first account."""
    home = open_house(must_exist=False)
    from django.conf import settings  # noqa: PLC0415  Django is set up by now
    from django.urls import reverse  # noqa: PLC0415  Django is set up by now

    from plenary.foundation.access.models import Account  # noqa: PLC0415  Django is set up by now
    from plenary.foundation.languages.words import Words  # noqa: PLC0415  Django is set up by now
    from plenary.foundation.people import opening  # noqa: PLC0415  see above
    from plenary.foundation.people.codes import make_link  # noqa: PLC0415  Django is set up by now
    from plenary.interfaces.exports.kept_record import keep_record  # noqa: PLC0415  see above
    from plenary.interfaces.wording import sentence_of  # noqa: PLC0415  Django is set up by now
    from plenary.procedure.refusal import Refused  # noqa: PLC0415  beside its users

    if not is_empty() and (waiting := out_of_step()):
        print(waiting, file=sys.stderr)
        return 1
    bring_up_tables()
    lay_out_styles()
    try:
        if not Account.objects.exists():
            officer = opening.FirstOfficer(options.sign_in, Words({"en": options.name}), (("AD", ""), ("SG", "")))
            opening.open_house(officers=[officer])
        account = Account.objects.select_related("person").order_by("pk").first()
        secret = make_link(account) if account else ""
        keep_record()
    except Refused as refused:
        print(sentence_of(refused), file=sys.stderr)
        return 1
    print(f"The house is founded in {home}.")
    print(
        "Open it with `plenary serve`, then follow this link once, within a day. It opens a guide that sets the house"
    )
    print("up in about ten minutes:")
    for line in first_link(settings.ALLOWED_HOSTS, f"{reverse('set-up')}?link={secret}"):
        print(line)
    return 0


def first_link(hosts: Sequence[str], path: str) -> list[str]:
    """The link as it is printed, under the first name of the house, and what to know of that name.

    A name with a dot or a star before it stands for many hosts, so no link can carry it.
    """
    names = [host for host in hosts if not host.startswith((".", "*"))]
    name = next((host for host in names if host.strip("[]") not in LOOPBACK), "")
    if name:
        return [
            f"  https://{name}{path}",
            f"{name} is the name that PLENARY_HOSTS gives this house; a proxy before it brings TLS. Where you open the",
            "house under another address, as `plenary serve` prints it, put that one before /set-up/.",
        ]
    return [
        f"  http://localhost:{USUAL_PORT}{path}",
        "The house runs on loopback: the link works in a browser on this machine alone. For others, give the house its",
        f"name in PLENARY_HOSTS. Where `plenary serve` prints another number than {USUAL_PORT}, put that one into the",
        "link: another house is open under the usual one.",
    ]

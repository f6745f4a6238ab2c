"""Lays the house of the landing before into PLENARY_HOME, with as many entries as its input says.

The archive beside this file is the folder of a demonstration that the code of 5b1e678, "Call the house style by its
name", loaded and wrote the record of. Into PostgreSQL its rows are copied, after that landing's own migrations built
the tables.
"""

from __future__ import annotations

import os
import shutil
import sys
import tarfile
from pathlib import Path

from plenary.interfaces.cli.house import open_house

LANDED = Path(__file__).with_name("landing-5b1e678.tar.xz")
KEPT_IN = "house.sqlite3"


def main() -> None:
    """Lay it out, and add to its record."""
    home = Path(os.environ["PLENARY_HOME"])
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True, mode=0o700)
    with tarfile.open(LANDED) as landed:
        # Of the project itself; filters of archives came with Python 3.11.4 only.
        landed.extractall(home)
    open_house(must_exist=False)
    from django.db import connection, transaction  # noqa: PLC0415  Django is set up by now

    from plenary.foundation.access.actors import the_house  # noqa: PLC0415  Django is set up by now
    from plenary.foundation.journal.models import Entry  # noqa: PLC0415  see above
    from plenary.foundation.journal.writing import record  # noqa: PLC0415  see above

    if connection.vendor == "postgresql":
        copy_into_server(home / KEPT_IN)
    wanted = int(sys.stdin.readline())
    with transaction.atomic():
        for number in range(wanted - Entry.objects.count()):
            facts = {"to": f"the {number}th hour, сақтау 🌿"}
            audience = ("public", "members", "trail")[number % 3]
            record("people.clock.moved", by=the_house(), about=("x", "y"), audience=audience, facts=facts)


def copy_into_server(file: Path) -> None:
    """Build that landing's tables in the server, and write its rows into them."""
    from django.core.management.color import no_style  # noqa: PLC0415  Django is set up by now
    from django.db import connection, connections, transaction  # noqa: PLC0415  see above

    from plenary.config.environment import sqlite  # noqa: PLC0415  see above
    from plenary.foundation.keeping import rows, schema  # noqa: PLC0415  see above

    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connections.databases["landed"] = {**connection.settings_dict, **sqlite(file)}
    with connections["landed"].cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        migrations = [(str(app), str(name)) for app, name in cursor.fetchall()]
    schema.build(migrations)
    tables = schema.tables(migrations)
    with transaction.atomic(), connection.cursor() as cursor:
        for model in tables:
            if model._base_manager.exists():  # what a migration wrote
                cursor.execute(f"DELETE FROM {model._meta.db_table}")
            for _ in rows.put_back(model, rows.written(model, "landed")):
                pass
        for order in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(order)
    connections["landed"].close()
    file.unlink()


if __name__ == "__main__":
    main()

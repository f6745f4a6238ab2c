"""The tables of a schema, be it today's or that of an older release: the migrations say which there are."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from plenary.procedure.refusal import Refused

Migration = tuple[str, str]

#: Who is signed in is not kept: a restored house must not open to a sign-in that was ended since.
NOT_KEPT = frozenset({"django_session"})


def applied() -> list[Migration]:
    """The migrations this database has, in the order of their names."""
    return sorted(MigrationLoader(connection).applied_migrations)


def lacking() -> list[Migration]:
    """The migrations this code brings and this database has not recorded, in the order in which they are applied.

    Each one counts. Django's own plan looks no further back than the newest of each app, so it would not see that one
    in the middle is not recorded.
    """
    executor = MigrationExecutor(connection)
    everything = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    known = [(migration.app_label, migration.name) for migration, _ in everything]
    return [one for one in known if one not in executor.loader.applied_migrations]


def gaps() -> list[Migration]:
    """Those lacking on which a recorded one stands. No release leaves such a database: it was changed by hand."""
    loader = MigrationLoader(connection)
    graph, recorded = loader.graph, set(loader.applied_migrations)
    return [one for one in lacking() if any(child in recorded for child in graph.backwards_plan(one))]


def unknown(migrations: Iterable[Migration]) -> list[Migration]:
    """Those of the migrations that this code does not have: they come of a newer release."""
    return sorted(set(migrations) - set(MigrationLoader(None).disk_migrations))


def tables(migrations: Iterable[Migration]) -> list[type[Model]]:
    """The models as they stood after these migrations, one for each table, in the order of the tables' names.

    Raises Refused("keeping.newer") for a migration that this code does not have.
    """
    wanted = list(migrations)
    if newer := unknown(wanted):
        raise Refused("keeping.newer", migrations=[".".join(one) for one in newer])
    loader = MigrationLoader(None)
    state = loader.project_state(ends(loader, wanted))
    models = state.apps.get_models(include_auto_created=True)
    kept = [model for model in models if model._meta.managed and not model._meta.proxy]
    return sorted((one for one in kept if one._meta.db_table not in NOT_KEPT), key=lambda one: one._meta.db_table)


def table_of(label: str, among: list[type[Model]]) -> type[Model]:
    """The model of that label ("files.storedfile") among those of a schema; every schema has it."""
    return next(model for model in among if model._meta.label_lower == label)


def build(migrations: Iterable[Migration]) -> None:
    """Bring an empty database to exactly these migrations. Nothing else is written: no rights, no kinds of content."""
    executor = MigrationExecutor(connection)
    executor.migrate(ends(executor.loader, list(migrations)))


def ends(loader: MigrationLoader, migrations: list[Migration]) -> list[Migration]:
    """The last of the migrations of each app; those lead to all the others."""
    known = set(migrations)
    return [
        one
        for one in migrations
        if not any(child.key[0] == one[0] and child.key in known for child in loader.graph.node_map[one].children)
    ]

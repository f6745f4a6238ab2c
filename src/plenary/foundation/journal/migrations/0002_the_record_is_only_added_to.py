"""The database itself refuses to change or remove what was recorded.

What may still happen to a row: an entry's facts or name go to NULL together with their salt (erasure), its seal
is lifted once; a key ends once; a tree grows by one. Everything else is refused, whoever asks.
"""

from django.db import migrations

ADDED_TO = "the record is only added to"

ENTRY_FIXED = [
    "id", "tree_id", "number", "verb", "about_kind", "about_key", "capacity", "actor_hash", "happened_at",
    "recorded_at", "cite", "facts_hash", "previous", "leaf", "sealed",
]  # fmt: skip
KEY_FIXED = ["id", "name", "key_id", "public", "since"]

# {same} compares so that NULL equals NULL; {text} lets JSON be compared on either database.
CHANGES_ALLOWED = {
    "journal_entry": (
        [*(f"NEW.{column} {{same}} OLD.{column}" for column in ENTRY_FIXED)],
        [
            "((NEW.facts{text} {same} OLD.facts{text} AND NEW.salt {same} OLD.salt)"
            " OR (NEW.facts IS NULL AND NEW.salt IS NULL))",
            "((NEW.actor_key {same} OLD.actor_key AND NEW.actor_name {same} OLD.actor_name"
            " AND NEW.actor_salt {same} OLD.actor_salt)"
            " OR (NEW.actor_key IS NULL AND NEW.actor_name IS NULL AND NEW.actor_salt IS NULL))",
            "(NEW.revealed {same} OLD.revealed OR (NEW.revealed AND NEW.sealed))",
        ],
    ),
    "journal_signingkey": (
        [*(f"NEW.{column} {{same}} OLD.{column}" for column in KEY_FIXED)],
        ["OLD.until IS NULL"],
    ),
    "journal_tree": (
        ["NEW.id {same} OLD.id", "NEW.audience {same} OLD.audience"],
        ["NEW.size = OLD.size + 1"],
    ),
    "journal_checkpoint": ([], ["1 = 0"]),
    "journal_seal": ([], ["1 = 0"]),
    "journal_sealedhead": ([], ["1 = 0"]),
}


def guard(apps, schema_editor):
    """Set the refusals, in the words of this database."""
    vendor = schema_editor.connection.vendor
    for table, (fixed, further) in CHANGES_ALLOWED.items():
        if vendor == "postgresql":
            allowed = " AND ".join([*fixed, *further]).format(same="IS NOT DISTINCT FROM", text="::text")
            schema_editor.execute(
                f"CREATE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN "
                f"IF TG_OP = 'UPDATE' THEN IF {allowed} THEN RETURN NEW; END IF; END IF; "
                f"RAISE EXCEPTION '{ADDED_TO} ({table})' USING ERRCODE = 'integrity_constraint_violation'; "
                f"END $guard$"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_guard BEFORE UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {table}_guard()"
            )
            schema_editor.execute(
                f"CREATE FUNCTION {table}_whole() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN "
                f"RAISE EXCEPTION '{ADDED_TO} ({table})' USING ERRCODE = 'integrity_constraint_violation'; "
                f"END $guard$"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_whole()"
            )
        else:
            allowed = " AND ".join([*fixed, *further]).format(same="IS", text="")
            schema_editor.execute(
                f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} WHEN NOT ({allowed}) "
                f"BEGIN SELECT RAISE(ABORT, '{ADDED_TO} ({table})'); END"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{ADDED_TO} ({table})'); END"
            )


def lift(apps, schema_editor):
    """Take the refusals away again."""
    for table in CHANGES_ALLOWED:
        if schema_editor.connection.vendor == "postgresql":
            for name in ("guard", "whole"):
                schema_editor.execute(f"DROP TRIGGER {table}_{name} ON {table}")
                schema_editor.execute(f"DROP FUNCTION {table}_{name}()")
        else:
            for name in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER {table}_{name}")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_the_record_is_kept")]

    operations = [migrations.RunPython(guard, lift)]

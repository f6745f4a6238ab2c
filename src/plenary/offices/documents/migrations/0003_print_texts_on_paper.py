"""A code on every print of a version, and the PDF beside the plain text of an issue."""

from __future__ import annotations

import secrets

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import plenary.offices.documents.models.text

_SIGNS, _LENGTH = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 10


def give_codes(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Each version that was made before gets a code of its own."""
    versions = apps.get_model("documents", "Version").objects
    for version in versions.filter(print_code__isnull=True).iterator():
        version.print_code = "".join(secrets.choice(_SIGNS) for _sign in range(_LENGTH))
        version.save(update_fields=["print_code"])


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_keep_tables_as_rows_and_cells"),
        ("files", "0001_keep_stored_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="issue",
            name="paper",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="version",
            name="print_code",
            field=models.CharField(editable=False, max_length=10, null=True),
        ),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="version",
            name="print_code",
            field=models.CharField(
                default=plenary.offices.documents.models.text.new_print_code,
                editable=False,
                max_length=10,
                unique=True,
            ),
        ),
    ]

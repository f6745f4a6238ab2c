"""Keep every author of a release since it was last cleared."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def begin_with_who_drafted(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Of a release drafted before, the one author who is known is the last."""
    for release in apps.get_model("newsroom", "Release").objects.exclude(drafted_by=None):
        release.authors.add(release.drafted_by)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_keep_persons_and_audiences"),
        ("newsroom", "0001_keep_releases_and_claims"),
    ]

    operations = [
        migrations.AddField(
            model_name="release",
            name="authors",
            field=models.ManyToManyField(related_name="+", to="access.person"),
        ),
        migrations.RunPython(begin_with_who_drafted, migrations.RunPython.noop),
    ]

from django.db import migrations, models


def bind_what_waits(apps, schema_editor):
    """What already waits binds the member whose paper or report it is: no one outside its delegation agrees to it."""
    for pending in apps.get_model("people", "Pending").objects.filter(outcome="waiting"):
        bound = []
        for row, scopes in pending.asked:
            members = [scope for scope in scopes or () if scope.startswith("member:")]
            # A paper is of the member named last; a report lies in its member alone where a delegation gave it.
            if members and (row == "table_draft" or (row == "follow_up" and members == scopes)):
                bound.append([row, members[-1]])
        if bound:
            pending.bound = bound
            pending.save(update_fields=["bound"])


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0008_let_scripts_in_by_keys_of_their_owners'),
    ]

    operations = [
        migrations.AddField(model_name='pending', name='bound', field=models.JSONField(default=list)),
        migrations.RunPython(bind_what_waits, migrations.RunPython.noop),
    ]

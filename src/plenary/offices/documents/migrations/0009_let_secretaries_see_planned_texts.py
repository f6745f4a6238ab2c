"""Planned texts, and referrals of them, that only the documents officers knew of: the secretary of the body does, too.

She worked on them before, where somebody told her of them. What was issued, or is known to others, stays as it is.
"""

from django.db import migrations

OFFICERS = "documents"


def let_in(apps, schema_editor):
    _write(apps, from_officers=True)


def leave_to_officers(apps, schema_editor):
    _write(apps, from_officers=False)


def _write(apps, *, from_officers):
    document = apps.get_model("documents", "Document")
    referral = apps.get_model("documents", "Referral")
    audience = apps.get_model("access", "Audience")
    bodies = document.objects.filter(body__isnull=False).order_by().values_list("body", "body__code").distinct()
    for body, code in bodies:
        with_secretary = f"{OFFICERS},secretary:{code}"
        before, after = (OFFICERS, with_secretary) if from_officers else (with_secretary, OFFICERS)
        audience.objects.get_or_create(code=after)
        document.objects.filter(body=body, audience=before).update(audience=after)
        referral.objects.filter(document__body=body, audience=before).update(audience=after)


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0008_remember_what_was_read'),
    ]

    operations = [migrations.RunPython(let_in, leave_to_officers)]

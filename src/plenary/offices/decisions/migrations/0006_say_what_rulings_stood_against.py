"""What each ruling stood against, for those made before it was kept: the outcome of the one body that was asked."""

from django.db import migrations


def fill(apps, schema_editor):
    ruling = apps.get_model("decisions", "Ruling")
    part = apps.get_model("decisions", "QuestionBody")
    for one in ruling.objects.filter(computed=""):
        outcomes = list(part.objects.filter(question=one.question_id).values_list("outcome", flat=True))
        first = not ruling.objects.filter(question=one.question_id, pk__lt=one.pk).exists()
        # Of several bodies, and of a ruling on a ruling, it is not stated: nothing is guessed.
        if first and len(outcomes) == 1:
            one.computed = outcomes[0]
            one.save(update_fields=["computed"])


class Migration(migrations.Migration):

    dependencies = [("decisions", "0005_keep_what_a_ruling_stood_against")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

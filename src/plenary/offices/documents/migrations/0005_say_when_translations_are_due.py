"""When a text is to be there in a language."""

from __future__ import annotations

import django.db.models.deletion
import plenary.foundation.kept
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0004_keep_working_drafts'),
    ]

    operations = [
        migrations.CreateModel(
            name='TranslationDue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=plenary.foundation.kept.new_key, editable=False, max_length=22, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('language', models.CharField(max_length=12)),
                ('due_at', models.DateTimeField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='translations_due', to='documents.document')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('document', 'language'), name='one_due_time_a_language')],
            },
        ),
    ]

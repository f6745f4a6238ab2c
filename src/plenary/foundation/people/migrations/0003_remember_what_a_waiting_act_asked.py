from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_count_tries_by_name_and_network'),
    ]

    operations = [
        migrations.AddField(model_name='pending', name='asked', field=models.JSONField(default=list)),
        migrations.AddField(model_name='pending', name='readings', field=models.JSONField(default=list)),
        migrations.AddField(model_name='pending', name='widened', field=models.JSONField(default=list)),
    ]

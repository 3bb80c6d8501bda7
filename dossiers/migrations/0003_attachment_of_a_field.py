"""Attachments of file fields bear the field's key with a prefix: the column is made wider."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_revision_moves")]

    operations = [
        migrations.AlterField(
            model_name="attachment",
            name="requirement_key",
            field=models.SlugField(max_length=80),
        ),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_closing_and_names"),
        ("dossiers", "0009_signatures_of_attachments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="document",
            name="document_to_seal",
        ),
        migrations.RemoveField(
            model_name="document",
            name="must_be_sealed",
        ),
        migrations.AddField(
            model_name="document",
            name="sealing_agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(
                    ("sealed_at", None), ("sealing_agency__isnull", False), ("voided_at", None)
                ),
                fields=["sealing_agency", "id"],
                name="document_to_seal",
            ),
        ),
    ]

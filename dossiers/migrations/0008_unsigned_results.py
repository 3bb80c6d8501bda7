from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0007_pins_of_decisions")]

    operations = [
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("awaiting_signature", True)),
                fields=["handling_agency", "due_at", "id"],
                name="dossier_unsigned",
            ),
        ),
    ]

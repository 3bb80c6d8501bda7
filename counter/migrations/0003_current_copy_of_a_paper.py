"""A copy that has become a dossier's file leaves its paper's place to the client's next matter."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("counter", "0002_queue_lines_and_trail")]

    operations = [
        migrations.RemoveConstraint(model_name="papercopy", name="one_copy_of_a_paper"),
        migrations.AddConstraint(
            model_name="papercopy",
            constraint=models.UniqueConstraint(
                fields=["intake", "requirement_key"],
                condition=~Q(state="replaced") & Q(attachment=None),
                name="one_copy_of_a_paper",
            ),
        ),
    ]

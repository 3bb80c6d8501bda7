from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("signatures", "0001_initial")]

    operations = [
        migrations.AddField("signingkey", "wrong_pins", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField(
            "signingkey", "wrong_since", models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            "signingkey", "locked_until", models.DateTimeField(blank=True, null=True)
        ),
    ]

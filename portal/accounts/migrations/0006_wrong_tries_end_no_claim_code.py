from django.db import migrations


class Migration(migrations.Migration):
    """Who knows somebody's number could burn the code; tries are slow instead."""

    dependencies = [
        ("accounts", "0005_account_claim"),
    ]

    operations = [
        migrations.RemoveField(model_name="accountclaim", name="wrong_tries"),
    ]

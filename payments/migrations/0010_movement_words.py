"""Django itself knows the word "Thu" as a day of the week: other words for the kinds."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0009_refund_moments'),
    ]

    operations = [
        migrations.AlterField(
            model_name='reconciliationcase',
            name='kind',
            field=models.CharField(choices=[('payment', 'Khoản thu'), ('refund', 'Khoản hoàn trả')], max_length=8),
        ),
        migrations.AlterField(
            model_name='reconciliationrow',
            name='kind',
            field=models.CharField(choices=[('payment', 'Khoản thu'), ('refund', 'Khoản hoàn trả')], max_length=8),
        ),
    ]

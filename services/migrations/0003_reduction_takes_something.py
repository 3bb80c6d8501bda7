"""Neither percent nor amount is refused too: a comparison with null is not false."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("services", "0002_reductions_by_class_channel_and_scope")]

    operations = [
        migrations.RemoveConstraint(model_name="reduction", name="reduction_percent_or_amount"),
        migrations.AddConstraint(
            model_name="reduction",
            constraint=models.CheckConstraint(
                condition=Q(
                    percent__isnull=False, percent__range=(1, 100), amount_vnd__isnull=True
                )
                | Q(percent__isnull=True, amount_vnd__isnull=False, amount_vnd__gt=0),
                name="reduction_percent_or_amount",
            ),
        ),
    ]

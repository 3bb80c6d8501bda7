"""Obligations opened before they knew whose fee they are, and attempts before they kept what was
received: the province's, and the amount agreed (nothing else was ever settled then)."""

from typing import Any

from django.db import migrations
from django.db.models import F


def fill(apps: Any, schema_editor: Any) -> None:
    """Only rows from before this edition are touched."""
    obligations = apps.get_model("payments", "Obligation").objects.filter(agency=None)
    if obligations.exists():
        province = apps.get_model("agencies", "Agency").objects.filter(parent=None).first()
        obligations.update(agency=province, counter=province)
    attempts = apps.get_model("payments", "PaymentAttempt").objects
    attempts.filter(state__in=("settled", "surplus"), received_amount=None).update(
        received_amount=F("amount_vnd"), received_currency="vnd"
    )


class Migration(migrations.Migration):
    dependencies = [("payments", "0002_refunds_cash_receipts_reconciliation")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

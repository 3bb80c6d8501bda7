"""Whose fee it is and whose tills may take it is always known from here on."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


def _agency() -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
    )


class Migration(migrations.Migration):
    dependencies = [("payments", "0003_fill_whose_fee")]
    operations = [
        migrations.AlterField("obligation", "agency", _agency()),
        migrations.AlterField("obligation", "counter", _agency()),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (TRUE AND (OLD.key, OLD.subject, OLD.payer_id, OLD.payer_name, OLD.payer_address, OLD.agency_id, OLD.counter_id, OLD.reference, OLD.due, OLD.lines, OLD.amount_vnd, OLD.opened_at) IS DISTINCT FROM (NEW.key, NEW.subject, NEW.payer_id, NEW.payer_name, NEW.payer_address, NEW.agency_id, NEW.counter_id, NEW.reference, NEW.due, NEW.lines, NEW.amount_vnd, NEW.opened_at))', func="RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';", hash='579ebed4fd5d137f620699ff998616f2116da325', operation='UPDATE', pgid='pgtrigger_frozen_4f2d8', table='payments_obligation', when='BEFORE')),
        ),
    ]

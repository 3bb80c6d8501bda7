"""Statements say which days they speak for and know their lines again; runs keep their counts."""

import uuid
from datetime import date

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

SOME_DAY = date(2000, 1, 1)  # for rows that no installation has


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("payments", "0006_inbox_and_silence"),
    ]

    operations = [
        migrations.AddField(
            "bankstatement",
            "first_day",
            models.DateField(verbose_name="từ ngày", default=SOME_DAY),
            preserve_default=False,
        ),
        migrations.AddField(
            "bankstatement",
            "last_day",
            models.DateField(verbose_name="đến ngày", default=SOME_DAY),
            preserve_default=False,
        ),
        migrations.AddField(
            "bankstatement",
            "line_count",
            models.PositiveIntegerField(verbose_name="số dòng", default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            "bankstatementline", "fingerprint", models.CharField(max_length=64, null=True)
        ),
        migrations.RunSQL(
            "UPDATE payments_bankstatementline SET fingerprint = id::text"
            " WHERE fingerprint IS NULL",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            "bankstatementline", "fingerprint", models.CharField(max_length=64, unique=True)
        ),
        migrations.AddConstraint(
            "bankstatement",
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")), name="bank_statement_days_in_order"
            ),
        ),
        migrations.AddIndex(
            "bankstatement",
            models.Index(fields=["last_day", "first_day"], name="bank_statement_days"),
        ),
        migrations.AddField("reconciliation", "counts", models.JSONField(default=dict)),
        migrations.AddIndex(
            "reconciliation", models.Index(fields=["-day", "provider"], name="reconciliation_days")
        ),
        migrations.AddField(
            "reconciliationrow", "ours_at", models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            "reconciliationrow", "provider_at", models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            "reconciliationrow", "problem", models.CharField(blank=True, max_length=60)
        ),
        migrations.AddIndex(
            "reconciliationrow", models.Index(fields=["reference"], name="recon_row_reference")
        ),
        migrations.AddIndex(
            "ledgerentry", models.Index(fields=["account", "at"], name="ledger_account_at")
        ),
        migrations.CreateModel(
            name="ReconciliationReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("requested_at", models.DateTimeField()),
                ("ready_at", models.DateTimeField(blank=True, null=True)),
                ("file", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "reconciliation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="payments.reconciliation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reconciliation", "agency"),
                        name="reconciliation_report_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
    ]

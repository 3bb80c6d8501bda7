"""Reductions: channel instead of online only, a scope, classes, percent or amount."""

from typing import Any

from django.db import migrations, models
from django.db.models import F, Q

CHANNELS = [("online", "Nộp trực tuyến"), ("counter", "Nộp tại quầy"), ("any", "Mọi cách nộp")]
SET_BY = [("centre", "Trung ương"), ("province", "HĐND tỉnh")]


def online_only_becomes_a_channel(apps: Any, schema_editor: Any) -> None:
    """What was for online filings alone stays so."""
    apps.get_model("services", "Reduction").objects.filter(online_only=True).update(
        channel="online"
    )


def channel_becomes_online_only(apps: Any, schema_editor: Any) -> None:
    """The way back."""
    apps.get_model("services", "Reduction").objects.filter(channel="online").update(
        online_only=True
    )


class Migration(migrations.Migration):
    dependencies = [("services", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="feeitem",
            name="set_by",
            field=models.CharField(choices=SET_BY, default="centre", max_length=8),
        ),
        migrations.AddConstraint(
            model_name="feeitem",
            constraint=models.CheckConstraint(
                condition=Q(set_by__in=("centre", "province")), name="fee_item_set_by_known"
            ),
        ),
        migrations.AddField(
            model_name="reduction",
            name="channel",
            field=models.CharField(choices=CHANNELS, default="any", max_length=8),
        ),
        migrations.RunPython(online_only_becomes_a_channel, channel_becomes_online_only),
        migrations.RemoveField(model_name="reduction", name="online_only"),
        migrations.AlterField(
            model_name="reduction",
            name="percent",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="reduction",
            name="amount_vnd",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="reduction",
            name="fees_set_by",
            field=models.CharField(
                blank=True,
                choices=SET_BY,
                default="",
                help_text="Trống: mọi khoản thu",
                max_length=8,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reduction",
            name="applicant_classes",
            field=models.JSONField(default=list, help_text="Rỗng: mọi người"),
        ),
        migrations.AddConstraint(
            model_name="reduction",
            constraint=models.CheckConstraint(
                condition=Q(percent__range=(1, 100), amount_vnd__isnull=True)
                | Q(percent__isnull=True, amount_vnd__gt=0),
                name="reduction_percent_or_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="reduction",
            constraint=models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="reduction_dates_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="reduction",
            constraint=models.CheckConstraint(
                condition=Q(channel__in=("online", "counter", "any")),
                name="reduction_channel_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reduction",
            constraint=models.CheckConstraint(
                condition=Q(fees_set_by__in=("", "centre", "province")),
                name="reduction_fees_set_by_known",
            ),
        ),
    ]

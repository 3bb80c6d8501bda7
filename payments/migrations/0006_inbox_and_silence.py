"""The inbox keeps what came as text, and who brought it; attempts tell since when nobody answers."""

from django.db import migrations, models
from django.db.models import F, Q

LIVE = ["created", "open"]
UNPAID = [*LIVE, "declined", "cancelled", "expired"]


class Migration(migrations.Migration):
    dependencies = [("payments", "0005_tills_open_and_empty")]

    operations = [
        migrations.RunSQL(
            "UPDATE payments_providerevent SET body = payload::text WHERE body = ''",
            migrations.RunSQL.noop,
        ),
        migrations.RemoveField("providerevent", "payload"),
        migrations.AddField(
            "providerevent",
            "source",
            models.CharField(
                choices=[
                    ("call", "Đơn vị thanh toán gọi đến"),
                    ("list", "Đọc từ danh sách sự kiện"),
                ],
                default="call",
                max_length=4,
            ),
        ),
        migrations.AddIndex(
            "providerevent",
            models.Index(
                fields=["received_at"], condition=~Q(problem=""), name="provider_event_parked"
            ),
        ),
        migrations.AddIndex(
            "providerevent",
            models.Index(
                fields=["attempt_key"], condition=~Q(attempt_key=""), name="provider_event_attempt"
            ),
        ),
        migrations.AddField(
            "paymentattempt", "silent_since", models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddIndex(
            "paymentattempt",
            models.Index(
                fields=["expires_at", "id"], condition=Q(state__in=LIVE), name="attempt_live"
            ),
        ),
        migrations.AddIndex(
            "paymentattempt",
            models.Index(
                fields=["expires_at"],
                condition=Q(state__in=UNPAID)
                & (Q(state="created") | ~Q(provider_reference=""))
                & (
                    Q(asked_at__isnull=True)
                    | Q(asked_at__lt=F("expires_at"))
                    | Q(silent_since__isnull=False)
                ),
                name="attempt_unasked_since_its_end",
            ),
        ),
        migrations.AddIndex(
            "paymentattempt",
            models.Index(
                fields=["silent_since"],
                condition=Q(silent_since__isnull=False),
                name="attempt_silent",
            ),
        ),
        migrations.AddIndex(
            "paymentattempt",
            models.Index(
                fields=["problem", "created_at"],
                condition=Q(
                    problem__in=["unknown_reference", "question_refused", "wrong_currency"]
                ),
                name="attempt_needs_a_look",
            ),
        ),
    ]

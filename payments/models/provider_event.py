"""What a provider told us by itself, as it came: the inbox."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ProviderEvent(models.Model):
    """A call of the provider, or an entry of its own list of events, stored once by its id before
    anything follows from it.

    Only its signature is trusted, never its content: what is true is read again from the
    provider. `processed_at` is empty until that has been done; `outcome` says what came of it.
    What cannot be used is kept too, parked with its `problem`. `body` is what came, to the letter
    (a NUL, which PostgreSQL does not take, is written ␀).
    """

    class Source(models.TextChoices):
        """Who brought it first."""

        CALL = "call", _("Đơn vị thanh toán gọi đến")
        LIST = "list", _("Đọc từ danh sách sự kiện")

    provider = models.CharField(max_length=20)
    event_id = models.CharField(max_length=255)
    source = models.CharField(max_length=4, choices=Source.choices, default=Source.CALL)
    kind = models.CharField(max_length=80)
    body = models.TextField(blank=True)
    reference = models.CharField(max_length=255, blank=True)
    attempt_key = models.CharField(max_length=80, blank=True)
    received_at = models.DateTimeField()
    times_received = models.PositiveIntegerField(default=1)
    processed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "event_id"], name="provider_event_once")
        ]
        indexes = [
            models.Index(
                fields=["received_at"],
                condition=Q(processed_at__isnull=True),
                name="provider_event_waiting",
            ),
            models.Index(
                fields=["received_at"], condition=~Q(problem=""), name="provider_event_parked"
            ),
            models.Index(
                fields=["attempt_key"], condition=~Q(attempt_key=""), name="provider_event_attempt"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.event_id} {self.kind}"

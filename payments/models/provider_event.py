"""What a provider told us by itself (webhook), as it came."""

from django.db import models


class ProviderEvent(models.Model):
    """A call of the provider, stored once by its id before anything follows from it: the inbox.

    Only its signature is trusted, never its content: what is true is read again from the
    provider. `processed_at` is empty until that has been done; `outcome` says what came of it.
    A signed call that cannot be read is kept too, parked with its `problem`; `body` is what came,
    to the letter.
    """

    provider = models.CharField(max_length=20)
    event_id = models.CharField(max_length=255)
    kind = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
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
                condition=models.Q(processed_at__isnull=True),
                name="provider_event_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.event_id} {self.kind}"

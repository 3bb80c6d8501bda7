"""What is still to be told to the national portal, and what has been."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q

# The channel on which the database announces new messages.
CHANNEL = "national_outbox"


class OutboxMessage(models.Model):
    """One change of state to tell, written in the transaction of the change.

    `id` is the order within a stream: whoever changes a dossier holds its row, so the messages of
    one dossier are inserted and committed one after the other.
    """

    class Kind(models.TextChoices):
        STATE = "state"

    # Messages of one stream (the dossier's code) are delivered one by one, in the order of `id`.
    stream = models.CharField(max_length=50)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.STATE)
    # The other side takes a message with the same key once, however often it is sent.
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    payload = models.JSONField()
    created_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    # Set while this message, and with it its stream, is held back after a failure of its own.
    next_try_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], name="outbox_undelivered", condition=Q(delivered_at__isnull=True)
            ),
            models.Index(
                fields=["stream"],
                name="outbox_held_back",
                condition=Q(delivered_at__isnull=True, next_try_at__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="announce",
                level=pgtrigger.Statement,
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func=f"PERFORM pg_notify('{CHANNEL}', ''); RETURN NULL;",
            ),
            pgtrigger.Protect(
                name="keep_undelivered",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__delivered_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stream} #{self.pk}"

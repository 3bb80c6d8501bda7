"""What is still to be told to the national portal, and what has been."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

# The channel on which the database announces new messages.
CHANNEL = "national_outbox"


class OutboxMessage(models.Model):
    """One change to tell, written in the transaction of the change.

    `id` is the order within a stream: whoever changes a dossier (a procedure) holds its row, so
    the messages of one stream are inserted and committed one after the other.
    """

    class Kind(models.TextChoices):
        STATE = "state", _("Trạng thái hồ sơ")
        PROCEDURE = "procedure", _("Thủ tục")

    # Messages of one stream are delivered one by one, in the order of `id`: the dossier's code, or
    # `procedure:<id>`.
    stream = models.CharField(max_length=50)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.STATE)
    # The stream that goes first as far as it is older and not parked: a dossier's procedure.
    waits_for = models.CharField(max_length=50, blank=True)
    # The other side takes a message with the same key once, however often it is sent.
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    payload = models.JSONField()
    created_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    # Set while this message, and with it its stream, is held back after a failure of its own.
    next_try_at = models.DateTimeField(null=True, blank=True)
    # Since when it fails by itself; empty while it has not.
    failing_since = models.DateTimeField(null=True, blank=True)
    # Set while this message, refused for good, and its stream wait for a person.
    parked_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("bản tin")
        constraints = [
            models.CheckConstraint(
                condition=Q(parked_at__isnull=True) | Q(delivered_at__isnull=True),
                name="outbox_parked_or_delivered",
            ),
        ]
        indexes = [
            # By nothing but `id`: else the planner walks through what is delivered instead.
            models.Index(
                fields=["id"],
                name="outbox_undelivered",
                condition=Q(delivered_at__isnull=True),
            ),
            models.Index(
                fields=["stream"],
                name="outbox_held_back",
                condition=Q(delivered_at__isnull=True)
                & (Q(next_try_at__isnull=False) | Q(parked_at__isnull=False)),
            ),
            models.Index(
                fields=["stream"],
                name="outbox_procedures",
                condition=Q(delivered_at__isnull=True, kind="procedure"),
            ),
            models.Index(
                fields=["parked_at"], name="outbox_parked", condition=Q(parked_at__isnull=False)
            ),
            # What a dossier was told of: to compare the two sides and to send again.
            models.Index(fields=["stream", "id"], name="outbox_stream"),
            # The day of a dossier's code: the two sides are compared day by day.
            models.Index(
                Func(F("stream"), Value("-"), Value(2), function="split_part"),
                name="outbox_day",
                condition=Q(kind="state"),
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


def procedure_stream(procedure_id: int) -> str:
    """The stream of a procedure's messages."""
    return f"procedure:{procedure_id}"

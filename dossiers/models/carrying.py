"""A dossier goes over to another revision of its procedure."""

import uuid

from django.db import models
from django.db.models import Q

from dossiers.models.dossier import Dossier
from portal.shared import clock


class CarriedDraft(models.Model):
    """A draft was carried over to the revision in force. `left` is what was typed and is asked no
    more (`[{label, text}]`): kept for the person to read until the draft is filed or deleted."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="carried")
    from_revision = models.ForeignKey(
        "services.Revision", on_delete=models.PROTECT, related_name="+"
    )
    to_revision = models.ForeignKey("services.Revision", on_delete=models.PROTECT, related_name="+")
    left = models.JSONField(default=list)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.from_revision_id} → {self.to_revision_id}"


class RevisionMove(models.Model):
    """A filed dossier is to go over to another revision: staff give a reason, the citizen agrees
    or not. Nothing else moves it: a filed dossier is bound by the revision it was filed under."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="moves")
    from_revision = models.ForeignKey(
        "services.Revision", on_delete=models.PROTECT, related_name="+"
    )
    to_revision = models.ForeignKey("services.Revision", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    left = models.JSONField(default=list)
    # The answers as they were filed, once the dossier has gone over.
    answers_before = models.JSONField(null=True, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(consented_at__isnull=True, declined_at__isnull=True),
                name="one_open_move",
            ),
            models.CheckConstraint(
                condition=Q(consented_at__isnull=True) | Q(declined_at__isnull=True),
                name="move_has_one_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.from_revision_id} → {self.to_revision_id}"

    @property
    def is_open(self) -> bool:
        """Whether the citizen has not answered yet."""
        return self.consented_at is None and self.declined_at is None

"""Bãi bỏ."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.shared import clock
from services.models.procedure import Procedure
from services.models.revision import Revision


class Withdrawal(models.Model):
    """A procedure goes out of force: from when, why, and what takes its place.

    `carried_out_at` is empty until the moment has come; a cancelled one never happens.
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="withdrawals")
    effective_at = models.DateTimeField()
    reason = models.TextField(help_text=_("Lý do, số quyết định"))
    successor = models.ForeignKey(
        Procedure, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(default=clock.now)
    carried_out_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["effective_at"],
                condition=Q(carried_out_at__isnull=True, cancelled_at__isnull=True),
                name="withdrawal_waiting",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["revision"],
                condition=Q(cancelled_at__isnull=True),
                name="one_withdrawal_each",
            )
        ]

    def __str__(self) -> str:
        return f"{self.revision} · {self.effective_at:%d/%m/%Y}"

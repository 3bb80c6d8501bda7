"""Work for a named person: what the line cannot mend by itself, or not fast enough."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.shared import clock


class Duty(models.Model):
    """Who is in charge of the line to the national portal: one row."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("người phụ trách đồng bộ")

    def __str__(self) -> str:
        return str(self.user)


class SyncCase(models.Model):
    """One thing that somebody has to look at. Tries go on meanwhile; it closes by itself when the
    cause is gone."""

    class Kind(models.TextChoices):
        OUTAGE = "outage", _("Cổng quốc gia không nhận")
        STUCK = "stuck", _("Bản tin lỗi kéo dài")
        PARKED = "parked", _("Bản tin bị từ chối")
        DIFFERENCE = "difference", _("Hai bên lệch nhau")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    # An endpoint's name, a stream, or `comparison:<id>`.
    subject = models.CharField(max_length=60)
    text = models.TextField()
    assignee = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(default=clock.now)
    # When the assignee was told by mail; empty while nobody could be.
    told_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Empty when it closed by itself.
    closed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.TextField(blank=True)

    class Meta:
        verbose_name = _("việc cần xử lý")
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=Q(closed_at__isnull=True),
                name="one_open_sync_case",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.subject}"

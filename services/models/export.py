"""Tệp xuất danh mục."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.shared import clock


class CatalogueExport(models.Model):
    """A file of procedures that a job makes for an admin; it is deleted after some days."""

    class Format(models.TextChoices):
        CSV = "csv", _("Bảng CSV")
        XLSX = "xlsx", _("Bảng Excel (XLSX)")
        JSON = "json", _("Tệp JSON từng thủ tục (ZIP)")

    class State(models.TextChoices):
        MAKING = "making", _("Đang lập tệp")
        READY = "ready", _("Đã có tệp")
        FORGOTTEN = "forgotten", _("Đã xóa tệp")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    format = models.CharField(max_length=4, choices=Format.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.MAKING)
    # Which procedures: see services/batches/selection.py.
    selection = models.JSONField(default=dict)
    # Where it lies under MEDIA_ROOT.
    file = models.CharField(max_length=200, blank=True)
    procedures = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_format_display()} {self.key}"

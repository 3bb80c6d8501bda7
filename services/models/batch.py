"""Đợt thay đổi: many procedures changed as one."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.shared import clock
from services.models.procedure import Procedure
from services.models.revision import Revision


class Batch(models.Model):
    """An import of a file, or one change to a selection: previewed row by row, approved by a
    second admin, carried out by a job."""

    class Kind(models.TextChoices):
        TABLE = "table", _("Nạp bảng CSV, XLSX")
        JSON = "json", _("Nạp tệp JSON")
        REDUCTION = "reduction", _("Áp dụng miễn giảm")
        TIME_CUT = "time_cut", _("Cắt giảm thời hạn")

    class State(models.TextChoices):
        READING = "reading", _("Đang đọc tệp")
        REFUSED = "refused", _("Có lỗi, chưa ghi gì")
        PREVIEW = "preview", _("Xem trước")
        APPROVAL = "approval", _("Chờ phê duyệt")
        CARRYING_OUT = "carrying_out", _("Đang thực hiện")
        DONE = "done", _("Đã thực hiện")
        DISCARDED = "discarded", _("Đã bỏ")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=14, choices=State.choices)
    title = models.CharField(max_length=300)
    # What was asked for: the percentage, the reduction, the selection.
    wanted = models.JSONField(default=dict)
    # Where it lies under MEDIA_ROOT, see services/batches/files.py.
    file = models.FileField(upload_to="batches/%Y/%m", max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    problems = models.JSONField(default=list, help_text="[{line, column, message}]")
    counts = models.JSONField(default=dict)
    # Empty: as soon as it is approved.
    applies_from = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="Why it was sent back or discarded")
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title


class BatchRow(models.Model):
    """What a batch would do to one procedure. `procedure` is empty for one that is new."""

    class Change(models.TextChoices):
        ADDED = "added", _("Thêm mới")
        CHANGED = "changed", _("Thay đổi")
        UNCHANGED = "unchanged", _("Giữ nguyên")
        SKIPPED = "skipped", _("Bỏ qua")

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=600)
    procedure = models.ForeignKey(
        Procedure, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    change = models.CharField(max_length=10, choices=Change.choices)
    content_json = models.JSONField(default=dict)
    # Of a document: {"applies_from", "scheduled" (a content)}, {"popularity"}.
    more_json = models.JSONField(default=dict)
    # The revision it was compared with; another one by the time of carrying out: skipped.
    base_revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.JSONField(default=list)
    revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    problem = models.CharField(max_length=500, blank=True)
    # Whether it is still to be carried out.
    waiting = models.BooleanField(default=False)

    class Meta:
        ordering = ["line", "id"]
        constraints = [models.UniqueConstraint(fields=["batch", "code"], name="batch_code_once")]
        indexes = [
            models.Index(fields=["batch", "line", "id"], name="batch_row_line"),
            models.Index(fields=["batch", "change", "line", "id"], name="batch_row_change"),
            models.Index(
                fields=["batch", "line", "id"], condition=Q(waiting=True), name="batch_row_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.code}"

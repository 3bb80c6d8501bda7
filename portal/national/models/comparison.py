"""The two sides compared: dossiers and catalogue."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Comparison(models.Model):
    """One comparison, with the figures of both sides as they were."""

    class Kind(models.TextChoices):
        DOSSIERS = "dossiers", _("Hồ sơ")
        CATALOGUE = "catalogue", _("Danh mục thủ tục")

    class State(models.TextChoices):
        WAITING = "waiting", _("Chờ chạy")
        RUNNING = "running", _("Đang đối chiếu")
        DONE = "done", _("Đã xong")
        FAILED = "failed", _("Không đối chiếu được")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    # Dossiers whose code is of this day or later; empty: all of them.
    since = models.DateField(null=True, blank=True)
    # Empty for the nightly one.
    asked_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    # Dossiers (procedures) on each side, and states of dossiers.
    ours = models.PositiveIntegerField(default=0)
    theirs = models.PositiveIntegerField(default=0)
    our_states = models.PositiveIntegerField(default=0)
    their_states = models.PositiveIntegerField(default=0)
    # Left out because something about them is on its way.
    under_way = models.PositiveIntegerField(default=0)
    differing = models.PositiveIntegerField(default=0)
    # Messages queued again by this comparison.
    sent_again = models.PositiveIntegerField(default=0)
    # Where a comparison that goes dossier by dossier stopped: the next one goes on behind it.
    reached = models.CharField(max_length=50, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("lần đối chiếu")
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "-id"], name="national_comparison_kind")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(state__in=["waiting", "running"]),
                name="one_comparison_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class Difference(models.Model):
    """One dossier (procedure) about which the two sides do not agree."""

    class Kind(models.TextChoices):
        MISSING = "missing", _("Bên kia chưa có")
        BEHIND = "behind", _("Bên kia thiếu trạng thái")
        STATE = "state", _("Khác trạng thái")
        NAME = "name", _("Khác tên")
        LEVEL = "level", _("Khác mức độ")
        UNKNOWN = "unknown", _("Chỉ bên kia có")

    comparison = models.ForeignKey(Comparison, on_delete=models.PROTECT, related_name="differences")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    # The dossier's or the procedure's code.
    code = models.CharField(max_length=60)
    ours = models.CharField(max_length=600, blank=True)
    theirs = models.CharField(max_length=600, blank=True)
    # Whether something was queued again for it.
    sent_again = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("điểm lệch")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.code}: {self.kind}"

"""What is going to happen to an agency on a day."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.shared import clock


class PlannedChange(models.Model):
    """A closing or a renaming that was decided for a day. A job carries it out when the day has
    come; until then it can be cancelled. `trouble` says why the job could not, in words for the
    admin; it tries again until it can."""

    class Kind(models.TextChoices):
        CLOSE = "close", _("Giải thể")
        RENAME = "rename", _("Đổi tên")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="planned_changes"
    )
    on = models.DateField(_("ngày áp dụng"))
    name = models.CharField(_("tên mới"), max_length=200, blank=True)
    successor = models.ForeignKey(
        "agencies.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("căn cứ, lý do"), max_length=500)
    asked_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_by_name = models.CharField(max_length=200)
    asked_at = models.DateTimeField(default=clock.now)
    trouble = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("thay đổi đã định")
        constraints = [
            # A second one would be carried out on what the first has left.
            models.UniqueConstraint(
                fields=["agency", "kind"],
                condition=Q(done_at=None, cancelled_at=None),
                name="planned_change_once",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(cancelled_at=None), name="planned_change_one_end"
            ),
        ]
        indexes = [
            models.Index(
                fields=["on", "id"],
                condition=Q(done_at=None, cancelled_at=None),
                name="planned_change_waiting",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="ended_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.done_at IS NOT NULL OR OLD.cancelled_at IS NOT NULL"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.agency_id} {self.on}"

    @property
    def is_waiting(self) -> bool:
        """Neither done nor cancelled."""
        return self.done_at is None and self.cancelled_at is None

"""Lấy ý kiến: users are asked before a procedure is published."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.shared import clock
from services.models.draft import RevisionDraft


class Consultation(models.Model):
    """A draft put up for comment for some days. `content_json` is what people were shown."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    draft = models.ForeignKey(RevisionDraft, on_delete=models.PROTECT, related_name="consultations")
    content_json = models.JSONField()
    version = models.PositiveIntegerField()
    question = models.TextField(blank=True, help_text=_("Điều cần hỏi người dân"))
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft"], condition=Q(closed_at__isnull=True), name="one_open_consultation"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opened_at")), name="consultation_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft} · {self.opened_at:%d/%m/%Y}"


class Opinion(models.Model):
    """What one citizen says of a draft; the last word counts, so one row each."""

    class Stance(models.TextChoices):
        AGREE = "agree", _("Đồng ý")
        OBJECT = "object", _("Không đồng ý")

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="opinions"
    )
    citizen = models.ForeignKey("accounts.Citizen", on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=8, choices=Stance.choices)
    comment = models.TextField(blank=True)
    tried_form = models.BooleanField(default=False)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "citizen"], name="one_opinion_each")
        ]
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.consultation_id}: {self.stance}"

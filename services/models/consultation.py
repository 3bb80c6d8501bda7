"""Lấy ý kiến: users are asked before a procedure is published."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.shared import clock
from services.models.draft import RevisionDraft
from services.models.revision import Revision

REFUSE_WHEN_CLOSED = """
    IF EXISTS (
        SELECT FROM services_consultation
        WHERE id = NEW.consultation_id AND closed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'consultation % is closed', NEW.consultation_id;
    END IF;
    RETURN NEW;
"""


class Consultation(models.Model):
    """A draft put up for comment for some days.

    `content_json` is what people were shown, `base_revision` what it was compared with: neither
    changes afterwards. `end_reason` is empty where the days were simply over. `answer` is what the
    admins say to the comments, shown to everybody after the end. `told_at`: those who gave an
    opinion have been told what became of the draft.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    draft = models.ForeignKey(RevisionDraft, on_delete=models.PROTECT, related_name="consultations")
    base_revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    content_json = models.JSONField()
    version = models.PositiveIntegerField()
    question = models.TextField(blank=True, help_text=_("Điều cần hỏi người dân"))
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    end_reason = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["closes_at", "id"], condition=Q(closed_at=None), name="closing"),
            models.Index(
                fields=["id"],
                condition=Q(closed_at__isnull=False, told_at=None),
                name="outcome_untold",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["draft"], condition=Q(closed_at__isnull=True), name="one_open_consultation"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opened_at")), name="consultation_days_in_order"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="frozen",
                fields=[
                    "key", "draft", "base_revision", "content_json", "version", "question",
                    "opened_at", "opened_by", "closes_at",
                ],
            ),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]  # fmt: skip

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
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="in_time",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=REFUSE_WHEN_CLOSED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id}: {self.stance}"

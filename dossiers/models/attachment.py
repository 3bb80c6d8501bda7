"""A file given for a paper that is asked for, or for a file field of the form."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from dossiers.models.dossier import Dossier


class Attachment(models.Model):
    """Tệp. It stays as it was uploaded; `rendition` is the upright PDF made of a photo."""

    class State(models.TextChoices):
        QUARANTINED = "quarantined", _("Đang kiểm tra")
        ACCEPTED = "accepted", _("Đã nhận")
        REFUSED = "refused", _("Không nhận")
        REMOVED = "removed", _("Đã gỡ")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="attachments")
    # Of a paper, or of a file field (dossiers/attachments/fields.py).
    requirement_key = models.SlugField(max_length=80)
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUARANTINED)
    original_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=60, blank=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=200)
    rendition = models.CharField(max_length=200, blank=True)
    refusal = models.TextField(blank=True)
    # What its digital signatures are worth (dossiers/attachments/signatures.py), and the report.
    signature = models.CharField(max_length=16, blank=True)
    signature_report = models.JSONField(default=dict, blank=True)
    uploaded_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["dossier", "state"], name="attachment_of_dossier")]

    def __str__(self) -> str:
        return self.original_name

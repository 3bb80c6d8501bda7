"""PDFs that the portal writes about a dossier; always made in a job."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from dossiers.models.dossier import Dossier


class Document(models.Model):
    """One PDF. `number` counts the issues of a kind within the dossier (1, 2, …)."""

    class Kind(models.TextChoices):
        FILING_RECEIPT = "filing_receipt", _("Giấy xác nhận nộp hồ sơ")
        FORM_01 = "form_01", _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
        FORM_02 = "form_02", _("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ")
        FORM_03 = "form_03", _("Phiếu từ chối tiếp nhận giải quyết hồ sơ")
        RESULT_DRAFT = "result_draft", _("Dự thảo kết quả")
        RESULT = "result", _("Kết quả giải quyết")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    number = models.PositiveSmallIntegerField(default=1)
    requested_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    file = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "kind", "number"], name="document_once")
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.kind}"

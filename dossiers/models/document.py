"""PDFs that the portal writes about a dossier; always made in a job."""

import uuid

from django.db import models
from django.db.models import Q
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

    # A result that is worth nothing until it bears its digital signatures: that of the leader who
    # decided (`signed_by`; empty where he has no key), then the seal of `sealing_agency`.
    must_be_signed = models.BooleanField(default=False, db_default=False)
    # Who must sign, then who has signed.
    signed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    # Whose seal it needs, then bears. Forms get one too where there is one, and do not wait for it.
    sealing_agency = models.ForeignKey(
        "agencies.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sealed_at = models.DateTimeField(null=True, blank=True)
    # The file with the signatures that it has so far, and its hash; `file` stays as it was.
    signed_file = models.CharField(max_length=200, blank=True, db_default="")
    signed_sha256 = models.CharField(max_length=64, blank=True, db_default="")
    # The decision was taken back: nobody gets this result any more, and nobody signs it.
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "kind", "number"], name="document_once"),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(signed_by__isnull=False),
                name="signature_has_signer",
            ),
        ]
        indexes = [
            # The stack of a leader.
            models.Index(
                fields=["signed_by", "id"],
                name="document_to_sign",
                condition=Q(must_be_signed=True, signed_at=None, voided_at=None),
            ),
            models.Index(
                fields=["sealing_agency", "id"],
                name="document_to_seal",
                condition=Q(sealing_agency__isnull=False, sealed_at=None, voided_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.kind}"

    @property
    def waits_for_signer(self) -> bool:
        """Whether the personal signature is still to come."""
        return self.must_be_signed and self.signed_by_id is not None and self.signed_at is None

    @property
    def waits_for_seal(self) -> bool:
        """Whether the agency's seal is still to come."""
        return self.sealing_agency_id is not None and self.sealed_at is None

    @property
    def is_sealed_on_top(self) -> bool:
        """Forms of the counter bear the seal at the upper right of the first page, where their
        template leaves room (TT 01/2018/TT-VPCP: electronic forms are signed at the top)."""
        return self.sealing_agency_id is not None and self.kind != self.Kind.RESULT

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing that it must have before anybody gets it."""
        if self.voided_at is not None:
            return False
        return not self.must_be_signed or not (self.waits_for_signer or self.waits_for_seal)

    @property
    def final_file(self) -> str:
        """What readers get: the signed file as soon as there is one."""
        return self.signed_file or self.file

    @property
    def final_sha256(self) -> str:
        """The hash of what readers get."""
        return self.signed_sha256 or self.sha256

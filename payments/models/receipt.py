"""Receipts for fees (biên lai thu phí, lệ phí)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payments.models.frozen import frozen, never_deleted


class ReceiptBook(models.Model):
    """A book of receipts of one agency. Its numbers run from 1 without a gap: the next one is
    taken under this row's lock, in the transaction that writes the receipt."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    form_number = models.CharField(_("mẫu số"), max_length=20)
    series = models.CharField(_("ký hiệu"), max_length=20)
    year = models.PositiveSmallIntegerField(_("năm"))
    next_number = models.PositiveIntegerField(default=1)
    # The agency was closed: the book is full, whatever number comes next.
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "series"], name="receipt_book_once"),
        ]
        triggers = [
            frozen("agency_id", "form_number", "series", "year"),
            frozen(
                "closed_at", "next_number", when="OLD.closed_at IS NOT NULL", name="closed_is_full"
            ),
            never_deleted(),
        ]

    def __str__(self) -> str:
        return f"{self.form_number} {self.series}"


class Receipt(models.Model):
    """One receipt for one settled payment. A cancelled one is kept, with its number."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    book = models.ForeignKey(ReceiptBook, on_delete=models.PROTECT, related_name="receipts")
    number = models.PositiveIntegerField(_("số"))
    attempt = models.ForeignKey(
        "payments.PaymentAttempt", on_delete=models.PROTECT, related_name="receipts"
    )
    payer_name = models.CharField(_("người nộp"), max_length=200)
    payer_address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    reference = models.CharField(_("mã hồ sơ"), max_length=60, blank=True)
    description = models.CharField(_("nội dung"), max_length=300, blank=True)
    lines = models.JSONField(_("các khoản"))
    amount_vnd = models.PositiveBigIntegerField(_("số tiền"))
    method = models.CharField(_("hình thức"), max_length=20)
    issued_at = models.DateTimeField(_("ngày lập"))
    issued_by = models.CharField(_("người lập"), max_length=200, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.CharField(max_length=200, blank=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    file = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="receipt_number_once"),
            models.UniqueConstraint(
                fields=["attempt"],
                condition=Q(cancelled_at__isnull=True),
                name="receipt_valid_once_per_attempt",
            ),
        ]
        indexes = [models.Index(fields=["reference"], name="receipt_reference")]
        triggers = [
            frozen(
                "key",
                "book_id",
                "number",
                "attempt_id",
                "payer_name",
                "payer_address",
                "reference",
                "description",
                "lines",
                "amount_vnd",
                "method",
                "issued_at",
                "issued_by",
            ),
            frozen(
                "cancelled_at",
                "cancelled_by",
                "cancel_reason",
                when="OLD.cancelled_at IS NOT NULL",
                name="cancelled_is_frozen",
            ),
            never_deleted(),
        ]

    def __str__(self) -> str:
        return f"{self.book_id}/{self.number}"

    @property
    def printed_number(self) -> str:
        """The number as it stands on the paper: seven digits."""
        return f"{self.number:07}"

    @property
    def is_cancelled(self) -> bool:
        """Kept for its number, no longer valid."""
        return self.cancelled_at is not None

"""The bank's book (sao kê ngân hàng)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from payments.models.frozen import never_deleted


class BankStatement(models.Model):
    """A statement file as it was given; the same file once.

    It speaks for every day from its first line's to its last line's (`first_day`, `last_day`);
    `line_count` also counts lines that an earlier file had brought already.
    """

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, unique=True)
    first_day = models.DateField(_("từ ngày"))
    last_day = models.DateField(_("đến ngày"))
    line_count = models.PositiveIntegerField(_("số dòng"))
    account = models.CharField(_("tài khoản"), max_length=40, blank=True)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_day__lte=models.F("last_day")),
                name="bank_statement_days_in_order",
            )
        ]
        indexes = [models.Index(fields=["last_day", "first_day"], name="bank_statement_days")]
        triggers = [never_deleted()]

    def __str__(self) -> str:
        return self.file_name


class BankStatementLine(models.Model):
    """One movement on the account: positive came in, negative went out (đồng).

    `fingerprint` knows it again in the next file (payments.reconciliation.statement_lines).
    """

    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="lines")
    line_number = models.PositiveIntegerField()
    booked_on = models.DateField(_("ngày"), db_index=True)
    reference = models.CharField(_("số tham chiếu"), max_length=255, db_index=True)
    amount_vnd = models.BigIntegerField(_("số tiền"))
    description = models.CharField(_("nội dung"), max_length=500, blank=True)
    fingerprint = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "line_number"], name="bank_statement_line_once"
            )
        ]
        triggers = [never_deleted()]

    def __str__(self) -> str:
        return f"{self.reference} {self.amount_vnd}"

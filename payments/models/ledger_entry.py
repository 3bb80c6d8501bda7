"""The books (bút toán)."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

# Runs at commit: the entries of a transfer are inserted one after the other.
BALANCE = """
    IF (SELECT COALESCE(SUM(amount_vnd), 0) FROM payments_ledgerentry
            WHERE transfer = NEW.transfer) <> 0 THEN
        RAISE EXCEPTION 'transfer % does not balance', NEW.transfer
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
"""

# A till is a box of money: what is in it is somebody's, on a day, and a counted box is shut. The
# day's row is share-locked, so that this waits for a closing that is under way.
INTO_AN_OPEN_TILL = """
    IF NEW.account = 'till' AND NEW.cash_day_id IS NULL THEN
        RAISE EXCEPTION 'transfer %: cash without the day of a till', NEW.transfer
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.cash_day_id IS NOT NULL THEN
        PERFORM 1 FROM payments_cashday
            WHERE id = NEW.cash_day_id AND state = 'open' FOR SHARE;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'transfer %: the day of the till is closed', NEW.transfer
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    RETURN NEW;
"""


class Account(models.TextChoices):
    """Where money is (positive) and what it is for (negative)."""

    HELD_BY_PROVIDER = "held_by_provider", _("Tiền tại đơn vị trung gian thanh toán")
    TILL = "till", _("Tiền mặt tại quầy")
    HANDED_IN = "handed_in", _("Tiền mặt đã nộp quỹ")
    CASH_DIFFERENCE = "cash_difference", _("Chênh lệch kiểm quỹ")
    TREASURY = "treasury", _("Chi hoàn trả bằng chuyển khoản")
    FEES = "fees", _("Phí, lệ phí đã thu")
    SURPLUS = "surplus", _("Tiền thừa phải hoàn trả")


class LedgerEntry(models.Model):
    """One side of a movement of money. Append-only: a mistake is mended by a reversing entry.

    Why append-only, and why not simply sum up attempts: a row of state says what is true today,
    and a bug, a migration or a person with database access can change it without a trace. The
    books say what happened, so they can be laid beside the provider's books at any time and any
    difference has a date. Hence the database itself refuses UPDATE and DELETE, refuses a transfer
    whose entries do not sum to zero (checked at commit), and refuses the same movement twice
    (`transfer` + `account` is unique, a transfer is named after its cause).

    `attempt` and `refund` say whose money it is, `cash_day` through which till it went: nothing
    goes into TILL without one, and nothing through one that is closed.
    """

    transfer = models.CharField(max_length=80)
    account = models.CharField(max_length=20, choices=Account.choices)
    amount_vnd = models.BigIntegerField(_("số tiền"))
    attempt = models.ForeignKey(
        "payments.PaymentAttempt",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ledger_entries",
    )
    refund = models.ForeignKey(
        "payments.Refund",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ledger_entries",
    )
    cash_day = models.ForeignKey(
        "payments.CashDay",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ledger_entries",
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["transfer", "account"], name="ledger_transfer_once"),
            models.CheckConstraint(condition=~models.Q(amount_vnd=0), name="ledger_not_zero"),
            models.CheckConstraint(
                condition=models.Q(attempt__isnull=False) | models.Q(cash_day__isnull=False),
                name="ledger_has_cause",
            ),
        ]
        indexes = [models.Index(fields=["account", "at"], name="ledger_account_at")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="balanced",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=BALANCE,
            ),
            pgtrigger.Trigger(
                name="open_till",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=INTO_AN_OPEN_TILL,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transfer} {self.account} {self.amount_vnd}"
